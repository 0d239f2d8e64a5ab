/* Blocks of `Key: value` lines at the beginning of a text. */
#ifndef TEXTMILL_HEADER_BLOCK_H
#define TEXTMILL_HEADER_BLOCK_H

#include "metadata.h"

#include <glib.h>

/* A field: bytes of the text; the value of several lines ends with the last. */
typedef struct {
    guint32 key_start;
    guint32 key_end;
    guint32 value_start;
    guint32 value_end;
} HeaderField;

/*
 * Find the block at the beginning of text, blank lines and the "From " line of a mailbox before it
 * passed over. ret (HeaderField) gets its fields. Returns the bytes up to the end of its last line;
 * 0, and ret empty, if there is no block: head.h says what one is.
 */
gsize header_block_read(const char *text, gsize nbytes, GArray *ret);

#endif
