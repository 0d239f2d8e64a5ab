/*
 * Bytes: eight of them at once in a guint64. bytes_below() and bytes_equal() return 0 where no byte
 * is what is looked for, else anything but 0 (which byte it is, bits of others may hide).
 */
#ifndef TEXTMILL_BYTES_H
#define TEXTMILL_BYTES_H

#include <glib.h>
#include <string.h>

enum { BYTES_AT_ONCE = sizeof(guint64) };

#define BYTES_EACH(byte) ((guint64)(byte)*G_GUINT64_CONSTANT(0x0101010101010101))

static inline guint64
bytes_at(const char *p)
{
    guint64 bytes;

    memcpy(&bytes, p, sizeof bytes);
    return bytes;
}

/* The same with the first one lowest. */
static inline guint64
bytes_in_order(const char *p)
{
    return GUINT64_FROM_LE(bytes_at(p));
}

/* With how many ASCII letters bytes in order begin. No sum carries into the next byte. */
static inline guint
bytes_count_letters(guint64 bytes)
{
    guint64 folded = (bytes | BYTES_EACH(0x20)) & BYTES_EACH(0x7F);
    guint64 from_a = folded + BYTES_EACH(0x80 - 'a'), beyond_z = folded + BYTES_EACH(0x7F - 'z');
    guint64 others = ~(from_a & ~beyond_z & ~bytes) & BYTES_EACH(0x80);

    return others == 0 ? 8 : (guint)__builtin_ctzll(others) / 8;
}

/* Bytes below limit, at most 0x80: taking it away borrows, and the byte had no high bit of its own.
 */
static inline guint64
bytes_below(guint64 bytes, guint8 limit)
{
    return (bytes - BYTES_EACH(limit)) & ~bytes & BYTES_EACH(0x80);
}

static inline guint64
bytes_equal(guint64 bytes, guint8 byte)
{
    return bytes_below(bytes ^ BYTES_EACH(byte), 1);
}

/*
 * Where, from pos on, the first byte is that is below limit (at most 0x80) or not ASCII. Goes in
 * steps of eight bytes: among the last seven there may be one or none.
 */
static inline gsize
bytes_skip_plain(const char *text, gsize nbytes, gsize pos, guint8 limit)
{
    for (; nbytes - pos >= BYTES_AT_ONCE; pos += BYTES_AT_ONCE) {
        guint64 bytes = bytes_in_order(text + pos);
        /* the subtraction borrows from the next byte only above one that is found */
        guint64 found = ((bytes - BYTES_EACH(limit)) | bytes) & BYTES_EACH(0x80);

        if (found)
            return pos + (gsize)__builtin_ctzll(found) / 8;
    }
    return pos;
}

#endif
