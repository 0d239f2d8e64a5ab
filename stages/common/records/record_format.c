#include "records/record_format.h"

#include <string.h>

#include "records/csv_format.h"
#include "records/json_fields.h"
#include "records/json_scan.h"
#include "unicode/encoding.h"
#include "unicode/utf8.h"

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

static gsize
skip_space(const char *bytes, gsize nbytes, gsize pos)
{
    while (pos < nbytes && g_ascii_isspace(bytes[pos]))
        pos++;
    return pos;
}

/* Whether the brace that the bytes begin with is followed by the name of a field: that is meant as an object, and told
 * what is wrong with it where it is read. */
static gboolean
begins_with_field(const char *bytes, gsize nbytes)
{
    gsize pos = skip_space(bytes, nbytes, 1), start = pos + 1;

    if (pos >= nbytes || bytes[pos] != '"')
        return FALSE;
    for (pos = start; pos < nbytes && bytes[pos] != '"' && bytes[pos] != '\n';)
        pos++;
    if (pos == start || pos >= nbytes || bytes[pos] != '"')
        return FALSE;
    pos = skip_space(bytes, nbytes, pos + 1);
    return pos < nbytes && bytes[pos] == ':';
}

/* Whether the object that the bytes begin with, which cannot be read, stands on a line by itself. */
static gboolean
has_line_to_itself(const char *bytes, gsize nbytes)
{
    JsonScan scan = {0};
    gssize end = json_scan_object(&scan, bytes, nbytes);
    gsize n = line_end(bytes, nbytes), next = skip_space(bytes, nbytes, n);

    if (end < 0)
        return next == nbytes || bytes[next] == '{';
    return (gsize)end <= n && skip_space(bytes, n, end) == n;
}

/* The kind of JSON at bytes, which begin with a brace or bracket; RECORDS_TEXT if it is none. */
static RecordKind
look_at_json(const char *bytes, gsize nbytes, gboolean is_whole)
{
    gsize pos = 0;

    if (bytes[0] == '[') {
        pos = skip_space(bytes, nbytes, 1);
        return pos < nbytes && bytes[pos] == '{' &&
                       (begins_with_object(bytes + pos, nbytes - pos) ||
                        begins_with_field(bytes + pos, nbytes - pos))
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
    if (!begins_with_field(bytes, nbytes))
        return RECORDS_TEXT;
    return has_line_to_itself(bytes, nbytes) ? RECORDS_JSON_LINES : RECORDS_JSON;
}

const char *
file_beginning_encoding(FileBeginning *file)
{
    if (!file->has_encoding)
        file->encoding =
            encoding_of_parts(file->options->encoding, file->bytes, file->nbytes, file->is_whole);
    file->has_encoding = TRUE;
    return file->encoding;
}

/* Looks at the beginning of a file as it is, or converted. */
static void
look(RecordFormat *format, FileBeginning *file)
{
    RecordKind said = file->options->kind;
    gsize first, start = file->nbytes >= 3 && memcmp(file->bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

    *format = (RecordFormat){.kind = said == RECORDS_AUTO ? RECORDS_TEXT : said, .start = start};
    if (said != RECORDS_AUTO && said != RECORDS_CSV)
        return;
    first = skip_space(file->bytes, file->nbytes, start);
    if (said == RECORDS_AUTO && first < file->nbytes &&
        (file->bytes[first] == '{' || file->bytes[first] == '[')) {
        format->kind = look_at_json(file->bytes + first, file->nbytes - first, file->is_whole);
        if (format->kind != RECORDS_TEXT)
            return;
    }
    csv_format_look(format, file);
}

/* Looks at what the beginning is as UTF-8. */
static void
look_converted(RecordFormat *format, const FileBeginning *file, const char *encoding)
{
    g_autoptr(GString) converted = g_string_new(NULL);
    FileBeginning as_utf8 = {.is_whole = file->is_whole, .options = file->options};

    encoding_convert(encoding, file->bytes, file->nbytes, converted, NULL);
    as_utf8.bytes = converted->str;
    as_utf8.nbytes = converted->len;
    look(format, &as_utf8);
}

/* Whether the file begins as objects of JSON do. */
static gboolean
begins_like_json(const FileBeginning *file)
{
    const char *bytes = file->bytes;
    gsize first = skip_space(bytes, file->nbytes, 0);
    gsize second = skip_space(bytes, file->nbytes, first + 1);

    return second < file->nbytes &&
           ((bytes[first] == '[' && bytes[second] == '{') ||
            (bytes[first] == '{' && (bytes[second] == '"' || bytes[second] == '}')));
}

/* Whether halves of characters may be taken for what tells records and fields apart. */
static gboolean
may_be_misread(const RecordFormat *format, const FileBeginning *file)
{
    enum { FIRST_SECOND_HALF = 0x40 };

    switch (format->kind) {
    case RECORDS_TEXT:
        return (begins_like_json(file) ||
                memchr(file->bytes, '|', line_end(file->bytes, file->nbytes))) &&
               !utf8_is_clean(file->bytes, file->nbytes);
    case RECORDS_CSV:
        return format->csv.backslash || format->csv.delimiter >= FIRST_SECOND_HALF ||
               format->csv.quote >= FIRST_SECOND_HALF;
    default:
        return format->kind == RECORDS_JSON;
    }
}

void
record_format_recognise(RecordFormat *ret_format, const char *bytes, gsize nbytes,
                        gboolean is_whole, const RecordOptions *options)
{
    static const RecordOptions nothing_said = {0};
    FileBeginning file = {bytes, nbytes, is_whole, options ? options : &nothing_said};
    const char *encoding = encoding_of_whole(file.options->encoding, bytes, nbytes);

    if (encoding) {
        look_converted(ret_format, &file, encoding);
        ret_format->encoding = encoding;
        return;
    }
    look(ret_format, &file);
    if (may_be_misread(ret_format, &file) && (encoding = file_beginning_encoding(&file)) &&
        encoding_hides_ascii(encoding)) {
        record_format_clear(ret_format);
        look_converted(ret_format, &file, encoding);
        /* lines end where they seem to, and are converted one by one */
        if (ret_format->kind == RECORDS_JSON || ret_format->kind == RECORDS_CSV)
            ret_format->encoding = encoding;
    }
    if (ret_format->kind != RECORDS_TEXT && !ret_format->encoding)
        ret_format->record_encoding = file_beginning_encoding(&file);
}

void
record_format_clear(RecordFormat *format)
{
    g_clear_pointer(&format->names, g_strfreev);
}
