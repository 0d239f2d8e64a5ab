/*
 * Unsigned integers of 64 bits in one to ten bytes, 7 bits in each, the low ones first; the high
 * bit says that another follows (LEB128). The columns of records and the index are made of them.
 */
#ifndef TEXTMILL_VARINT_H
#define TEXTMILL_VARINT_H

#include <glib.h>
#include <string.h>

enum { VARINT_MAX_NBYTES = 10 };

/* Writes value at p, where there must be room for it, and returns what is behind it. */
static inline guint8 *
varint_put(guint8 *p, guint64 value)
{
    while (value >= 0x80) {
        *p++ = value | 0x80;
        value >>= 7;
    }
    *p++ = value;
    return p;
}

enum { VARINT_SMALL = 1 << 14 };

/* The same for a value below VARINT_SMALL, without a branch; writes two bytes in any case. */
static inline guint8 *
varint_put_small(guint8 *p, guint32 value)
{
    guint32 more = value > 0x7f;

    p[0] = (value & 0x7f) | more << 7;
    p[1] = value >> 7;
    return p + 1 + more;
}

/* Reads what begins at *p and goes past it. FALSE if it does not end before end or within 64 bits.
 */
static inline gboolean
varint_get(const guint8 **p, const guint8 *end, guint64 *ret_value)
{
    guint64 value = 0;

    for (guint shift = 0; *p < end && shift < 63; shift += 7) {
        guint8 byte = *(*p)++;

        value |= (guint64)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *ret_value = value;
            return TRUE;
        }
    }
    if (*p == end || **p > 1) /* what is left is the tenth byte, the last bit */
        return FALSE;
    *ret_value = value | (guint64) * (*p)++ << 63;
    return TRUE;
}

/*
 * The value whose lowest bits, `shift` of them, are already read, and which goes on at *p: for
 * callers who made sure that all VARINT_MAX_NBYTES are there. What is beyond 64 bits is read as the
 * largest value, so that no limit lets it pass. Called out of line, it would keep the callers' p
 * in memory.
 */
static G_ALWAYS_INLINE inline guint64
varint_get_rest(const guint8 **p, guint64 low, guint shift)
{
    for (; **p >= 0x80 && shift < 63; shift += 7)
        low |= (guint64)(*(*p)++ & 0x7f) << shift;
    low |= -(guint64)(shift == 63 && **p > 1);
    return low | (guint64) * (*p)++ << shift;
}

/* The integer whose bytes these are, at most four, the first one lowest. */
static inline guint32
varint_of_bytes(guint64 bytes)
{
    return (bytes & 0x7f) | (bytes >> 1 & 0x7f << 7) | (bytes >> 2 & 0x7f << 14) |
           (bytes >> 3 & 0x7f << 21);
}

/*
 * Reads the two values at p, where at least eight bytes can be read, and returns how many bytes they
 * take: 0, and nothing read, if one has more than four or both have more than eight. No branch
 * depends on their lengths, which in a column of form numbers nobody can foresee.
 */
static inline guint
varint_get_two(const guint8 *p, guint32 *ret_first, guint32 *ret_second)
{
    guint64 bytes, ends, later_ends;
    guint n_first, n_both; /* bits */

    memcpy(&bytes, p, sizeof bytes);
    bytes = GUINT64_FROM_LE(bytes);
    ends = ~bytes & G_GUINT64_CONSTANT(0x8080808080808080); /* in the last byte of each value */
    later_ends = ends & (ends - 1);
    if (G_UNLIKELY(later_ends == 0))
        return 0;
    n_first = __builtin_ctzll(ends) + 1;
    n_both = __builtin_ctzll(later_ends) + 1;
    if (G_UNLIKELY((n_first > 32) | (n_both - n_first > 32)))
        return 0;
    *ret_first = varint_of_bytes(bytes & (ends ^ (ends - 1)));
    *ret_second = varint_of_bytes((bytes & (later_ends ^ (later_ends - 1))) >> n_first);
    return n_both / 8;
}

#endif
