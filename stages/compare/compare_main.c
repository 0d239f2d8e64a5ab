#include "compare.h"
#include "program/program.h"
#include "side_by_side.h"

enum { MAX_ARTICLES = 100 };

static gboolean groups, tsv;
static char *work;
static gint keywords = 10;
static char *request;
static gint64 min_count = 10, min_df = 3;
static gint top = 1000;

static const GOptionEntry entries[] = {
    {"work", 'w', 0, G_OPTION_ARG_FILENAME, &work,
     "where the run keeps its intermediate files (default output/work)", "FOLDER"},
    {"keywords", 'k', 0, G_OPTION_ARG_INT, &keywords,
     "show the N best keywords of each article (default 10)", "N"},
    {"tsv", 't', 0, G_OPTION_ARG_NONE, &tsv,
     "print a table for programs, one row for each term and article", NULL},
    {"groups", 'g', 0, G_OPTION_ARG_NONE, &groups,
     "compare the groups of the corpus: a stage of the pipeline", NULL},
    {"compare", 'c', 0, G_OPTION_ARG_STRING, &request,
     "with --groups: which against which: each:rest, pairs, A:rest, A:B, or several with commas "
     "(default each:rest)",
     "WHAT"},
    {"min-count", 0, 0, G_OPTION_ARG_INT64, &min_count,
     "with --groups: test a term that occurs at least N times in both parts together (default 10)",
     "N"},
    {"min-df", 0, 0, G_OPTION_ARG_INT64, &min_df,
     "with --groups: and in at least N articles (default 3)", "N"},
    {"top", 0, 0, G_OPTION_ARG_INT, &top,
     "with --groups: keep the N strongest terms of a comparison (default 1000)", "N"},
    {NULL}};

static gboolean
check(GError **error)
{
    const char *negative = keywords < 0    ? "--keywords"
                           : min_count < 0 ? "--min-count"
                           : min_df < 0    ? "--min-df"
                           : top < 0       ? "--top"
                                           : NULL;

    if (!negative)
        return TRUE;
    g_set_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED, "%s: must not be negative",
                negative);
    return FALSE;
}

static gboolean
compare_groups(char **arguments, guint n, const char *output, GError **error)
{
    CompareOptions options = {request && *request ? request : "each:rest", min_count, min_df, top};

    if (n == 2 && output)
        return compare_corpus(arguments[0], arguments[1], &options, output, error);
    g_set_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                "--groups: expected GROUPS WORDS -o FILE");
    return FALSE;
}

static gboolean
compare_articles(char **arguments, guint n, const char *output, GError **error)
{
    g_auto(SideBySide) side = {0};

    if (!side_by_side_read(&side, work ? work : "output/work", arguments, n, keywords, error))
        return FALSE;
    return tsv ? side_by_side_write_tsv(&side, output, error)
               : side_by_side_write_text(&side, output, error);
}

static gboolean
run(char **arguments, guint n, const char *output, GError **error)
{
    return groups ? compare_groups(arguments, n, output, error)
                  : compare_articles(arguments, n, output ? output : "-", error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "compare",
        .arguments = "ARTICLE... | --groups GROUPS WORDS -o FILE",
        .example = "textmill compare harbour-strike business/2025-05-02-strike-ends.txt 17",
        .summary =
            "Sets keyword statistics of articles side by side. An article is its id, the end of "
            "its id (a file\n"
            "name, with or without extension), its number in articles.tsv, or its path; %20 is a "
            "space.\n"
            "With --groups: says what is typical of each group, and counts tested words by period.",
        .entries = entries,
        .run = run,
        .check = check,
        .min_arguments = 1,
        .max_arguments = MAX_ARTICLES,
    };

    return program_main(&program, argc, argv);
}
