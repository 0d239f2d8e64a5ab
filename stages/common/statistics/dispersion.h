/* How evenly a term is spread over articles. */
#ifndef TEXTMILL_DISPERSION_H
#define TEXTMILL_DISPERSION_H

#include <glib.h>

#include "files/multiset.h"

/* An integer of 128 bits, as files hold it. */
typedef struct {
    guint64 high, low;
} Integer128;

/*
 * Gries' deviation of proportions, DP = ½ Σ |v/f − n/N| over all articles (Gries 2008, "Dispersions
 * and adjusted frequencies in corpora"), kept as the integer DP · 2fN = Σm·|vN − nf| + f·(N −
 * Σm·n): articles without the term contribute their share of the words. n_words: N, the words of
 * all articles; sums: those of all sets together. The sum over shards is exact because it is one
 * over multisets; their cells may come in any order, and a cell in several pieces.
 */
Integer128 dispersion_dp_sum(const Multiset *sets, guint n_sets, const MultisetSums *sums,
                             guint64 n_words);

/* The same from what was added up as it was read. */
Integer128 dispersion_dp_sum_of_fold(const MultisetFold *fold);

/* The same for a term that is in one article of reach words. */
Integer128 dispersion_dp_sum_of_one(guint64 f, guint64 reach, guint64 n_words);

/* DP from 0 (as even as the articles' lengths) to nearly 1 (all in one small article). f, n_words >
 * 0. */
double dispersion_dp(Integer128 sum, guint64 f, guint64 n_words);

#endif
