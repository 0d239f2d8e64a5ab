#include "count.h"

#include "program/program.h"

static gboolean
run(char **arguments, guint n G_GNUC_UNUSED, const char *output, GError **error)
{
    return count_shard(arguments[0], arguments[1], output, arguments[2], error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "count",
        .arguments = "TOKENS STEMS RUNS",
        .example = "textmill count a.tokens.gz a.stems.gz a.runs.gz -o a.counts.gz",
        .summary =
            "Counts the words of a shard's articles by stem. Writes how many words and stems "
            "each article has\n"
            "(--output), and term by term which articles have it how often, for merging (RUNS).",
        .run = run,
        .min_arguments = 3,
        .max_arguments = 3,
        .needs_output = TRUE,
    };

    return program_main(&program, argc, argv);
}
