/* The bytes of another source, converted to UTF-8 as they are read. */
#ifndef TEXTMILL_CONVERTED_SOURCE_H
#define TEXTMILL_CONVERTED_SOURCE_H

#include "records/byte_source.h"

/* Takes source over. encoding: one that encoding.h returned. Adds to *n_repairs (may be NULL), which
 * outlives it, places that are no text in that encoding. */
ByteSource *converted_source_new(ByteSource *source, const char *encoding, guint64 *n_repairs);

#endif
