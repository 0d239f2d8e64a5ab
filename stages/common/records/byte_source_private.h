/* Between byte_source.c, which reads files, and what unpacks them. */
#ifndef TEXTMILL_BYTE_SOURCE_PRIVATE_H
#define TEXTMILL_BYTE_SOURCE_PRIVATE_H

#include "records/byte_source.h"

/* Raw bytes of a file are read this many at a time. */
enum { BYTE_SOURCE_STEP = 1 << 16 };

typedef struct {
    int fd;
    guint64 left; /* bytes that may still be read */
} RawFile;

/* At most nbytes of the file: their number, 0 at the end, -1 with error set. */
gssize raw_file_read(RawFile *file, char *buffer, gsize nbytes, GError **error);

/* What gives the bytes of one kind of packing. */
typedef struct {
    ByteSourceRead read;
    GDestroyNotify free;
    gpointer data;
} Unpacking;

/* The file is to be read from its start, and outlives the unpacking. FALSE with error set if this
 * build cannot. */
gboolean unpacking_init_archive(Unpacking *unpacking, RawFile *file, Packing packing,
                                const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void unpacking_init_gzip(Unpacking *unpacking, RawFile *file, gboolean *has_garbage);

#endif
