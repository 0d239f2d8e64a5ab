#include "container/codec.h"

#include <string.h>
#include <zlib.h>

#include "config.h"

#ifdef HAVE_LIBDEFLATE

#include <libdeflate.h>

struct _Codec {
    struct libdeflate_compressor *compressor;
    struct libdeflate_decompressor *decompressor;
};

Codec *
codec_new(void)
{
    return g_new0(Codec, 1); /* each half is made when first needed */
}

void
codec_free(Codec *codec)
{
    if (!codec)
        return;
    libdeflate_free_compressor(codec->compressor);
    libdeflate_free_decompressor(codec->decompressor);
    g_free(codec);
}

void
codec_deflate(Codec *codec, CodecEffort effort G_GNUC_UNUSED, const void *data, gsize nbytes,
              GByteArray *out)
{
    gsize start = out->len, bound, n;

    if (!codec->compressor && !(codec->compressor = libdeflate_alloc_compressor(1)))
        g_error("libdeflate: out of memory");
    bound = libdeflate_gzip_compress_bound(codec->compressor, nbytes);
    g_byte_array_set_size(out, start + bound);
    n = libdeflate_gzip_compress(codec->compressor, data, nbytes, out->data + start, bound);
    g_assert(n > 0); /* the bound is large enough by definition */
    g_byte_array_set_size(out, start + n);
}

gboolean
codec_inflate(Codec *codec, const void *member, gsize member_nbytes, void *out, gsize nbytes)
{
    gsize n_in, n_out;

    if (!codec->decompressor && !(codec->decompressor = libdeflate_alloc_decompressor()))
        g_error("libdeflate: out of memory");
    return libdeflate_gzip_decompress_ex(codec->decompressor, member, member_nbytes, out, nbytes,
                                         &n_in, &n_out) == LIBDEFLATE_SUCCESS &&
           n_in == member_nbytes && n_out == nbytes;
}

guint32
codec_crc32(guint32 crc, const void *data, gsize nbytes)
{
    return libdeflate_crc32(crc, data, nbytes);
}

#else

struct _Codec {
    z_stream deflater, inflater;
    gboolean can_deflate, can_inflate;
    CodecEffort effort;
};

enum { GZIP_WINDOW_BITS = 15 + 16, MEMORY_LEVEL = 8 };

Codec *
codec_new(void)
{
    return g_new0(Codec, 1);
}

void
codec_free(Codec *codec)
{
    if (!codec)
        return;
    if (codec->can_deflate)
        deflateEnd(&codec->deflater);
    if (codec->can_inflate)
        inflateEnd(&codec->inflater);
    g_free(codec);
}

static void
prepare_deflate(Codec *codec, CodecEffort effort)
{
    if (codec->can_deflate && codec->effort != effort) {
        deflateEnd(&codec->deflater);
        codec->can_deflate = FALSE;
    }
    if (codec->can_deflate) {
        deflateReset(&codec->deflater);
        return;
    }
    if (deflateInit2(&codec->deflater, 1, Z_DEFLATED, GZIP_WINDOW_BITS, MEMORY_LEVEL,
                     effort == CODEC_HUFFMAN ? Z_HUFFMAN_ONLY : Z_DEFAULT_STRATEGY) != Z_OK)
        g_error("zlib: out of memory");
    codec->can_deflate = TRUE;
    codec->effort = effort;
}

void
codec_deflate(Codec *codec, CodecEffort effort, const void *data, gsize nbytes, GByteArray *out)
{
    gsize start = out->len, bound;
    z_stream *z;
    int status;

    g_assert(nbytes <= G_MAXUINT32); /* zlib counts in unsigned int; members are far smaller */
    prepare_deflate(codec, effort);
    z = &codec->deflater;
    bound = deflateBound(z, nbytes);
    g_byte_array_set_size(out, start + bound);
    z->next_in = (Bytef *)(guintptr)data;
    z->avail_in = nbytes;
    z->next_out = out->data + start;
    z->avail_out = bound;
    status = deflate(z, Z_FINISH);
    g_assert(status == Z_STREAM_END);
    g_byte_array_set_size(out, start + bound - z->avail_out);
}

gboolean
codec_inflate(Codec *codec, const void *member, gsize member_nbytes, void *out, gsize nbytes)
{
    z_stream *z = &codec->inflater;
    guint8 nothing;

    if (member_nbytes > G_MAXUINT32 || nbytes > G_MAXUINT32)
        return FALSE;
    if (!codec->can_inflate && inflateInit2(z, GZIP_WINDOW_BITS) != Z_OK)
        g_error("zlib: out of memory");
    codec->can_inflate = TRUE;
    inflateReset(z);
    z->next_in = (Bytef *)(guintptr)member;
    z->avail_in = member_nbytes;
    z->next_out = nbytes ? out : &nothing; /* zlib refuses NULL even for no bytes */
    z->avail_out = nbytes;
    return inflate(z, Z_FINISH) == Z_STREAM_END && z->avail_in == 0 && z->avail_out == 0;
}

guint32
codec_crc32(guint32 crc, const void *data, gsize nbytes)
{
    return crc32_z(crc, data, nbytes);
}

#endif
