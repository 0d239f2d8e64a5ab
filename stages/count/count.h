/*
 * count: the words of a shard's articles by term, twice. S.counts has them article by article,
 * S.runs term by term, as multisets (words of the article, count) : articles that merge can add up.
 */
#ifndef TEXTMILL_COUNT_H
#define TEXTMILL_COUNT_H

#include <glib.h>

/* Reads tokens and stems of a shard, writes counts and runs; both or neither appear. */
gboolean count_shard(const char *tokens_path, const char *stems_path, const char *counts_path,
                     const char *runs_path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
