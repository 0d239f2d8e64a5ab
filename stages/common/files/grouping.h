/* What articles are grouped by: any metadata column, or the day, month or year of their date. */
#ifndef TEXTMILL_GROUPING_H
#define TEXTMILL_GROUPING_H

#include <glib.h>

#include "files/tokens_file.h"

/* The choices that survey makes for the stages after it: names of dimensions, empty for none. */
typedef struct {
    char *group;
    char *period;
} Choices;

gboolean choices_read(Choices *choices, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void choices_clear(Choices *choices);

/* A dimension as the articles of a shard have it. */
typedef struct {
    enum {
        GROUPING_NONE, /* no article here has a value */
        GROUPING_DATE,
        GROUPING_COLUMN,
        GROUPING_LANGUAGE,
        GROUPING_KEY, /* other metadata */
    } by;
    gsize which; /* of a date how much, of columns and keys which */
} Grouping;

/*
 * dimension: a column ("section", "source", "place", "language", "encoding", "date", "title"),
 * "day", "month", "year" of the date, or else another metadata key.
 */
Grouping grouping_find(const char *dimension, TokensFile *tokens);

/*
 * The value of an article, "" if it has none. meta: is looked at only by GROUPING_KEY; languages:
 * those of the tokens file. buffer holds the value where it is part of another.
 */
enum { GROUPING_BUFFER_NBYTES = 16 };
const char *grouping_value(const Grouping *grouping, const TokensAbout *about,
                           const TokensMeta *meta, const Languages *languages,
                           char buffer[GROUPING_BUFFER_NBYTES]);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Choices, choices_clear)

#endif
