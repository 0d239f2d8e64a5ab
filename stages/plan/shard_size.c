#include "shard_size.h"

#include "program/size.h"

#define MB (G_GUINT64_CONSTANT(1) << 20)
#define GB (G_GUINT64_CONSTANT(1) << 30)

/*
 * Nearest to the root in integers, so that no rounding of a logarithm decides: 2^k is nearest to x if
 * x / 2^k < sqrt(2), that is x² < 2 · 4^k.
 */
static guint64
nearest_to_root(unsigned __int128 square)
{
    guint64 size = 32 * MB;

    while (size < SHARD_SIZE_MOST && square >= (unsigned __int128)2 * size * size)
        size *= 2;
    return size;
}

guint64
shard_size_ideal(guint64 corpus_nbytes)
{
    if (corpus_nbytes > 10 * GB)
        return nearest_to_root((unsigned __int128)(32 * MB) * (32 * MB) * (corpus_nbytes / MB) /
                               (10 * GB / MB));
    return CLAMP(corpus_nbytes / 2 / (4 * MB) * (4 * MB), 8 * MB, 32 * MB);
}

guint64
shard_size_keep(guint64 previous, guint64 ideal)
{
    if (previous < SHARD_SIZE_LEAST || previous > SHARD_SIZE_MOST)
        return ideal;
    return previous / 4 < ideal && ideal / 4 < previous ? previous : ideal;
}

gboolean
shard_size_parse(const char *text, guint64 *ret_nbytes)
{
    return size_parse(text, SHARD_SIZE_LEAST, SHARD_SIZE_MOST, ret_nbytes);
}
