#include "spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_NBYTES = 1 << 16 };

struct _Spool {
    char *folder;
    gsize memory_nbytes;
    GByteArray *memory; /* what comes after the part in the file */
    guint64 in_file;
    int fd; /* -1 until memory overflows */
};

Spool *
spool_new(const char *folder, gsize memory_nbytes)
{
    Spool *spool = g_new0(Spool, 1);

    spool->folder = g_strdup(folder);
    spool->memory_nbytes = memory_nbytes;
    spool->memory = g_byte_array_new();
    spool->fd = -1;
    return spool;
}

static void
set_error(GError **error, const Spool *spool, const char *what)
{
    int saved_errno = errno;

    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(saved_errno),
                "%s: cannot %s a temporary file: %s", spool->folder, what, g_strerror(saved_errno));
}

static gboolean
make_file(Spool *spool, GError **error)
{
    g_autofree char *path = g_build_filename(spool->folder, "plan-XXXXXX", NULL);

    spool->fd = mkostemp(path, O_CLOEXEC);
    if (spool->fd < 0) {
        set_error(error, spool, "make");
        return FALSE;
    }
    unlink(path);
    return TRUE;
}

static gboolean
move_to_file(Spool *spool, GError **error)
{
    const guint8 *p = spool->memory->data, *end = p + spool->memory->len;

    if (spool->fd < 0 && !make_file(spool, error))
        return FALSE;
    while (p < end) {
        gssize n = write(spool->fd, p, end - p);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            set_error(error, spool, "write");
            return FALSE;
        }
        p += n;
    }
    spool->in_file += spool->memory->len;
    g_byte_array_set_size(spool->memory, 0);
    return TRUE;
}

gboolean
spool_append(Spool *spool, const void *data, gsize nbytes, GError **error)
{
    if (spool->memory->len > 0 && nbytes > spool->memory_nbytes - spool->memory->len &&
        !move_to_file(spool, error))
        return FALSE;
    g_byte_array_append(spool->memory, data, nbytes);
    return TRUE;
}

guint64
spool_nbytes(const Spool *spool)
{
    return spool->in_file + spool->memory->len;
}

void
spool_free(Spool *spool)
{
    if (!spool)
        return;
    if (spool->fd >= 0)
        close(spool->fd);
    g_byte_array_free(spool->memory, TRUE);
    g_free(spool->folder);
    g_free(spool);
}

void
spool_reader_init(SpoolReader *reader, const Spool *spool, guint64 start, guint64 end)
{
    *reader = (SpoolReader){.spool = spool, .at = start, .end = end};
}

/* Reads on in the file until the buffer holds nbytes. */
static gboolean
fill(SpoolReader *reader, gsize nbytes, GError **error)
{
    guint64 end = MIN(reader->end, reader->spool->in_file);

    if (reader->used > 0)
        memmove(reader->buffer, reader->buffer + reader->used, reader->filled - reader->used);
    reader->filled -= reader->used;
    reader->used = 0;
    if (reader->capacity < nbytes) {
        reader->capacity = MAX(nbytes, READ_NBYTES);
        reader->buffer = g_realloc(reader->buffer, reader->capacity);
    }
    while (reader->filled < nbytes) {
        guint64 from = reader->at + reader->filled;
        gssize n = pread(reader->spool->fd, reader->buffer + reader->filled,
                         MIN(reader->capacity - reader->filled, end - from), from);

        if (n < 0 && errno == EINTR)
            continue;
        if (n == 0)
            errno = EIO; /* shorter than what was written */
        if (n <= 0) {
            set_error(error, reader->spool, "read");
            return FALSE;
        }
        reader->filled += n;
    }
    return TRUE;
}

const void *
spool_read(SpoolReader *reader, gsize nbytes, GError **error)
{
    const Spool *spool = reader->spool;
    const void *bytes;

    if (reader->at >= reader->end)
        return NULL;
    if (reader->at >= spool->in_file) {
        bytes = spool->memory->data + (reader->at - spool->in_file);
    } else {
        if (reader->filled - reader->used < nbytes && !fill(reader, nbytes, error))
            return NULL;
        bytes = reader->buffer + reader->used;
        reader->used += nbytes;
    }
    reader->at += nbytes;
    return bytes;
}

void
spool_reader_clear(SpoolReader *reader)
{
    g_clear_pointer(&reader->buffer, g_free);
}
