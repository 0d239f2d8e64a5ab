/*
 * The languages of a file: ISO 639-1 codes in byte order, "und" for unknown, each with a number
 * that is valid in that file; number 0 is the empty code, of separators. A file's terms are ordered
 * by number, then bytes, and so by code.
 */
#ifndef TEXTMILL_LANGUAGES_H
#define TEXTMILL_LANGUAGES_H

#include <glib.h>

#include "container/container_reader.h"
#include "container/container_writer.h"

/* A number fits a byte. */
enum { LANGUAGES_MAX = 256 };

typedef struct {
    char *code;
    guint64 articles, words; /* 0 where the file does not tell */
} LanguageTotals;

typedef struct {
    LanguageTotals *languages;
    guint n;
} Languages;

/* Reads section number of container: "code:b", or with totals "code:b articles:u words:u". */
gboolean languages_read(Languages *languages, Container *container, guint number,
                        gboolean with_totals, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void languages_write(const Languages *languages, SectionWriter *section, gboolean with_totals);

/* Adds other's codes that are new and its totals; the result is in byte order again. */
void languages_add(Languages *languages, const Languages *other);

/* The number of code, or -1. */
int languages_find(const Languages *languages, const char *code);

/* The numbers of one file's languages in another's. */
typedef struct {
    guint *numbers;
    guint n;
} LanguageMap;

/* For each language of other its number in languages, which must have them all. */
LanguageMap languages_map(const Languages *languages, const Languages *other);
void language_map_clear(LanguageMap *map);

/*
 * Reads the languages of n files into their union, totals added up. Returns the n maps, to be freed
 * with language_maps_free(), or NULL with error set.
 */
LanguageMap *languages_unite(Languages *languages, Container *const *files, guint n, guint section,
                             gboolean with_totals, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Likewise, but languages has all languages of the files already; one that it lacks is an error. */
LanguageMap *languages_maps(const Languages *languages, Container *const *files, guint n,
                            guint section, gboolean with_totals,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void language_maps_free(LanguageMap *maps, guint n);

/* Reads a column language; numbers of the other file come out as numbers of the union. */
guint language_map_get(const LanguageMap *map, SectionReader *section);

void languages_clear(Languages *languages);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Languages, languages_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LanguageMap, language_map_clear)

#endif
