#include "report.h"

#include "program/program.h"

static gboolean
run(char **arguments, guint n G_GNUC_UNUSED, const char *output, GError **error)
{
    return report_corpus(arguments[0], output, error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "report",
        .arguments = "PLAN",
        .example = "textmill report output/work/plan.tsv -o output",
        .summary = "Writes the tables and summaries of a run into the folder named by --output, "
                   "and says in short\n"
                   "what is in them. Reads the files beside PLAN.",
        .run = run,
        .min_arguments = 1,
        .max_arguments = 1,
        .needs_output = TRUE,
    };

    return program_main(&program, argc, argv);
}
