/* Which lines at the beginning of a text are a header. */
#include "header_block.h"

#include <string.h>

static void
test_blocks(void)
{
    static const struct {
        const char *text;
        const char *fields; /* "key=value;"; "" if there is no block */
    } cases[] = {
        {"Title: A\nDesk: B\n\nBody", "Title=A;Desk=B;"},
        {"title: A\n\nBody", "title=A;"},
        {"URL:https://example.org/a\n\nBody", "URL=https://example.org/a;"},
        {"Desk: night\nWord count: 300\n\nBody", "Desk=night;Word count=300;"},
        {"X-Slug: a\nEmpty:\n\nBody", "X-Slug=a;Empty=;"},
        {"Subject: A\n\tB\n C\nDesk: D\n\nBody", "Subject=A\n\tB\n C;Desk=D;"},
        {"\n\nTitle: A\n\nBody", "Title=A;"},
        {"From a@b.example Tue Apr  6 20:15:23 1993\nFrom: a\nTo: b\n\nBody", "From=a;To=b;"},
        {"Title: A\r\nDesk: B\r\n\r\nBody", "Title=A;Desk=B;"},
        {"Date: 2025-05-16\n\nBody", "Date=2025-05-16;"},
        {"Title: A\nDesk: B\n", "Title=A;Desk=B;"},
        {"Überschrift: A\nRessort: B\n\nBody", "Überschrift=A;Ressort=B;"},
        {"Subject: A\nArticle-I.D.: b.1\n\nBody", "Subject=A;Article-I.D.=b.1;"},
        /* none */
        {"Subject: A\nSo said Mr. X: b\n\nBody", ""},
        {"Desk: night\n\nBody", ""},
        {"Title: A\nand more\n\nBody", ""},
        {"Title: A", ""},
        {"Date: the sweet fruit\n\nBody", ""},
        {"Source: they say so.\n\nBody", ""},
        {"He said: no\nShe said: yes\n\nBody", ""},
        {"Echo: How are you?\nMinister: Fine.\n\nBody", ""},
        {"Title : A\nDesk : B\n\nBody", ""},
        {"Key with a lot of words: A\nDesk: B\n\nBody", ""},
        {"A key that is longer than forty characters all in all: A\nDesk: B\n\nBody", ""},
        {"12:30\n14:15\n\nBody", ""},
        {"http://example.org\nhttp://example.com\n\nBody", ""},
        {" Title: A\n\nBody", ""},
        {"", ""},
    };
    g_autoptr(GArray) fields = g_array_new(FALSE, FALSE, sizeof(HeaderField));

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) is = g_string_new(NULL);
        const char *text = cases[i].text;
        gsize n = header_block_read(text, strlen(text), fields);

        for (guint j = 0; j < fields->len; j++) {
            const HeaderField *f = &g_array_index(fields, HeaderField, j);

            g_string_append_printf(is, "%.*s=%.*s;", (int)(f->key_end - f->key_start),
                                   text + f->key_start, (int)(f->value_end - f->value_start),
                                   text + f->value_start);
        }
        if (strcmp(is->str, cases[i].fields) != 0)
            g_test_fail_printf("'%s': %s", text, is->str);
        g_assert_cmpint(n > 0, ==, fields->len > 0);
        if (n > 0 && strstr(text, "Body") != NULL)
            g_assert_cmpuint(strspn(text + n, "\r\n"), ==,
                             (gsize)(strstr(text, "Body") - text) - n);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/header-block/blocks", test_blocks);
    return g_test_run();
}
