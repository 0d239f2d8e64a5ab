/*
 * ByteSource: the bytes of one file as a stream, unpacked if they are packed.
 *
 * How a file is packed is told by its first bytes, never by its name: gzip is inflated here; zstd,
 * xz and bzip2 are unpacked by libarchive, which is loaded when the first such file is met, since
 * linking with it costs 8 ms at the start of a program (it brings libxml2, ICU and others along).
 *
 * Messages of errors are meant as the reason why the file was not used: "damaged gzip: cut short".
 */
#ifndef TEXTMILL_BYTE_SOURCE_H
#define TEXTMILL_BYTE_SOURCE_H

#include <glib.h>

typedef enum {
    PACKING_NONE,
    PACKING_GZIP,
    PACKING_ZSTD,
    PACKING_XZ,
    PACKING_BZIP2,
    PACKING_ARCHIVE, /* many files in one: not read */
} Packing;

/* As many bytes of a file tell how it is packed. */
enum { PACKING_NBYTES = 512 };

/* How a file is packed that begins with these bytes. */
Packing packing_recognise(const char *bytes, gsize nbytes);

/* "gzip", "zip", ...; NULL if the bytes are not packed. */
const char *packing_name(const char *bytes, gsize nbytes);

#define BYTE_SOURCE_ERROR byte_source_error_quark()
GQuark byte_source_error_quark(void);
enum {
    BYTE_SOURCE_ERROR_SYSTEM,      /* cannot be opened or read */
    BYTE_SOURCE_ERROR_UNSUPPORTED, /* an archive, or packed with what this build cannot read */
    BYTE_SOURCE_ERROR_DAMAGED,
};

/*
 * Gives at most nbytes (> 0) bytes: their number, 0 at the end, -1 with error set. Less than what
 * was asked for says nothing.
 */
typedef gssize (*ByteSourceRead)(gpointer data, char *buffer, gsize nbytes, GError **error);

typedef struct _ByteSource ByteSource;

/*
 * Opens path, relative to the open folder (AT_FDCWD is accepted). Of a file that is not packed the
 * bytes [offset, offset + nbytes) are given, as far as it has them; with nbytes G_MAXUINT64 all
 * from offset on. A packed one is given whole, and offset must be 0.
 */
ByteSource *byte_source_open(int folder, const char *path, guint64 offset, guint64 nbytes,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A source of bytes from elsewhere; free_data (may be NULL) is called with data at the end. */
ByteSource *byte_source_new(ByteSourceRead read, gpointer data, GDestroyNotify free_data);

/* The same of bytes that are made of those of another source, which free_data frees; what is asked of
 * its file is answered by that. */
ByteSource *byte_source_new_above(const ByteSource *below, ByteSourceRead read, gpointer data,
                                  GDestroyNotify free_data);

/* A source of these bytes, which outlive it. */
ByteSource *byte_source_new_bytes(const char *bytes, gsize nbytes);

void byte_source_free(ByteSource *source);

/* See ByteSourceRead. After an error or the end nothing more is given. */
gssize byte_source_read(ByteSource *source, char *buffer, gsize nbytes,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The first bytes, up to nbytes or to the end, which byte_source_read() gives again: for telling
 * what they are. Called before anything is read. NULL with error set on failure; else
 * *ret_nbytes of them, owned by the source until it is read from, and *ret_whole: there are no more.
 */
const char *byte_source_peek(ByteSource *source, gsize nbytes, gsize *ret_nbytes,
                             gboolean *ret_whole, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Goes over nbytes, or to the end. FALSE with error set on failure. */
gboolean byte_source_skip(ByteSource *source, guint64 nbytes,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* PACKING_NONE, or what is unpacked. */
Packing byte_source_packing(const ByteSource *source);

/* Whether the source ends where its file did when it was opened. */
gboolean byte_source_is_to_end(const ByteSource *source);

/*
 * Whether something other than zeros stood behind the last member of a gzip file. It is left out,
 * as gzip(1) does, which warns.
 */
gboolean byte_source_has_garbage(const ByteSource *source);
#define BYTE_SOURCE_GARBAGE "damaged gzip: something else behind its end" /* the reason then */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ByteSource, byte_source_free)

#endif
