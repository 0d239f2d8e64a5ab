/*
 * TermSet: the terms (by any numbers) met in one article with their counts, given back in order without sorting: a bitmap
 * of terms with a bitmap of its non-zero words above it. Adding is a handful of instructions; walking costs
 * the terms met and a 4096th of all terms.
 */
#ifndef TEXTMILL_TERM_SET_H
#define TEXTMILL_TERM_SET_H

#include <glib.h>

#include "files/postings.h"

typedef struct {
    guint32 n_terms;
    guint32 *counts;
    guint64 *bits, *above;
} TermSet;

void term_set_init(TermSet *set, guint32 n_terms);
void term_set_clear(TermSet *set);

static inline void
term_set_add(TermSet *set, guint32 term)
{
    if (set->counts[term]++ == 0) {
        set->bits[term / 64] |= G_GUINT64_CONSTANT(1) << (term % 64);
        set->above[term / 4096] |= G_GUINT64_CONSTANT(1) << (term / 64 % 64);
    }
}

/* Writes the terms in order to found, which has room for as many as were added, and empties the set. */
guint32 term_set_take(TermSet *set, TermCount *found);

#endif
