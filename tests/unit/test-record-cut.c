/* Where a record file may be cut: it is where a record begins. */
#include "records/record_cut.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "records/csv_reader.h"
#include "records/record_split.h"

static char *path;
static guint32 seed;

static int
open_file(const GString *bytes)
{
    int fd;

    g_assert_true(g_file_set_contents(path, bytes->str, bytes->len, NULL));
    fd = open(path, O_RDONLY | O_CLOEXEC);
    g_assert_cmpint(fd, >=, 0);
    return fd;
}

/* The first of the sorted places at or after nominal. */
static guint64
first_from(const GArray *places, guint64 nominal)
{
    for (guint i = 0; i < places->len; i++)
        if (g_array_index(places, guint64, i) >= nominal)
            return g_array_index(places, guint64, i);
    g_assert_not_reached();
}

static void
append_quoted(GString *bytes, GRand *rand, const char *quote)
{
    static const char *const pieces[] = {
        "word ", "a,b,c", "\n", "\r\n", ",", "Q", "\nx,y,z\n", "and then some more words. "};

    g_string_append(bytes, quote);
    for (gint n = g_rand_int_range(rand, 0, 40); n > 0; n--) {
        const char *piece = pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))];

        if (*piece == 'Q')
            g_string_append_printf(bytes, "%s%s", quote, quote);
        else
            g_string_append(bytes, piece);
    }
    g_string_append(bytes, quote);
}

/* Rows of three columns; where they begin. */
static GArray *
make_csv(GString *bytes, GRand *rand, guint n_rows)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(guint64));

    for (guint i = 0; i < n_rows; i++) {
        guint64 place = bytes->len;

        g_array_append_val(places, place);
        g_string_append_printf(bytes, "%u,", i);
        if (g_rand_boolean(rand))
            append_quoted(bytes, rand, "\"");
        else
            g_string_append(bytes, "plain words");
        g_string_append_c(bytes, ',');
        append_quoted(bytes, rand, "\"");
        g_string_append(bytes, g_rand_boolean(rand) ? "\r\n" : "\n");
    }
    {
        guint64 place = bytes->len;

        g_array_append_val(places, place);
    }
    return places;
}

static void
test_csv_random(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(GArray) places = make_csv(bytes, rand, 3000);
    RecordFormat format = {
        .kind = RECORDS_CSV, .csv = {.delimiter = ',', .quote = '"'}, .n_columns = 3};
    int fd = open_file(bytes);

    for (guint i = 0; i < 500; i++) {
        guint64 nominal = g_rand_int_range(rand, 0, bytes->len + 1), found = 0;
        guint64 from = g_array_index(places, guint64, g_rand_int_range(rand, 0, places->len));

        g_assert_true(record_cut_find(
            fd, bytes->len, &format, MIN(from, nominal) == from ? from : 0, nominal, &found, NULL));
        g_assert_cmpuint(found, ==, first_from(places, nominal));
    }
    close(fd);
}

/* A text that is CSV itself, inside of quotes. */
static void
test_csv_in_csv(void)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    RecordFormat format = {
        .kind = RECORDS_CSV, .csv = {.delimiter = ',', .quote = '"'}, .n_columns = 2};
    guint64 found = 0, second;
    int fd;

    g_string_append(bytes, "1,\"");
    for (guint i = 0; i < 20000; i++)
        g_string_append_printf(bytes, "%u,x\n", i);
    g_string_append(bytes, "\"\n");
    second = bytes->len;
    g_string_append(bytes, "2,x\n");
    fd = open_file(bytes);
    g_assert_true(record_cut_find(fd, bytes->len, &format, 0, 1000, &found, NULL));
    g_assert_cmpuint(found, ==, second);
    close(fd);
}

/* No quote far and wide. */
static void
test_csv_without_quotes(void)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    RecordFormat format = {
        .kind = RECORDS_CSV, .csv = {.delimiter = ',', .quote = '"'}, .n_columns = 2};
    guint64 found = 0;
    int fd;

    while (bytes->len < 2 << 20)
        g_string_append(bytes, "some words in a row, and some more\n");
    fd = open_file(bytes);
    g_assert_true(record_cut_find(fd, bytes->len, &format, 0, 36, &found, NULL));
    g_assert_cmpuint(found, ==, 70);
    g_assert_true(record_cut_find(fd, bytes->len, &format, 0, 35, &found, NULL));
    g_assert_cmpuint(found, ==, 35);
    close(fd);
}

/* The second line is longer than what is read at once. */
static void
test_lines(void)
{
    enum { SECOND = 12, THIRD = 200012, SIZE = THIRD + 3 };
    static const struct {
        guint64 nominal, expected;
    } cases[] = {{0, 3},
                 {2, 3},
                 {3, 3},
                 {4, SECOND},
                 {11, SECOND},
                 {SECOND, SECOND},
                 {SECOND + 1, THIRD},
                 {THIRD - 1, THIRD},
                 {THIRD, THIRD},
                 {THIRD + 1, SIZE},
                 {SIZE, SIZE},
                 {SIZE + 9, SIZE}};
    g_autoptr(GString) bytes = g_string_new("\xef\xbb\xbf{\"a\":1}\r\n");
    RecordFormat format = {.kind = RECORDS_JSON_LINES, .start = 3};
    int fd;

    g_string_set_size(bytes, THIRD);
    memset(bytes->str + SECOND, 'x', THIRD - SECOND);
    bytes->str[THIRD - 1] = '\n';
    g_string_append(bytes, "{}\n");
    fd = open_file(bytes);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        guint64 found = 0;

        g_assert_true(
            record_cut_find(fd, bytes->len, &format, format.start, cases[i].nominal, &found, NULL));
        g_assert_cmpuint(found, ==, cases[i].expected);
    }
    close(fd);
}

/* What a reader sees and what a split sees is the same, however dirty the bytes are. */
static void
test_split_agrees(void)
{
    static const char alphabet[] = ",,\"\"\n\r ab\\";
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

    for (guint round = 0; round < 20000; round++) {
        RecordFormat format = {.kind = RECORDS_CSV,
                               .csv = {.delimiter = ',',
                                       .quote = '"',
                                       .backslash = g_rand_boolean(rand),
                                       .spaces = g_rand_boolean(rand)}};
        char bytes[24];
        g_autoptr(ByteSource) source = NULL;
        g_autoptr(CsvReader) reader = NULL;
        CsvRecord row;

        for (guint i = 0; i < sizeof bytes; i++)
            bytes[i] = alphabet[g_rand_int_range(rand, 0, sizeof alphabet - 1)];
        source = byte_source_new_bytes(bytes, sizeof bytes);
        reader = csv_reader_new(source, &format.csv, 0, 1000, 0);
        while (csv_reader_next(reader, &row)) {
            gsize cut = g_rand_int_range(rand, 0, row.offset + 1);
            RecordSplit split;

            record_split_init(&split, &format);
            record_split_skip(&split, bytes, cut);
            record_split_skip(&split, bytes + cut, row.offset - cut);
            g_assert_cmpint(
                record_split_next(&split, bytes + row.offset, sizeof bytes - row.offset), ==, 0);
        }
    }
}

int
main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    seed = g_test_rand_int();
    g_test_message("seed %u", seed);
    g_close(g_file_open_tmp("textmill-XXXXXX", &path, NULL), NULL);
    g_test_add_func("/record-cut/csv-random", test_csv_random);
    g_test_add_func("/record-cut/csv-in-csv", test_csv_in_csv);
    g_test_add_func("/record-cut/csv-without-quotes", test_csv_without_quotes);
    g_test_add_func("/record-cut/lines", test_lines);
    g_test_add_func("/record-cut/split-agrees", test_split_agrees);
    failed = g_test_run();
    g_remove(path);
    g_free(path);
    return failed;
}
