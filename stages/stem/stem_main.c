#include "stem.h"

#include "program/program.h"

static char *stopwords;

static const GOptionEntry entries[] = {
    {"stopwords", 0, 0, G_OPTION_ARG_FILENAME, &stopwords,
     "take the stop words of all languages from FILE, one a line, instead of the built-in lists",
     "FILE"},
    {NULL}};

static gboolean
run(char **arguments, guint n G_GNUC_UNUSED, const char *output, GError **error)
{
    return stem_shard(arguments[0], stopwords, output, error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "stem",
        .arguments = "TOKENS",
        .example = "textmill stem a.tokens.gz -o a.stems.gz",
        .summary = "Finds the stem and the class (stop word, determiner, ...) of each distinct "
                   "form of a shard.",
        .entries = entries,
        .run = run,
        .min_arguments = 1,
        .max_arguments = 1,
        .needs_output = TRUE,
    };

    return program_main(&program, argc, argv);
}
