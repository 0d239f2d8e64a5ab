/*
 * tabulate: the runs of a shard split by group and by period. For each term and group the
 * multiset (words of the article, count) : articles, for each term and period the count and the
 * articles.
 */
#ifndef TEXTMILL_TABULATE_H
#define TEXTMILL_TABULATE_H

#include <glib.h>

typedef struct {
    const char *tokens, *stems, *runs, *choices; /* paths */
} TabulateInputs;

gboolean tabulate_shard(const TabulateInputs *inputs, const char *output,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
