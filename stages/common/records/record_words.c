#include "records/record_words.h"

#include <string.h>

#include "program/program.h"
#include "unicode/encoding.h"

typedef struct {
    const char *word;
    char c;
} CharName;

static const CharName delimiters[] = {
    {"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"\\t", '\t'}, {"pipe", '|'}};
static const CharName quotes[] = {{"double", '"'}, {"single", '\''}, {"none", '\0'}};

static gboolean G_GNUC_PRINTF(2, 3) fail(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_propagate_error(error, g_error_new_valist(PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                                                format, arguments));
    va_end(arguments);
    return FALSE;
}

/* A character by its name or as it is. FALSE if the word is neither. */
static gboolean
read_char(const char *word, const CharName *names, guint n_names, char *ret)
{
    for (guint i = 0; i < n_names; i++)
        if (g_ascii_strcasecmp(word, names[i].word) == 0) {
            *ret = names[i].c;
            return TRUE;
        }
    *ret = *word;
    return strlen(word) == 1 && (guint8)*word < 0x80 && !g_ascii_isalnum(*word) && *word != '\n' &&
           *word != '\r';
}

/* Leaves NULL where nothing is said. */
static gboolean
read_encoding(RecordWords *words, RecordOptions *options, GError **error)
{
    if (words->encoding && (!*words->encoding || strcmp(words->encoding, "auto") == 0))
        g_clear_pointer(&words->encoding, g_free);
    if (!words->encoding)
        return TRUE;
    options->encoding = encoding_find(words->encoding);
    if (!options->encoding)
        return fail(error, "--encoding=%s: not an encoding", words->encoding);
    g_free(words->encoding);
    words->encoding = g_strdup(options->encoding);
    return TRUE;
}

gboolean
record_words_read(RecordWords *words, RecordOptions *ret_options, GError **error)
{
    g_autoptr(GError) cause = NULL;

    *ret_options = (RecordOptions){RECORDS_AUTO};
    if (!read_encoding(words, ret_options, error))
        return FALSE;
    if (words->input && !*words->input)
        g_clear_pointer(&words->input, g_free);
    if (words->map && !*words->map)
        g_clear_pointer(&words->map, g_free);
    if (words->input && !record_kind_from_word(words->input, &ret_options->kind))
        return fail(error, "--input=%s: there are auto, text, json-lines, json and csv",
                    words->input);
    if (words->delimiter &&
        !read_char(words->delimiter, delimiters, G_N_ELEMENTS(delimiters), &ret_options->delimiter))
        return fail(error, "--delimiter=%s: not one character", words->delimiter);
    if (words->quote && !read_char(words->quote, quotes, G_N_ELEMENTS(quotes), &ret_options->quote))
        return fail(error, "--quote=%s: not one character", words->quote);
    ret_options->has_no_quote = words->quote && ret_options->quote == '\0';
    if (words->delimiter && ret_options->delimiter == ret_options->quote)
        return fail(error, "--delimiter and --quote are the same");
    if (words->map && !(words->field_map = field_map_new(words->map, &cause)))
        return fail(error, "--map: %s", cause->message);
    ret_options->map = words->field_map;
    return TRUE;
}

void
record_words_clear(RecordWords *words)
{
    g_clear_pointer(&words->encoding, g_free);
    g_clear_pointer(&words->input, g_free);
    g_clear_pointer(&words->delimiter, g_free);
    g_clear_pointer(&words->quote, g_free);
    g_clear_pointer(&words->map, g_free);
    g_clear_pointer(&words->field_map, field_map_free);
}
