/* What is a character reference, and what it stands for. */
#include "unicode/entity.h"

#include <string.h>

static const struct {
    const char *text;
    guint length;
    gunichar c;
} cases[] = {
    {"&amp;", 5, '&'},
    {"&amp; more", 5, '&'},
    {"&nbsp;", 6, 0xA0},
    {"&rsquo;s", 7, 0x2019},
    {"&apos;", 6, '\''},
    {"&eacute;", 8, 0xE9},
    {"&Eacute;", 8, 0xC9},
    {"&zwnj;", 6, 0x200C},
    {"&AElig;", 7, 0xC6},
    {"&thetasym;", 10, 0x3D1},
    {"&#39;", 5, '\''},
    {"&#8217;", 7, 0x2019},
    {"&#x2019;", 8, 0x2019},
    {"&#X2019;", 8, 0x2019},
    {"&#128512;", 9, 0x1F600},
    {"&#x10FFFF;", 10, 0x10FFFF},
    {"&#146;", 6, 0x2019}, /* Windows-1252 */
    {"&#129;", 6, 0xFFFD}, /* which has nothing there */
    {"&#0;", 4, 0xFFFD},
    {"&#xD800;", 8, 0xFFFD}, /* a surrogate */
    {"&#9999999;", 10, 0xFFFD},
    {"&", 0, 0},
    {"&;", 0, 0},
    {"&#;", 0, 0},
    {"&#x;", 0, 0},
    {"&#xg;", 0, 0},
    {"&#1a;", 0, 0},
    {"&amp", 0, 0},
    {"&AMP;", 0, 0},
    {"&am", 0, 0},
    {"&am p;", 0, 0},
    {"&#12345678;", 0, 0}, /* too long */
    {"&nosuch;", 0, 0},
    {"&a#;", 0, 0},
    {"&T;", 0, 0},
};

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gunichar c = 0;
        /* a copy of just these bytes: a sanitizer sees a look beyond them */
        g_autofree char *exact = g_memdup2(cases[i].text, strlen(cases[i].text));

        g_test_message("%s", cases[i].text);
        g_assert_cmpuint(entity_decode(exact, strlen(cases[i].text), &c), ==, cases[i].length);
        g_assert_cmphex(c, ==, cases[i].c);
    }
}

/* Cut short anywhere a reference is none. */
static void
test_cut_short(void)
{
    const char *text = "&thetasym;";
    gunichar c;

    for (gsize n = 1; n < strlen(text); n++)
        g_assert_cmpuint(entity_decode(text, n, &c), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/entity/cases", test_cases);
    g_test_add_func("/entity/cut-short", test_cut_short);
    return g_test_run();
}
