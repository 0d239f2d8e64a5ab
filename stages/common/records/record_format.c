#include "records/record_format.h"

#include <string.h>

#include "records/csv_format.h"
#include "records/json_fields.h"
#include "records/json_scan.h"
#include "unicode/encoding.h"

enum { LINES_LOOKED_AT = 4 /* for an object */ };

static const char *const kind_names[] = {
    [RECORDS_AUTO] = "auto", [RECORDS_TEXT] = "text", [RECORDS_JSON_LINES] = "JSON Lines",
    [RECORDS_JSON] = "JSON", [RECORDS_CSV] = "CSV",
};

const char *
record_kind_name(RecordKind kind)
{
    return kind_names[kind];
}

gboolean
record_kind_from_word(const char *word, RecordKind *ret_kind)
{
    static const char *const words[] = {
        [RECORDS_AUTO] = "auto", [RECORDS_TEXT] = "text", [RECORDS_JSON_LINES] = "json-lines",
        [RECORDS_JSON] = "json", [RECORDS_CSV] = "csv",
    };

    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(word, words[i]) == 0) {
            *ret_kind = i;
            return TRUE;
        }
    return FALSE;
}

static gsize
line_end(const char *bytes, gsize nbytes)
{
    const char *end = memchr(bytes, '\n', nbytes);

    return end ? (gsize)(end - bytes) : nbytes;
}

/* Whether the bytes begin with a brace and an object, as far as they go. */
static gboolean
begins_with_object(const char *bytes, gsize nbytes)
{
    JsonScan scan = {0};
    gssize end = json_scan_object(&scan, bytes, nbytes);

    return json_look(bytes, end >= 0 ? (gsize)end : nbytes) != JSON_NO_OBJECT;
}

/* The kind of JSON at bytes, which begin with a brace or bracket; RECORDS_TEXT if it is none. */
static RecordKind
look_at_json(const char *bytes, gsize nbytes, gboolean is_whole)
{
    gsize pos = 0;

    if (bytes[0] == '[') {
        for (pos = 1; pos < nbytes && g_ascii_isspace(bytes[pos]);)
            pos++;
        return pos < nbytes && bytes[pos] == '{' && begins_with_object(bytes + pos, nbytes - pos)
                   ? RECORDS_JSON
                   : RECORDS_TEXT;
    }
    for (guint i = 0; i < LINES_LOOKED_AT && pos < nbytes; i++) {
        gsize n = line_end(bytes + pos, nbytes - pos);
        gboolean is_cut = pos + n == nbytes && !is_whole;
        JsonLook look = json_look(bytes + pos, n);

        if (look == JSON_OBJECT || (look == JSON_OBJECT_BEGINS && is_cut))
            return RECORDS_JSON_LINES;
        if (i == 0 && look == JSON_OBJECT_BEGINS && begins_with_object(bytes, nbytes))
            return RECORDS_JSON;
        pos += n + 1;
    }
    return RECORDS_TEXT;
}

/* Looks at the beginning of a file as it is, or converted. */
static void
look(RecordFormat *format, const char *bytes, gsize nbytes, gboolean is_whole,
     const RecordOptions *options)
{
    gsize first;

    format->start = nbytes >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    format->kind = options->kind == RECORDS_AUTO ? RECORDS_TEXT : options->kind;
    if (options->kind != RECORDS_AUTO && options->kind != RECORDS_CSV)
        return;
    for (first = format->start; first < nbytes && g_ascii_isspace(bytes[first]);)
        first++;
    if (options->kind == RECORDS_AUTO && first < nbytes && strchr("{[", bytes[first])) {
        format->kind = look_at_json(bytes + first, nbytes - first, is_whole);
        if (format->kind != RECORDS_TEXT)
            return;
    }
    csv_format_look(format, bytes, nbytes, is_whole, options);
}

/* Looks at the beginning of a file that is converted as a whole. */
static void
look_converted(RecordFormat *format, const char *encoding, const char *bytes, gsize nbytes,
               gboolean is_whole, const RecordOptions *options)
{
    g_autoptr(GString) converted = g_string_new(NULL);

    encoding_convert(encoding, bytes, nbytes, converted, NULL);
    look(format, converted->str, converted->len, is_whole, options);
    format->encoding = encoding;
}

/* Whether the first byte that is no space is one that JSON begins with. */
static gboolean
begins_like_json(const char *bytes, gsize nbytes)
{
    gsize first = 0;

    while (first < nbytes && g_ascii_isspace(bytes[first]))
        first++;
    return first < nbytes && (bytes[first] == '{' || bytes[first] == '[');
}

void
record_format_recognise(RecordFormat *ret_format, const char *bytes, gsize nbytes,
                        gboolean is_whole, const RecordOptions *options)
{
    static const RecordOptions nothing_said = {0};
    const char *encoding;

    options = options ? options : &nothing_said;
    *ret_format = (RecordFormat){0};
    encoding = encoding_of_whole(options->encoding, bytes, nbytes);
    if (encoding) {
        look_converted(ret_format, encoding, bytes, nbytes, is_whole, options);
        return;
    }
    look(ret_format, bytes, nbytes, is_whole, options);
    if (ret_format->kind == RECORDS_TEXT && !begins_like_json(bytes, nbytes))
        return;
    encoding = encoding_of_parts(options->encoding, bytes, nbytes, is_whole);
    if (encoding && encoding_hides_ascii(encoding) &&
        (ret_format->kind == RECORDS_TEXT || ret_format->kind == RECORDS_JSON)) {
        look_converted(ret_format, encoding, bytes, nbytes, is_whole, options);
        if (ret_format->kind != RECORDS_TEXT)
            return;
        *ret_format = (RecordFormat){.kind = RECORDS_TEXT};
    }
    if (ret_format->kind != RECORDS_TEXT)
        ret_format->record_encoding = encoding;
}

void
record_format_clear(RecordFormat *format)
{
    g_clear_pointer(&format->names, g_strfreev);
}
