/*
 * Sorting many byte strings, of which the first eight bytes decide nearly all comparisons: by these
 * as one number, into buckets of its upper 16 bits, and these that are large by the bits that follow.
 */
#ifndef TEXTMILL_PREFIX_SORT_H
#define TEXTMILL_PREFIX_SORT_H

#include <glib.h>
#include <string.h>

typedef struct {
    guint64 prefix;
    guint32 place; /* of the string in the caller's array */
} PrefixKey;

/* The prefix of a string whose first order is a small number (its language), then its bytes. */
static inline guint64
prefix_of(guint8 first, const void *bytes, gsize nbytes)
{
    guint64 prefix = 0;

    memcpy(&prefix, bytes, MIN(nbytes, 7));
    return (guint64)first << 56 | GUINT64_FROM_BE(prefix) >> 8;
}

/* Orders two strings of equal prefix by their places: negative, zero or positive. */
typedef int (*PrefixCompare)(guint32 a, guint32 b, gconstpointer data);

void prefix_sort(PrefixKey *keys, guint32 n, PrefixCompare compare, gconstpointer data);

#endif
