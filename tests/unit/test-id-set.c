/* That no id is given twice. */
#include "id_set.h"

static void
assert_made(IdSet *set, const char *id, const char *expected)
{
    g_autoptr(GString) made = g_string_new(id);

    id_set_make_unique(set, made);
    g_assert_cmpstr(made->str, ==, expected);
}

static void
test_repeated(void)
{
    g_autoptr(IdSet) set = id_set_new();

    assert_made(set, "x", "x");
    assert_made(set, "y", "y");
    assert_made(set, "x", "x~2");
    assert_made(set, "x", "x~3");
    assert_made(set, "y", "y~2");
}

/* An id may look like one that is made. */
static void
test_own(void)
{
    g_autoptr(IdSet) set = id_set_new();

    assert_made(set, "x~2", "x~2");
    assert_made(set, "x", "x");
    assert_made(set, "x", "x~3");
    assert_made(set, "x~2", "x~2~2");
}

static void
test_many(void)
{
    enum { N = 20000 };
    g_autoptr(IdSet) set = id_set_new();
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) id = g_string_new(NULL);

    for (guint i = 0; i < N; i++) {
        g_string_printf(id, "%u", i % (N / 2));
        id_set_make_unique(set, id);
        g_assert_true(g_hash_table_add(seen, g_strdup(id->str)));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/id-set/repeated", test_repeated);
    g_test_add_func("/id-set/own", test_own);
    g_test_add_func("/id-set/many", test_many);
    return g_test_run();
}
