/*
 * What is known of an article beside its text, whether its head or its path says so.
 *
 * Strings belong to the Metadata and live until the next metadata_clear(); a column without a value
 * is NULL, never empty. Not to be used by two threads at a time.
 */
#ifndef TEXTMILL_METADATA_H
#define TEXTMILL_METADATA_H

#include "dates.h"

#include <glib.h>

/* The columns that have names of their own in the tables, the date aside. */
typedef enum {
    METADATA_TITLE,
    METADATA_PLACE,
    METADATA_SOURCE,
    METADATA_SECTION,
    METADATA_LANGUAGE, /* an ISO 639 code as languages_code() gives it */
    METADATA_AUTHOR,
    METADATA_URL,
    METADATA_NCOLUMNS,
} MetadataColumn;

/* Any other key, in lower case with '_' for spaces, and its value as written. */
typedef struct {
    const char *key;
    const char *value;
} MetadataPair;

typedef struct {
    NewsDate date;
    const char *columns[METADATA_NCOLUMNS];
    GArray *others; /* MetadataPair, in the order they came */
    GStringChunk *strings;
} Metadata;

void metadata_init(Metadata *metadata);
/* Forget everything, keep the memory. */
void metadata_clear(Metadata *metadata);
/* Free what metadata holds. */
void metadata_release(Metadata *metadata);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Metadata, metadata_release)

/* Set a column to value (nbytes; runs of white space become one space) if it has none yet. */
void metadata_set(Metadata *metadata, MetadataColumn column, const char *value, gsize nbytes);

/*
 * Set what key names: title (headline, subject), date, place, source, section, language, author,
 * url in any case; else add a pair. A date or language that cannot be read, and the second value
 * for a column, are kept as pairs. near_date gives a date without a year its year.
 */
void metadata_add(Metadata *metadata, const char *key, gsize key_nbytes, const char *value,
                  gsize nbytes, NewsDate near_date);

/* Whether key is one of the names above. */
gboolean metadata_is_column(const char *key, gsize key_nbytes);

/* Give metadata what it lacks and other has, the other's pairs after its own. */
void metadata_fill(Metadata *metadata, const Metadata *other);

#endif
