/* Bylines, and lines that only begin like one. */
#include "byline.h"

#include <string.h>

static void
test_bylines(void)
{
    static const struct {
        const char *text;
        const char *author; /* NULL: no byline */
        const char *rest;
        const char *date;
    } cases[] = {
        {"By Jane Roe\n\nThe", "Jane Roe", "\nThe", ""},
        {"BY JANE ROE\r\nThe", "JANE ROE", "The", ""},
        {"By Jane Q. Roe Jr.\nThe", "Jane Q. Roe Jr.", "The", ""},
        {"By Jane Roe and Max O'Neil\nThe", "Jane Roe and Max O'Neil", "The", ""},
        {"By Jane Roe, Max Muster and Ann Lee\nThe", "Jane Roe, Max Muster and Ann Lee", "The", ""},
        {"Von Max von der Heide\nDer", "Max von der Heide", "Der", ""},
        {"Par Zoé Leclerc\nLe", "Zoé Leclerc", "Le", ""},
        {"By Jane Roe LOS ANGELES (Reuters) - As", "Jane Roe", "LOS ANGELES (Reuters) - As", ""},
        {"By . Jane Roe . PUBLISHED: . 06:38 EST, 15 March 2013 . | . UPDATED: . 07:00 EST, "
         "16 March 2013 . The",
         "Jane Roe", "The", "2013-03-15"},
        {"By . Jane Roe . and Max Muster . Last updated at 11:53 AM on 14th October 2011 . The",
         "Jane Roe . and Max Muster", "The", "2011-10-14"},
        /* none */
        {"By Tuesday\nThe", NULL, NULL, NULL},
        {"By Candlelight\nThe", NULL, NULL, NULL},
        {"By the Sea\nThe", NULL, NULL, NULL},
        {"By The River\nThe", NULL, NULL, NULL},
        {"By Jane Roe the story was well known.\nThe", NULL, NULL, NULL},
        {"By Jane Roe", NULL, NULL, NULL},
        {"By Jane Roe WASHINGTON is a city", NULL, NULL, NULL},
        {"By . far the best . of all", NULL, NULL, NULL},
        {"Bystanders Saw It\n", NULL, NULL, NULL},
        {"By ", NULL, NULL, NULL},
        {"", NULL, NULL, NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Byline line;
        gboolean found = byline_scan(cases[i].text, strlen(cases[i].text), &line);
        g_autofree char *author = NULL;
        char date[DATES_PRINT_NBYTES];

        if (found != (cases[i].author != NULL))
            g_test_fail_printf("'%s': %d", cases[i].text, found);
        if (!found || cases[i].author == NULL)
            continue;
        author = g_strndup(line.author.start, line.author.nbytes);
        dates_print(line.date, date);
        g_assert_cmpstr(author, ==, cases[i].author);
        g_assert_cmpstr(cases[i].text + line.nbytes, ==, cases[i].rest);
        g_assert_cmpstr(date, ==, cases[i].date);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/byline/bylines", test_bylines);
    return g_test_run();
}
