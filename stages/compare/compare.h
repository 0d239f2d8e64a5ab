/*
 * compare: how the words of groups differ, each group against another or against all others, and
 * how often tested words occur in each period. Counts and multisets only; the reals follow when
 * tables are printed.
 */
#ifndef TEXTMILL_COMPARE_H
#define TEXTMILL_COMPARE_H

#include <glib.h>

typedef struct {
    const char *request; /* see comparisons.h */
    guint64 min_count;   /* a term is tested if it occurs so often in both parts together ... */
    guint64 min_df;      /* ... and in so many articles */
    guint top;           /* rows kept of a comparison and language, the strongest */
} CompareOptions;

/* Reads the groups and words of the corpus, writes comparisons and trends. */
gboolean compare_corpus(const char *groups, const char *words, const CompareOptions *options,
                        const char *output, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
