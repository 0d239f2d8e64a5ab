/*
 * Deflater: one gzip member from bytes, by ISA-L where it is built in, else by zlib.
 *
 * Both write members that any gzip reader accepts, with time 0. The compressed bytes differ between
 * the libraries, their versions and the processors they run on: compare what is inflated, never the
 * members. A deflater is not shared between threads; make another.
 */
#ifndef TEXTMILL_DEFLATER_H
#define TEXTMILL_DEFLATER_H

#include <glib.h>

typedef struct _Deflater Deflater;

Deflater *deflater_new(void);
void deflater_free(Deflater *deflater);

/* Appends data, at most 2^32 - 1 bytes, as one gzip member to out. */
void deflater_append_member(Deflater *deflater, const void *data, gsize nbytes, GByteArray *out);

/* CRC-32 as in gzip (RFC 1952). */
guint32 deflater_crc32(const void *data, gsize nbytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Deflater, deflater_free)

#endif
