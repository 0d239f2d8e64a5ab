#include <string.h>
#include <zlib.h>

#include "records/byte_source_private.h"

typedef struct {
    RawFile *file;
    gboolean *has_garbage;
    z_stream z;
    gboolean in_member, file_ended, ended;
    guint8 raw[BYTE_SOURCE_STEP];
} Gzip;

static void
gzip_free(gpointer data)
{
    Gzip *gzip = data;

    inflateEnd(&gzip->z);
    g_free(gzip);
}

/* Reads more, behind what is not used yet, which moves to the front. */
static gboolean
fill(Gzip *gzip, GError **error)
{
    gssize n;

    if (gzip->file_ended)
        return TRUE;
    if (gzip->z.avail_in > 0)
        memmove(gzip->raw, gzip->z.next_in, gzip->z.avail_in);
    n = raw_file_read(gzip->file, (char *)gzip->raw + gzip->z.avail_in,
                      sizeof gzip->raw - gzip->z.avail_in, error);
    if (n < 0)
        return FALSE;
    gzip->z.next_in = gzip->raw;
    gzip->z.avail_in += n;
    gzip->file_ended = n == 0;
    return TRUE;
}

/* Behind a member: another one, or the end, with zeros or garbage before it. */
static gboolean
begin_member(Gzip *gzip, GError **error)
{
    while (gzip->z.avail_in < 2 && !gzip->file_ended)
        if (!fill(gzip, error))
            return FALSE;
    if (gzip->z.avail_in >= 2 && gzip->z.next_in[0] == 0x1f && gzip->z.next_in[1] == 0x8b) {
        inflateReset(&gzip->z);
        gzip->in_member = TRUE;
        return TRUE;
    }
    for (guint i = 0; i < gzip->z.avail_in; i++)
        if (gzip->z.next_in[i] != 0)
            *gzip->has_garbage = TRUE;
    gzip->ended = TRUE;
    return TRUE;
}

static gssize
damaged(Gzip *gzip, const char *how, GError **error)
{
    gzip->ended = TRUE;
    g_set_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_DAMAGED, "damaged gzip%s", how);
    return -1;
}

static gssize
gzip_read(gpointer data, char *buffer, gsize nbytes, GError **error)
{
    Gzip *gzip = data;
    guint want = MIN(nbytes, G_MAXINT32);

    gzip->z.next_out = (Bytef *)buffer;
    gzip->z.avail_out = want;
    while (!gzip->ended && gzip->z.avail_out == want) {
        int status;

        if (!gzip->in_member) {
            if (!begin_member(gzip, error))
                return -1;
            continue;
        }
        if (gzip->z.avail_in == 0 && !fill(gzip, error))
            return -1;
        status = inflate(&gzip->z, Z_NO_FLUSH);
        if (status == Z_STREAM_END)
            gzip->in_member = FALSE;
        else if (status == Z_MEM_ERROR)
            g_error("zlib: out of memory");
        else if (status != Z_OK && status != Z_BUF_ERROR)
            return damaged(gzip, "", error);
        else if (gzip->file_ended && gzip->z.avail_in == 0 && gzip->z.avail_out == want)
            return damaged(gzip, ": cut short", error);
    }
    return want - gzip->z.avail_out;
}

void
unpacking_init_gzip(Unpacking *unpacking, RawFile *file, gboolean *has_garbage)
{
    Gzip *gzip = g_new0(Gzip, 1);

    gzip->file = file;
    gzip->has_garbage = has_garbage;
    gzip->in_member = TRUE;
    if (inflateInit2(&gzip->z, 15 + 16) != Z_OK)
        g_error("zlib: out of memory");
    *unpacking = (Unpacking){.read = gzip_read, .free = gzip_free, .data = gzip};
}
