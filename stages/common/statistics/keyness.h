/*
 * How much more often a term occurs in one part of a corpus than in another. f1 of n1 words here,
 * f2 of n2 there; the same formulas serve documents (df1 of d1 articles against df2 of d2).
 */
#ifndef TEXTMILL_KEYNESS_H
#define TEXTMILL_KEYNESS_H

#include <glib.h>

typedef struct {
    guint64 f1, n1, f2, n2;
} KeynessCounts;

/*
 * Dunning's log-likelihood ratio over all four cells, 2 Σ O ln(O/E) with 0 ln 0 = 0 (Dunning 1993,
 * "Accurate methods for the statistics of surprise and coincidence"), negative where the term is
 * rarer in part 1. 0 if either part is empty.
 */
double keyness_g2(const KeynessCounts *counts);

/* The probability of a G2 at least as large if both parts were alike: χ² with one degree of
 * freedom. */
long double keyness_p(double g2);

/*
 * log2 of the ratio of the relative frequencies with ½ added to every count and total, so that it
 * is finite (Walter 1975, "The distribution of Levin's measure of attributable risk").
 */
double keyness_log_ratio(const KeynessCounts *counts);

/*
 * The 95 % confidence interval of the log ratio: the normal one with Walter's variance of the
 * logarithm, 1/(f1+½) − 1/(n1+½) + 1/(f2+½) − 1/(n2+½).
 */
void keyness_log_ratio_interval(const KeynessCounts *counts, double *ret_low, double *ret_high);

/* Wilson's 95 % interval of a rate f/n (Wilson 1927, "Probable inference"); n > 0. */
void keyness_wilson_interval(guint64 f, guint64 n, double *ret_low, double *ret_high);

/* A real as tables order by it: rounded to 6 decimals, halves away from 0, as an integer of
 * millionths. */
static inline gint64
keyness_rounded(double value)
{
    double millionths = value * 1e6, rest;
    gint64 whole = (gint64)millionths;

    rest = millionths - (double)whole; /* exact */
    return whole + (rest >= .5) - (rest <= -.5);
}

#endif
