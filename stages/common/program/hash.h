/*
 * Hashes for tables and for names. Two that differ in their purpose:
 *
 * hash_bytes() is FNV-1a (Fowler, Noll, Vo; 64 bits) with a final mix. Its values go into files and
 * names, so it is the same everywhere, for ever.
 * hash_key() is for tables in memory and may change.
 */
#ifndef TEXTMILL_HASH_H
#define TEXTMILL_HASH_H

#include <glib.h>
#include <string.h>

/* Spreads every bit of x over the result. */
static inline guint64
hash_mix(guint64 x)
{
    x ^= x >> 32;
    x *= G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    x ^= x >> 29;
    return x;
}

static inline guint64
hash_bytes(const void *data, gsize nbytes)
{
    const guint8 *p = data;
    guint64 h = G_GUINT64_CONSTANT(0xcbf29ce484222325);

    for (gsize i = 0; i < nbytes; i++)
        h = (h ^ p[i]) * G_GUINT64_CONSTANT(0x100000001b3);
    return hash_mix(h);
}

/* Eight bytes a step; never reads past data + nbytes. */
static inline guint64
hash_key(const void *data, gsize nbytes, guint64 seed)
{
    const guint8 *p = data;
    guint64 h = seed + nbytes * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15), word;

    while (nbytes >= 8) {
        memcpy(&word, p, 8);
        h = hash_mix(h ^ word) * G_GUINT64_CONSTANT(0xd6e8feb86659fd93);
        p += 8;
        nbytes -= 8;
    }
    if (nbytes >= 4) {
        guint32 low, high;

        memcpy(&low, p, 4);
        memcpy(&high, p + nbytes - 4, 4);
        word = (guint64)high << 32 | low;
    } else {
        word = 0;
        if (nbytes > 0)
            word = p[0] | (guint64)p[nbytes / 2] << 8 | (guint64)p[nbytes - 1] << 16;
    }
    return hash_mix((h ^ word) * G_GUINT64_CONSTANT(0xd6e8feb86659fd93));
}

#endif
