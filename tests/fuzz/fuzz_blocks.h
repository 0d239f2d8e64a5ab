/* Bytes as a stream that gives them in small blocks: reading so must be reading at once. */
#ifndef TEXTMILL_FUZZ_BLOCKS_H
#define TEXTMILL_FUZZ_BLOCKS_H

#include "records/byte_source.h"

/* The bytes outlive it. seed: of the sizes of blocks; 0: all at once. */
ByteSource *fuzz_blocks_new(const char *bytes, gsize nbytes, guint8 seed);

#endif
