/* Any path is one field of one line of UTF-8, and comes back. */
#include "program/escape.h"

#include <string.h>

static void
test_table(void)
{
    static const struct {
        const char *path, *escaped;
    } cases[] = {
        {"", ""},
        {"money/1987-03-31 b.txt", "money/1987-03-31 b.txt"},
        {"a\tb\nc\rd\"e%f", "a%09b%0Ac%0Dd%22e%25f"},
        {"Zürich/日本語.txt", "Zürich/日本語.txt"},
        {"caf\xe9.txt", "caf%E9.txt"},
        {"\xff", "%FF"},
        {"a\xe6\x97", "a%E6%97"},                 /* cut short */
        {"\xc0\xaf", "%C0%AF"},                   /* overlong */
        {"\xed\xa0\x80", "%ED%A0%80"},            /* a surrogate */
        {"\xe9\xc3\xa9\xe9\xc3\xa9", "%E9é%E9é"}, /* two encodings in one name */
        {"%41", "%2541"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) escaped = g_string_new("before "), path = g_string_new("");

        escape_path(escaped, cases[i].path, strlen(cases[i].path));
        g_string_erase(escaped, 0, strlen("before "));
        g_assert_cmpstr(escaped->str, ==, cases[i].escaped);
        g_assert_true(unescape_path(path, escaped->str, escaped->len));
        g_assert_cmpstr(path->str, ==, cases[i].path);
    }
}

static void
test_unescape(void)
{
    static const char *const bad[] = {"%", "%4", "a%g1", "a%1g", "%%41", "ok%41 %"};
    g_autoptr(GString) out = g_string_new("kept");

    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_assert_false(unescape_path(out, bad[i], strlen(bad[i])));
        g_assert_cmpstr(out->str, ==, "kept");
    }
    g_assert_true(unescape_path(out, "%c3%A9%41", 9));
    g_assert_cmpstr(out->str, ==,
                    "kepté"
                    "A");
    /* the length counts, not what lies behind it */
    g_assert_false(unescape_path(out, "%41", 2));
}

static void
test_random(void)
{
    /* bytes that make sequences, good and bad ones, more often than chance would */
    static const guint8 pool[] = {'a',  '/',  '%',  '"',  '\t', '\n', '\r', 0,
                                  0x7f, 0x80, 0xbf, 0xc3, 0xa9, 0xe6, 0x97, 0xa5,
                                  0xed, 0xa0, 0xf0, 0x9f, 0x98, 0x80, 0xf4, 0xff};

    for (int i = 0; i < 20000; i++) {
        char bytes[24];
        gsize n = g_test_rand_int_range(0, sizeof bytes + 1);
        g_autoptr(GString) escaped = g_string_new(""), back = g_string_new("");

        for (gsize k = 0; k < n; k++)
            bytes[k] = i % 2 ? g_test_rand_int_range(0, 256)
                             : pool[g_test_rand_int_range(0, G_N_ELEMENTS(pool))];
        escape_path(escaped, bytes, n);
        g_assert_true(g_utf8_validate_len(escaped->str, escaped->len, NULL));
        g_assert_cmpuint(strcspn(escaped->str, "\t\n\r\""), ==, escaped->len);
        g_assert_true(unescape_path(back, escaped->str, escaped->len));
        g_assert_cmpmem(back->str, back->len, bytes, n);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL); /* prints the seed of its random numbers */
    g_test_add_func("/escape/table", test_table);
    g_test_add_func("/escape/unescape", test_unescape);
    g_test_add_func("/escape/random", test_random);
    return g_test_run();
}
