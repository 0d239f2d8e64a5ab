#include "tokenize.h"

#include <string.h>

#include "language_names.h"
#include "path_metadata.h"
#include "program/program.h"

static char *language;
static char *path_template;

static const GOptionEntry entries[] = {
    {"language", 'l', 0, G_OPTION_ARG_STRING, &language,
     "language of articles that do not name theirs, a code or a name (default en)", "CODE"},
    {"path-template", 0, 0, G_OPTION_ARG_STRING, &path_template,
     "what paths tell, as in '{section}/{date}-{slug}' (default: the first folder is the section, "
     "a date the date)",
     "TEXT"},
    {NULL}};

static gboolean
check(GError **error)
{
    g_autoptr(PathTemplate) template = NULL;
    const char *code = language && *language ? languages_code(language, strlen(language)) : "en";

    if (!code) {
        g_set_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                    "--language=%s: not a language", language);
        return FALSE;
    }
    g_free(language); /* the stamp and the files say what holds, however it was said */
    language = g_strdup(code);
    if (path_template && !*path_template)
        g_clear_pointer(&path_template, g_free);
    if (path_template && !(template = path_template_new(path_template, error))) {
        g_prefix_error(error, "--path-template: ");
        (*error)->domain = PROGRAM_USAGE_ERROR;
        return FALSE;
    }
    return TRUE;
}

static gboolean
run(char **arguments, guint n G_GNUC_UNUSED, const char *output, GError **error)
{
    TokenizeOptions options = {language, path_template};

    return tokenize_shard(arguments[0], &options, output, error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "tokenize",
        .arguments = "LIST",
        .example = "textmill tokenize a.list -o a.tokens.gz",
        .summary =
            "Reads the files of a shard and cuts them into paragraphs, sentences and words. Files "
            "that are\n"
            "no articles (empty, binary, unreadable) are listed in the output with the reason.",
        .entries = entries,
        .run = run,
        .check = check,
        .min_arguments = 1,
        .max_arguments = 1,
        .needs_output = TRUE,
    };

    return program_main(&program, argc, argv);
}
