#include <libdeflate.h>

#include "container/inflater.h"

struct _Inflater {
    struct libdeflate_decompressor *decompressor;
};

Inflater *
inflater_new(void)
{
    Inflater *inflater = g_new(Inflater, 1);

    inflater->decompressor = libdeflate_alloc_decompressor();
    if (!inflater->decompressor)
        g_error("libdeflate: out of memory");
    return inflater;
}

void
inflater_free(Inflater *inflater)
{
    if (!inflater)
        return;
    libdeflate_free_decompressor(inflater->decompressor);
    g_free(inflater);
}

gboolean
inflater_read_member(Inflater *inflater, const void *member, gsize member_nbytes, void *out,
                     gsize nbytes)
{
    gsize n_in, n_out;

    return libdeflate_gzip_decompress_ex(inflater->decompressor, member, member_nbytes, out, nbytes,
                                         &n_in, &n_out) == LIBDEFLATE_SUCCESS &&
           n_in == member_nbytes && n_out == nbytes;
}
