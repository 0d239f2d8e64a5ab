/*
 * Spool: bytes written once from first to last and then read again, in memory while they are few
 * and else in a temporary file that has no name (it is gone with the process, however that ends).
 *
 * What one spool_append() wrote is never divided between memory and file: read no more with one
 * spool_read() than one append wrote.
 */
#ifndef TEXTMILL_SPOOL_H
#define TEXTMILL_SPOOL_H

#include <glib.h>

typedef struct _Spool Spool;

/* memory_nbytes: what is kept in memory before it goes to a file in folder. */
Spool *spool_new(const char *folder, gsize memory_nbytes);

gboolean spool_append(Spool *spool, const void *data, gsize nbytes,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Bytes appended so far: the place of the next one. */
guint64 spool_nbytes(const Spool *spool);

/* NULL is accepted. */
void spool_free(Spool *spool);

/* A reader of bytes [start, end) of a spool that is not written any more. Several may read one. */
typedef struct {
    const Spool *spool;
    guint64 at, end; /* what is still to be given out */
    char *buffer;    /* bytes from `at` on, of the part in the file */
    gsize used, filled, capacity;
} SpoolReader;

void spool_reader_init(SpoolReader *reader, const Spool *spool, guint64 start, guint64 end);

/* The next nbytes, valid until the next call; not aligned. NULL at the end, or with error set. */
const void *spool_read(SpoolReader *reader, gsize nbytes, GError **error);

void spool_reader_clear(SpoolReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Spool, spool_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SpoolReader, spool_reader_clear)

#endif
