/* What writer and reader of the container agree on and nobody else needs. */
#ifndef TEXTMILL_CONTAINER_PRIVATE_H
#define TEXTMILL_CONTAINER_PRIVATE_H

#include <glib.h>

#define CONTAINER_MAGIC "textmill-file"

/* The text of the end record: number of data members, where the index begins and its size, the checksum. */
#define CONTAINER_END_FORMAT                                                                                 \
    "textmill-end members=%08x index=%016" G_GINT64_MODIFIER "x nbytes=%08x checksum=%016" G_GINT64_MODIFIER "x\n"

enum {
    CONTAINER_END_TEXT_NBYTES = 13 + 16 + 1 + 22 + 1 + 15 + 1 + 25 + 1,
    CONTAINER_END_NBYTES = CONTAINER_END_TEXT_NBYTES + 23, /* gzip header 10, block header 5, trailer 8 */
    CONTAINER_MAX_HEADER_NBYTES = 1 << 20,
};

/* The checksum goes on from that of the header's text over the members in their order. */
guint64 container_checksum_member(guint64 checksum, guint section, guint32 nbytes, guint32 n_records, guint32 crc);

#endif
