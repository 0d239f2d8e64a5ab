/* Inverse document frequency: how few articles a term is in. */
#ifndef TEXTMILL_IDF_H
#define TEXTMILL_IDF_H

#include <glib.h>
#include <math.h>

/* ln((articles + 1) / (df + ½)) for a term in df of the articles (of its language); below 0 if it
 * is in nearly all of them. */
static inline double
idf(guint64 articles, guint64 df)
{
    return log((articles + 1) / (df + .5));
}

#endif
