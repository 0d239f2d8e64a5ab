#include "tokenize.h"

#include <string.h>

#include "article_file.h"
#include "language_names.h"
#include "path_metadata.h"
#include "program/program.h"
#include "program/size.h"
#include "records/record_words.h"

/* Memory for an article goes up to four times its size. */
#define DEFAULT_MAX_NBYTES ((guint64)256 << 20)

static char *language;
static char *path_template;
static char *max_article;
static guint64 max_nbytes = DEFAULT_MAX_NBYTES;
static RecordWords words;
static RecordOptions records;

static const GOptionEntry entries[] = {
    {"language", 'l', 0, G_OPTION_ARG_STRING, &language,
     "language of articles that do not name theirs: a code, a name, or auto to detect it (default)",
     "CODE"},
    {"path-template", 0, 0, G_OPTION_ARG_STRING, &path_template,
     "what paths tell, as in '{section}/{date}-{slug}' (default: the first folder is the section, "
     "a date the date)",
     "TEXT"},
    RECORD_WORDS_ENTRIES(&words),
    {"max-article", 0, 0, G_OPTION_ARG_STRING, &max_article,
     "what is larger is no article: 1K to 1G, of text (default 256M)", "SIZE"},
    {NULL}};

static gboolean
check(GError **error)
{
    g_autoptr(PathTemplate) template = NULL;
    const char *code = "auto";

    if (language && *language && g_ascii_strcasecmp(language, "auto") != 0)
        code = languages_code(language, strlen(language));
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
    if (max_article && !size_parse(max_article, 1 << 10, ARTICLE_FILE_MAX_NBYTES, &max_nbytes)) {
        g_set_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                    "--max-article '%s' is not a size from 1K to 1G", max_article);
        return FALSE;
    }
    return record_words_read(&words, &records, error);
}

static gboolean
run(char **arguments, guint n G_GNUC_UNUSED, const char *output, GError **error)
{
    TokenizeOptions options = {
        .language = strcmp(language, "auto") != 0 ? language : NULL,
        .path_template = path_template,
        .records = records,
        .max_nbytes = max_nbytes,
    };

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
