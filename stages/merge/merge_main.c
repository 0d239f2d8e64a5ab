#include "merge.h"

#include "program/program.h"

static gboolean as_words;

static const GOptionEntry entries[] = {
    {"words", 0, 0, G_OPTION_ARG_NONE, &as_words,
     "write the corpus's words: the last step of the tree of runs", NULL},
    {NULL}};

static gboolean
run(char **arguments, guint n, const char *output, GError **error)
{
    return merge_files(arguments, n, as_words, output, error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "merge",
        .arguments = "FILE…",
        .example = "textmill merge a.runs.gz b.runs.gz -o both.runs.gz",
        .summary = "Merges sorted files of one kind, runs or groups. Their order does not matter "
                   "to what they add up to.",
        .entries = entries,
        .run = run,
        .min_arguments = 1,
        .max_arguments = 64, /* as many as the tree brings together */
        .needs_output = TRUE,
    };

    return program_main(&program, argc, argv);
}
