/*
 * The linear model behind SUMMARY_POSITION_CENTRALITY.
 *
 * Position i counts candidates from 0, n is their number; vectors are those of summary_vectors.h,
 * so a cosine is a product. The weights were fitted on English news with human abstracts.
 */
#ifndef TEXTMILL_SUMMARY_FEATURES_H
#define TEXTMILL_SUMMARY_FEATURES_H

#include "summary.h"
#include "summary_vectors.h"

typedef enum {
    SUMMARY_CENTRE_PLACE, /* cosine with the article / (i + 1) */
    SUMMARY_PLACE,        /* 1 / (i + 1) */
    SUMMARY_FIRST,        /* 1 for the first */
    SUMMARY_BACKWARD,     /* sum of the cosines with all earlier candidates / (n - 1) */
    SUMMARY_FORWARD,      /* the same with all later ones */
    SUMMARY_COVERAGE,     /* share of the article's content words whose stem it has */
    SUMMARY_FREQUENCY,    /* 100 · mean of count / content words of the article, over its stems */
    SUMMARY_LENGTH_LOG,   /* ln(words) */
    SUMMARY_LENGTH_OFF,   /* (ln(words) - 3)²: how far from twenty words */
    SUMMARY_QUOTE,        /* 1 with a quotation mark */
    SUMMARY_NUMBERS,      /* min(numbers, 4) / 4 */
    SUMMARY_PAREN,        /* 1 with a parenthesis */
    SUMMARY_KEYS,         /* share of the article's SUMMARY_N_KEYS strongest stems by tf·idf */
    SUMMARY_N_FEATURES
} SummaryFeature;

enum { SUMMARY_N_KEYS = 15 };

typedef double SummaryFeatures[SUMMARY_N_FEATURES];

extern const SummaryFeatures summary_weights;

/* What a cosine of 1 with a chosen sentence costs. */
extern const double summary_redundancy;

/* Computes features[0 .. vectors->n - 1]. keys: work space of one byte per stem of the article. */
void summary_features(const SummaryVectors *vectors, const SummaryArticle *article, guint8 *keys,
                      SummaryFeatures *features);

#endif
