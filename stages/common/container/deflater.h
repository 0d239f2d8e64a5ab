/*
 * Deflater: one gzip member from bytes, by ISA-L where it is built in, else by zlib.
 *
 * Both write members that any gzip reader accepts, with time 0. The compressed bytes differ between
 * the libraries, their versions and processors, and with ISA-L now and then between two runs: compare
 * what is inflated, or the checksums of containers, never the members. A deflater is not shared between threads; make another.
 */
#ifndef TEXTMILL_DEFLATER_H
#define TEXTMILL_DEFLATER_H

#include <glib.h>

/* With what it may come to at most it must be countable in 32 bits. */
#define DEFLATER_MAX_NBYTES (G_GUINT64_CONSTANT(4000) << 20)

typedef struct _Deflater Deflater;

Deflater *deflater_new(void);
void deflater_free(Deflater *deflater);

/* Appends data, at most DEFLATER_MAX_NBYTES, as one gzip member to out. */
void deflater_append_member(Deflater *deflater, const void *data, gsize nbytes, GByteArray *out);

/* CRC-32 as in gzip (RFC 1952). */
guint32 deflater_crc32(const void *data, gsize nbytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Deflater, deflater_free)

#endif
