#include "survey.h"

#include <string.h>

#include "program/program.h"

static SurveyOptions options;

static const GOptionEntry entries[] = {
    {"group-by", 'g', 0, G_OPTION_ARG_STRING, &options.group_by,
     "group articles by a metadata column, by day, month, year, or none (default: section if there "
     "are two, else month)",
     "NAME"},
    {"period", 'p', 0, G_OPTION_ARG_STRING, &options.period,
     "count by day, month, year or none (default: by how long the dates span)", "NAME"},
    {NULL}};

static gboolean
check(GError **error)
{
    static const char *const periods[] = {"day", "month", "year", "none", NULL};

    if (options.group_by && !*options.group_by)
        options.group_by = NULL;
    if (options.period && !*options.period)
        options.period = NULL;
    if (!options.period || g_strv_contains(periods, options.period))
        return TRUE;
    g_set_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                "--period=%s: must be day, month, year or none", options.period);
    return FALSE;
}

static gboolean
run(char **arguments, guint n G_GNUC_UNUSED, const char *output, GError **error)
{
    return survey_corpus(arguments[0], &options, arguments[1], output, error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "survey",
        .arguments = "PLAN CHOICES",
        .example = "textmill survey plan.tsv choices.tsv -o corpus.articles.gz",
        .summary = "Brings all articles together and chooses groups and periods. Reads the tokens "
                   "and counts\n"
                   "of the shards of PLAN, which lie beside it; rewrites CHOICES only if they "
                   "differ.",
        .entries = entries,
        .run = run,
        .check = check,
        .min_arguments = 2,
        .max_arguments = 2,
        .needs_output = TRUE,
    };

    return program_main(&program, argc, argv);
}
