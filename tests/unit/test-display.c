/* Text in columns of a terminal. */
#include "display.h"

#include <string.h>

static void
test_clean(void)
{
    static const struct {
        const char *text, *clean;
    } cases[] = {
        {"", ""},
        {"  a \t b\n", "a b"},
        {"a\x1b[31mb", "a [31mb"}, /* no colours from a title */
        {"a\xc2\x9b"
         "31mb",
         "a 31mb"}, /* nor by the one-character form of that control */
        {"a\xe9", "a\xef\xbf\xbd"},
        {"a\xc2\xa0\xe3\x80\x80z", "a z"}, /* no-break and ideographic space */
        {"caf\x65\xcc\x81", "caf\x65\xcc\x81"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new("before ");

        display_clean(out, cases[i].text);
        g_assert_cmpstr(out->str + strlen("before "), ==, cases[i].clean);
    }
}

static void
test_columns(void)
{
    static const struct {
        const char *text;
        guint width; /* of the text */
        guint columns;
        DisplayAlign align;
        const char *expected;
    } cases[] = {
        {"strike", 6, 8, DISPLAY_LEFT, "strike  "},
        {"strike", 6, 8, DISPLAY_LEFT_END, "strike  "},
        {"strike", 6, 8, DISPLAY_RIGHT, "  strike"},
        {"strike", 6, 6, DISPLAY_RIGHT, "strike"},
        {"strike", 6, 5, DISPLAY_LEFT, "stri…"},
        {"strike", 6, 5, DISPLAY_RIGHT, "stri…"},
        {"strike", 6, 5, DISPLAY_LEFT_END, "…rike"},
        {"strike", 6, 1, DISPLAY_LEFT, "…"},
        {"strike", 6, 0, DISPLAY_LEFT, ""},
        {"", 0, 2, DISPLAY_RIGHT, "  "},
        {"日本語", 6, 7, DISPLAY_LEFT, "日本語 "},
        {"日本語", 6, 5, DISPLAY_LEFT, "日本…"},
        {"日本語", 6, 4, DISPLAY_LEFT, "日… "}, /* half a character does not fit */
        {"日本語", 6, 4, DISPLAY_LEFT_END, "…語 "},
        {"e\xcc\x81te\xcc\x81", 3, 4, DISPLAY_LEFT, "e\xcc\x81te\xcc\x81 "},
        {"e\xcc\x81te\xcc\x81", 3, 2, DISPLAY_LEFT,
         "e\xcc\x81…"}, /* the accent stays on its letter */
        {"te\xcc\x81te\xcc\x81", 4, 3, DISPLAY_LEFT_END, "…te\xcc\x81"}, /* or goes with it */
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new("|");

        g_assert_cmpuint(display_width(cases[i].text), ==, cases[i].width);
        display_append(out, cases[i].text, cases[i].columns, cases[i].align);
        g_assert_cmpstr(out->str + 1, ==, cases[i].expected);
        g_assert_cmpuint(display_width(out->str + 1), ==, cases[i].columns);
    }
}

static void
test_random(void)
{
    static const char *const pool[] = {
        "a", "é", "日", "\xcc\x81", "\xf0\x9f\x98\x80", " ", "\xe2\x80\x8b", "x"};

    for (guint i = 0; i < 20000; i++) {
        g_autoptr(GString) text = g_string_new(NULL), out = g_string_new(NULL);
        guint n = g_test_rand_int_range(0, 12), columns = g_test_rand_int_range(0, 12);

        while (n-- > 0)
            g_string_append(text, pool[g_test_rand_int_range(0, G_N_ELEMENTS(pool))]);
        display_append(out, text->str, columns, g_test_rand_int_range(0, 3));
        g_assert_true(g_utf8_validate(out->str, out->len, NULL));
        g_assert_cmpuint(display_width(out->str), ==, columns);
    }
}

static void
test_trim(void)
{
    g_autoptr(GString) line = g_string_new("a b  "), blank = g_string_new("   ");

    display_trim(line);
    display_trim(blank);
    g_assert_cmpstr(line->str, ==, "a b");
    g_assert_cmpstr(blank->str, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/display/clean", test_clean);
    g_test_add_func("/display/columns", test_columns);
    g_test_add_func("/display/random", test_random);
    g_test_add_func("/display/trim", test_trim);
    return g_test_run();
}
