/*
 * Unsigned integers of 64 bits in one to ten bytes, 7 bits in each, the low ones first; the high
 * bit says that another follows (LEB128). The columns of records and the index are made of them.
 */
#ifndef TEXTMILL_VARINT_H
#define TEXTMILL_VARINT_H

#include <glib.h>

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

#endif
