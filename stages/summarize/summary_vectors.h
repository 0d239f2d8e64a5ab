/*
 * The candidates of an article as tf·idf vectors over its own stems.
 *
 * Stems get numbers from 0 in order of first appearance. idf = ln((N + 1) / (df + 0.5)), N being
 * the candidates and df those that have the stem: always above 0. A sentence's vector has unit
 * length, or no component if the sentence has no content word.
 */
#ifndef TEXTMILL_SUMMARY_VECTORS_H
#define TEXTMILL_SUMMARY_VECTORS_H

#include <glib.h>

#include "summary.h"

typedef struct {
    /* candidates */
    guint n;
    guint32 *sentence; /* [n] index into the article's sentences */
    guint32 *start;    /* [n + 1] slices of the next two */
    guint32 *stem;     /* distinct within a candidate, in order of first appearance */
    double *weight;
    guint8 *repeat; /* [n] has the vector of an earlier candidate */

    /* stems of the candidates */
    guint n_stems;
    guint64 n_content; /* content words, each time it occurs */
    guint32 *count;    /* [n_stems] occurrences */
    double *whole;     /* [n_stems] the article's own tf·idf vector, of unit length */
    double *sum;       /* [n_stems] work space: zero between calls */

    /*< private >*/
    gsize max_candidates, max_words, max_halves;
    guint64 *hash;      /* [n] of the vector */
    guint32 *repeats;   /* a hash table of candidates + 1, or 0 */
    guint32 *table;     /* a hash table of stems + 1, or 0 */
    guint32 *key;       /* [n_stems] the caller's number */
    guint32 *df;        /* [n_stems] */
    guint32 *place;     /* [n_stems] its component in the candidate at hand */
    double *log_halves; /* ln(k + 0.5) */
} SummaryVectors;

/* Makes the vectors of an article. A SummaryVectors of zeros is an empty one. */
void summary_vectors_build(SummaryVectors *vectors, const SummaryArticle *article);

/* Only lists the candidates, with vectors that have no component: enough for the lead. */
void summary_vectors_list(SummaryVectors *vectors, const SummaryArticle *article);

void summary_vectors_clear(SummaryVectors *vectors);

/* Adds a candidate's unit vector to vectors->sum, and sets what was touched back to zero. */
void summary_vectors_spread(const SummaryVectors *vectors, guint candidate);
void summary_vectors_unspread(const SummaryVectors *vectors, guint candidate);

/* The product of a candidate's unit vector with a vector over all stems. */
static inline double
summary_vectors_dot(const SummaryVectors *vectors, guint candidate, const double *with)
{
    const guint32 *stems = vectors->stem;
    const double *weights = vectors->weight;
    double product = 0;

    for (guint32 k = vectors->start[candidate], end = vectors->start[candidate + 1]; k < end; k++)
        product += weights[k] * with[stems[k]];
    return product;
}

#endif
