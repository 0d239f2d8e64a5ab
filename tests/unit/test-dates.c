/* Dates as news copy writes them, and what looks like one and is none. */
#include "dates.h"

#include <string.h>

static const struct {
    const char *text;
    const char *date; /* NULL: none */
} parsed[] = {
    {"2025-05-16", "2025-05-16"},
    {"2025/05/16", "2025-05-16"},
    {"20250516", "2025-05-16"},
    {"20250516093000", "2025-05-16"},
    {"2025-05", "2025-05"},
    {"2025", "2025"},
    {" 2025-5-6 ", "2025-05-06"},
    {"2025-05-16T23:30:00-08:00", "2025-05-16"},
    {"2025-05-16 12:00:00Z", "2025-05-16"},
    {"2025-05-16Z", "2025-05-16"},
    {"Tue, 06 Apr 1993 20:15:23 GMT", "1993-04-06"},
    {"6 Apr 93 12:00:00 GMT", "1993-04-06"},
    {"6 Apr 69 12:00:00 GMT", "2069-04-06"},
    {"6 Apr 70", "1970-04-06"},
    {"Mon Apr  6 20:15:23 1993", "1993-04-06"},
    {"Mon Apr  6 20:15:23 CEST 1993", "1993-04-06"},
    {"March 31, 1987", "1987-03-31"},
    {"MARCH 31, 1987", "1987-03-31"},
    {"31 March 1987", "1987-03-31"},
    {"31st March, 1987", "1987-03-31"},
    {"Wednesday, September 3rd, 2014", "2014-09-03"},
    {"March 1987", "1987-03"},
    {"Sept. 9, 2001", "2001-09-09"},
    {"26-FEB-1987 15:01:01.79", "1987-02-26"},
    {"3. März 2025", "2025-03-03"},
    {"Freitag, den 3. Jänner 2025", "2025-01-03"},
    {"le 1er août 2024", "2024-08-01"},
    {"vendredi 3 février 2023", "2023-02-03"},
    {"16 de mayo de 2025", "2025-05-16"},
    {"viernes, 7 de ene. de 2022", "2022-01-07"},
    {"12 gennaio 2020", "2020-01-12"},
    {"segunda-feira, 5 de março de 2018", "2018-03-05"},
    {"14 września 2019", "2019-09-14"},
    {"9 мая 1995", "1995-05-09"},
    {"31.03.1987", "1987-03-31"},
    {"31/3/1987", "1987-03-31"},
    {"3/31/1987", "1987-03-31"},
    {"2025年5月16日", "2025-05-16"},
    {"May 16, 2025 at 10:30 AM", "2025-05-16"},
    {"May 16, 2025 (updated)", "2025-05-16"},
    {"Mar. 31", "1987-03-31"},
    {"31 mars", "1987-03-31"},
    /* none */
    {"", NULL},
    {"31 Feb 2025", NULL},
    {"2025-02-29", NULL},
    {"1900-02-29", NULL},
    {"2025-13-01", NULL},
    {"2025-00-10", NULL},
    {"2025-01-00", NULL},
    {"20251301", NULL},
    {"1399-01-01", NULL},
    {"2201", NULL},
    {"0000", NULL},
    {"3/4/2025", NULL},
    {"123456789", NULL},
    {"2025-05-16 and then", NULL},
    {"2025 was a good year", NULL},
    {"may", NULL},
    {"ma 3, 2020", NULL},
    {"Mayor 3, 2020", NULL},
    {"31 marbles 1987", NULL},
    {"yesterday", NULL},
    {"12 monkeys", NULL},
};

static void
test_parse(void)
{
    NewsDate near_date = {1987, 3, 1};

    for (gsize i = 0; i < G_N_ELEMENTS(parsed); i++) {
        char text[DATES_PRINT_NBYTES] = "none";
        NewsDate date;

        if (dates_parse(parsed[i].text, strlen(parsed[i].text), near_date, &date))
            dates_print(date, text);
        if (g_strcmp0(text, parsed[i].date != NULL ? parsed[i].date : "none") != 0)
            g_test_fail_printf("'%s' is %s", parsed[i].text, text);
    }
}

/* The longest date, and not what follows it. */
static void
test_scan(void)
{
    static const struct {
        const char *text;
        gsize nbytes;
    } cases[] = {
        {"March 31 (Reuter) - ", 8},   {"Feb 26 —", 6},           {"March 4, — x", 7},
        {"3 mars (AFP)", 6},           {"April 1, 2011 - x", 13}, {"May 7. The next", 5},
        {"2025-05-16 WASHINGTON", 10}, {"May 2025 was", 8},       {"Apr 7 12:30", 5},
        {"1987-03-31-11234", 10},      {"June 119", 0},           {"Marchers 3", 0},
        {"April showers", 0},          {"March 31st Street", 10},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        NewsDate date;
        gsize n = dates_scan(cases[i].text, strlen(cases[i].text), &date);

        if (n != cases[i].nbytes)
            g_test_fail_printf("'%s': %zu bytes", cases[i].text, n);
    }
}

static void
test_complete(void)
{
    static const struct {
        NewsDate date, near_date;
        const char *text;
    } cases[] = {
        {{0, 3, 31}, {1987, 0, 0}, "1987-03-31"},    {{0, 12, 31}, {1988, 1, 1}, "1987-12-31"},
        {{0, 1, 2}, {1987, 12, 30}, "1988-01-02"},   {{0, 6, 1}, {1987, 12, 1}, "1987-06-01"},
        {{0, 12, 31}, {1988, 0, 0}, "1988-12-31"},   {{0, 2, 29}, {1987, 3, 1}, ""},
        {{0, 2, 29}, {1988, 3, 1}, "1988-02-29"},    {{0, 3, 31}, {0, 0, 0}, ""},
        {{2001, 3, 31}, {1987, 0, 0}, "2001-03-31"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        char text[DATES_PRINT_NBYTES];

        dates_print(dates_complete(cases[i].date, cases[i].near_date), text);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

static void
test_find_in_name(void)
{
    static const struct {
        const char *name;
        const char *date; /* NULL: none */
    } cases[] = {
        {"money/1987-03-31-11234.txt", "1987-03-31"},
        {"20250516_x.txt", "2025-05-16"},
        {"2019/05/story.txt", "2019-05"},
        {"2019/05/03/story.txt", "2019-05-03"},
        {"2019/story.txt", "2019"},
        {"2019/05/2018-12-31-story.txt", "2018-12-31"},
        {"2001-01-01/2002-02-02.txt", "2002-02-02"},
        {"wire_2019_05_03.txt", "2019-05-03"},
        {"news20250516.txt", "2025-05-16"},
        {"20250516T120000.json", "2025-05-16"},
        {"a/b/2020-02-29", "2020-02-29"},
        {"story-2019-05.md", "2019-05"},
        /* none */
        {"1999.txt", NULL},
        {"report-1984.txt", NULL},
        {"2021-02-29.txt", NULL},
        {"2019-05-45.txt", NULL},
        {"082ef1cbb20190504.txt", NULL},
        {"000_082ef1cbb70f8043.txt", NULL},
        {"a20190504b.txt", NULL},
        {"ace20190504.txt", NULL},
        {"120190504.txt", NULL},
        {"20190504-4f89-11d3-9a0c-0305e82c3301.txt", NULL},
        {"20191345.txt", NULL},
        {"14151213.txt", NULL},
        {"555-1234-99.txt", NULL},
        {"", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        char text[DATES_PRINT_NBYTES] = "none";
        NewsDate date;

        if (dates_find_in_name(cases[i].name, strlen(cases[i].name), &date))
            dates_print(date, text);
        if (g_strcmp0(text, cases[i].date != NULL ? cases[i].date : "none") != 0)
            g_test_fail_printf("'%s' has %s", cases[i].name, text);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dates/parse", test_parse);
    g_test_add_func("/dates/scan", test_scan);
    g_test_add_func("/dates/complete", test_complete);
    g_test_add_func("/dates/find-in-name", test_find_in_name);
    return g_test_run();
}
