/*
 * OutFile: an output that exists whole or not at all.
 *
 * Bytes go to "PATH.part"; out_file_commit() renames it to PATH. Whatever else happens (an error,
 * an exit, SIGINT, SIGTERM) PATH is left as it was and the part is removed. The path "-" is standard
 * output, which cannot be taken back; there commit only flushes.
 */
#ifndef TEXTMILL_OUT_FILE_H
#define TEXTMILL_OUT_FILE_H

#include <glib.h>

typedef struct _OutFile OutFile;

/* Returns a new file to be freed with out_file_free(), or NULL with a G_FILE_ERROR set. */
OutFile *out_file_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends nbytes of data. A failure is kept and reported by out_file_commit(): no check is needed per call. */
void out_file_write(OutFile *file, const void *data, gsize nbytes);
void out_file_puts(OutFile *file, const char *text);
void out_file_putc(OutFile *file, char c);

/* Appends as printf does. For lines that are not many. */
void out_file_printf(OutFile *file, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Bytes written so far. */
guint64 out_file_nbytes(const OutFile *file);

/* Writes what is pending and gives the file its name. FALSE with error set if anything failed before or now. */
gboolean out_file_commit(OutFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Commits only if PATH does not hold these very bytes already, so that its time of modification tells
 * when its content changed. *ret_changed (may be NULL) says which it was.
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
