#include <zlib.h>

#include "container/deflater.h"

enum { GZIP_WINDOW_BITS = 15 + 16, MEMORY_LEVEL = 8 };

struct _Deflater {
    z_stream stream;
};

Deflater *
deflater_new(void)
{
    Deflater *deflater = g_new0(Deflater, 1);

    if (deflateInit2(&deflater->stream, 1, Z_DEFLATED, GZIP_WINDOW_BITS, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        g_error("zlib: out of memory");
    return deflater;
}

void
deflater_free(Deflater *deflater)
{
    if (deflater)
        deflateEnd(&deflater->stream);
    g_free(deflater);
}

void
deflater_append_member(Deflater *deflater, const void *data, gsize nbytes, GByteArray *out)
{
    z_stream *stream = &deflater->stream;
    gsize start = out->len, bound;
    int status;

    g_assert(start + nbytes <= DEFLATER_MAX_NBYTES);
    deflateReset(stream);
    bound = deflateBound(stream, nbytes);
    g_byte_array_set_size(out, start + bound);
    stream->next_in = (Bytef *)(guintptr)data;
    stream->avail_in = nbytes;
    stream->next_out = out->data + start;
    stream->avail_out = bound;
    status = deflate(stream, Z_FINISH);
    g_assert(status == Z_STREAM_END); /* the bound is large enough by definition */
    g_byte_array_set_size(out, start + bound - stream->avail_out);
}

guint32
deflater_crc32(const void *data, gsize nbytes)
{
    return crc32_z(0, data, nbytes);
}
