/*
 * ShardList: reads S.list, the pieces of the corpus that make up one shard. `plan` writes it.
 *
 *     # textmill list 1
 *     corpus<TAB>FOLDER
 *     PATH<TAB>START<TAB>NBYTES<TAB>MTIME_NS              (any number of such lines, or of these:)
 *     PATH<TAB>START<TAB>NBYTES<TAB>MTIME_NS<TAB>FROM
 *     <TAB>NAME<TAB>VALUE                                 (any number behind each of these)
 *
 * A line without FROM is the whole of the file FOLDER/PATH, which has NBYTES. One with FROM is a
 * part of a record file, whole records: bytes [START, START + NBYTES) of its text. They are there in
 * the file itself where FROM is "."; else, because the file is compressed, they are the content of
 * the file FROM in the folder of the list. At most one part of a file is in a list. Lines that begin
 * with a tab are metadata of the articles of the piece, from a table beside the corpus.
 *
 * MTIME_NS is the file's time of modification in ns since 1970 when the list was made; it is there
 * so that the list changes when the file does. FOLDER, PATH, FROM, NAME and VALUE are escaped
 * (program/escape.h); lines end with LF. Pieces come in byte order of paths; the reader does not
 * insist.
 */
#ifndef TEXTMILL_SHARD_LIST_H
#define TEXTMILL_SHARD_LIST_H

#include <glib.h>

#define SHARD_LIST_FIRST_LINE "# textmill list 1"

#define SHARD_LIST_ERROR shard_list_error_quark()
GQuark shard_list_error_quark(void);
enum {
    SHARD_LIST_ERROR_FOREIGN,   /* not a list */
    SHARD_LIST_ERROR_VERSION,   /* a list of a later version */
    SHARD_LIST_ERROR_MALFORMED, /* a line is not as above; the message has its number */
};

#define SHARD_PIECE_OF_FILE "."

/* A name and a value of metadata, unescaped; neither is empty. */
typedef struct {
    const char *name, *value;
} ShardMetadata;

typedef struct {
    const char *path; /* unescaped, relative to the corpus, NUL-terminated; dies at the next call */
    gsize path_nbytes;
    const char
        *from; /* NULL: a whole file; SHARD_PIECE_OF_FILE; or relative to the list's folder */
    guint64 start;
    guint64 nbytes;
    gint64 mtime_ns;
    const ShardMetadata *metadata; /* dies at the next call, too */
    guint n_metadata;
} ShardPiece;

typedef struct _ShardList ShardList;

/*
 * Opens file ("-" is standard input) and reads up to the first piece. Free with shard_list_free().
 * NULL with a SHARD_LIST_ERROR or G_FILE_ERROR set on failure.
 */
ShardList *shard_list_open(const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The folder that paths are relative to, unescaped. Lives as long as the list. */
const char *shard_list_corpus(const ShardList *list);

/* Gives the next piece. FALSE at the end, and with error set if the list cannot be read further. */
gboolean shard_list_next(ShardList *list, ShardPiece *ret_piece,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NULL is accepted. */
void shard_list_free(ShardList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ShardList, shard_list_free)

#endif
