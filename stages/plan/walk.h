/*
 * Walk: every input of a corpus, and everything in it that cannot be one, in byte order of paths.
 *
 * The corpus is a folder or a single regular file. Every regular file in it and in the folders
 * below is an input, whatever its name; links are followed, to folders too. Passed over without a
 * word: names beginning with a dot; at the top of the folder files named README* and
 * textmill.conf; the folders and files given to walk_skip(). Told with a reason: what can be neither read
 * nor listed, a link back to a folder that is being walked, paths too long for open(2).
 *
 * Memory is one folder's names per depth, each at most 64 MB (more are sorted on disk), and at most
 * 64 descriptors. One stat(2) per input.
 */
#ifndef TEXTMILL_WALK_H
#define TEXTMILL_WALK_H

#include <glib.h>
#include <sys/types.h>

#define WALK_ERROR walk_error_quark()
GQuark walk_error_quark(void);
enum {
    WALK_ERROR_CORPUS, /* missing, unreadable, or neither a folder nor a regular file */
};

typedef struct {
    const char *path; /* relative to walk_corpus(), no "/" at the end; dies at the next call */
    gsize path_nbytes;
    const char *reason; /* NULL for an input; else why it is none, and what follows is 0 */
    guint64 nbytes;
    gint64 mtime_ns;
} WalkEntry;

typedef struct _Walk Walk;

/* Opens a corpus. NULL with error set if it is missing or cannot be read. */
Walk *walk_open(const char *corpus, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The absolute path of the folder that paths are relative to: the corpus, or what holds it if it is
 * a file. "." and empty parts are dropped; ".." and links stay. Lives as long as the walk.
 */
const char *walk_corpus(const Walk *walk);

/* TRUE if the corpus is the folder with this device and inode. */
gboolean walk_is_corpus(const Walk *walk, dev_t device, ino_t inode);

/* Passes over this folder or file, wherever it is met. Before the first walk_next(). */
void walk_skip(Walk *walk, dev_t device, ino_t inode);

/* The folder for temporary files; names beyond memory_nbytes in one folder go there. Likewise. */
void walk_sort_in(Walk *walk, const char *temporary, gsize memory_nbytes);

/* The next entry. FALSE at the end, and with error set when a temporary file fails. */
gboolean walk_next(Walk *walk, WalkEntry *ret_entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NULL is accepted. */
void walk_free(Walk *walk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Walk, walk_free)

#endif
