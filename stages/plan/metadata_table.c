#include "metadata_table.h"

#include <fcntl.h>
#include <string.h>

#include "name_sort.h"
#include "program/escape.h"
#include "records/csv_reader.h"
#include "records/json_reader.h"
#include "records/record_file.h"

GQuark
metadata_table_error_quark(void)
{
    return g_quark_from_static_string("metadata-table-error-quark");
}

enum {
    MAX_ROW_NBYTES = 60000, /* as it is sorted: the limit of name_sort.h */
    PART_END = '\1',        /* sorts before whatever goes on */
};

/* A row is sorted as KEY, PART_END, number, PART_END, lines for the list. */
struct _MetadataTable {
    NameSort *rows;
    const char *row; /* the next one; NULL: none is left */
    MetadataTableUnmatched unmatched;
    gpointer data;
};

/* ---- reading */

typedef struct {
    const char *path;
    RecordValue key;
    RecordFormat format;
    EncodingConverter *converter; /* of what is no UTF-8, or NULL */
    guint64 n_rows;
    GString *row, *value, *scratch;
    MetadataTable *table;
} Reading;

static void
reading_clear(Reading *reading)
{
    record_format_clear(&reading->format);
    encoding_converter_free(reading->converter);
    g_string_free(reading->row, TRUE);
    g_string_free(reading->value, TRUE);
    g_string_free(reading->scratch, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

/* Tells of a row that cannot be used. TRUE always. */
static gboolean
pass_row(const Reading *reading, const char *why)
{
    reading->table->unmatched("", reading->n_rows, why, reading->table->data);
    return TRUE;
}

static gboolean
is_key(const Reading *reading, RecordValue name)
{
    return name.nbytes == reading->key.nbytes &&
           g_ascii_strncasecmp(name.bytes, reading->key.bytes, name.nbytes) == 0;
}

/* The value as clean text, valid until the next one. A path in a table that is in no other encoding
 * stays as it is, whatever its bytes are. */
static RecordValue
clean(Reading *reading, RecordValue value, gboolean is_path)
{
    GString *text = reading->value;

    if (is_path && (!reading->converter || memchr(value.bytes, 0, value.nbytes)))
        return value;
    g_string_truncate(text, 0);
    if (reading->format.kind == RECORDS_CSV)
        record_value_append(value, reading->converter, text, NULL);
    else
        record_value_append_list(value, "; ", text);
    if (!is_path)
        record_value_decode(text, 0, reading->scratch, NULL);
    return (RecordValue){text->str, text->len};
}

static gboolean
add_row(Reading *reading, const RecordField *fields, guint n, GError **error)
{
    RecordValue key = {NULL, 0};
    GString *row = reading->row;

    reading->n_rows++;
    for (guint i = 0; i < n; i++)
        if (is_key(reading, fields[i].name) && fields[i].value.bytes)
            key = clean(reading, fields[i].value, TRUE);
    if (key.nbytes >= 2 && memcmp(key.bytes, "./", 2) == 0)
        key = (RecordValue){key.bytes + 2, key.nbytes - 2};
    if (key.nbytes == 0)
        return pass_row(reading, "no key");
    if (memchr(key.bytes, '\0', key.nbytes) || memchr(key.bytes, PART_END, key.nbytes))
        return pass_row(reading, "the key is no path");

    g_string_truncate(row, 0);
    g_string_append_len(row, key.bytes, key.nbytes);
    g_string_append_printf(row, "%c%020" G_GUINT64_FORMAT "%c", PART_END, reading->n_rows,
                           PART_END);
    for (guint i = 0; i < n; i++) {
        RecordValue value = fields[i].value;

        if (is_key(reading, fields[i].name) || fields[i].name.nbytes == 0 || !value.bytes)
            continue;
        value = clean(reading, value, FALSE);
        if (record_value_is_blank(value))
            continue;
        g_string_append_c(row, '\t');
        escape_path(row, fields[i].name.bytes, fields[i].name.nbytes);
        g_string_append_c(row, '\t');
        escape_path(row, value.bytes, value.nbytes);
        g_string_append_c(row, '\n');
    }
    if (row->len > MAX_ROW_NBYTES)
        return pass_row(reading, "longer than 60 kB");
    return name_sort_add(reading->table->rows, row->str, FALSE, error);
}

static gboolean
fail_key(const Reading *reading, GString *names, GError **error)
{
    g_set_error(error, METADATA_TABLE_ERROR, METADATA_TABLE_ERROR_KEY,
                "%s: no column '%.*s' to find articles by; there are%s", reading->path,
                (int)reading->key.nbytes, reading->key.bytes, names->str);
    return FALSE;
}

static gboolean
read_csv(Reading *reading, ByteSource *source, GError **error)
{
    const RecordFormat *format = &reading->format;
    g_autofree RecordField *fields = g_new0(RecordField, format->n_columns + 1);
    g_autoptr(CsvReader) reader = NULL;
    g_autoptr(GString) names = g_string_new(NULL);
    gboolean has_key = FALSE;
    CsvRecord record;

    for (guint i = 0; i < format->n_columns; i++) {
        fields[i].name = record_value(format->names[i]);
        has_key |= is_key(reading, fields[i].name);
        g_string_append_printf(names, " %s", format->names[i]);
    }
    if (!has_key)
        return fail_key(reading, names, error);
    if (!byte_source_skip(source, format->start, error))
        return FALSE;
    reader = csv_reader_new(source, &format->csv, format->n_columns, MAX_ROW_NBYTES, format->start);
    while (csv_reader_next(reader, &record)) {
        if (record.reject) {
            reading->n_rows++;
            pass_row(reading, record.reject);
            continue;
        }
        for (guint i = 0; i < format->n_columns; i++)
            fields[i].value = i < record.n_fields ? record.fields[i] : (RecordValue){NULL, 0};
        if (!add_row(reading, fields, format->n_columns, error))
            return FALSE;
    }
    return csv_reader_finish(reader, TRUE, error);
}

static gboolean
read_json(Reading *reading, ByteSource *source, GError **error)
{
    gboolean is_lines = reading->format.kind == RECORDS_JSON_LINES;
    g_autoptr(JsonReader) reader = json_reader_new(source, is_lines, MAX_ROW_NBYTES, 0);
    JsonRecord record;

    json_reader_set_converter(reader, reading->converter);
    while (json_reader_next(reader, &record)) {
        if (record.reject) {
            reading->n_rows++;
            pass_row(reading, record.reject);
            continue;
        }
        if (!add_row(reading, record.fields, record.n_fields, error))
            return FALSE;
    }
    return json_reader_finish(reader, TRUE, error);
}

/* Opens the table as what it looks like, else as CSV, however little it looks like it. */
static ByteSource *
open_table(Reading *reading, GError **error)
{
    static const RecordKind kinds[] = {RECORDS_AUTO, RECORDS_CSV};
    ByteSource *source = NULL;
    g_autoptr(GError) cause = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(kinds) && !cause; i++) {
        const RecordOptions options = {.kind = kinds[i]};

        g_clear_pointer(&source, byte_source_free);
        record_format_clear(&reading->format);
        source =
            record_file_open(AT_FDCWD, reading->path, &options, &reading->format, NULL, &cause);
        if (source && reading->format.kind != RECORDS_TEXT)
            break;
    }
    if (cause)
        g_set_error(error, METADATA_TABLE_ERROR, METADATA_TABLE_ERROR_UNREADABLE, "%s: %s",
                    reading->path, cause->message);
    return source;
}

static gboolean
read_rows(Reading *reading, ByteSource *source, GError **error)
{
    if (reading->format.record_encoding)
        reading->converter = encoding_converter_new(reading->format.record_encoding);
    if (reading->format.kind != RECORDS_CSV)
        return read_json(reading, source, error);
    if (reading->format.names)
        return read_csv(reading, source, error);
    g_set_error(error, METADATA_TABLE_ERROR, METADATA_TABLE_ERROR_KEY,
                "%s: no table with names of columns", reading->path);
    return FALSE;
}

static gboolean
read_table(Reading *reading, GError **error)
{
    g_autoptr(ByteSource) source = open_table(reading, error);

    if (!source || !read_rows(reading, source, error))
        return FALSE;
    if (byte_source_has_garbage(source))
        g_set_error(error, METADATA_TABLE_ERROR, METADATA_TABLE_ERROR_UNREADABLE, "%s: %s",
                    reading->path, BYTE_SOURCE_GARBAGE);
    return !byte_source_has_garbage(source);
}

MetadataTable *
metadata_table_open(const char *path, const char *key, const char *temporary, gsize memory_nbytes,
                    MetadataTableUnmatched unmatched, gpointer data, GError **error)
{
    g_autoptr(MetadataTable) table = g_new0(MetadataTable, 1);
    g_auto(Reading) reading = {.path = path,
                               .key = record_value(key),
                               .row = g_string_new(NULL),
                               .value = g_string_new(NULL),
                               .scratch = g_string_new(NULL),
                               .table = table};
    g_autoptr(GError) cause = NULL;

    table->rows = name_sort_new(temporary, memory_nbytes);
    table->unmatched = unmatched;
    table->data = data;
    if (!read_table(&reading, error) || !name_sort_finish(table->rows, error))
        return NULL;
    table->row = name_sort_next(table->rows, &cause);
    if (cause) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return NULL;
    }
    return g_steal_pointer(&table);
}

/* ---- joining */

/* How the key of a row compares with path. */
static int
compare_key(const char *row, gsize key_nbytes, const char *path)
{
    gsize path_nbytes = strlen(path);
    int order = memcmp(row, path, MIN(key_nbytes, path_nbytes));

    return order ? order : (key_nbytes > path_nbytes) - (key_nbytes < path_nbytes);
}

/* The row at hand is no file's. */
static void
pass_joined(const MetadataTable *table, gboolean again)
{
    const char *key_end = strchr(table->row, PART_END);
    g_autofree char *key = g_strndup(table->row, key_end - table->row);

    table->unmatched(key, g_ascii_strtoull(key_end + 1, NULL, 10),
                     again ? "a row before has this path" : "no file has this path", table->data);
}

gboolean
metadata_table_join(MetadataTable *table, const char *path, GString *lines, gboolean *ret_found,
                    GError **error)
{
    g_autoptr(GError) cause = NULL;

    *ret_found = FALSE;
    g_string_truncate(lines, 0);
    while (table->row && !cause) {
        const char *key_end = strchr(table->row, PART_END);
        int order = path ? compare_key(table->row, key_end - table->row, path) : -1;

        if (order > 0)
            break;
        if (order == 0 && !*ret_found) {
            g_string_append(lines, strchr(key_end + 1, PART_END) + 1);
            *ret_found = TRUE;
        } else {
            pass_joined(table, order == 0);
        }
        table->row = name_sort_next(table->rows, &cause);
    }
    if (!cause)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&cause));
    return FALSE;
}

void
metadata_table_free(MetadataTable *table)
{
    if (!table)
        return;
    name_sort_free(table->rows);
    g_free(table);
}
