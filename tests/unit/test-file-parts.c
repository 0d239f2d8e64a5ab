/* Where record files are cut: the parts tile the file, and each is records. */
#include "file_parts.h"

#include "config.h"
#include "open_records.h"
#include "scratch_folder.h"

static char *
make_json(guint n)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < n; i++)
        g_string_append_printf(text, "{\"id\": \"%u\", \"text\": \"A line\\nand {another}.%*s\"}\n",
                               i, (int)(i % 40), "");
    return g_string_free(text, FALSE);
}

/* With line ends, and what looks like rows, inside of quotes. */
static char *
make_csv(guint n)
{
    GString *text = g_string_new("id,text\n");

    for (guint i = 0; i < n; i++)
        g_string_append_printf(text, "%u,\"A line\n7,and \"\"another\"\".\n%*s\"\n", i,
                               (int)(i % 40), "");
    return g_string_free(text, FALSE);
}

static GArray *
find_in(const char *path, guint64 nbytes, guint64 target_nbytes)
{
    static const RecordOptions options = {RECORDS_AUTO};
    g_autoptr(Unpacker) unpacker = unpacker_new("work");
    const FileCutting cutting = {AT_FDCWD, &options, target_nbytes, unpacker};
    g_autoptr(GError) error = NULL;
    GArray *parts = NULL;

    g_assert_true(file_parts_find(&cutting, path, nbytes, 1, &parts, &error));
    g_assert_no_error(error);
    return parts;
}

static GArray *
find(const char *path, guint64 target_nbytes, const char *text)
{
    scratch_write(path, text);
    return find_in(path, strlen(text), target_nbytes);
}

/* How many records the part has, with ids that follow on *next. */
static void
check_part(const char *path, const FilePart *part, guint *next)
{
    g_autoptr(GError) error = NULL;
    g_auto(RecordFormat) format = {0};
    g_autoptr(RecordReader) reader =
        open_records(&format, path, part->start, part->nbytes, NULL, 1 << 20, &error);
    Record record;

    g_assert_no_error(error);
    while (record_reader_next(reader, &record)) {
        g_autofree char *expected = g_strdup_printf("%u", (*next)++), *id = NULL;

        g_assert_null(record.reject);
        id = g_strndup(record.values[FIELD_ID].bytes, record.values[FIELD_ID].nbytes);
        g_assert_cmpstr(id, ==, expected);
    }
    g_assert_true(record_reader_finish(reader, &error));
    g_assert_no_error(error);
}

static void
check_file(const char *path, const char *text, guint n_records)
{
    static const guint64 targets[] = {500, 1000, 3001, 10000};

    for (gsize i = 0; i < G_N_ELEMENTS(targets); i++) {
        g_autoptr(GArray) parts = find(path, targets[i], text);
        guint64 at = 0;
        guint next = 0;

        g_assert_nonnull(parts);
        g_test_message("%s by %" G_GUINT64_FORMAT ": %u parts", path, targets[i], parts->len);
        g_assert_cmpuint(parts->len, >, strlen(text) / targets[i] / 2);
        for (guint k = 0; k < parts->len; k++) {
            const FilePart *part = &g_array_index(parts, FilePart, k);

            g_assert_cmpuint(part->start, ==, at);
            g_assert_cmpuint(part->nbytes, >, 0);
            check_part(path, part, &next);
            at += part->nbytes;
        }
        g_assert_cmpuint(at, ==, strlen(text));
        g_assert_cmpuint(next, ==, n_records);
    }
}

static void
test_tiled(void)
{
    g_autofree char *json = make_json(500), *csv = make_csv(500);

    if (HAVE_JSON)
        check_file("a.jsonl", json, 500);
    check_file("a.csv", csv, 500);
}

static void
test_whole(void)
{
    g_autofree char *json = make_json(500), *text = g_strnfill(50000, 'x');
    g_autoptr(GString) prose = g_string_new(NULL);

    for (int i = 0; i < 1000; i++)
        g_string_append(prose, "Rain fell, roads were closed, schools too.\n");
    g_assert_null(find("a.txt", 1000, prose->str)); /* text, though it has commas */
    g_assert_null(find("line", 1000, text));
    g_assert_null(find("small.jsonl", strlen(json), json));
    g_assert_null(find("one-and-a-half.jsonl", (strlen(json) + 1) / 3 * 2, json));
    g_assert_null(find("empty", 1000, ""));
}

/* What is converted as a whole has no places in the file. */
static void
test_wide(void)
{
    g_autofree char *csv = make_csv(500), *wide = NULL;
    gsize nbytes;

    wide = g_convert(csv, -1, "UTF-16", "UTF-8", NULL, &nbytes, NULL);
    g_assert_true(g_file_set_contents("wide.csv", wide, nbytes, NULL));
    g_assert_null(find_in("wide.csv", nbytes, 1000));
}

static void
test_missing(void)
{
    static const RecordOptions options = {RECORDS_AUTO};
    const FileCutting cutting = {AT_FDCWD, &options, 10, NULL};
    g_autoptr(GError) error = NULL;
    GArray *parts = NULL;

    g_assert_true(file_parts_find(&cutting, "none", 1000, 1, &parts, &error));
    g_assert_null(parts); /* told of where it is read for good */
}

static void
test_estimate(void)
{
    static const struct {
        const char *path;
        guint64 nbytes, estimate;
    } rows[] = {
        {"a.csv", 100, 100},      {"a.csv.gz", 100, 400}, {"a.GZ", 100, 400},
        {"a.jsonl.xz", 100, 500}, {"a.zst", 100, 400},    {"a.bz2", 100, 500},
        {".gz", 100, 100},        {"a.gz.txt", 100, 100}, {"", 0, 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpuint(file_parts_estimate(rows[i].path, strlen(rows[i].path), rows[i].nbytes),
                         ==, rows[i].estimate);
    g_assert_cmpuint(file_parts_estimate("a.xz", 4, G_MAXUINT64), <, G_MAXINT64);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/file-parts/tiled", test_tiled);
    g_test_add_func("/file-parts/whole", test_whole);
    g_test_add_func("/file-parts/wide", test_wide);
    g_test_add_func("/file-parts/missing", test_missing);
    g_test_add_func("/file-parts/estimate", test_estimate);
    return scratch_run();
}
