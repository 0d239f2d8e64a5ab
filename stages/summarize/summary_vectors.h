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
#include <math.h>

#include "summary.h"

/* A stem of the article. */
typedef struct {
    guint32 count; /* occurrences */
    guint32 df;    /* candidates that have it */
    guint32 place; /* its component in the candidate at hand + 1 */
    guint32 key;   /* the caller's number */
} SummaryStem;

typedef struct {
    /* candidates */
    guint n;
    guint32 *sentence; /* [n] index into the article's sentences */
    guint32 *start;    /* [n + 1] slices of the next two */
    guint32 *stem;     /* distinct within a candidate, in order of first appearance */
    double *weight;
    double *forward; /* [n] sum of the cosines with all later candidates */
    guint8 *repeat;  /* [n] has the vector of an earlier candidate, and as many words */

    /* stems of the candidates */
    guint n_stems;
    guint64 n_content; /* content words, each time it occurs */
    SummaryStem *stems;
    double *whole; /* [n_stems] the article's own tf·idf vector, of unit length */
    double *sum;   /* [n_stems] work space: zero between calls */

    /*< private >*/
    gsize max_candidates, max_words, max_numbers, n_logs;
    guint32 *n_words; /* [n] content words */
    guint64 *hash;    /* [n] of the vector */
    guint32 *repeats; /* a hash table of candidates + 1, or 0 */
    guint32 *number;  /* of each of the caller's numbers: the stem + 1; zero between calls */
    double *idf;      /* [n_stems] */
    double *logs;     /* [n_logs] ln(k / 2) */
} SummaryVectors;

/* Makes the vectors of an article. A SummaryVectors of zeros is an empty one. */
void summary_vectors_build(SummaryVectors *vectors, const SummaryArticle *article);

/* Only lists the candidates, with vectors that have no component: enough for the lead. */
void summary_vectors_list(SummaryVectors *vectors, const SummaryArticle *article);

void summary_vectors_clear(SummaryVectors *vectors);

/* Adds a candidate's unit vector to vectors->sum, and sets what was touched back to zero. */
void summary_vectors_spread(const SummaryVectors *vectors, guint candidate);
void summary_vectors_unspread(const SummaryVectors *vectors, guint candidate);

/* ln(k). */
static inline double
summary_vectors_log(const SummaryVectors *vectors, guint32 k)
{
    return k < vectors->n_logs / 2 ? vectors->logs[2 * k] : log(k);
}

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
