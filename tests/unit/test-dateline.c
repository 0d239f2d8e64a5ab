/* Datelines and credits are recognised; prose is not eaten. */
#include "dateline.h"

#include <string.h>

static const struct {
    const char *text;
    const char *place, *source, *date; /* NULL: none; "-03-31": without its year */
    const char *rest;
} datelines[] = {
    {"NEW YORK, March 31 (Reuter) - Grain", "NEW YORK", "Reuter", "-03-31", "Grain"},
    {"COMMACK, N.Y., Feb 26 —\n (Reuters) — A", "COMMACK, N.Y.", "Reuters", "-02-26", "A"},
    {"LONDON, Feb 26 - The", "LONDON", NULL, "-02-26", "The"},
    {"LONDON (AP) — The", "LONDON", "AP", NULL, "The"},
    {"WASHINGTON — The", "WASHINGTON", NULL, NULL, "The"},
    {"WASHINGTON — (AP) — The", "WASHINGTON", "AP", NULL, "The"},
    {"(CNN) -- The", NULL, "CNN", NULL, "The"},
    {"(CNN)The", NULL, "CNN", NULL, "The"},
    {"(The Evening Echo)The", NULL, "The Evening Echo", NULL, "The"},
    {"(EW.com) -- The", NULL, "EW.com", NULL, "The"},
    {"(AP) The", NULL, "AP", NULL, "The"},
    {"PARIS, 3 mars (AFP) - Le", "PARIS", "AFP", "-03-03", "Le"},
    {"BERLIN (dpa) - Die", "BERLIN", "dpa", NULL, "Die"},
    {"Berlin (Eigener Bericht) - Die", NULL, NULL, NULL, NULL},
    {"BERLIN (Eigener Bericht) - Die", "BERLIN", "Eigener Bericht", NULL, "Die"},
    {"Washington (CNN) — The", "Washington", "CNN", NULL, "The"},
    {"Kano, Nigeria (CNN)Gunmen", "Kano, Nigeria", "CNN", NULL, "Gunmen"},
    {"SEOUL, South Korea (AP) — The", "SEOUL, South Korea", "AP", NULL, "The"},
    {"ESSEN, West Germany, March 11 — (Reuters) — A", "ESSEN, West Germany", "Reuters", "-03-11",
     "A"},
    {"Miami, March 6 — (Reuters) — Roger", "Miami", "Reuters", "-03-06", "Roger"},
    {"RED BANK, N.J., March 11 — (Reuters) — A", "RED BANK, N.J.", "Reuters", "-03-11", "A"},
    {"TULSA, Okla., April 1, — (Reuters) — A", "TULSA, Okla.", "Reuters", "-04-01", "A"},
    {"BRUSSELS, March 27, Reuter — (Reuters) — A", "BRUSSELS", "Reuters", "-03-27", "A"},
    {"RENO , Nev.,  March 2 — (Reuters) — A", "RENO , Nev.", "Reuters", "-03-02", "A"},
    {"LOUISVILLE, Colo. - March 16 — (Reuters) — A", "LOUISVILLE, Colo.", "Reuters", "-03-16", "A"},
    {"omaha, april 7 — (Reuters) — hogs", "omaha", "Reuters", "-04-07", "hogs"},
    {"NEW YORK, March 3, 2011 /PRNewswire/ -- Acme", "NEW YORK", "PRNewswire", "2011-03-03",
     "Acme"},
    {"SAN FRANCISCO--(BUSINESS WIRE)--Acme", "SAN FRANCISCO", "BUSINESS WIRE", NULL, "Acme"},
    {"(CBS/AP) BROKEN ARROW, Okla. - A", "BROKEN ARROW, Okla.", "CBS/AP", NULL, "A"},
    {"HOT SPRINGS, Ark. -- He", "HOT SPRINGS, Ark.", NULL, NULL, "He"},
    {"MBABANE, Swaziland - Media", "MBABANE, Swaziland", NULL, NULL, "Media"},
    {"ST. LOUIS (AP) - The", "ST. LOUIS", "AP", NULL, "The"},
    {"ROME—The", "ROME", NULL, NULL, "The"},
    {"DUBLIN\xc2\xa0— A", "DUBLIN", NULL, NULL, "A"},
    {"CIUDAD JUÁREZ, Mexico — Two", "CIUDAD JUÁREZ, Mexico", NULL, NULL, "Two"},
    {"WASHINGTON _ \"We", "WASHINGTON", NULL, NULL, "\"We"},
    {"NEW DELHI, May 3 (PTI): The", "NEW DELHI", "PTI", "-05-03", "The"},
    {"BROKEN BOW (XYZ) - The", NULL, NULL, NULL, NULL},
    {"BROKEN BOW, Neb. (XYZ) - The", "BROKEN BOW, Neb.", "XYZ", NULL, "The"},
    {"April 1, 2011 - \"Bones", NULL, NULL, "2011-04-01", "\"Bones"},
    {"MEXIKO-STADT (dpa) - Der", "MEXIKO-STADT", "dpa", NULL, "Der"},
    {"FRANKFURT AM MAIN (AP) - Der", "FRANKFURT AM MAIN", "AP", NULL, "Der"},
    {"Frankfurt am Main, 3. Mai (dpa) - Der", "Frankfurt am Main", "dpa", "-05-03", "Der"},
};

static void
test_datelines(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(datelines); i++) {
        g_autofree char *place = NULL, *source = NULL;
        char date[32] = "";
        Dateline line = {0};
        gboolean found = dateline_scan(datelines[i].text, strlen(datelines[i].text), &line);

        if (found != (datelines[i].rest != NULL))
            g_test_fail_printf("'%s': %d", datelines[i].text, found);
        if (!found)
            continue;
        place = line.place.start ? g_strndup(line.place.start, line.place.nbytes) : NULL;
        source = line.source.start ? g_strndup(line.source.start, line.source.nbytes) : NULL;
        if (line.date.day != 0)
            g_snprintf(date, sizeof date, "%.0u-%02u-%02u", line.date.year, line.date.month,
                       line.date.day);
        if (g_strcmp0(place, datelines[i].place) != 0 ||
            g_strcmp0(source, datelines[i].source) != 0 ||
            g_strcmp0(date, datelines[i].date != NULL ? datelines[i].date : "") != 0)
            g_test_fail_printf("'%s': place %s, source %s, date %s", datelines[i].text, place,
                               source, date);
        g_assert_cmpstr(datelines[i].text + line.nbytes, ==, datelines[i].rest);
    }
}

static void
test_prose(void)
{
    static const char *const cases[] = {
        "",
        "-",
        "- Position of june 26 — (Reuters) — Aug",
        "(",
        "(CNN",
        "(Un)happy people live longer.",
        "(See the map on page 3) The river",
        "NASA — The agency said on Friday",
        "OPEC - Oil ministers met",
        "U.S. — The government",
        "IBM (IBM) - Shares of the company",
        "Apple (AAPL) — Shares rose",
        "General Motors (GM) — The carmaker",
        "GENERAL MOTORS CORP - The carmaker",
        "GENERAL MOTORS - The carmaker",
        "GENERAL OIL CORP, Texas - The company",
        "PACIFIC STONE (AP) Shares rose",
        "CANADIAN PACIFIC (CP) UNIT STUDIES MILL",
        "BREAKING — The minister resigned",
        "EXCLUSIVE - Leaked papers show",
        "UPDATE: The road is open again",
        "WASHINGTON: a city of monuments",
        "On Monday, March 3 — Election Day — he voted",
        "On March 3, 1987 - The day",
        "The Associated Press (AP) — founded in 1846",
        "March 31 was the coldest day",
        "March 31 - a Tuesday",
        "In Paris, March 3 — A day",
        "WASHINGTON - and not only there",
        "PARIS is burning - The city",
        "He said: no - The man",
        "When Google (GOOG) co-founder Larry",
        "Matthew Morrison - Mr. Schue on the show",
        "John Smith (AP) covered the war",
        "SLOVENES always had at least as much",
        "MR. SMITH — The man",
        "GOLD — The price",
        "LONDON\n\n— The",
        "WASHINGTON —",
        "I — The undersigned",
        "PARIS, March 3, AP Photo shows",
        "As of April 7 — (Reuters) — in bushels",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Dateline line;

        if (dateline_scan(cases[i], strlen(cases[i]), &line))
            g_test_fail_printf("'%s': a dateline of %zu bytes", cases[i], line.nbytes);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dateline/datelines", test_datelines);
    g_test_add_func("/dateline/prose", test_prose);
    return g_test_run();
}
