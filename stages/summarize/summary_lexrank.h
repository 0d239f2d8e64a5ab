/*
 * LexRank: which sentences are like many that are like many.
 *
 * Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization",
 * JAIR 22 (2004): candidates are joined when their cosine is above 0.1; the score is the
 * stationary share of a walker who follows a random edge with probability 0.85 and jumps anywhere
 * otherwise (or where there is no edge), after 15 rounds. No sentence is joined to itself, and none
 * to one more than SUMMARY_WINDOW away: n candidates cost n · SUMMARY_WINDOW at most.
 */
#ifndef TEXTMILL_SUMMARY_LEXRANK_H
#define TEXTMILL_SUMMARY_LEXRANK_H

#include "summary_vectors.h"

typedef struct {
    gsize max_candidates;
    guint64 *edges; /* rows of SUMMARY_WINDOW bits: bit b of row i joins i and i - 1 - b */
    guint32 *degree;
    double *rank, *next;
} SummaryGraph;

/* What a cosine of 1 with a chosen sentence costs; scores lie around 1, most below 3. */
extern const double summary_lexrank_redundancy;

/* Computes graph->rank[0 .. vectors->n - 1], 1 on average. A SummaryGraph of zeros is empty. */
void summary_lexrank(SummaryGraph *graph, const SummaryVectors *vectors);

void summary_graph_clear(SummaryGraph *graph);

#endif
