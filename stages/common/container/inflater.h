/*
 * Inflater: bytes from one gzip member, by libdeflate where it is built in, else by zlib. It is not
 * shared between threads; make another.
 */
#ifndef TEXTMILL_INFLATER_H
#define TEXTMILL_INFLATER_H

#include <glib.h>

typedef struct _Inflater Inflater;

Inflater *inflater_new(void);
void inflater_free(Inflater *inflater);

/*
 * Inflates one gzip member of exactly member_nbytes into out, which must come to exactly nbytes.
 * FALSE if it is cut short, damaged (its CRC is checked) or of another size; out is then undefined.
 */
gboolean inflater_read_member(Inflater *inflater, const void *member, gsize member_nbytes,
                              void *out, gsize nbytes) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inflater, inflater_free)

#endif
