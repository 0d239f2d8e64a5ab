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

/*
 * The value of an article in a dimension: a column ("section", "source", "place", "language",
 * "encoding", "date"), another metadata key, or "day", "month", "year" of the date. "" if it has
 * none. buffer holds the value where it is part of another. keys: those of the tokens file;
 * languages: its languages.
 */
enum { GROUPING_BUFFER_NBYTES = 16 };
const char *grouping_value(const TokensAbout *about, const GPtrArray *keys,
                           const Languages *languages, const char *dimension,
                           char buffer[GROUPING_BUFFER_NBYTES]);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Choices, choices_clear)

#endif
