/*
 * tabulate: the runs of a shard split by group and by period. For each term and group the
 * multiset (words of the article, count) : articles, for each term and period the count and the
 * articles. Terms that are too rare in the corpus to be tested are left out, most by far.
 */
#ifndef TEXTMILL_TABULATE_H
#define TEXTMILL_TABULATE_H

#include <glib.h>

typedef struct {
    const char *tokens, *stems, *runs, *words, *choices; /* paths */
} TabulateInputs;

typedef struct {
    guint64 min_count; /* a term is kept that occurs so often in the corpus ... */
    guint64 min_df;    /* ... in so many articles */
} TabulateOptions;

gboolean tabulate_shard(const TabulateInputs *inputs, const TabulateOptions *options,
                        const char *output, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
