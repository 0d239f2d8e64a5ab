#include "compare.h"

#include "program/program.h"

static char *request;
static gint64 min_count = 10, min_df = 3;
static gint top = 1000;

static const GOptionEntry entries[] = {
    {"compare", 'c', 0, G_OPTION_ARG_STRING, &request,
     "groups to set against each other: each:rest, pairs, A:rest, A:B, or several with commas (default each:rest)",
     "WHAT"},
    {"min-count", 0, 0, G_OPTION_ARG_INT64, &min_count,
     "test a term that occurs at least N times in both parts together (default 10)", "N"},
    {"min-df", 0, 0, G_OPTION_ARG_INT64, &min_df, "and in at least N articles (default 3)", "N"},
    {"top", 0, 0, G_OPTION_ARG_INT, &top, "keep the N strongest terms of a comparison (default 1000)", "N"},
    {NULL}};

static gboolean
check(GError **error)
{
    if (min_count >= 0 && min_df >= 0 && top >= 0)
        return TRUE;
    g_set_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED, "%s: must not be negative",
                min_count < 0 ? "--min-count" : min_df < 0 ? "--min-df" : "--top");
    return FALSE;
}

static gboolean
run(char **arguments, guint n G_GNUC_UNUSED, const char *output, GError **error)
{
    CompareOptions options = {request && *request ? request : "each:rest", min_count, min_df, top};

    return compare_corpus(arguments[0], arguments[1], &options, output, error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "compare",
        .arguments = "GROUPS WORDS",
        .example = "textmill compare corpus.groups.gz corpus.words.gz -o corpus.comparisons.gz",
        .summary = "Compares the words of groups, and counts tested words by period.",
        .entries = entries,
        .run = run,
        .check = check,
        .min_arguments = 2,
        .max_arguments = 2,
        .needs_output = TRUE,
    };

    return program_main(&program, argc, argv);
}
