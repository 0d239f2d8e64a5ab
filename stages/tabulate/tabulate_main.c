#include "tabulate.h"

#include "program/program.h"

static gboolean
run(char **arguments, guint n G_GNUC_UNUSED, const char *output, GError **error)
{
    TabulateInputs inputs = {arguments[0], arguments[1], arguments[2], arguments[3]};

    return tabulate_shard(&inputs, output, error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "tabulate",
        .arguments = "TOKENS STEMS RUNS CHOICES",
        .example = "textmill tabulate a.tokens.gz a.stems.gz a.runs.gz choices.tsv -o a.groups.gz",
        .summary = "Splits the counts of a shard by the groups and periods that CHOICES names.",
        .run = run,
        .min_arguments = 4,
        .max_arguments = 4,
        .needs_output = TRUE,
    };

    return program_main(&program, argc, argv);
}
