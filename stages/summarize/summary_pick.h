/*
 * Choosing candidates by score, length and likeness to what is chosen.
 */
#ifndef TEXTMILL_SUMMARY_PICK_H
#define TEXTMILL_SUMMARY_PICK_H

#include "summary_vectors.h"

typedef struct {
    const SummaryVectors *vectors;
    const SummarySentence *sentences; /* of the article, not of the candidates */
    const SummaryLength *length;      /* any but SUMMARY_ALL */
    const gint64 *score;              /* [vectors->n] */
    double redundancy; /* what a cosine of 1 with a chosen one costs; 0: nothing is compared */

    /* work space, [vectors->n] each */
    gint64 *penalty;
    guint32 *order;
    guint n_order; /* how many candidates are in order */
    guint8 *taken; /* the result */
} SummaryPick;

/* Sets pick->taken. */
void summary_pick(SummaryPick *pick);

#endif
