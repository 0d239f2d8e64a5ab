#include "summarize.h"

#include "program/program.h"

static char *length_text;
static char *method_text;

static const GOptionEntry entries[] = {
    {"summary", 's', 0, G_OPTION_ARG_STRING, &length_text,
     "length of a summary: 3 sentences, 20%, 60w (words), 400c (characters), all (default 3)",
     "LENGTH"},
    {"summarizer", 0, 0, G_OPTION_ARG_STRING, &method_text,
     "how sentences are chosen: default (position and centrality), lexrank, lead", "NAME"},
    {NULL}};

static SummaryLength length;
static SummaryMethod method;

static gboolean
check(GError **error)
{
    /* the stamp and the files say what holds, also where nobody said it */
    if (!length_text)
        length_text = g_strdup("3");
    if (!method_text)
        method_text = g_strdup("default");
    return summary_length_parse(length_text, &length, error) &&
           summary_method_parse(method_text, &method, error);
}

static gboolean
run(char **arguments, guint n G_GNUC_UNUSED, const char *output, GError **error)
{
    return summarize_shard(arguments[0], arguments[1], method, &length, output, error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "summarize",
        .arguments = "TOKENS STEMS",
        .example = "textmill summarize --summary=60w a.tokens.gz a.stems.gz -o a.summaries.gz",
        .summary = "Chooses the sentences that stand for each article of a shard.",
        .entries = entries,
        .run = run,
        .check = check,
        .min_arguments = 2,
        .max_arguments = 2,
        .needs_output = TRUE,
    };

    return program_main(&program, argc, argv);
}
