#include "fuzz_blocks.h"

#include <string.h>

typedef struct {
    const char *bytes;
    gsize left;
    guint32 state;
} Blocks;

static gssize
read_block(gpointer data, char *buffer, gsize nbytes, GError **error G_GNUC_UNUSED)
{
    Blocks *blocks = data;
    gsize n;

    blocks->state = blocks->state * 1103515245 + 12345;
    n = MIN(MIN(1 + (blocks->state >> 16) % 16, nbytes), blocks->left);
    memcpy(buffer, blocks->bytes, n);
    blocks->bytes += n;
    blocks->left -= n;
    return n;
}

ByteSource *
fuzz_blocks_new(const char *bytes, gsize nbytes, guint8 seed)
{
    Blocks *blocks;

    if (seed == 0)
        return byte_source_new_bytes(bytes, nbytes);
    blocks = g_new(Blocks, 1);
    *blocks = (Blocks){bytes, nbytes, seed};
    return byte_source_new(read_block, blocks, g_free);
}
