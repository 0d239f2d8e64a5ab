#include "container/stored_member.h"

#include <string.h>

#include "container/deflater.h"

enum { HEADER_NBYTES = 10, BLOCK_HEADER_NBYTES = 5, TRAILER_NBYTES = 8, BLOCK_MAX_NBYTES = 0xffff };

static guint8 *
put_block(guint8 *p, const guint8 *data, guint16 nbytes, gboolean last)
{
    guint16 lengths[2] = {GUINT16_TO_LE(nbytes), (guint16)~GUINT16_TO_LE(nbytes)};

    *p++ = last;
    memcpy(p, lengths, sizeof lengths);
    if (nbytes > 0)
        memcpy(p + sizeof lengths, data, nbytes);
    return p + sizeof lengths + nbytes;
}

void
stored_member_append(const void *data, gsize nbytes, GByteArray *out)
{
    static const guint8 header[HEADER_NBYTES] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff};
    guint32 trailer[2] = {GUINT32_TO_LE(deflater_crc32(data, nbytes)), GUINT32_TO_LE(nbytes)};
    gsize n_blocks = nbytes == 0 ? 1 : (nbytes - 1) / BLOCK_MAX_NBYTES + 1, start = out->len;
    const guint8 *from = data;
    guint8 *p;

    g_assert(start + nbytes <= DEFLATER_MAX_NBYTES);
    g_byte_array_set_size(out, start + HEADER_NBYTES + n_blocks * BLOCK_HEADER_NBYTES + nbytes +
                                   TRAILER_NBYTES);
    p = out->data + start;
    memcpy(p, header, sizeof header);
    p += sizeof header;
    for (; n_blocks > 1; n_blocks--, from += BLOCK_MAX_NBYTES, nbytes -= BLOCK_MAX_NBYTES)
        p = put_block(p, from, BLOCK_MAX_NBYTES, FALSE);
    p = put_block(p, from, nbytes, TRUE);
    memcpy(p, trailer, sizeof trailer);
}
