#include "records/byte_source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "records/byte_source_private.h"

G_DEFINE_QUARK(textmill - byte - source - error - quark, byte_source_error)

struct _ByteSource {
    RawFile file;
    Packing packing;
    gboolean has_garbage;
    const ByteSource *below; /* whose bytes are made into those of this one, or NULL */
    gboolean ended, is_to_end;
    Unpacking from;
    GByteArray *peeked; /* what was looked at and is still to be given, from peeked_pos on */
    gsize peeked_pos;
};

static const struct {
    Packing packing;
    guint8 at, nbytes; /* nbytes of magic are found there */
    const char *magic, *name;
} packings[] = {
    {PACKING_GZIP, 0, 3, "\x1f\x8b\x08", "gzip"},
    {PACKING_ZSTD, 0, 4, "\x28\xb5\x2f\xfd", "zstd"},
    {PACKING_XZ, 0, 6, "\xfd\x37zXZ\0", "xz"},
    {PACKING_BZIP2, 4, 6, "\x31\x41\x59\x26\x53\x59", "bzip2"}, /* the first block */
    {PACKING_BZIP2, 4, 6, "\x17\x72\x45\x38\x50\x90", "bzip2"}, /* or the end of an empty file */
    {PACKING_ARCHIVE, 0, 4, "PK\x03\x04", "zip"},
    {PACKING_ARCHIVE, 0, 6, "7z\xbc\xaf\x27\x1c", "7z"},
    {PACKING_ARCHIVE, 0, 6, "Rar!\x1a\x07", "rar"},
};

/* In the header of the first member (POSIX, pax: ustar Interchange Format). */
enum { TAR_MAGIC_AT = 257, TAR_MAGIC_NBYTES = 5 };

static Packing
recognise(const char *bytes, gsize nbytes, const char **ret_name)
{
    for (guint i = 0; i < G_N_ELEMENTS(packings); i++) {
        gsize at = packings[i].at, n = packings[i].nbytes;

        if (nbytes < at + n || memcmp(bytes + at, packings[i].magic, n) != 0)
            continue;
        if (packings[i].packing == PACKING_BZIP2 && memcmp(bytes, "BZh", 3) != 0)
            continue;
        *ret_name = packings[i].name;
        return packings[i].packing;
    }
    if (nbytes >= TAR_MAGIC_AT + TAR_MAGIC_NBYTES &&
        memcmp(bytes + TAR_MAGIC_AT, "ustar", TAR_MAGIC_NBYTES) == 0) {
        *ret_name = "tar";
        return PACKING_ARCHIVE;
    }
    *ret_name = NULL;
    return PACKING_NONE;
}

Packing
packing_recognise(const char *bytes, gsize nbytes)
{
    const char *name;

    return recognise(bytes, nbytes, &name);
}

const char *
packing_name(const char *bytes, gsize nbytes)
{
    const char *name;

    recognise(bytes, nbytes, &name);
    return name;
}

gssize
raw_file_read(RawFile *file, char *buffer, gsize nbytes, GError **error)
{
    gssize n;

    nbytes = MIN(nbytes, MIN(file->left, G_MAXINT32));
    if (nbytes == 0)
        return 0;
    do
        n = read(file->fd, buffer, nbytes);
    while (n < 0 && errno == EINTR);
    if (n < 0) {
        g_set_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_SYSTEM, "cannot read: %s",
                    g_strerror(errno));
        return -1;
    }
    file->left -= n;
    return n;
}

static gssize
read_plain(gpointer data, char *buffer, gsize nbytes, GError **error)
{
    return raw_file_read(data, buffer, nbytes, error);
}

static gboolean
system_error(GError **error, const char *what)
{
    g_set_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_SYSTEM, "cannot %s: %s", what,
                g_strerror(errno));
    return FALSE;
}

static gboolean
open_file(ByteSource *source, int folder, const char *path, guint64 offset, GError **error)
{
    struct stat status;
    int fd = openat(folder, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    source->file.fd = fd;
    if (fd < 0)
        return system_error(error, "open");
    if (fstat(fd, &status) != 0)
        return system_error(error, "read");
    if (!S_ISREG(status.st_mode)) {
        g_set_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_SYSTEM, "no longer a regular file");
        return FALSE;
    }
    if (offset > G_MAXINT64 || lseek(fd, (off_t)offset, SEEK_SET) < 0)
        return system_error(error, "read");
    source->is_to_end = source->file.left >= (guint64)status.st_size ||
                        offset + source->file.left >= (guint64)status.st_size;
    return TRUE;
}

/* What unpacks the file, of which the first bytes were looked at. */
static gboolean
choose_unpacking(ByteSource *source, const char *bytes, gsize nbytes, GError **error)
{
    const char *name;

    source->packing = recognise(bytes, nbytes, &name);
    switch (source->packing) {
    case PACKING_NONE:
        source->from = (Unpacking){.read = read_plain, .data = &source->file};
        return TRUE;
    case PACKING_GZIP:
        unpacking_init_gzip(&source->from, &source->file, &source->has_garbage);
        return TRUE;
    case PACKING_ARCHIVE:
        g_set_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_UNSUPPORTED, "an archive (%s)",
                    name);
        return FALSE;
    default:
        return unpacking_init_archive(&source->from, &source->file, source->packing, name, error);
    }
}

/* What is packed may be an archive in turn: x.tar.gz. */
static gboolean
refuse_packed_archive(ByteSource *source, GError **error)
{
    gsize nbytes;
    gboolean whole;
    const char *bytes = byte_source_peek(source, PACKING_NBYTES, &nbytes, &whole, error), *name;

    if (!bytes)
        return FALSE;
    if (recognise(bytes, nbytes, &name) != PACKING_ARCHIVE)
        return TRUE;
    g_set_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_UNSUPPORTED, "an archive (%s)", name);
    return FALSE;
}

ByteSource *
byte_source_open(int folder, const char *path, guint64 offset, guint64 nbytes, GError **error)
{
    g_autoptr(ByteSource) source = g_new0(ByteSource, 1);
    char start[PACKING_NBYTES];
    gssize n;

    source->file = (RawFile){.fd = -1, .left = nbytes};
    if (!open_file(source, folder, path, offset, error))
        return NULL;
    do
        n = pread(source->file.fd, start, sizeof start, 0);
    while (n < 0 && errno == EINTR);
    if (n < 0) {
        system_error(error, "read");
        return NULL;
    }
    if (!choose_unpacking(source, start, n, error))
        return NULL;
    if (source->packing != PACKING_NONE) {
        source->file.left = G_MAXUINT64;
        source->is_to_end = TRUE;
        if (offset > 0) {
            g_set_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_UNSUPPORTED,
                        "packed, and a part of it was asked for");
            return NULL;
        }
        if (!refuse_packed_archive(source, error))
            return NULL;
    }
    return g_steal_pointer(&source);
}

ByteSource *
byte_source_new(ByteSourceRead read, gpointer data, GDestroyNotify free_data)
{
    ByteSource *source = g_new0(ByteSource, 1);

    source->file.fd = -1;
    source->is_to_end = TRUE;
    source->from = (Unpacking){.read = read, .free = free_data, .data = data};
    return source;
}

ByteSource *
byte_source_new_above(const ByteSource *below, ByteSourceRead read, gpointer data,
                      GDestroyNotify free_data)
{
    ByteSource *source = byte_source_new(read, data, free_data);

    source->below = below;
    source->packing = below->packing;
    source->is_to_end = below->is_to_end;
    return source;
}

typedef struct {
    const char *bytes;
    gsize nbytes;
} Bytes;

static gssize
read_bytes(gpointer data, char *buffer, gsize nbytes, GError **error)
{
    Bytes *rest = data;
    gsize n = MIN(nbytes, rest->nbytes);

    (void)error;
    if (n > 0)
        memcpy(buffer, rest->bytes, n);
    rest->bytes += n;
    rest->nbytes -= n;
    return n;
}

ByteSource *
byte_source_new_bytes(const char *bytes, gsize nbytes)
{
    Bytes *rest = g_new(Bytes, 1);

    *rest = (Bytes){bytes, nbytes};
    return byte_source_new(read_bytes, rest, g_free);
}

void
byte_source_free(ByteSource *source)
{
    if (!source)
        return;
    if (source->from.free)
        source->from.free(source->from.data);
    if (source->file.fd >= 0)
        close(source->file.fd);
    if (source->peeked)
        g_byte_array_unref(source->peeked);
    g_free(source);
}

static gssize
read_on(ByteSource *source, char *buffer, gsize nbytes, GError **error)
{
    gssize n;

    if (source->ended)
        return 0;
    n = source->from.read(source->from.data, buffer, nbytes, error);
    if (n <= 0)
        source->ended = TRUE;
    return n;
}

gssize
byte_source_read(ByteSource *source, char *buffer, gsize nbytes, GError **error)
{
    gsize n = source->peeked ? source->peeked->len - source->peeked_pos : 0;

    if (n == 0)
        return read_on(source, buffer, nbytes, error);
    n = MIN(n, nbytes);
    memcpy(buffer, source->peeked->data + source->peeked_pos, n);
    source->peeked_pos += n;
    return n;
}

const char *
byte_source_peek(ByteSource *source, gsize nbytes, gsize *ret_nbytes, gboolean *ret_whole,
                 GError **error)
{
    GByteArray *peeked;
    gsize used;

    if (!source->peeked)
        source->peeked = g_byte_array_new();
    peeked = source->peeked;
    used = peeked->len;
    while (used <= nbytes && !source->ended) { /* a byte more tells whether there is one */
        gssize n;

        g_byte_array_set_size(peeked, nbytes + 1);
        n = read_on(source, (char *)peeked->data + used, nbytes + 1 - used, error);
        if (n < 0) {
            g_byte_array_set_size(peeked, 0);
            return NULL;
        }
        used += n;
    }
    g_byte_array_set_size(peeked, used);
    *ret_nbytes = MIN(used, nbytes);
    *ret_whole = source->ended && used <= nbytes;
    return used == 0 ? "" : (const char *)peeked->data;
}

gboolean
byte_source_skip(ByteSource *source, guint64 nbytes, GError **error)
{
    char bytes[4096];

    while (nbytes > 0) {
        gssize n = byte_source_read(source, bytes, MIN(nbytes, sizeof bytes), error);

        if (n <= 0)
            return n == 0;
        nbytes -= n;
    }
    return TRUE;
}

Packing
byte_source_packing(const ByteSource *source)
{
    return source->packing;
}

gboolean
byte_source_has_garbage(const ByteSource *source)
{
    return source->below ? byte_source_has_garbage(source->below) : source->has_garbage;
}

gboolean
byte_source_is_to_end(const ByteSource *source)
{
    return source->is_to_end;
}
