/*
 * Codec: one gzip member from bytes and back, by libdeflate where it is built in, else by zlib.
 *
 * Both write members that any gzip reader accepts, with time 0. The compressed bytes differ between
 * the libraries and may differ between their versions: compare what is inflated, never the members.
 * A codec is not shared between threads; make another.
 */
#ifndef TEXTMILL_CODEC_H
#define TEXTMILL_CODEC_H

#include <glib.h>

typedef enum {
    CODEC_FAST,    /* level 1: for most columns */
    CODEC_HUFFMAN, /* no search for repetitions: for columns that have none (zlib: a third of the
                      time) */
} CodecEffort;

typedef struct _Codec Codec;

Codec *codec_new(void);
void codec_free(Codec *codec);

/* Appends data as one gzip member to out. */
void codec_deflate(Codec *codec, CodecEffort effort, const void *data, gsize nbytes,
                   GByteArray *out);

/*
 * Inflates one gzip member of exactly member_nbytes into out, which must come to exactly nbytes.
 * FALSE if it is cut short, damaged (its CRC is checked) or of another size; out is then undefined.
 */
gboolean codec_inflate(Codec *codec, const void *member, gsize member_nbytes, void *out,
                       gsize nbytes) G_GNUC_WARN_UNUSED_RESULT;

/* CRC-32 as in gzip (RFC 1952) of data, going on from crc (0 at the start). */
guint32 codec_crc32(guint32 crc, const void *data, gsize nbytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Codec, codec_free)

#endif
