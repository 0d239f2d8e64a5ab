/*
 * CorpusStats: what the corpus says of each stem of a shard. A term that only this shard has is
 * known from the shard's own run, so the join reads only those terms of the corpus that two or more
 * shards share.
 */
#ifndef TEXTMILL_CORPUS_STATS_H
#define TEXTMILL_CORPUS_STATS_H

#include <glib.h>

#include "files/runs_file.h"
#include "files/stems_file.h"
#include "files/words_file.h"

typedef struct {
    guint64 *df;  /* of each stem; 0 if no article has it as a word */
    double *idf;  /* of each rank: ln((N+1)/(df+½)) of the stem, N of its language; not below 0 */
    guint8 *stop; /* of each stem: a stop word where most of its occurrences are */
    guint64 *n_articles; /* of each language of the tokens file */
} CorpusStats;

CorpusStats *corpus_stats_read(TokensFile *tokens, const StemsFile *stems, RunsFile *runs,
                               WordsFile *words, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void corpus_stats_free(CorpusStats *stats);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CorpusStats, corpus_stats_free)

#endif
