/*
 * Ranking: which candidates are the keywords of an article.
 *
 * A word scores by what sets the article apart, tf·idf with idf = ln((N+1)/(df+½)), N and df of its
 * language, moved by what a reader takes from an article: words of the title, words that come
 * early, names. With fewer than 20 articles of the language df says nothing; then idf counts as 1,
 * and frequency, position, title and casing decide.
 */
#ifndef TEXTMILL_RANKING_H
#define TEXTMILL_RANKING_H

#include <glib.h>

#include "candidates.h"
#include "corpus_stats.h"

enum { RANKING_MIN_ARTICLES = 20 };

typedef struct {
    guint32 stem;
    guint32 count, first, sentences; /* as of its candidate */
    guint64 score;                   /* in millionths */
} RankedWord;

/*
 * The at most n_best keywords of the article in candidates, the best first, appended to ranked (of
 * RankedWord, emptied before). language: the article's number in the tokens file.
 */
void ranking_best(const Candidates *candidates, const StemsFile *stems, const CorpusStats *stats,
                  guint language, guint n_best, GArray *ranked);

#endif
