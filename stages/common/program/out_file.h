/*
 * OutFile: an output that exists whole or not at all.
 *
 * Bytes go to "PATH.part"; out_file_commit() renames it to PATH. Whatever else happens (an error,
 * an exit, SIGINT, SIGTERM) PATH is left as it was and the part is removed. The path "-" is
 * standard output; that, a device and a pipe are written to as they are, which cannot be taken
 * back.
 */
#ifndef TEXTMILL_OUT_FILE_H
#define TEXTMILL_OUT_FILE_H

#include <glib.h>
#include <string.h>

enum { OUT_FILE_BUFFER_NBYTES = 1 << 16 };

typedef struct {
    char *p, *end; /* room in the buffer */
    /* the rest belongs to out_file.c */
    char *path;
    char *part; /* NULL for standard output, and what is no regular file */
    int fd;
    int slot; /* among the open parts, or -1 */
    int failed_errno;
    guint64 nbytes; /* handed to write(2) so far */
    char buffer[OUT_FILE_BUFFER_NBYTES];
} OutFile;

/* Returns a new file to be freed with out_file_free(), or NULL with a G_FILE_ERROR set. */
OutFile *out_file_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends nbytes of data. A failure is kept and reported by out_file_commit(): no check is needed
 * per call. */
void out_file_write_slow(OutFile *file, const void *data, gsize nbytes);

static inline void
out_file_write(OutFile *file, const void *data, gsize nbytes)
{
    if (G_UNLIKELY((gsize)(file->end - file->p) < nbytes)) {
        out_file_write_slow(file, data, nbytes);
        return;
    }
    memcpy(file->p, data, nbytes);
    file->p += nbytes;
}

static inline void
out_file_puts(OutFile *file, const char *text)
{
    out_file_write(file, text, strlen(text));
}

static inline void
out_file_putc(OutFile *file, char c)
{
    out_file_write(file, &c, 1);
}

/*
 * Room for nbytes, which are fewer than the buffer has: what is written there counts once file->p
 * is moved behind it.
 */
void out_file_flush(OutFile *file);

static inline char *
out_file_reserve(OutFile *file, gsize nbytes)
{
    if (G_UNLIKELY((gsize)(file->end - file->p) < nbytes))
        out_file_flush(file);
    return file->p;
}

/* Appends as printf does. For lines that are not many. */
void out_file_printf(OutFile *file, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Bytes written so far. */
guint64 out_file_nbytes(const OutFile *file);

/* Writes what is pending and gives the file its name. FALSE with error set if anything failed
 * before or now. */
gboolean out_file_commit(OutFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Commits only if PATH does not hold these very bytes already, so that its time of modification
 * tells when its content changed. *ret_changed (may be NULL) says which it was.
 */
gboolean out_file_commit_if_changed(OutFile *file, gboolean *ret_changed,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many files this process has given their names; standard output does not count. */
guint out_file_n_committed(void);

/* Frees the file; without a commit, nothing of it is left. NULL is accepted. */
void out_file_free(OutFile *file);

/* Removes the parts of all open files; async-signal-safe, for handlers of fatal signals. */
void out_file_remove_parts(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutFile, out_file_free)

#endif
