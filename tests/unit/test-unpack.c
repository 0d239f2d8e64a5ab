/* The parts of a packed record file. */
#include "unpack.h"

#include "records/record_split.h"
#include "scratch_folder.h"

enum { HASH_HIGH = 0x1234, N_RECORDS = 200 };

static const guint64 hash = (guint64)HASH_HIGH << 16;

static RecordFormat
json_lines(void)
{
    return (RecordFormat){.kind = RECORDS_JSON_LINES};
}

static char *
make_text(void)
{
    GString *text = g_string_new(NULL);

    for (int i = 0; i < N_RECORDS; i++)
        g_string_append_printf(text, "{\"text\": \"record %d%*s\"}\n", i, i % 37, "");
    return g_string_free(text, FALSE);
}

/* As file_parts.c does: what is not known is made, and then known. */
static gboolean
recall_or_make(Unpacker *unpacker, ByteSource *source, guint64 target_nbytes, const char *made_from,
               GArray **ret_parts, GError **error)
{
    const RecordFormat format = json_lines();

    return unpacker_recall(unpacker, hash, made_from, ret_parts) ||
           (unpacker_make(unpacker, source, &format, target_nbytes, hash, ret_parts, error) &&
            unpacker_remember(unpacker, hash, made_from, *ret_parts, error));
}

static GArray *
find(Unpacker *unpacker, const char *text, guint64 target_nbytes, const char *made_from)
{
    g_autoptr(ByteSource) source = byte_source_new_bytes(text, strlen(text));
    g_autoptr(GError) error = NULL;
    GArray *parts = NULL;

    g_assert_true(recall_or_make(unpacker, source, target_nbytes, made_from, &parts, &error));
    g_assert_no_error(error);
    return parts;
}

static char *
read_packed(const char *name)
{
    g_autoptr(ByteSource) source = byte_source_open(AT_FDCWD, name, 0, G_MAXUINT64, NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    char buffer[999];
    gssize n;

    g_assert_nonnull(source);
    g_assert_cmpint(byte_source_packing(source), ==, PACKING_GZIP);
    while ((n = byte_source_read(source, buffer, sizeof buffer, &error)) > 0)
        g_string_append_len(text, buffer, n);
    g_assert_no_error(error);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
test_cover(void)
{
    static const guint64 targets[] = {1, 40, 100, 1000, 5000, 1 << 20};
    g_autofree char *text = make_text();

    for (gsize i = 0; i < G_N_ELEMENTS(targets); i++) {
        g_autoptr(Unpacker) unpacker = unpacker_new(".");
        g_autofree char *made_from = g_strdup_printf("cover %" G_GSIZE_FORMAT, i);
        g_autoptr(GArray) parts = find(unpacker, text, targets[i], made_from);
        guint64 at = 0;

        g_test_message("target %" G_GUINT64_FORMAT ": %u parts", targets[i], parts->len);
        for (guint k = 0; k < parts->len; k++) {
            const FilePart *part = &g_array_index(parts, FilePart, k);
            g_autofree char *content = read_packed(part->from);

            g_assert_cmpuint(part->start, ==, at);
            g_assert_cmpuint(part->nbytes, ==, strlen(content));
            g_assert_true(strncmp(text + at, content, part->nbytes) == 0);
            g_assert_cmpint(content[0], ==, '{');
            g_assert_true(g_str_has_suffix(content, "}\n"));
            if (k + 1 < parts->len)
                g_assert_cmpuint(part->nbytes, >=, targets[i]);
            g_assert_cmpuint(part->nbytes, <, targets[i] + 80);
            at += part->nbytes;
        }
        g_assert_cmpuint(at, ==, strlen(text));
    }
}

static ino_t
inode(const char *name)
{
    struct stat st;

    g_assert_cmpint(stat(name, &st), ==, 0);
    return st.st_ino;
}

static void
test_kept(void)
{
    g_autofree char *text = make_text(), *gone = NULL;
    g_autoptr(Unpacker) unpacker = unpacker_new(".");
    g_autoptr(GArray) first = find(unpacker, text, 1000, "kept a"), second = NULL, third = NULL,
                      fourth = NULL;
    const char *name = g_array_index(first, FilePart, 1).from;
    ino_t before = inode(name);

    second = find(unpacker, "is not read", 1000, "kept a");
    g_assert_cmpuint(second->len, ==, first->len);
    g_assert_cmpuint(g_array_index(second, FilePart, 1).start, ==,
                     g_array_index(first, FilePart, 1).start);
    g_assert_cmpuint(inode(name), ==, before);

    third = find(unpacker, text, 2000, "kept b");
    g_assert_cmpuint(third->len, <, first->len);
    g_assert_cmpuint(g_array_index(third, FilePart, 0).nbytes, >=, 2000);

    /* a part that is gone is made again */
    gone = g_strdup(g_array_index(third, FilePart, 0).from);
    g_assert_cmpint(remove(gone), ==, 0);
    fourth = find(unpacker, text, 2000, "kept b");
    g_assert_cmpuint(fourth->len, ==, third->len);
    g_assert_true(g_file_test(gone, G_FILE_TEST_IS_REGULAR));
}

/* Gives a record and fails. */
static gssize
read_damaged(gpointer data, char *buffer, gsize nbytes, GError **error)
{
    guint *n_calls = data;

    g_assert_cmpuint(nbytes, >, 20);
    if ((*n_calls)++ < 3) {
        memcpy(buffer, "{\"text\": \"record\"}\n", 19);
        return 19;
    }
    g_set_error_literal(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_DAMAGED, "cut short");
    return -1;
}

/* Read as a whole, where the damage is told of; and not tried again before the file changes. */
static void
test_damaged(void)
{
    g_autoptr(Unpacker) unpacker = unpacker_new(".");
    guint n_calls = 0, n_first = 0;

    for (int i = 0; i < 2; i++) {
        g_autoptr(ByteSource) source = byte_source_new(read_damaged, &n_calls, NULL);
        g_autoptr(GError) error = NULL;
        GArray *parts = NULL;

        g_assert_true(recall_or_make(unpacker, source, 10, "damaged", &parts, &error));
        g_assert_no_error(error);
        g_assert_null(parts);
        n_first = i == 0 ? n_calls : n_first;
    }
    g_assert_cmpuint(n_first, >=, 4);
    g_assert_cmpuint(n_calls, ==, n_first);
}

static void
test_others_removed(void)
{
    g_autofree char *text = make_text(), *path = NULL;
    g_autoptr(Unpacker) unpacker = unpacker_new(".");
    g_autoptr(GArray) parts = NULL;
    g_autoptr(GError) error = NULL;

    scratch_write("pieces/old-0000.gz", "x");
    parts = find(unpacker, text, 3000, "others");
    path = g_strdup(g_array_index(parts, FilePart, 0).from);
    g_assert_true(unpacker_remove_others(unpacker, &error));
    g_assert_no_error(error);
    g_assert_false(g_file_test("pieces/old-0000.gz", G_FILE_TEST_EXISTS));
    g_assert_true(g_file_test(path, G_FILE_TEST_IS_REGULAR));
}

static void
test_unwritable(void)
{
    g_autoptr(Unpacker) unpacker = unpacker_new("a-file");
    g_autoptr(ByteSource) source = byte_source_new_bytes("{}\n", 3);
    g_autoptr(GError) error = NULL;
    GArray *parts = NULL;

    scratch_write("a-file", "");
    g_assert_false(recall_or_make(unpacker, source, 10, "x", &parts, &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/unpack/cover", test_cover);
    g_test_add_func("/unpack/kept", test_kept);
    g_test_add_func("/unpack/damaged", test_damaged);
    g_test_add_func("/unpack/others-removed", test_others_removed);
    g_test_add_func("/unpack/unwritable", test_unwritable);
    return scratch_run();
}
