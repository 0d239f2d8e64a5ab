/* A list is read as it was written, and what is none is told with its place. */
#include "files/shard_list.h"

#include "scratch_folder.h"

#define HEAD "# textmill list 1\ncorpus\t/news\n"

static void
test_pieces(void)
{
    g_autoptr(ShardList) list = NULL;
    g_autoptr(GError) error = NULL;
    ShardPiece piece;

    scratch_write("good.list", "# textmill list 1\ncorpus\t/new%0As 100%25\n"
                               "a%09b\xc3\xa9%E9\t0\t12\t1700000000123456789\n"
                               "big.jsonl\t4096\t9223372036854771711\t-5\t.\n"
                               "\tdesk\tB%09C\n"
                               "\tdate\t2024\n"
                               "packed.gz\t0\t7\t8\tpieces/a%20b\n"
                               "\tdesk\tD\n");
    list = shard_list_open("good.list", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(shard_list_corpus(list), ==, "/new\ns 100%");

    g_assert_true(shard_list_next(list, &piece, &error));
    g_assert_cmpstr(piece.path, ==, "a\tb\xc3\xa9\xe9");
    g_assert_cmpuint(piece.path_nbytes, ==, 6);
    g_assert_null(piece.from);
    g_assert_cmpuint(piece.n_metadata, ==, 0);
    g_assert_cmpuint(piece.start, ==, 0);
    g_assert_cmpuint(piece.nbytes, ==, 12);
    g_assert_cmpint(piece.mtime_ns, ==, G_GINT64_CONSTANT(1700000000123456789));

    g_assert_true(shard_list_next(list, &piece, &error));
    g_assert_cmpstr(piece.path, ==, "big.jsonl");
    g_assert_cmpuint(piece.start, ==, 4096);
    g_assert_cmpuint(piece.nbytes, ==, G_GUINT64_CONSTANT(9223372036854771711));
    g_assert_cmpint(piece.mtime_ns, ==, -5);
    g_assert_cmpstr(piece.from, ==, SHARD_PIECE_OF_FILE);
    g_assert_cmpuint(piece.n_metadata, ==, 2);
    g_assert_cmpstr(piece.metadata[0].name, ==, "desk");
    g_assert_cmpstr(piece.metadata[0].value, ==, "B\tC");
    g_assert_cmpstr(piece.metadata[1].value, ==, "2024");

    g_assert_true(shard_list_next(list, &piece, &error));
    g_assert_cmpstr(piece.path, ==, "packed.gz");
    g_assert_cmpstr(piece.from, ==, "pieces/a b");
    g_assert_cmpuint(piece.n_metadata, ==, 1);
    g_assert_cmpstr(piece.metadata[0].value, ==, "D");

    g_assert_false(shard_list_next(list, &piece, &error));
    g_assert_no_error(error);
    g_assert_false(shard_list_next(list, &piece, &error));
    g_assert_no_error(error);
}

static void
test_bad(void)
{
    static const struct {
        const char *content;
        int code;
        const char *place;
    } cases[] = {
        {"", SHARD_LIST_ERROR_FOREIGN, "line 1:"},
        {"\x1f\x8b\x08", SHARD_LIST_ERROR_FOREIGN, "line 1:"},
        {"# textmill list 1", SHARD_LIST_ERROR_FOREIGN, "line 1:"},
        {"# textmill list 2\ncorpus\t/news\n", SHARD_LIST_ERROR_VERSION, "line 1: version 2"},
        {"# textmill list 1\n", SHARD_LIST_ERROR_MALFORMED, "line 2:"},
        {"# textmill list 1\n/news\n", SHARD_LIST_ERROR_MALFORMED, "line 2:"},
        {"# textmill list 1\ncorpus\t\n", SHARD_LIST_ERROR_MALFORMED, "line 2: an empty path"},
        {HEAD "a\t0\t1\t2", SHARD_LIST_ERROR_MALFORMED, "line 3: cut short"},
        {HEAD "a\t0\t1\t2\nb\t0\t1\n", SHARD_LIST_ERROR_MALFORMED, "line 4: expected"},
        {HEAD "a\t0\t1\t2\t.\t3\n", SHARD_LIST_ERROR_MALFORMED, "line 3: expected"},
        {HEAD "a\t0\t1\t2\t\n", SHARD_LIST_ERROR_MALFORMED, "line 3: an empty path"},
        {HEAD "a\t0\t1\t2\n\tname\n", SHARD_LIST_ERROR_MALFORMED, "line 4: expected a name"},
        {HEAD "a\t0\t1\t2\n\tname\t\n", SHARD_LIST_ERROR_MALFORMED, "line 4: an empty value"},
        {HEAD "a\t0\t1\t2\n\t\tv\n", SHARD_LIST_ERROR_MALFORMED, "line 4: an empty name"},
        {HEAD "a\t0\t1\t2\n\ta\tb\tc\n", SHARD_LIST_ERROR_MALFORMED, "line 4: expected a name"},
        {HEAD "\n", SHARD_LIST_ERROR_MALFORMED, "line 3: expected"},
        {HEAD "\t0\t1\t2\n", SHARD_LIST_ERROR_MALFORMED, "line 3: an empty path"},
        {HEAD "a%4\t0\t1\t2\n", SHARD_LIST_ERROR_MALFORMED, "line 3: %"},
        {HEAD "a%00b\t0\t1\t2\n", SHARD_LIST_ERROR_MALFORMED, "line 3: a NUL"},
        {HEAD "a\t-1\t1\t2\n", SHARD_LIST_ERROR_MALFORMED, "line 3:"},
        {HEAD "a\t0\t1x\t2\n", SHARD_LIST_ERROR_MALFORMED, "line 3:"},
        {HEAD "a\t0\t\t2\n", SHARD_LIST_ERROR_MALFORMED, "line 3:"},
        {HEAD "a\t0\t1\t99999999999999999999\n", SHARD_LIST_ERROR_MALFORMED, "line 3:"},
        /* start + nbytes past what a file can have */
        {HEAD "a\t9223372036854775807\t1\t2\n", SHARD_LIST_ERROR_MALFORMED, "line 3:"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(ShardList) list = NULL;
        ShardPiece piece;

        scratch_write("bad.list", cases[i].content);
        list = shard_list_open("bad.list", &error);
        while (list && shard_list_next(list, &piece, &error))
            ;
        g_assert_error(error, SHARD_LIST_ERROR, cases[i].code);
        g_assert_true(g_str_has_prefix(error->message, "bad.list: "));
        g_assert_nonnull(strstr(error->message, cases[i].place));
    }
}

static void
test_unreadable(void)
{
    g_autoptr(GError) missing = NULL, folder = NULL;

    g_assert_null(shard_list_open("missing.list", &missing));
    g_assert_error(missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    g_assert_null(shard_list_open(".", &folder)); /* opens, but read(2) fails */
    g_assert_error(folder, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/shard-list/pieces", test_pieces);
    g_test_add_func("/shard-list/bad", test_bad);
    g_test_add_func("/shard-list/unreadable", test_unreadable);
    return scratch_run();
}
