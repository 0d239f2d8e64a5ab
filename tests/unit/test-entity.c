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

static void
test_decode_all(void)
{
    static const struct {
        const char *text, *decoded; /* NULL: the same */
    } texts[] = {
        {"", NULL},
        {"none here", NULL},
        {"&", NULL},
        {"a & b &c; AT&T; R&D", NULL},
        {"&amp;", "&"},
        {"&amp;amp; &amp;lt;", "&amp; &lt;"}, /* once */
        {"&lt;b&gt; &quot;x&quot; &apos;y&apos;", "<b> \"x\" 'y'"},
        {"caf&eacute;&nbsp;&mdash;&#8217;&#x2019;&#146;", "café\xC2\xA0—’’’"},
        {"&&amp;&", "&&&"},
        {"&amp", NULL},
        {"&#38;#38;", "&#38;"},
        {"&nosuch;&eacute;&#xZ;", "&nosuch;é&#xZ;"},
        {"été &hellip;", "été …"},
        {"&#0;", "\xEF\xBF\xBD"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GString) out = g_string_new("before ");
        gsize n = strlen(texts[i].text);
        g_autofree char *exact = g_memdup2(texts[i].text, n);

        g_test_message("%s", texts[i].text);
        g_assert_cmpint(entity_decode_all(exact, n, out), ==, texts[i].decoded != NULL);
        g_assert_cmpstr(out->str + strlen("before "), ==,
                        texts[i].decoded ? texts[i].decoded : texts[i].text);
        g_assert_cmpuint(out->len - strlen("before "), <=, n);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/entity/cases", test_cases);
    g_test_add_func("/entity/cut-short", test_cut_short);
    g_test_add_func("/entity/decode-all", test_decode_all);
    return g_test_run();
}
