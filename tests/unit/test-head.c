/* What of an article is head, and what the head says. */
#include "head.h"

#include <string.h>

static const struct {
    const char *name;
    const char *text;
    const char *title, *date, *place, *source, *language, *author; /* NULL: none */
    const char *body;
} cases[] = {
    {"the corpus's own format",
     " date 2025-05-16 WASHINGTON — (AP) — The Department asked.\n\nMore.", NULL, "2025-05-16",
     "WASHINGTON", "AP", NULL, NULL, "The Department asked.\n\nMore."},
    {"title before it", "Troops Requested\n\n date 2025-05-16 WASHINGTON — (AP) — The Department.",
     "Troops Requested", "2025-05-16", "WASHINGTON", "AP", NULL, NULL, "The Department."},
    {"marker, title, dateline", "date 2025-05-16\nTroops Requested\n\nLONDON (AP) — The.",
     "Troops Requested", "2025-05-16", "LONDON", "AP", NULL, NULL, "The."},
    {"marker alone", "date May 16, 2025 The rain fell.", NULL, "2025-05-16", NULL, NULL, NULL, NULL,
     "The rain fell."},
    {"not a marker", "date palms grow here.\n", NULL, NULL, NULL, NULL, NULL, NULL,
     "date palms grow here.\n"},
    {"agency copy", "FED SETS REPO\n\nNEW YORK, March 6 — (Reuters) — The Fed entered.\n",
     "FED SETS REPO", "1987-03-06", "NEW YORK", "Reuters", NULL, NULL, "The Fed entered.\n"},
    {"dateline over two lines", "A\n\nCOMMACK, N.Y., Feb 26 —\n (Reuters) — The Fed.", "A",
     "1987-02-26", "COMMACK, N.Y.", "Reuters", NULL, NULL, "The Fed."},
    {"turn of the year", "A\n\nTOKYO, Dec 31 (Jiji) - The yen.", "A", "1986-12-31", "TOKYO", "Jiji",
     NULL, NULL, "The yen."},
    {"byline", "Fires Spread\n\nBy Jane Roe\n\nLONDON (Reuters) - The fires.", "Fires Spread", NULL,
     "LONDON", "Reuters", NULL, "Jane Roe", "The fires."},
    {"byline without title", "By Jane Roe\n\nThe fires spread.", NULL, NULL, NULL, NULL, NULL,
     "Jane Roe", "The fires spread."},
    {"no blank line before a sure dateline", "Fires Spread\nLONDON (Reuters) - The fires.",
     "Fires Spread", NULL, "LONDON", "Reuters", NULL, NULL, "The fires."},
    {"no blank line, no title", "Fires Spread\nThe fires spread.", NULL, NULL, NULL, NULL, NULL,
     NULL, "Fires Spread\nThe fires spread."},
    {"header block",
     "Title: Fires\n  spread far\nDate: Tue, 06 Apr 1993 20:15:23 GMT\nLanguage: German\n"
     "Desk: night\n\nThe fires.",
     "Fires spread far", "1993-04-06", NULL, NULL, "de", NULL, "The fires."},
    {"header block with CR LF", "title: Fires\r\nauthor: Jane Roe\r\n\r\nThe fires.\r\n", "Fires",
     NULL, NULL, NULL, NULL, "Jane Roe", "The fires.\r\n"},
    {"header wins over dateline",
     "Date: 2001-02-03\nSource: Echo\n\nLONDON, May 3 (AP) - The fires.", NULL, "2001-02-03",
     "LONDON", "Echo", NULL, NULL, "The fires."},
    {"title after a block without one", "Date: 2001-02-03\n\nFires Spread\n\nThe fires.",
     "Fires Spread", "2001-02-03", NULL, NULL, NULL, NULL, "The fires."},
    {"news message",
     "From: a@b.example (A B)\nNewsgroups: rec.tea\nSubject: Re: Tea\nDate: 6 Apr 93 12:00:00 GMT\n"
     "\nShort line\n\nLONDON - The tea.",
     "Re: Tea", "1993-04-06", NULL, NULL, NULL, NULL, "Short line\n\nLONDON - The tea."},
    {"dialogue", "He said: no\nShe said: yes\n\nThe end.", NULL, NULL, NULL, NULL, NULL, NULL,
     "He said: no\nShe said: yes\n\nThe end."},
    {"interview", "Echo: How are you?\nMinister: I am fine, thanks.\n\nThe end.", NULL, NULL, NULL,
     NULL, NULL, NULL, "Echo: How are you?\nMinister: I am fine, thanks.\n\nThe end."},
    {"a single known key",
     "Source: officials say that the war will go on for years to come.\n\nAnd.", NULL, NULL, NULL,
     NULL, NULL, NULL, "Source: officials say that the war will go on for years to come.\n\nAnd."},
    {"title with a full stop", "The fires spread.\n\nThey do.", NULL, NULL, NULL, NULL, NULL, NULL,
     "The fires spread.\n\nThey do."},
    {"title of two sentences", "Fires spread. Thousands flee\n\nThey do.", NULL, NULL, NULL, NULL,
     NULL, NULL, "Fires spread. Thousands flee\n\nThey do."},
    {"title with abbreviations", "Mr. Smith of the U.S. Navy Visits St. Ives\n\nHe did.",
     "Mr. Smith of the U.S. Navy Visits St. Ives", NULL, NULL, NULL, NULL, NULL, "He did."},
    {"title that ends in one",
     "JAPAN TO BUILD PLANE WITH U.S.\n\nTOKYO, March 31 — (Reuters) — It.",
     "JAPAN TO BUILD PLANE WITH U.S.", "1987-03-31", "TOKYO", "Reuters", NULL, NULL, "It."},
    {"title in capitals with an abbreviation", "FRIED. KRUPP YEAR\n\nIt.", "FRIED. KRUPP YEAR",
     NULL, NULL, NULL, NULL, NULL, "It."},
    {"title with a dash", "OPEC - Oil falls\n\nIt did.", "OPEC - Oil falls", NULL, NULL, NULL, NULL,
     NULL, "It did."},
    {"capitals and a dash: title first", "BERLIN — A city reborn\n\nIt was.",
     "BERLIN — A city reborn", NULL, NULL, NULL, NULL, NULL, "It was."},
    {"the same as a sentence", "BERLIN — A city was reborn.\n\nIt was.", NULL, NULL, "BERLIN", NULL,
     NULL, NULL, "A city was reborn.\n\nIt was."},
    {"title only", "Fires Spread\n\n", NULL, NULL, NULL, NULL, NULL, NULL, "Fires Spread\n\n"},
    {"no letters", "* * *\n\nThe fires.", NULL, NULL, NULL, NULL, NULL, NULL,
     "* * *\n\nThe fires."},
    {"white space before", "\n\n  Fires Spread\n\n  The fires.", "Fires Spread", NULL, NULL, NULL,
     NULL, NULL, "The fires."},
    {"white space only", " \n\n ", NULL, NULL, NULL, NULL, NULL, NULL, " \n\n "},
    {"nothing", "", NULL, NULL, NULL, NULL, NULL, NULL, ""},
    {"a URL is no key", "http: //x\nhttps://example.org/a\n\nThe.", NULL, NULL, NULL, NULL, NULL,
     NULL, "http: //x\nhttps://example.org/a\n\nThe."},
};

static void
assert_tiled(const ArticleHead *head, gsize nbytes)
{
    guint32 at = 0;

    for (guint i = 0; i < head->parts->len; i++) {
        const Paragraph *part = &g_array_index(head->parts, Paragraph, i);

        g_assert_cmpuint(part->start, ==, at);
        g_assert_cmpuint(part->end, >, at);
        g_assert_cmpuint(part->kind, <=, PARAGRAPH_TITLE);
        at = part->end;
    }
    g_assert_cmpuint(at, ==, head->body_start);
    g_assert_cmpuint(at, <=, nbytes);
}

static void
test_heads(void)
{
    g_auto(ArticleHead) head;

    head_init(&head);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        HeadContext context = {.date = {1987, 3, 0}};
        char date[DATES_PRINT_NBYTES];
        gsize nbytes = strlen(cases[i].text);
        const struct {
            const char *is, *should;
        } values[] = {
            {NULL, cases[i].title},    {NULL, cases[i].place},  {NULL, cases[i].source},
            {NULL, cases[i].language}, {NULL, cases[i].author},
        };
        static const MetadataColumn columns[] = {METADATA_TITLE, METADATA_PLACE, METADATA_SOURCE,
                                                 METADATA_LANGUAGE, METADATA_AUTHOR};

        head_read(cases[i].text, nbytes, &context, &head);
        for (gsize j = 0; j < G_N_ELEMENTS(columns); j++)
            if (g_strcmp0(head.metadata.columns[columns[j]], values[j].should) != 0)
                g_test_fail_printf("%s: '%s' instead of '%s'", cases[i].name,
                                   head.metadata.columns[columns[j]], values[j].should);
        dates_print(head.metadata.date, date);
        if (g_strcmp0(date, cases[i].date != NULL ? cases[i].date : "") != 0)
            g_test_fail_printf("%s: date '%s'", cases[i].name, date);
        if (strcmp(cases[i].text + head.body_start, cases[i].body) != 0)
            g_test_fail_printf("%s: body '%s'", cases[i].name, cases[i].text + head.body_start);
        assert_tiled(&head, nbytes);
    }
}

/* The value of the title is of kind title, what stands around it head. */
static void
test_parts(void)
{
    static const char text[] = "Date: 2001-02-03\nTitle: Fires spread\nDesk: night\n\nThe fires.";
    HeadContext context = {0};
    g_auto(ArticleHead) head;
    const Paragraph *title;

    head_init(&head);
    head_read(text, strlen(text), &context, &head);
    g_assert_cmpuint(head.parts->len, ==, 3);
    title = &g_array_index(head.parts, Paragraph, 1);
    g_assert_cmpuint(title->kind, ==, PARAGRAPH_TITLE);
    g_assert_cmpmem(text + title->start, title->end - title->start, "Fires spread", 12);
    g_assert_cmpuint(head.metadata.others->len, ==, 1);
    g_assert_cmpstr(g_array_index(head.metadata.others, MetadataPair, 0).key, ==, "desk");
    g_assert_cmpstr(g_array_index(head.metadata.others, MetadataPair, 0).value, ==, "night");
}

static void
test_record_with_title(void)
{
    static const char text[] = "Fires Spread\n\nThe fires.";
    HeadContext context = {.has_title = TRUE};
    g_auto(ArticleHead) head;

    head_init(&head);
    head_read(text, strlen(text), &context, &head);
    g_assert_cmpuint(head.body_start, ==, 0);
    g_assert_null(head.metadata.columns[METADATA_TITLE]);
}

static void
test_long_first_line(void)
{
    HeadContext context = {0};
    g_auto(ArticleHead) head;

    head_init(&head);
    for (gsize n = 199; n <= 202; n++) {
        g_autofree char *line = g_strnfill(n, 'x');
        g_autofree char *text = g_strconcat(line, "\n\nThe fires.", NULL);

        head_read(text, strlen(text), &context, &head);
        g_assert_cmpuint(head.body_start, ==, n <= 200 ? n + 2 : 0);
    }
}

/* Random assemblies of what heads are made of: nothing crashes, the parts tile. */
static void
test_random(void)
{
    static const char *const pieces[] = {
        "NEW YORK",
        ", ",
        "March 31",
        " — ",
        "(Reuters)",
        "\n",
        "\n\n",
        " ",
        "By ",
        "Jane Roe",
        "Title: ",
        "date ",
        "2025-05-16",
        "The",
        ".",
        ":",
        "- ",
        "é",
        "—",
        "日本",
        "(",
        ")",
        "/",
        "AP",
        "\r",
        "\t",
        "From ",
        "1987",
        "5",
        "\xe2\x80\xa8",
        "PUBLISHED: . ",
        " . ",
        "x",
        "U.S.",
        "\"",
    };
    g_auto(ArticleHead) head;
    HeadContext context = {.date = {1987, 3, 31}};

    head_init(&head);
    for (int round = 0; round < 20000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        int n = g_test_rand_int_range(0, 25);
        g_autofree char *exact = NULL;

        while (n-- > 0)
            g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        /* without a NUL behind it, so that a sanitizer sees a byte read too many */
        exact = g_memdup2(text->str, MAX(text->len, 1));
        head_read(exact, text->len, &context, &head);
        assert_tiled(&head, text->len);
    }
}

/* A megabyte of what a scanner could stumble over: quadratic work would not end. */
static void
test_hostile(void)
{
    static const char *const pieces[] = {"a: b\n", "A ", "\n", "(", ". ", "Title: x\n ", "\r"};
    HeadContext context = {0};
    g_auto(ArticleHead) head;

    head_init(&head);
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new(NULL);

        while (text->len < 1000000)
            g_string_append(text, pieces[i]);
        head_read(text->str, text->len, &context, &head);
        assert_tiled(&head, text->len);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/head/heads", test_heads);
    g_test_add_func("/head/parts", test_parts);
    g_test_add_func("/head/record-with-title", test_record_with_title);
    g_test_add_func("/head/long-first-line", test_long_first_line);
    g_test_add_func("/head/random", test_random);
    g_test_add_func("/head/hostile", test_hostile);
    return g_test_run();
}
