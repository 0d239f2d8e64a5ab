#include "records/csv_format.h"

#include <string.h>

#include "records/csv_reader.h"
#include "records/csv_recognise.h"
#include "unicode/encoding.h"
#include "unicode/utf8.h"

enum {
    NAME_MAX_NBYTES = 64,     /* of a column, where nobody says that there are columns */
    UNKNOWN_NAMES_MAX = 64,   /* before the first that is known */
    ROWS_FOR_LITTLE = 4,      /* with the header, where it says little */
    NAMES_FOR_ANY_ROWS = 3,   /* known, and no others: that is no text, however ragged its rows */
    NAMES_WITHOUT_A_TEXT = 2, /* known, among others: then it is a table of articles all the same */
    NAMES_IN_A_HEADER = 2     /* known: no article has two in cells of their own */
};

/* The bytes that are looked at: the file behind what comes before its rows. */
typedef struct {
    const char *bytes;
    gsize nbytes;
    FileBeginning *file;
    RecordOptions options; /* with a map */
} Window;

/* The first line, cut at a delimiter. */
typedef struct {
    guint n, n_known, n_empty; /* columns; those with a name that is known, and with none */
    gboolean has_text;
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
clean_name(const Window *window, RecordValue name)
{
    GString *clean = g_string_new(NULL);

    name = trim(name);
    if (utf8_is_clean(name.bytes, name.nbytes))
        g_string_append_len(clean, name.bytes, name.nbytes);
    else
        encoding_convert(file_beginning_encoding(window->file), name.bytes, name.nbytes, clean,
                         NULL);
    return g_string_free(clean, FALSE);
}

static FieldUse
find_use(const Window *window, RecordValue name)
{
    g_autofree char *clean = clean_name(window, name);

    return field_map_find(window->options.map, record_value(clean));
}

/* The first line, or the next: without its end. */
static RecordValue
first_line(const char *bytes, gsize nbytes)
{
    gsize n = 0;

    while (n < nbytes && bytes[n] != '\n' && bytes[n] != '\r')
        n++;
    return (RecordValue){bytes, n};
}

static RecordValue
second_line(const Window *window, RecordValue first)
{
    gsize n = first.nbytes;

    n += n < window->nbytes && window->bytes[n] == '\r';
    n += n < window->nbytes && window->bytes[n] == '\n';
    return first_line(window->bytes + n, window->nbytes - n);
}

static guint
count_bytes(RecordValue line, char byte)
{
    guint n = 0;

    for (gsize i = 0; i < line.nbytes; i++)
        n += line.bytes[i] == byte;
    return n;
}

/* Whether the names alone say that it is a table, with a row behind them, or nothing. */
static gboolean
is_table_of_names(const Window *window, const Header *header, RecordValue second, char delimiter)
{
    return header->has_text && header->n_known == header->n && header->n >= NAMES_FOR_ANY_ROWS &&
           (second.bytes == window->bytes + window->nbytes ||
            count_bytes(second, delimiter) + 1 >= header->n);
}

/* Whether it is worth to find out what the names in the first line are, which is in another encoding:
 * that takes long. */
static gboolean
resembles_rows(RecordValue first, RecordValue second, char delimiter)
{
    return count_bytes(second, '"') > 0 ||
           count_bytes(second, delimiter) == count_bytes(first, delimiter);
}

/* Whether the line, which the second follows, could be names of columns with this delimiter between
 * them. */
static gboolean
read_names(const Window *window, RecordValue line, RecordValue second, char delimiter,
           Header *ret_header)
{
    gboolean is_legible =
        utf8_is_clean(line.bytes, line.nbytes) || resembles_rows(line, second, delimiter);
    gsize pos = 0;

    *ret_header = (Header){.n = 0};
    while (is_legible && pos <= line.nbytes) {
        const char *start = line.bytes + pos, *end = memchr(start, delimiter, line.nbytes - pos);
        RecordValue name =
            trim((RecordValue){start, (end ? end : line.bytes + line.nbytes) - start});
        FieldUse use;

        pos = end ? (gsize)(end - line.bytes) + 1 : line.nbytes + 1;
        if (name.nbytes >= 2 && (name.bytes[0] == '"' || name.bytes[0] == '\'') &&
            name.bytes[0] == name.bytes[name.nbytes - 1])
            name = trim((RecordValue){name.bytes + 1, name.nbytes - 2});
        if (name.nbytes > NAME_MAX_NBYTES ||
            (ret_header->n == UNKNOWN_NAMES_MAX && ret_header->n_known == 0))
            return FALSE;
        use = find_use(window, name);
        ret_header->n++;
        ret_header->n_known += use.role != FIELD_N_ROLES;
        ret_header->n_empty += name.nbytes == 0;
        ret_header->has_text |= use.role == FIELD_TEXT;
    }
    return ret_header->n > 1;
}

/* Whether it may be a header. One without a text makes a table of which nobody knows where its texts
 * are, which is told where it is read. */
static gboolean
may_be_header(const Window *window, const Header *header)
{
    const RecordOptions *options = &window->options;
    gboolean is_expected = options->delimiter || options->quote || options->has_no_quote;

    return header->has_text ||
           (header->n_empty == 0 && (is_expected || (header->n_known >= NAMES_WITHOUT_A_TEXT &&
                                                     header->n > NAMES_WITHOUT_A_TEXT)));
}

static gboolean
rows_agree(const CsvLook *look)
{
    return look->second_is_right && look->n_right * 4 >= look->n_rows * 3;
}

/* Whether rows like these may stand below a header like this. resembles_prose: as titles do. */
static gboolean
rows_fit_header(const Window *window, const Header *header, gboolean resembles_prose,
                const CsvLook *look)
{
    gboolean is_whole = window->file->is_whole;
    guint n_least = is_whole ? 2 : 1;

    if (!rows_agree(look))
        return FALSE;
    if (!header->has_text)
        return look->n_columns == header->n && look->n_rows >= ROWS_FOR_LITTLE;
    /* a column without a name numbers the rows, as pandas writes them */
    if (header->n_known + header->n_empty == 1 || (resembles_prose && !look->dialect.spaces))
        n_least = ROWS_FOR_LITTLE;
    /* rows may be so long that few are seen */
    return look->n_rows >= n_least ||
           (!is_whole && look->n_rows > 1 && look->n_right == look->n_rows);
}

static gboolean
find_dialect(const Window *window, char delimiter, guint min_columns, CsvLook *ret_look)
{
    const RecordOptions *options = &window->options;

    return csv_recognise(ret_look, window->bytes, window->nbytes, window->file->is_whole, delimiter,
                         options->quote, options->has_no_quote, min_columns);
}

/* Whether it looks like CSV though nobody said so. */
static gboolean
has_header_and_rows(const Window *window, CsvLook *ret_look)
{
    static const char delimiters[] = {',', '\t', ';', '|'};
    RecordValue line = first_line(window->bytes, window->nbytes);
    RecordValue second = second_line(window, line);
    gboolean is_apart = second.bytes + second.nbytes < window->bytes + window->nbytes &&
                        record_value_is_blank(second);
    gboolean resembles_prose = is_apart || memmem(line.bytes, line.nbytes, ", ", 2);

    for (guint i = 0; i < G_N_ELEMENTS(delimiters); i++) {
        char delimiter = window->options.delimiter ? window->options.delimiter : delimiters[i];
        Header header;

        if (memchr(line.bytes, delimiter, line.nbytes) &&
            read_names(window, line, second, delimiter, &header) &&
            may_be_header(window, &header) && find_dialect(window, delimiter, 2, ret_look) &&
            (rows_fit_header(window, &header, resembles_prose, ret_look) ||
             (!resembles_prose && is_table_of_names(window, &header, second, delimiter))))
            return TRUE;
        if (window->options.delimiter)
            break;
    }
    return FALSE;
}

/* Whether the first row names columns, of which the user gives numbers. */
static gboolean
is_header(const Window *window, const CsvRecord *row)
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
read_header(RecordFormat *format, const Window *window)
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
                                 .quote = options->has_no_quote ? 0 : quote},
                     .n_columns = MAX(1, field_map_max_column(options->map))};
}

/* Whether rows are mapped by the number of their columns, though they may have fewer. */
static gboolean
has_numbered_columns(const Window *window, CsvLook *ret_look)
{
    char delimiter = window->options.delimiter;

    if (find_dialect(window, delimiter, field_map_max_column(window->options.map), ret_look) &&
        rows_agree(ret_look))
        return TRUE;
    return find_dialect(window, delimiter, 2, ret_look) && rows_agree(ret_look) &&
           ret_look->n_rows >= ROWS_FOR_LITTLE;
}

static gsize
count_line_ends(const char *bytes, gsize nbytes)
{
    gsize n = 0;

    while (n < nbytes && (bytes[n] == '\n' || bytes[n] == '\r'))
        n++;
    return n;
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
csv_format_look(RecordFormat *format, FileBeginning *file)
{
    const RecordOptions *options = file->options;
    Window window = {.file = file, .options = *options};
    char separator;
    gsize n = read_separator(file->bytes + format->start, file->nbytes - format->start, &separator);
    CsvLook found;

    if (!options->map)
        window.options.map = field_map_by_names();
    if (n > 0 && !options->delimiter)
        window.options.delimiter = separator;
    n += count_line_ends(file->bytes + format->start + n, file->nbytes - format->start - n);
    window.bytes = file->bytes + format->start + n;
    window.nbytes = file->nbytes - format->start - n;
    if (options->kind == RECORDS_CSV) {
        if (!find_dialect(&window, window.options.delimiter,
                          field_map_max_column(window.options.map), &found))
            found = as_said(&window.options);
    } else if (!(field_map_is_by_number(window.options.map)
                     ? has_numbered_columns(&window, &found)
                     : has_header_and_rows(&window, &found))) {
        return;
    }
    format->kind = RECORDS_CSV;
    format->start += n;
    format->csv = found.dialect;
    format->n_columns = found.n_columns;
    read_header(format, &window);
}
