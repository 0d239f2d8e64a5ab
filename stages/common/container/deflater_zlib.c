#include <zlib.h>

#include "container/deflater.h"

enum { GZIP_WINDOW_BITS = 15 + 16, MEMORY_LEVEL = 8 };

struct _Deflater {
    z_stream stream;
    gboolean ready;
    CodecEffort effort; /* that it is ready for */
};

Deflater *
deflater_new(void)
{
    return g_new0(Deflater, 1);
}

void
deflater_free(Deflater *deflater)
{
    if (deflater && deflater->ready)
        deflateEnd(&deflater->stream);
    g_free(deflater);
}

static void
prepare(Deflater *deflater, CodecEffort effort)
{
    if (deflater->ready && deflater->effort != effort) {
        deflateEnd(&deflater->stream);
        deflater->ready = FALSE;
    }
    if (deflater->ready) {
        deflateReset(&deflater->stream);
        return;
    }
    if (deflateInit2(&deflater->stream, 1, Z_DEFLATED, GZIP_WINDOW_BITS, MEMORY_LEVEL,
                     effort == CODEC_HUFFMAN ? Z_HUFFMAN_ONLY : Z_DEFAULT_STRATEGY) != Z_OK)
        g_error("zlib: out of memory");
    deflater->ready = TRUE;
    deflater->effort = effort;
}

void
deflater_append_member(Deflater *deflater, CodecEffort effort, const void *data, gsize nbytes,
                       GByteArray *out)
{
    z_stream *stream = &deflater->stream;
    gsize start = out->len, bound;
    int status;

    g_assert(nbytes <= G_MAXUINT32); /* zlib counts in unsigned int */
    prepare(deflater, effort);
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
