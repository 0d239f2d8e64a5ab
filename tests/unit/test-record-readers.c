/* Records of CSV and JSON, from clean and dirty bytes, in blocks of any size. */
#include "records/csv_reader.h"
#include "records/json_reader.h"

#include <string.h>

#include "config.h"

typedef struct {
    const char *bytes;
    gsize nbytes, block;
} Blocks;

static gssize
read_block(gpointer data, char *buffer, gsize nbytes, GError **error)
{
    Blocks *blocks = data;
    gsize n = MIN(MIN(nbytes, blocks->block), blocks->nbytes);

    (void)error;
    memcpy(buffer, blocks->bytes, n);
    blocks->bytes += n;
    blocks->nbytes -= n;
    return n;
}

static void
append_value(GString *out, RecordValue value)
{
    for (gsize i = 0; i < value.nbytes; i++) {
        char c = value.bytes[i];

        if (c == '\0') /* one of the two between the parts of a list */
            g_string_append_c(out, '+');
        else
            g_string_append_c(out, c == '\n' ? '/' : c);
    }
}

/* Rows as [field][field] or (reject), with a space between. */
static char *
read_csv(const char *bytes, const CsvDialect *dialect, guint n_columns, gsize max, gsize block)
{
    Blocks blocks = {bytes, strlen(bytes), block};
    g_autoptr(ByteSource) source = byte_source_new(read_block, &blocks, NULL);
    g_autoptr(CsvReader) reader = csv_reader_new(source, dialect, n_columns, max, 0);
    GString *out = g_string_new(NULL);
    CsvRecord row;

    while (csv_reader_next(reader, &row)) {
        g_string_append(out, out->len > 0 ? " " : "");
        if (row.reject)
            g_string_append_printf(out, "(%s)", row.reject);
        for (guint i = 0; i < row.n_fields; i++) {
            g_string_append_c(out, '[');
            append_value(out, row.fields[i]);
            g_string_append_c(out, ']');
        }
    }
    g_assert_true(csv_reader_finish(reader, TRUE, NULL));
    return g_string_free(out, FALSE);
}

static void
assert_csv(const char *bytes, const CsvDialect *dialect, guint n_columns, gsize max,
           const char *expected)
{
    for (gsize block = 1; block < 100; block += block) {
        g_autofree char *rows = read_csv(bytes, dialect, n_columns, max, block);

        g_assert_cmpstr(rows, ==, expected);
    }
}

static void
test_csv(void)
{
    static const struct {
        const char *bytes, *expected;
    } cases[] = {
        {"", ""},
        {"a,b\nc,d\n", "[a][b] [c][d]"},
        {"a,b\r\nc,d", "[a][b] [c][d]"},
        {"a,b\rc,d\r", "[a][b] [c][d]"},
        {"\n\r\n  \na,b\n\n\n", "[a][b]"},
        {"a,\n,b\n", "[a][] [][b]"},
        {"\"a\",\"b\"\n", "[a][b]"},
        {"\"a,1\",\"b\n2\"\n", "[a,1][b/2]"},
        {"\"say \"\"no\"\"\",\"\"\n", "[say \"no\"][]"},
        {"\"\"\"\",\"\"\"\"\"\"\n", "[\"][\"\"]"},
        /* what is no RFC 4180 */
        {"5\" disk,a \"b\" c\n", "[5\" disk][a \"b\" c]"},
        {"\"a\"b,\"c\" \n", "[ab][c ]"},
        {"\"a\"b\"c\",d\n", "[ab\"c\"][d]"},
        {"a, \"b\"\n", "[a][ \"b\"]"},
        /* columns */
        {"a,b,,\n", "[a][b]"},
        {"a,b,,c\n", "(row of 4 columns, the others have 2)"},
        {"a\nb,c\n", "(row of 1 column, the others have 2) [b][c]"},
        {"a,b\nc,\"d\ne", "[a][b] (the quote at byte 6 is never closed)"},
    };
    static const CsvDialect usual = {.delimiter = ',', .quote = '"'};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_csv(cases[i].bytes, &usual, 2, 100, cases[i].expected);
}

static void
test_csv_dialects(void)
{
    static const struct {
        CsvDialect dialect;
        const char *bytes, *expected;
    } cases[] = {
        {{';', '\'', FALSE, FALSE}, "Web;'it''s \"x\"; y'\n", "[Web][it's \"x\"; y]"},
        {{'\t', 0, FALSE, FALSE}, "\"a\t'b\n", "[\"a]['b]"},
        {{',', '"', TRUE, FALSE}, "\"a\\\"b\\\\\",\"c\\nd\"\n", "[a\"b\\][c/d]"},
        {{',', '"', TRUE, FALSE}, "\\\"a,b\\\n", "[\\\"a][b\\]"},
        {{',', '"', FALSE, TRUE}, "a,  \"b, c\"\n", "[a][b, c]"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_csv(cases[i].bytes, &cases[i].dialect, 0, 100, cases[i].expected);
}

/* Too long for the limit: what follows is read all the same. */
static void
test_csv_limit(void)
{
    static const CsvDialect usual = {.delimiter = ',', .quote = '"'};

    assert_csv("a,\"123456789\n123\"\nb,c\n", &usual, 2, 10, "(larger than 10) [b][c]");
    assert_csv("a,123456789\r\nb,c\n", &usual, 2, 10, "(larger than 10) [b][c]");
    assert_csv("a,\"123456789\nb,c\n", &usual, 2, 10,
               "(larger than 10, with a quote that is never closed)");
}

/* A part that does not end where a record does is noticed. */
static void
test_csv_ends(void)
{
    static const CsvDialect usual = {.delimiter = ',', .quote = '"'};
    static const struct {
        const char *bytes;
        gboolean ends_whole;
    } cases[] = {{"a,b\n", TRUE},   {"a,b\r", TRUE},       {"a,b", FALSE}, {"a,\"b\n", FALSE},
                 {"a,b\nc", FALSE}, {"a,\"b\"\n\n", TRUE}, {"", TRUE}};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(ByteSource) source =
            byte_source_new_bytes(cases[i].bytes, strlen(cases[i].bytes));
        g_autoptr(CsvReader) reader = csv_reader_new(source, &usual, 0, 100, 0);
        g_autoptr(GError) error = NULL;
        CsvRecord row;

        while (csv_reader_next(reader, &row))
            ;
        g_assert_cmpint(csv_reader_finish(reader, FALSE, &error), ==, cases[i].ends_whole);
        g_assert_true(csv_reader_finish(reader, TRUE, NULL));
    }
}

static char *
read_json(const char *bytes, gsize nbytes, gboolean is_lines, gsize max, gsize block)
{
    Blocks blocks = {bytes, nbytes, block};
    g_autoptr(ByteSource) source = byte_source_new(read_block, &blocks, NULL);
    g_autoptr(JsonReader) reader = json_reader_new(source, is_lines, max, 0);
    GString *out = g_string_new(NULL);
    JsonRecord record;

    while (json_reader_next(reader, &record)) {
        g_string_append(out, out->len > 0 ? " " : "");
        if (record.reject)
            g_string_append_printf(out, "(%s)", record.reject);
        else if (record.n_fields == 0)
            g_string_append(out, "[]");
        for (guint i = 0; i < record.n_fields; i++) {
            g_string_append_c(out, '[');
            append_value(out, record.fields[i].name);
            g_string_append_c(out, '=');
            append_value(out, record.fields[i].value);
            g_string_append_c(out, ']');
        }
        if (record.n_repairs > 0)
            g_string_append_printf(out, "*%d", (int)record.n_repairs);
    }
    g_assert_true(json_reader_finish(reader, TRUE, NULL));
    return g_string_free(out, FALSE);
}

static void
assert_json(const char *bytes, gsize nbytes, gboolean is_lines, gsize max, const char *expected)
{
    for (gsize block = 1; block < 100; block += block) {
        g_autofree char *records = read_json(bytes, nbytes, is_lines, max, block);

        g_assert_cmpstr(records, ==, expected);
    }
}

#define FFFD "\xef\xbf\xbd"

static void
test_json_lines(void)
{
    static const struct {
        const char *bytes, *expected;
    } cases[] = {
        {"", ""},
        {"{}\n\n \r\n{}", "[] []"},
        {"{\"a\":\"x\",\"b\":1.50,\"c\":true,\"d\":null}\r\n", "[a=x][b=1.50][c=true]"},
        {"{\"n\":123456789012345678901234567890}", "[n=123456789012345678901234567890]"},
        {"{\"a\":{\"b\":{\"c\":\"x\"}},\"d\":2}", "[a.b.c=x][d=2]"},
        {"{\"a\":[\"x\",2,null,{\"y\":1},[3],\"z\"],\"b\":[]}", "[a=x++2++z]"},
        {"{\"a\":1,\"a\":2}", "[a=1][a=2]"},
        {"{\"\":\"x\"}", "[=x]"},
        {"{\"a\":\"\\n\\\"\\\\\\u0041\\u00e9\\ud83d\\ude00\"}",
         "[a=/\"\\A\xc3\xa9\xf0\x9f\x98\x80]"},
        {"{\"a\":\"\\\\u00e9\\\\\"}", "[a=\\u00e9\\]"},
        /* what is no text */
        {"{\"a\":\"\\ud800x\\udc00\"}", "[a=" FFFD "x" FFFD "]*2"},
        {"{\"a\":\"\\ud800\\ud83d\\ude00\"}", "[a=" FFFD "\xf0\x9f\x98\x80]*1"},
        {"{\"a\\u0000b\":\"x\\u0000\\u0000y\"}", "[ab=xy]*3"},
        {"{\"a\":\"it\\u0092s\"}", "[a=it\xe2\x80\x99s]*1"},
        {"{\"a\":[\"\\u0092\",\"\\u00e9\"]}", "[a=\xe2\x80\x99++\xc3\xa9]*1"},
        {"{\"a\":\"caf\xe9\"}", "[a=caf\xc3\xa9]*1"},
        {"\xef\xbb\xbf{\"a\":1}", "[a=1]"},
        /* what is no object */
        {"[1]\n\"a\"\n1\nnull\n{\"a\":1}",
         "(not an object) (not an object) (not an object) (not an object) [a=1]"},
        {"{\"a\":1,}",
         "(not JSON: invalid object key (must be a string) (near byte 8 of the record))"},
        {"{\"a\":01}",
         "(not JSON: after key and value, inside map, I expect ',' or '}' (near byte 6 of "
         "the record))"},
        {"{\"a\":\"x\n{\"b\":2}", "(not JSON: invalid character inside string. (near byte 7 of the "
                                  "record)) [b=2]"},
        {"{\"a\":", "(not JSON: cut short)"},
        {"{\"a\":1} x", "(not JSON: trailing garbage (near byte 9 of the record))"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_json(cases[i].bytes, strlen(cases[i].bytes), TRUE, 100, cases[i].expected);
}

static void
test_json_objects(void)
{
    static const struct {
        const char *bytes, *expected;
    } cases[] = {
        {"[]", ""},
        {"[{\"a\":1},{\"a\":2}]", "[a=1] [a=2]"},
        {"[\n  {\n    \"a\": \"}{\",\n    \"b\": {\"c\": \"\\\"}\"}\n  }\n]\n", "[a=}{][b.c=\"}]"},
        {"{\n\"a\":1\n}\n{\n\"a\":2\n}", "[a=1] [a=2]"},
        {",\n{\"a\":1}", "[a=1]"}, /* a part of a file */
        {"[{\"a\":1}, 5, {\"a\":2}]", "[a=1] (not an object) [a=2]"},
        {"[{\"a\":1,}, {\"a\":2",
         "(not JSON: invalid object key (must be a string) (near byte 8 of "
         "the record)) (not JSON: cut short)"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_json(cases[i].bytes, strlen(cases[i].bytes), FALSE, 100, cases[i].expected);
}

static void
test_json_limit(void)
{
    static const char lines[] = "{\"a\":\"123456789\"}\n{\"a\":1}\n{\"a\":\"1234567890123456789";
    static const char objects[] = "[{\"a\":{},\"b\":\"12345}\"},{\"a\":1}]";

    assert_json(lines, strlen(lines), TRUE, 10, "(larger than 10) [a=1] (larger than 10)");
    assert_json(objects, strlen(objects), FALSE, 10, "(larger than 10) [a=1]");
}

/* Depth is bounded, and what is deeper takes no more than its length. */
static void
test_json_deep(void)
{
    static const char *const opens[] = {"[", "{\"a\":"};

    for (guint i = 0; i < G_N_ELEMENTS(opens); i++) {
        g_autoptr(GString) deep = g_string_new("{\"a\":");

        for (guint k = 1; k < 64; k++)
            g_string_append(deep, opens[i]);
        {
            g_autofree char *found = read_json(deep->str, deep->len, TRUE, 1 << 20, 1 << 16);

            g_assert_cmpstr(found, ==, "(not JSON: cut short)");
        }
        for (guint k = 0; k < 100000; k++)
            g_string_append(deep, opens[i]);
        {
            g_autofree char *found = read_json(deep->str, deep->len, TRUE, 1 << 20, 1 << 16);

            g_assert_cmpstr(found, ==, "(nested deeper than 64)");
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record-readers/csv", test_csv);
    g_test_add_func("/record-readers/csv-dialects", test_csv_dialects);
    g_test_add_func("/record-readers/csv-limit", test_csv_limit);
    g_test_add_func("/record-readers/csv-ends", test_csv_ends);
    if (!HAVE_JSON)
        return g_test_run();
    g_test_add_func("/record-readers/json-lines", test_json_lines);
    g_test_add_func("/record-readers/json-objects", test_json_objects);
    g_test_add_func("/record-readers/json-limit", test_json_limit);
    g_test_add_func("/record-readers/json-deep", test_json_deep);
    return g_test_run();
}
