#include "records/csv_format.h"

#include <string.h>

#include "records/csv_reader.h"
#include "records/csv_recognise.h"
#include "unicode/encoding.h"
#include "unicode/utf8.h"

enum {
    NAME_MAX_NBYTES = 64,     /* of a column, where nobody says that there are columns */
    ROWS_FOR_LITTLE = 4,      /* with the header, where it says little */
    NAMES_FOR_ANY_ROWS = 3,   /* known, and no others: that is no text, whatever follows */
    NAMES_WITHOUT_A_TEXT = 2, /* known: then a table is one of articles, but for its text */
    NAMES_IN_A_HEADER = 2     /* known: no article has two in cells of their own */
};

/* The bytes that are looked at. */
typedef struct {
    const char *bytes;
    gsize nbytes;
    gboolean is_whole;
    RecordOptions options; /* with a map */
    gboolean has_encoding;
    const char *encoding; /* what is no UTF-8 is converted from, once has_encoding */
} Window;

/* The first line, cut at a delimiter. */
typedef struct {
    guint n, n_known; /* columns; with a name that is known, or none */
    gboolean has_text;
    gboolean has_empty;
} Header;

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

/* The name as clean UTF-8. */
static char *
clean_name(Window *window, RecordValue name)
{
    GString *clean = g_string_new(NULL);

    name = trim(name);
    if (utf8_is_clean(name.bytes, name.nbytes)) {
        g_string_append_len(clean, name.bytes, name.nbytes);
        return g_string_free(clean, FALSE);
    }
    if (!window->has_encoding) {
        window->encoding = encoding_of_parts(window->options.encoding, window->bytes,
                                             window->nbytes, window->is_whole);
        window->has_encoding = TRUE;
    }
    encoding_convert(window->encoding, name.bytes, name.nbytes, clean, NULL);
    return g_string_free(clean, FALSE);
}

static FieldUse
find_use(Window *window, RecordValue name)
{
    g_autofree char *clean = clean_name(window, name);

    return field_map_find(window->options.map, record_value(clean));
}

/* Whether the first line, nbytes long, could be names of columns with this delimiter between them.
 * Looks no further than the first cell that is no name. */
static gboolean
read_names(Window *window, gsize nbytes, char delimiter, Header *ret_header)
{
    gsize pos = 0;

    *ret_header = (Header){.n = 0};
    while (pos <= nbytes) {
        const char *start = window->bytes + pos, *end = memchr(start, delimiter, nbytes - pos);
        RecordValue name = trim((RecordValue){start, (end ? end : window->bytes + nbytes) - start});
        FieldUse use;

        pos = end ? (gsize)(end - window->bytes) + 1 : nbytes + 1;
        if (name.nbytes >= 2 && strchr("\"'", name.bytes[0]) &&
            name.bytes[0] == name.bytes[name.nbytes - 1])
            name = trim((RecordValue){name.bytes + 1, name.nbytes - 2});
        if (name.nbytes > NAME_MAX_NBYTES)
            return FALSE;
        use = find_use(window, name);
        ret_header->n++;
        ret_header->has_text |= use.role == FIELD_TEXT;
        ret_header->has_empty |= name.nbytes == 0;
        /* one without a name numbers the rows, as pandas writes them */
        ret_header->n_known += use.role != FIELD_N_ROLES || name.nbytes == 0;
    }
    return ret_header->n > 1;
}

/* Whether somebody expects CSV. */
static gboolean
is_expected(const RecordOptions *options)
{
    return options->delimiter || options->quote || options->has_no_quote ||
           field_map_has(options->map, FIELD_TEXT);
}

/* Whether it may be a header. One without a text makes a table of which nobody knows where its texts
 * are, which is told where it is read. */
static gboolean
is_possible(const Window *window, const Header *header)
{
    return header->has_text || (!header->has_empty && (header->n_known >= NAMES_WITHOUT_A_TEXT ||
                                                       is_expected(&window->options)));
}

/* Whether rows like these may stand below a header like this. */
static gboolean
fits(const Window *window, const Header *header, const CsvLook *look)
{
    guint n_least = window->is_whole ? 2 : 1;

    if (header->has_text && header->n_known == header->n && header->n >= NAMES_FOR_ANY_ROWS)
        return TRUE;
    if (!header->has_text || header->n_known == 1)
        n_least = ROWS_FOR_LITTLE;
    return look->second_is_right && look->n_right * 4 >= look->n_rows * 3 &&
           look->n_rows >= n_least && (header->has_text || look->n_columns == header->n);
}

static gboolean
recognise(const Window *window, char delimiter, guint min_columns, CsvLook *ret_look)
{
    const RecordOptions *options = &window->options;

    return csv_recognise(ret_look, window->bytes, window->nbytes, window->is_whole, delimiter,
                         options->quote, options->has_no_quote, min_columns);
}

/* Whether it looks like CSV though nobody said so. */
static gboolean
has_header_and_rows(Window *window, CsvLook *ret_look)
{
    static const char delimiters[] = {',', '\t', ';', '|'};
    const char *end = memchr(window->bytes, '\n', window->nbytes), *cr;
    gsize n = end ? (gsize)(end - window->bytes) : window->nbytes;

    cr = memchr(window->bytes, '\r', n);
    n = cr ? (gsize)(cr - window->bytes) : n;
    for (guint i = 0; i < G_N_ELEMENTS(delimiters); i++) {
        char delimiter = window->options.delimiter ? window->options.delimiter : delimiters[i];
        Header header;

        if (memchr(window->bytes, delimiter, n) && read_names(window, n, delimiter, &header) &&
            is_possible(window, &header) && recognise(window, delimiter, 2, ret_look) &&
            fits(window, &header, ret_look))
            return TRUE;
        if (window->options.delimiter)
            break;
    }
    return FALSE;
}

/* Whether the first row names columns, of which the user gives numbers. */
static gboolean
is_header(Window *window, const CsvRecord *row)
{
    const FieldMap *map = window->options.map;
    guint n_known = 0;

    for (guint i = 0; i < row->n_fields; i++) {
        g_autofree char *name = clean_name(window, row->fields[i]);

        if (field_name_is_text(record_value(name)) &&
            (field_map_find_column(map, i + 1).role == FIELD_TEXT ||
             !field_map_has(map, FIELD_TEXT)))
            return TRUE;
        n_known += field_name_is_known(record_value(name));
    }
    return n_known >= NAMES_IN_A_HEADER;
}

static void
read_header(RecordFormat *format, Window *window)
{
    g_autoptr(ByteSource) source = byte_source_new_bytes(window->bytes, window->nbytes);
    g_autoptr(CsvReader) reader =
        csv_reader_new(source, &format->csv, 0, RECORD_FORMAT_NBYTES, format->start);
    CsvRecord row;

    if (!csv_reader_next(reader, &row) || row.reject ||
        (field_map_is_by_number(window->options.map) && !is_header(window, &row)))
        return;
    format->start = row.offset + row.nbytes;
    format->n_columns = row.n_fields;
    format->names = g_new0(char *, row.n_fields + 1);
    for (guint i = 0; i < row.n_fields; i++)
        format->names[i] = clean_name(window, row.fields[i]);
}

/* How CSV is written that is said to be CSV, whatever it looks like. */
static CsvLook
as_said(const RecordOptions *options)
{
    char quote = options->quote ? options->quote : '"';

    return (CsvLook){.dialect = {.delimiter = options->delimiter ? options->delimiter : ',',
                                 .quote = options->has_no_quote ? 0 : quote}};
}

/* Whether rows are mapped by the number of their columns, though they may have less. */
static gboolean
has_numbered_columns(const Window *window, CsvLook *ret_look)
{
    char delimiter = window->options.delimiter;

    if (recognise(window, delimiter, field_map_max_column(window->options.map), ret_look) &&
        ret_look->n_right * 2 >= ret_look->n_rows)
        return TRUE;
    return recognise(window, delimiter, 2, ret_look) && ret_look->second_is_right &&
           ret_look->n_right * 4 >= ret_look->n_rows * 3 && ret_look->n_rows >= ROWS_FOR_LITTLE;
}

/* The line that Excel reads, and some write for it: "sep=;". Returns its length, or 0. */
static gsize
read_separator(const char *bytes, gsize nbytes, char *ret_delimiter)
{
    static const char name[] = "sep=";
    gsize n = sizeof name; /* with the delimiter */

    if (nbytes <= n || g_ascii_strncasecmp(bytes, name, strlen(name)) != 0)
        return 0;
    *ret_delimiter = bytes[n - 1];
    n += bytes[n] == '\r' && n + 1 < nbytes;
    return bytes[n] == '\n' ? n + 1 : 0;
}

void
csv_format_look(RecordFormat *format, const char *bytes, gsize nbytes, gboolean is_whole,
                const RecordOptions *options)
{
    g_autoptr(FieldMap) no_map = options->map ? NULL : field_map_new(NULL, NULL);
    Window window = {.is_whole = is_whole, .options = *options};
    char separator;
    gsize n = read_separator(bytes + format->start, nbytes - format->start, &separator);
    CsvLook look;

    if (no_map)
        window.options.map = no_map;
    if (n > 0 && !options->delimiter)
        window.options.delimiter = separator;
    window.bytes = bytes + format->start + n;
    window.nbytes = nbytes - format->start - n;
    if (options->kind == RECORDS_CSV) {
        if (!recognise(&window, window.options.delimiter, field_map_max_column(window.options.map),
                       &look))
            look = as_said(&window.options);
    } else if (!(field_map_is_by_number(window.options.map)
                     ? has_numbered_columns(&window, &look)
                     : has_header_and_rows(&window, &look))) {
        return;
    }
    format->kind = RECORDS_CSV;
    format->start += n;
    format->csv = look.dialect;
    format->n_columns = look.n_columns;
    read_header(format, &window);
}
