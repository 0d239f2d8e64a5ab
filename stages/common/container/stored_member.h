/* A gzip member (RFC 1952) that holds its bytes as they are, in stored blocks of deflate (RFC 1951,
 * 3.2.4). */
#ifndef TEXTMILL_STORED_MEMBER_H
#define TEXTMILL_STORED_MEMBER_H

#include <glib.h>

/* Appends data, at most DEFLATER_MAX_NBYTES (deflater.h), as one member to out. */
void stored_member_append(const void *data, gsize nbytes, GByteArray *out);

#endif
