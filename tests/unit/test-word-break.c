/* The properties of code points, and the boundaries of UAX #29 against its own test file. */
#include "unicode/word_break.h"

#include "unicode/utf8.h"

#include <stdlib.h>
#include <string.h>

/* The number of tests in WordBreakTest.txt of Unicode 15.0: not one may be passed over. */
enum { N_OFFICIAL = 1823 };

static const struct {
    gunichar c;
    guint properties;
} properties[] = {
    {'a', WORD_BREAK_ALETTER | UNICODE_WORD | UNICODE_LETTER | UNICODE_LOWER},
    {'Z', WORD_BREAK_ALETTER | UNICODE_WORD | UNICODE_LETTER | UNICODE_UPPER},
    {'7', WORD_BREAK_NUMERIC | UNICODE_WORD | UNICODE_DIGIT},
    {'_', WORD_BREAK_EXTENDNUMLET},
    {' ', WORD_BREAK_WSEGSPACE | UNICODE_SPACE},
    {0x00A0, UNICODE_SPACE},
    {0x00A9, UNICODE_PICTOGRAPHIC},
    {0x00BD, UNICODE_WORD},                                                       /* one half */
    {0x01C5, WORD_BREAK_ALETTER | UNICODE_WORD | UNICODE_LETTER | UNICODE_UPPER}, /* title case */
    {0x0301, WORD_BREAK_EXTEND | UNICODE_WORD},
    {0x05D0, WORD_BREAK_HEBREW_LETTER | UNICODE_WORD | UNICODE_LETTER},
    {0x2019, WORD_BREAK_MIDNUMLET},
    {0x3042, UNICODE_WORD | UNICODE_LETTER | UNICODE_CJK},
    {0x30A2, WORD_BREAK_KATAKANA | UNICODE_WORD | UNICODE_LETTER | UNICODE_CJK},
    {0x4E00, UNICODE_WORD | UNICODE_LETTER | UNICODE_CJK}, /* inside a range of UnicodeData.txt */
    {0x9FFF, UNICODE_WORD | UNICODE_LETTER | UNICODE_CJK}, /* its last */
    {0xAC01, WORD_BREAK_ALETTER | UNICODE_WORD | UNICODE_LETTER},
    {0x1F600, UNICODE_PICTOGRAPHIC},
    {0x10FFFF, 0},
};

static void
test_properties(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(properties); i++) {
        g_test_message("U+%04X", properties[i].c);
        g_assert_cmphex(unicode_properties(properties[i].c), ==, properties[i].properties);
    }
}

/* Checks one line, "÷ 0061 × 0308 ÷ # comment". */
static void
check_line(const char *line)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree gboolean *is_boundary = g_new0(gboolean, strlen(line) + 1);
    g_auto(GStrv) items = g_strsplit_set(line, " \t", -1);
    gsize pos = 0;

    for (char **item = items; *item && **item != '#'; item++) {
        if (strcmp(*item, "÷") == 0)
            is_boundary[text->len] = TRUE;
        else if (g_ascii_isxdigit(**item))
            g_string_append_unichar(text, strtoul(*item, NULL, 16));
    }
    while (pos < text->len) {
        gsize next = word_break_next(text->str, text->len, pos, NULL);

        g_assert_cmpuint(next, >, pos);
        while (++pos < next)
            g_assert_false(is_boundary[pos]);
        g_assert_true(is_boundary[pos]);
    }
}

static void
test_official(void)
{
    g_autofree char *content = NULL;
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) lines = NULL;
    guint n = 0;

    g_file_get_contents(UNICODE_DIR "/auxiliary/WordBreakTest.txt", &content, NULL, &error);
    g_assert_no_error(error);
    lines = g_strsplit(content, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (**line == '#' || **line == '\0')
            continue;
        g_test_message("%s", *line);
        check_line(*line);
        n++;
    }
    g_assert_cmpuint(n, ==, N_OFFICIAL);
}

static void
test_is_word(void)
{
    static const struct {
        const char *text;
        gboolean is_word;
    } cases[] = {{"word", TRUE}, {"7", TRUE},   {"漢", TRUE},
                 {"___", FALSE}, {"  ", FALSE}, {"😀", FALSE}};

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gboolean is_word;

        g_assert_cmpuint(word_break_next(cases[i].text, strlen(cases[i].text), 0, &is_word), ==,
                         strlen(cases[i].text));
        g_assert_cmpint(is_word, ==, cases[i].is_word);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/word-break/properties", test_properties);
    g_test_add_func("/word-break/official", test_official);
    g_test_add_func("/word-break/is-word", test_is_word);
    return g_test_run();
}
