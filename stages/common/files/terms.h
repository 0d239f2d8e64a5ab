/* The order of terms: by language, then bytes. A file numbers its languages in the order of their
 * codes. */
#ifndef TEXTMILL_TERMS_H
#define TEXTMILL_TERMS_H

#include <glib.h>
#include <string.h>

typedef struct {
    guint language;
    const char *bytes; /* not terminated */
    gsize nbytes;
} Term;

static inline int
term_compare(const Term *a, const Term *b)
{
    int order;

    if (a->language != b->language)
        return a->language < b->language ? -1 : 1;
    order = memcmp(a->bytes, b->bytes, MIN(a->nbytes, b->nbytes));
    if (order != 0)
        return order;
    return a->nbytes < b->nbytes ? -1 : a->nbytes > b->nbytes;
}

#endif
