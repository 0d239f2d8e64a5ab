#include "tabulate.h"

#include "program/program.h"

static gint64 min_count = 10, min_df = 3;

static const GOptionEntry entries[] = {
    {"min-count", 0, 0, G_OPTION_ARG_INT64, &min_count,
     "keep a term that occurs at least N times in the corpus (default 10)", "N"},
    {"min-df", 0, 0, G_OPTION_ARG_INT64, &min_df, "and in at least N articles (default 3)", "N"},
    {NULL}};

static gboolean
check(GError **error)
{
    const char *negative = min_count < 0 ? "--min-count" : min_df < 0 ? "--min-df" : NULL;

    if (!negative)
        return TRUE;
    g_set_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED, "%s: must not be negative",
                negative);
    return FALSE;
}

static gboolean
run(char **arguments, guint n G_GNUC_UNUSED, const char *output, GError **error)
{
    TabulateInputs inputs = {arguments[0], arguments[1], arguments[2], arguments[3], arguments[4]};
    TabulateOptions options = {min_count, min_df};

    return tabulate_shard(&inputs, &options, output, error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "tabulate",
        .arguments = "TOKENS STEMS RUNS WORDS CHOICES",
        .example = "textmill tabulate a.tokens.gz a.stems.gz a.runs.gz corpus.words.gz choices.tsv "
                   "-o a.groups.gz",
        .summary =
            "Splits the counts of a shard by the groups and periods that CHOICES names, of terms "
            "that the corpus, whose\n"
            "words are WORDS, has often enough.",
        .entries = entries,
        .run = run,
        .check = check,
        .min_arguments = 5,
        .max_arguments = 5,
        .needs_output = TRUE,
    };

    return program_main(&program, argc, argv);
}
