/*
 * Ranking: which candidates are the keywords of an article.
 *
 * A word scores by what sets the article apart, tf·idf, moved by what a reader takes from an
 * article: words of the title, words that come early, names.
 *
 *     score = 100/(n + 100) · tf · idf · T · (1 + 1/max(first, 1)) · C · A
 *
 *     n      words of the article (so that scores of long and short ones are of one size)
 *     tf     occurrences in title and body
 *     idf    ln((N+1)/(df+½)), N articles of the language, df of them with the word; not below 0
 *     T      1.5 if the title has it, else 1
 *     first  the first sentence that has it, 0 for the title
 *     C      1.25 if most of its occurrences inside sentences have a capital, else 1
 *     A      1 (see below)
 *
 * With fewer than 20 articles of the language df says nothing: then idf is 1, C 1.5, and A 1.25 for
 * a word mostly written in capitals throughout. Stop words, numbers and single characters are none.
 * Order: by score in millionths, then tf, then the bytes of the stem.
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
