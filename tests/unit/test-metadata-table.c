/* A table of metadata and the files of a corpus, joined. */
#include "metadata_table.h"

#include "config.h"
#include "scratch_folder.h"

static void
note(const char *key, guint64 number, const char *reason, gpointer data)
{
    g_string_append_printf(data, "%" G_GUINT64_FORMAT " %s: %s\n", number, key, reason);
}

/* Joins the files, apart by blanks; FILE=LINES for each that has a row. */
static char *
join(const char *table_text, const char *key, const char *files, gsize memory_nbytes,
     GString *unmatched)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MetadataTable) table = NULL;
    g_autoptr(GString) lines = g_string_new("left over"), joined = g_string_new(NULL);
    g_auto(GStrv) paths = g_strsplit(files, " ", -1);
    gboolean found;

    scratch_write("table", table_text);
    table = metadata_table_open("table", key, ".", memory_nbytes, note, unmatched, &error);
    g_assert_no_error(error);
    for (char **path = paths; *path; path++) {
        g_assert_true(metadata_table_join(table, *path, lines, &found, &error));
        if (found)
            g_string_append_printf(joined, "%s=%s", *path, lines->str);
        else
            g_assert_cmpstr(lines->str, ==, "");
    }
    g_assert_true(metadata_table_join(table, NULL, lines, &found, &error));
    g_assert_false(found);
    return g_string_free(g_steal_pointer(&joined), FALSE);
}

static void
test_join(void)
{
    static const struct {
        const char *what, *table, *key, *files, *joined, *unmatched;
    } rows[] = {
        {"any order", "path,desk\nb,two\na,one\n", "path", "a b", "a=\tdesk\tone\nb=\tdesk\ttwo\n",
         ""},
        {"the key's place and case", "desk;File\none;a\ntwo;b\n", "file", "a b",
         "a=\tdesk\tone\nb=\tdesk\ttwo\n", ""},
        {"./", "path,desk\n./a,one\n././b,two\n", "path", "a b", "a=\tdesk\tone\n",
         "2 ./b: no file has this path\n"},
        {"a row twice", "path,desk\na,one\na,two\n./a,three\n", "path", "a", "a=\tdesk\tone\n",
         "2 a: a row before has this path\n3 a: a row before has this path\n"},
        {"no file", "path,desk\nx,one\na,two\n0,three\n", "path", "a", "a=\tdesk\ttwo\n",
         "3 0: no file has this path\n1 x: no file has this path\n"},
        {"no row", "path,desk\nb,one\nc,two\n", "path", "a b bb c",
         "b=\tdesk\tone\nc=\tdesk\ttwo\n", ""},
        {"a name that begins another", "path,desk\naa,two\na,one\na-,three\n", "path", "a a- aa",
         "a=\tdesk\tone\na-=\tdesk\tthree\naa=\tdesk\ttwo\n", ""},
        {"folders", "path,desk\na/b,two\na.b,one\n", "path", "a.b a/b",
         "a.b=\tdesk\tone\na/b=\tdesk\ttwo\n", ""},
        {"no key", "path,desk\n,one\na,two\n", "path", "a", "a=\tdesk\ttwo\n", "1 : no key\n"},
        {"blank cells", "path,desk,town\na, ,Leeds\nb,,\n", "path", "a b",
         "a=\ttown\tLeeds\nb=", ""},
        {"line ends in a value", "path,desk\na,\"one\ntwo\tthree\"\nb,x\n", "path", "a b",
         "a=\tdesk\tone%0Atwo%09three\nb=\tdesk\tx\n", ""},
        {"no path", "path,desk\na\001b,one\na,two\n", "path", "a", "a=\tdesk\ttwo\n",
         "1 : the key is no path\n"},
        {"another encoding", "path,desk\ncaf\xe9,\xe9t\xe9\nb,two\n", "path", "b caf\xc3\xa9",
         "b=\tdesk\ttwo\ncaf\xc3\xa9=\tdesk\t\xc3\xa9t\xc3\xa9\n", ""},
        {"a name in no encoding", "path,desk\ncaf\xe9,\xc3\xa9t\xc3\xa9 \xe9\n", "path", "caf\xe9",
         "caf\xe9=\tdesk\t\xc3\xa9t\xc3\xa9 \xc3\xa9\n", ""},
        {"character references", "path,desk\na&amp;b,R&amp;D &eacute;\n", "path", "a&amp;b",
         "a&amp;b=\tdesk\tR&D \xc3\xa9\n", ""},
        {"JSON list",
         "{\"path\":\"a\",\"desk\":[\"one\",\"\",\"two\"],\"x\":[\"\",\" \"]}\n{\"path\":\"b\"}\n",
         "path", "a b", "a=\tdesk\tone; two\nb=", ""},
        {"JSON Lines",
         "{\"path\": \"b\", \"desk\": \"two\"}\n{\"desk\": \"one\", \"path\": \"./a\"}\n", "path",
         "a b", "a=\tdesk\tone\nb=\tdesk\ttwo\n", ""},
        {"JSON without key", "{\"path\": \"b\", \"desk\": \"two\"}\n{\"desk\": \"one\"}\n", "path",
         "b", "b=\tdesk\ttwo\n", "2 : no key\n"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (!HAVE_JSON && *rows[i].table == '{')
            continue;
        for (gsize memory_nbytes = 64; memory_nbytes <= 1 << 20; memory_nbytes <<= 14) {
            g_autoptr(GString) unmatched = g_string_new(NULL);
            g_autofree char *joined = NULL;

            g_test_message("%s", rows[i].what);
            joined = join(rows[i].table, rows[i].key, rows[i].files, memory_nbytes, unmatched);
            g_assert_cmpstr(joined, ==, rows[i].joined);
            g_assert_cmpstr(unmatched->str, ==, rows[i].unmatched);
        }
    }
}

/* A row that is too long is told of, and the others are joined. */
static void
test_long_rows(void)
{
    for (int json = 0; json < (HAVE_JSON ? 2 : 1); json++)
        for (int too_long = 0; too_long < 2; too_long++) {
            g_autofree char *value = g_strnfill(too_long ? 61000 : 50000, 'x');
            g_autoptr(GString) unmatched = g_string_new(NULL);
            g_autofree char *joined = NULL, *table = NULL;

            table = json ? g_strdup_printf("{\"path\":\"a\",\"desk\":\"%s\"}\n"
                                           "{\"path\":\"b\",\"desk\":\"two\"}\n",
                                           value)
                         : g_strdup_printf("path,desk\na,%s\nb,two\n", value);
            joined = join(table, "path", "a b", 1 << 20, unmatched);
            g_assert_true(g_str_has_suffix(joined, "b=\tdesk\ttwo\n"));
            g_assert_cmpint(g_str_has_prefix(joined, "a="), ==, !too_long);
            g_test_message("%s", unmatched->str);
            if (too_long)
                g_assert_true(g_str_has_prefix(unmatched->str, "1 : "));
            else
                g_assert_cmpstr(unmatched->str, ==, "");
        }
}

static void
test_many(void)
{
    enum { N = 3000 };
    g_autoptr(GString) table = g_string_new("path,desk\n"), files = g_string_new("0000"),
                       expected = g_string_new(NULL), unmatched = g_string_new(NULL);
    g_autofree char *joined = NULL;

    for (int i = N; i > 0; i--)
        g_string_append_printf(table, "%04d,d%d\n", i, i);
    for (int i = 1; i <= N; i++) {
        g_string_append_printf(files, " %04d", i);
        g_string_append_printf(expected, "%04d=\tdesk\td%d\n", i, i);
    }
    joined = join(table->str, "path", files->str, 5000, unmatched); /* in many runs */
    g_assert_true(strcmp(joined, expected->str) == 0);
    g_assert_cmpstr(unmatched->str, ==, "");
}

/* A table whose every byte of ASCII has a NUL beside it. */
static void
test_wide(void)
{
    static const char text[] = "path,desk\na,one\nb,\xc3\xa9t\xc3\xa9\n";
    gsize nbytes;
    g_autofree char *wide = g_convert(text, -1, "UTF-16", "UTF-8", NULL, &nbytes, NULL);
    g_autoptr(GString) unmatched = g_string_new(NULL), lines = g_string_new(NULL);
    g_autoptr(MetadataTable) table = NULL;
    g_autoptr(GError) error = NULL;
    gboolean found;

    g_file_set_contents("wide", wide, nbytes, &error);
    g_assert_no_error(error);
    table = metadata_table_open("wide", "path", ".", 1 << 20, note, unmatched, &error);
    g_assert_no_error(error);
    g_assert_true(metadata_table_join(table, "b", lines, &found, &error));
    g_assert_cmpstr(lines->str, ==, "\tdesk\t\xc3\xa9t\xc3\xa9\n");
    g_assert_cmpstr(unmatched->str, ==, "1 a: no file has this path\n");
}

static void
fails(const char *path, const char *key, int code, const char *saying)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(metadata_table_open(path, key, ".", 1 << 20, note, NULL, &error));
    g_assert_error(error, METADATA_TABLE_ERROR, code);
    g_assert_nonnull(strstr(error->message, path));
    g_assert_nonnull(strstr(error->message, saying));
}

static void
test_refused(void)
{
    /* "path,desk\na,b\n" packed by gzip, and a byte more */
    static const char garbage[] =
        "\037\213\010\000\000\000\000\000\002\003\053\110\054\311\320\111\111\055\316\346\112\324"
        "\111\342\002\000\321\173\337\031\016\000\000\000"
        "x";

    scratch_write("table", "file,desk\na,one\nb,two\n");
    fails("table", "path", METADATA_TABLE_ERROR_KEY, "no column 'path'");
    fails("table", "path", METADATA_TABLE_ERROR_KEY, "file desk");
    scratch_write("table", "just a line of text\n");
    fails("table", "path", METADATA_TABLE_ERROR_KEY, "just a line of text");
    fails("none", "path", METADATA_TABLE_ERROR_UNREADABLE, "No such file");
    g_assert_true(g_file_set_contents("table", garbage, sizeof garbage, NULL));
    fails("table", "path", METADATA_TABLE_ERROR_UNREADABLE, "behind its end");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/metadata-table/join", test_join);
    g_test_add_func("/metadata-table/long-rows", test_long_rows);
    g_test_add_func("/metadata-table/many", test_many);
    g_test_add_func("/metadata-table/wide", test_wide);
    g_test_add_func("/metadata-table/refused", test_refused);
    return scratch_run();
}
