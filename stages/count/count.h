/*
 * count: the words of a shard's articles. S.counts says how many each article has, S.runs how often
 * each term is in which articles.
 */
#ifndef TEXTMILL_COUNT_H
#define TEXTMILL_COUNT_H

#include <glib.h>

/* Reads tokens and stems of a shard, writes counts and runs; both or neither appear. */
gboolean count_shard(const char *tokens_path, const char *stems_path, const char *counts_path,
                     const char *runs_path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
