#include "files/languages.h"

#include <stdlib.h>
#include <string.h>

static void
append(Languages *languages, char *code, guint64 articles, guint64 words)
{
    languages->languages = g_renew(LanguageTotals, languages->languages, languages->n + 1);
    languages->languages[languages->n++] = (LanguageTotals){code, articles, words};
}

gboolean
languages_read(Languages *languages, Container *container, guint number, gboolean with_totals,
               GError **error)
{
    SectionReader *section = container_section(container, number);

    languages_clear(languages);
    while (section_next(section)) {
        char *code = section_get_string(section);
        guint64 articles = with_totals ? section_get_uint(section) : 0;
        guint64 words = with_totals ? section_get_uint(section) : 0;

        append(languages, code, articles, words);
        if (languages->n > LANGUAGES_MAX)
            section_fail(section, "more languages than there may be");
        if (languages->n > 1 && strcmp(languages->languages[languages->n - 2].code, code) >= 0)
            section_fail(section, "languages out of order");
    }
    return section_finish(section, error);
}

void
languages_write(const Languages *languages, SectionWriter *section, gboolean with_totals)
{
    for (guint i = 0; i < languages->n; i++) {
        section_put_string(section, languages->languages[i].code);
        if (with_totals) {
            section_put_uint(section, languages->languages[i].articles);
            section_put_uint(section, languages->languages[i].words);
        }
        section_end_record(section);
    }
}

static int
compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const LanguageTotals *)a)->code, ((const LanguageTotals *)b)->code);
}

void
languages_add(Languages *languages, const Languages *other)
{
    guint n = languages->n;

    for (guint i = 0; i < other->n; i++) {
        const LanguageTotals *added = &other->languages[i];
        guint known = 0;

        while (known < n && strcmp(languages->languages[known].code, added->code) != 0)
            known++;
        if (known < n) {
            languages->languages[known].articles += added->articles;
            languages->languages[known].words += added->words;
        } else {
            append(languages, g_strdup(added->code), added->articles, added->words);
        }
    }
    if (languages->n > 0)
        qsort(languages->languages, languages->n, sizeof *languages->languages, compare);
}

int
languages_find(const Languages *languages, const char *code)
{
    for (guint i = 0; i < languages->n; i++)
        if (strcmp(languages->languages[i].code, code) == 0)
            return i;
    return -1;
}

LanguageMap
languages_map(const Languages *languages, const Languages *other)
{
    LanguageMap map = {g_new(guint, other->n + 1), other->n};

    map.numbers[other->n] = 0; /* what a damaged file names */
    for (guint i = 0; i < other->n; i++) {
        int number = languages_find(languages, other->languages[i].code);

        g_assert(number >= 0);
        map.numbers[i] = number;
    }
    return map;
}

void
language_map_clear(LanguageMap *map)
{
    g_clear_pointer(&map->numbers, g_free);
    map->n = 0;
}

LanguageMap *
languages_unite(Languages *languages, Container *const *files, guint n, guint section,
                gboolean with_totals, GError **error)
{
    g_autofree Languages *own = g_new0(Languages, n);
    LanguageMap *maps = NULL;
    gboolean whole = TRUE;

    languages_clear(languages);
    for (guint i = 0; i < n && whole; i++) {
        whole = languages_read(&own[i], files[i], section, with_totals, error);
        languages_add(languages, &own[i]);
    }
    if (whole) {
        maps = g_new0(LanguageMap, n + 1);
        for (guint i = 0; i < n; i++)
            maps[i] = languages_map(languages, &own[i]);
    }
    for (guint i = 0; i < n; i++)
        languages_clear(&own[i]);
    return maps;
}

LanguageMap *
languages_maps(const Languages *languages, Container *const *files, guint n, guint section,
               gboolean with_totals, GError **error)
{
    LanguageMap *maps = g_new0(LanguageMap, n + 1);

    for (guint i = 0; i < n; i++) {
        g_auto(Languages) own = {0};
        gboolean whole = languages_read(&own, files[i], section, with_totals, error);

        for (guint k = 0; k < own.n && whole; k++) {
            whole = languages_find(languages, own.languages[k].code) >= 0;
            if (!whole)
                g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                            "%s: a language that the corpus has not", container_path(files[i]));
        }
        if (!whole) {
            language_maps_free(maps, n);
            return NULL;
        }
        maps[i] = languages_map(languages, &own);
    }
    return maps;
}

void
language_maps_free(LanguageMap *maps, guint n)
{
    for (guint i = 0; maps && i < n; i++)
        language_map_clear(&maps[i]);
    g_free(maps);
}

guint
language_map_get(const LanguageMap *map, SectionReader *section)
{
    guint64 number = section_get_uint(section);

    if (number < map->n)
        return map->numbers[number];
    section_fail(section, "a language");
    return 0;
}

void
languages_clear(Languages *languages)
{
    for (guint i = 0; i < languages->n; i++)
        g_free(languages->languages[i].code);
    g_clear_pointer(&languages->languages, g_free);
    languages->n = 0;
}
