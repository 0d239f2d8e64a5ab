/*
 * survey: the first look at the whole corpus. Brings all articles together in order, which gives
 * them their numbers, counts the other metadata keys, and chooses what articles are grouped by and
 * in which periods they are counted.
 */
#ifndef TEXTMILL_SURVEY_H
#define TEXTMILL_SURVEY_H

#include <glib.h>

#define SURVEY_ERROR survey_error_quark()
GQuark survey_error_quark(void);
enum { SURVEY_ERROR_GROUP_BY }; /* no article has what the groups are asked to be made of */

typedef struct {
    char *group_by; /* a dimension, "none", or NULL to choose */
    char *period;   /* "day", "month", "year", "none", or NULL to choose */
} SurveyOptions;

/*
 * Reads the tokens and counts of the shards in plan, which lie beside it. Writes the articles to
 * output and the choices, only if they differ from what is there, to choices.
 */
gboolean survey_corpus(const char *plan, const SurveyOptions *options, const char *choices,
                       const char *output, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
