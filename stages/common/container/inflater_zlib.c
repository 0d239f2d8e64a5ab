#include <zlib.h>

#include "container/inflater.h"

enum { GZIP_WINDOW_BITS = 15 + 16 };

struct _Inflater {
    z_stream stream;
};

Inflater *
inflater_new(void)
{
    Inflater *inflater = g_new0(Inflater, 1);

    if (inflateInit2(&inflater->stream, GZIP_WINDOW_BITS) != Z_OK)
        g_error("zlib: out of memory");
    return inflater;
}

void
inflater_free(Inflater *inflater)
{
    if (inflater)
        inflateEnd(&inflater->stream);
    g_free(inflater);
}

gboolean
inflater_read_member(Inflater *inflater, const void *member, gsize member_nbytes, void *out,
                     gsize nbytes)
{
    z_stream *stream = &inflater->stream;
    guint8 nothing;

    if (member_nbytes > G_MAXUINT32 || nbytes > G_MAXUINT32)
        return FALSE;
    inflateReset(stream);
    stream->next_in = (Bytef *)(guintptr)member;
    stream->avail_in = member_nbytes;
    stream->next_out = nbytes ? out : &nothing; /* zlib refuses NULL even for no bytes */
    stream->avail_out = nbytes;
    return inflate(stream, Z_FINISH) == Z_STREAM_END && stream->avail_in == 0 &&
           stream->avail_out == 0;
}
