/* Bodies are cut where their writers began a paragraph, and nothing is lost between. */
#include "paragraphs.h"

#include <string.h>

#define LONG                                                                                       \
    "This line is a paragraph of its own, as web pages give it, and so long that it cannot be "    \
    "one of hard-wrapped text at all"

static const struct {
    const char *name;
    gboolean is_message;
    const char *paragraphs[8]; /* the first byte is the kind: b or q */
} cases[] = {
    {"blank lines", FALSE, {"bOne\ntwo.\n\n", "bThree.\n \t \n", "bFour"}},
    {"blank lines first", FALSE, {"b\n\nOne.\n\n", "bTwo.\n\n\n"}},
    {"line ends of all kinds",
     FALSE,
     {"bOne\r\n\r\n", "bTwo\r\r", "bThree\xc2\x85\xc2\x85", "bFour\xe2\x80\xa8\xe2\x80\xa9",
      "bFive"}},
    {"CR LF is one line end", FALSE, {"bOne\r\ntwo.\r\n"}},
    {"a no-break space is white", FALSE, {"bOne\n\xc2\xa0\n", "bTwo"}},
    {"white space only", FALSE, {"b \n\n "}},
    {"agency copy",
     FALSE,
     {"b    The bank said rates\nwould rise today.\n", "b    It gave no\nreason.\n", "b    None.\n",
      "b    None at all\neither.\n"}},
    {"agency copy without full stops",
     FALSE,
     {"b    Shr 13 cts vs 36 cts\n", "b    Net 9 mln vs 3 mln and one\nmore line\n",
      "b    Revs 143 mln\nand more\n"}},
    {"an indented line after a sentence",
     FALSE,
     {"bThe bank said rates\nwould rise today.\n", "b  It gave no\nreason.\n"}},
    {"a continued line is no paragraph",
     FALSE,
     {"bNote: the company's full\n  name is longer than\nthe line.\n"}},
    {"rows of a table stay together",
     FALSE,
     {"bRates were as follows\nMATURITY   NEW\n\n", "b5-14 days  5.80\n  15-30 days  5.00\n"
                                                    "  31-60 days  5.10\nuntil May\n"}},
    {"one space is no indentation", FALSE, {"bIt rose.\n More\nto come.\n"}},
    {"all indented", FALSE, {"b  Roses are red.\n  Violets are blue.\n"}},
    {"a paragraph a line",
     FALSE,
     {"b" LONG ".\n", "b" LONG ", he said.\"\n", "bShort one.\n", "b" LONG "”\n", "b" LONG "!\n"}},
    {"long lines that end nowhere", FALSE, {"b" LONG LONG "\n" LONG LONG "\n" LONG LONG "\n"}},
    {"quoted lines",
     TRUE,
     {"bA writes:\n", "q>Tea is best.\n> Is it?\n", "bIt is.\n\n", "q: really\n| yes\nAB> no\n\n",
      "b:-) Yes\n|x|\n"}},
    {"quoted lines outside messages", FALSE, {"q> Tea is best.\n", "b: really\n| yes\nAB> no\n"}},
    {"quoted after spaces", TRUE, {"q > > Tea\n  >is\n", "b    > no\n"}},
    {"empty", FALSE, {NULL}},
};

static void
test_cut(void)
{
    g_autoptr(ParagraphCutter) cutter = paragraph_cutter_new();
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(Paragraph));

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) text = g_string_new(NULL), is = g_string_new(NULL);
        g_autoptr(GString) should = g_string_new(NULL);

        for (gsize j = 0; cases[i].paragraphs[j] != NULL; j++) {
            g_string_append(text, cases[i].paragraphs[j] + 1);
            g_string_append_printf(should, "[%s]", cases[i].paragraphs[j]);
        }
        g_array_set_size(paragraphs, 0);
        paragraphs_cut(cutter, text->str, 0, text->len, cases[i].is_message, paragraphs);
        for (guint j = 0; j < paragraphs->len; j++) {
            const Paragraph *p = &g_array_index(paragraphs, Paragraph, j);

            g_string_append_printf(is, "[%c%.*s]", p->kind == PARAGRAPH_QUOTED ? 'q' : 'b',
                                   (int)(p->end - p->start), text->str + p->start);
        }
        if (!g_string_equal(is, should))
            g_test_fail_printf("%s: %s", cases[i].name, is->str);
    }
}

/* After a dateline the body begins within an indented line. */
static void
test_after_dateline(void)
{
    static const char text[] = "    LONDON, Feb 26 - The bank said\nso\n    It gave no\nreason\n";
    g_autoptr(ParagraphCutter) cutter = paragraph_cutter_new();
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(Paragraph));

    paragraphs_cut(cutter, text, 21, strlen(text), FALSE, paragraphs);
    g_assert_cmpuint(paragraphs->len, ==, 2);
    g_assert_cmpuint(g_array_index(paragraphs, Paragraph, 0).start, ==, 21);
    g_assert_cmpuint(g_array_index(paragraphs, Paragraph, 1).start, ==, 38);
}

static void
assert_tiled(const GArray *paragraphs, gsize start, gsize end)
{
    for (guint i = 0; i < paragraphs->len; i++) {
        const Paragraph *p = &g_array_index(paragraphs, Paragraph, i);

        g_assert_cmpuint(p->start, ==, start);
        g_assert_cmpuint(p->end, >, start);
        start = p->end;
    }
    g_assert_cmpuint(start, ==, end);
}

static void
test_random(void)
{
    static const char *const pieces[] = {
        "\n", "\r", "\r\n", "\xc2\x85", "\xe2\x80\xa9", " ", "  ", "\t",
        ">",  ":",  "|",    "AB",       "word",         ".", "”",  "»",
        "é",  "\"", "…",    LONG,       "\xc2\xa0",     "日"};
    g_autoptr(ParagraphCutter) cutter = paragraph_cutter_new();
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(Paragraph));

    for (int round = 0; round < 20000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        int n = g_test_rand_int_range(1, 30);
        g_autofree char *exact = NULL;
        gsize start;

        while (n-- > 0)
            g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        exact = g_memdup2(text->str, text->len);
        start = g_test_rand_int_range(0, 2) ? 0 : strcspn(text->str, "\n");
        g_array_set_size(paragraphs, 0);
        paragraphs_cut(cutter, exact, start, text->len, round % 2, paragraphs);
        assert_tiled(paragraphs, start, text->len);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/paragraphs/cut", test_cut);
    g_test_add_func("/paragraphs/after-dateline", test_after_dateline);
    g_test_add_func("/paragraphs/random", test_random);
    return g_test_run();
}
