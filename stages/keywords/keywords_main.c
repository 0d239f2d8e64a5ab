#include "keywords.h"

#include "program/program.h"

static gint n_best = 10;

static const GOptionEntry entries[] = {
    {"keywords", 'k', 0, G_OPTION_ARG_INT, &n_best, "keywords of an article (default 10)", "N"},
    {NULL}};

static gboolean
check(GError **error)
{
    if (n_best >= 0)
        return TRUE;
    g_set_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                "--keywords=%d: must not be negative", n_best);
    return FALSE;
}

static gboolean
run(char **arguments, guint n G_GNUC_UNUSED, const char *output, GError **error)
{
    KeywordsInputs inputs = {arguments[0], arguments[1], arguments[2], arguments[3]};

    return keywords_of_shard(&inputs, n_best, output, error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "keywords",
        .arguments = "TOKENS STEMS RUNS WORDS",
        .example =
            "textmill keywords a.tokens.gz a.stems.gz a.runs.gz corpus.words.gz -o a.keywords.gz",
        .summary = "Chooses the keywords of each article of a shard, by the article and by the "
                   "corpus's words.",
        .entries = entries,
        .run = run,
        .check = check,
        .min_arguments = 4,
        .max_arguments = 4,
        .needs_output = TRUE,
    };

    return program_main(&program, argc, argv);
}
