#include "records/record_format.h"

#include <string.h>

#include "records/csv_reader.h"
#include "records/csv_recognise.h"
#include "records/json_fields.h"
#include "records/json_scan.h"
#include "unicode/utf8.h"

enum {
    NAME_MAX_NBYTES = 64,  /* of a column, where nobody says that there are columns */
    LINES_LOOKED_AT = 4,   /* for an object */
    ROWS_FOR_ONE_NAME = 4, /* with the header, where no name but that of the text is known */
};

typedef struct {
    const char *bytes;
    gsize nbytes;
    gboolean is_whole;
    const RecordOptions *options;
    const FieldMap *map;
} Window;

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

static RecordValue
trim(RecordValue value)
{
    while (value.nbytes > 0 && g_ascii_isspace(value.bytes[0])) {
        value.bytes++;
        value.nbytes--;
    }
    while (value.nbytes > 0 && g_ascii_isspace(value.bytes[value.nbytes - 1]))
        value.nbytes--;
    return value;
}

/* Whether the first line, cut at the delimiter, could be names of columns, one of them that of the
 * text: 0, or how many are known. Looks no further than the first cell that is no name. */
static guint
count_known_columns(const Window *window, gsize nbytes, char delimiter)
{
    gboolean has_text = FALSE;
    gsize pos = 0;
    guint n_known = 0;

    while (pos <= nbytes) {
        const char *start = window->bytes + pos, *end = memchr(start, delimiter, nbytes - pos);
        RecordValue name = trim((RecordValue){start, (end ? end : window->bytes + nbytes) - start});
        FieldUse use;

        pos = end ? (gsize)(end - window->bytes) + 1 : nbytes + 1;
        if (name.nbytes >= 2 && strchr("\"'", name.bytes[0]) &&
            name.bytes[0] == name.bytes[name.nbytes - 1])
            name = trim((RecordValue){name.bytes + 1, name.nbytes - 2});
        if (name.nbytes > NAME_MAX_NBYTES)
            return 0;
        use = field_map_find(window->map, name);
        has_text |= use.role == FIELD_TEXT;
        /* one without a name numbers the rows, as pandas writes them */
        n_known += use.role != FIELD_N_ROLES || name.nbytes == 0;
    }
    return has_text ? n_known : 0;
}

/* Whether it looks like CSV though nobody said so. */
static gboolean
has_header_and_rows(const Window *window, CsvLook *ret_look)
{
    static const char delimiters[] = {',', '\t', ';', '|'};
    const RecordOptions *options = window->options;
    const char *cr;
    gsize n = line_end(window->bytes, window->nbytes);

    cr = memchr(window->bytes, '\r', n);
    n = cr ? (gsize)(cr - window->bytes) : n;
    for (guint i = 0; i < G_N_ELEMENTS(delimiters); i++) {
        char delimiter = options->delimiter ? options->delimiter : delimiters[i];

        guint n_known =
            memchr(window->bytes, delimiter, n) ? count_known_columns(window, n, delimiter) : 0;

        if (n_known == 0)
            continue;
        if (csv_recognise(ret_look, window->bytes, window->nbytes, window->is_whole, delimiter,
                          options->quote, options->has_no_quote, 2) &&
            ret_look->second_is_right && ret_look->n_right * 4 >= ret_look->n_rows * 3 &&
            ret_look->n_rows >= (n_known == 1       ? ROWS_FOR_ONE_NAME
                                 : window->is_whole ? 2
                                                    : 1))
            return TRUE;
    }
    return FALSE;
}

/* Whether the first row names columns. */
static gboolean
is_header(const Window *window, const CsvRecord *row)
{
    if (!field_map_is_by_number(window->map))
        return TRUE;
    for (guint i = 0; i < row->n_fields; i++)
        if (field_name_is_text(row->fields[i]) &&
            (field_map_find_column(window->map, i + 1).role == FIELD_TEXT ||
             !field_map_has(window->map, FIELD_TEXT)))
            return TRUE;
    return FALSE;
}

static char *
clean_name(RecordValue name)
{
    GString *clean = g_string_new(NULL);

    name = trim(name);
    utf8_repair(name.bytes, name.nbytes, clean, NULL);
    return g_string_free(clean, FALSE);
}

static void
read_header(RecordFormat *format, const Window *window)
{
    g_autoptr(ByteSource) source = byte_source_new_bytes(window->bytes, window->nbytes);
    g_autoptr(CsvReader) reader =
        csv_reader_new(source, &format->csv, 0, RECORD_FORMAT_NBYTES, format->start);
    CsvRecord row;

    if (!csv_reader_next(reader, &row) || row.reject || !is_header(window, &row))
        return;
    format->start = row.offset + row.nbytes;
    format->n_columns = row.n_fields;
    format->names = g_new0(char *, row.n_fields + 1);
    for (guint i = 0; i < row.n_fields; i++)
        format->names[i] = clean_name(row.fields[i]);
}

static gboolean
look_at_csv(RecordFormat *format, const Window *window)
{
    const RecordOptions *options = window->options;
    gboolean is_said = options->kind == RECORDS_CSV;
    guint max_column = field_map_max_column(window->map);
    CsvLook look;

    if (is_said || field_map_is_by_number(window->map)) {
        gboolean found =
            csv_recognise(&look, window->bytes, window->nbytes, window->is_whole,
                          options->delimiter, options->quote, options->has_no_quote, max_column);

        if (!found && !is_said)
            return FALSE;
        if (!found)
            look = (CsvLook){.dialect = {.delimiter = options->delimiter ? options->delimiter : ',',
                                         .quote = options->has_no_quote ? 0
                                                  : options->quote      ? options->quote
                                                                        : '"'}};
        if (!is_said && look.n_right * 2 < look.n_rows)
            return FALSE;
    } else if (!has_header_and_rows(window, &look)) {
        return FALSE;
    }
    format->kind = RECORDS_CSV;
    format->csv = look.dialect;
    format->n_columns = look.n_columns;
    read_header(format, window);
    return TRUE;
}

void
record_format_recognise(RecordFormat *ret_format, const char *bytes, gsize nbytes,
                        gboolean is_whole, const RecordOptions *options)
{
    static const RecordOptions nothing_said = {0};
    g_autoptr(FieldMap) no_map = NULL;
    Window window = {.options = options ? options : &nothing_said, .is_whole = is_whole};
    gsize start = nbytes >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0, first;
    RecordKind kind = window.options->kind;

    *ret_format =
        (RecordFormat){.kind = kind == RECORDS_AUTO ? RECORDS_TEXT : kind, .start = start};
    if (kind != RECORDS_AUTO && kind != RECORDS_CSV)
        return;
    for (first = start; first < nbytes && g_ascii_isspace(bytes[first]);)
        first++;
    if (kind == RECORDS_AUTO && first < nbytes && (bytes[first] == '{' || bytes[first] == '[')) {
        ret_format->kind = look_at_json(bytes + first, nbytes - first, is_whole);
        if (ret_format->kind != RECORDS_TEXT)
            return;
    }
    window.map = window.options->map;
    if (!window.map)
        window.map = no_map = field_map_new(NULL, NULL);
    window.bytes = bytes + start;
    window.nbytes = nbytes - start;
    look_at_csv(ret_format, &window);
}

void
record_format_clear(RecordFormat *format)
{
    g_clear_pointer(&format->names, g_strfreev);
}
