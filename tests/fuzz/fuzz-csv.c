/*
 * What is written as CSV is read back, whatever blocks it comes in, and the scan sees the same
 * records. Input: a byte for the dialect, one for the number of columns, one for the blocks, the
 * fields with FF between.
 */
#include "fuzz.h"
#include "fuzz_blocks.h"
#include "records/csv_reader.h"

enum { MAX_COLUMNS = 5 };

static CsvDialect
take_dialect(FuzzBytes *input)
{
    static const char delimiters[] = {',', ';', '\t', '|'}, quotes[] = {'"', '\'', '"', '\0'};
    guint8 byte = fuzz_byte(input);

    return (CsvDialect){.delimiter = delimiters[byte % 4],
                        .quote = quotes[byte / 4 % 4],
                        .backslash = byte & 16 && quotes[byte / 4 % 4],
                        .spaces = (byte & 32) != 0};
}

/* A field without quotes cannot have these. */
static gboolean
is_special(const CsvDialect *dialect, char c)
{
    return c == dialect->delimiter || c == '\n' || c == '\r' ||
           (dialect->quote && c == dialect->quote);
}

/* Fields of rows, of which each has n_columns: GString. */
static GPtrArray *
take_fields(FuzzBytes *input, const CsvDialect *dialect, guint n_columns)
{
    GPtrArray *fields = g_ptr_array_new();

    while (fuzz_left(input) > 0 || fields->len % n_columns != 0) {
        FuzzBytes piece = fuzz_take_until(input, 0xff);
        GString *field = g_string_new_len((const char *)piece.p, fuzz_left(&piece));

        for (gsize i = 0; i < field->len && !dialect->quote; i++)
            if (is_special(dialect, field->str[i]) || field->str[i] == ' ')
                field->str[i] = '.';
        if (!dialect->quote && fields->len % n_columns == 0)
            g_string_append_c(field, '.'); /* or the row could be blank */
        g_ptr_array_add(fields, field);
    }
    return fields;
}

static void
put_field(const CsvDialect *dialect, const GString *field, gboolean must, GString *out)
{
    gboolean quoted = must || (dialect->spaces && field->str[0] == ' ');

    for (gsize i = 0; i < field->len; i++)
        quoted = quoted || is_special(dialect, field->str[i]);
    if (!quoted || !dialect->quote) {
        g_string_append_len(out, field->str, field->len);
        return;
    }
    g_string_append_c(out, dialect->quote);
    for (gsize i = 0; i < field->len; i++) {
        if (field->str[i] == dialect->quote)
            g_string_append_c(out, dialect->quote);
        if (field->str[i] == '\\' && dialect->backslash)
            g_string_append_c(out, '\\');
        g_string_append_c(out, field->str[i]);
    }
    g_string_append_c(out, dialect->quote);
}

static GString *
write_rows(const CsvDialect *dialect, const GPtrArray *fields, guint n_columns)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < fields->len; i++) {
        gboolean is_last = i % n_columns == n_columns - 1;

        put_field(dialect, fields->pdata[i], i % n_columns == 0, out);
        if (is_last)
            g_string_append(out, ends[n_columns % 3]);
        else
            g_string_append_c(out, dialect->delimiter);
    }
    return out;
}

static void
check_rows(CsvReader *reader, const GPtrArray *fields, guint n_columns, gsize nbytes)
{
    g_autoptr(GError) error = NULL;
    guint64 done = 0;
    CsvRecord row;

    for (guint i = 0; i < fields->len; i += n_columns) {
        g_assert_true(csv_reader_next(reader, &row));
        g_assert_cmpstr(row.reject, ==, NULL);
        g_assert_cmpuint(row.offset, ==, done);
        done += row.nbytes;
        g_assert_cmpuint(row.n_fields, ==, n_columns);
        for (guint k = 0; k < n_columns; k++) {
            const GString *field = fields->pdata[i + k];

            g_assert_cmpmem(row.fields[k].bytes, row.fields[k].nbytes, field->str, field->len);
        }
    }
    g_assert_false(csv_reader_next(reader, &row));
    g_assert_true(csv_reader_finish(reader, TRUE, &error));
    g_assert_cmpuint(done, ==, nbytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes};
    const CsvDialect dialect = take_dialect(&input);
    guint n_columns = 2 + fuzz_byte(&input) % (MAX_COLUMNS - 1), block = fuzz_byte(&input);
    g_autoptr(GPtrArray) fields = take_fields(&input, &dialect, n_columns);
    g_autoptr(GString) text = write_rows(&dialect, fields, n_columns);
    g_autoptr(ByteSource) source = fuzz_blocks_new(text->str, text->len, block);
    g_autoptr(CsvReader) reader = csv_reader_new(source, &dialect, n_columns, 1 << 20, 0);
    CsvScan scan;

    check_rows(reader, fields, n_columns, text->len);
    csv_scan_init(&scan, &dialect);
    csv_scan_skip(&scan, text->str, text->len);
    g_assert_true(csv_scan_between_records(&scan));
    for (guint i = 0; i < fields->len; i++)
        g_string_free(fields->pdata[i], TRUE);
    return 0;
}
