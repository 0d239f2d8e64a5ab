/*
 * Inverse document frequency: how few articles a term is in (Spärck Jones 1972, "A statistical
 * interpretation of term specificity and its application in retrieval").
 */
#ifndef TEXTMILL_IDF_H
#define TEXTMILL_IDF_H

#include <glib.h>
#include <math.h>

/* ln((articles + 1) / (df + ½)) for a term in df of the articles of its language: 1 and ½ keep it
 * finite. Below 0 if the term is in all of them. */
static inline double
idf(guint64 articles, guint64 df)
{
    return log((articles + 1) / (df + .5));
}

#endif
