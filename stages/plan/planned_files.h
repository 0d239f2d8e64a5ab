/*
 * PlannedFiles: the files of a corpus in order, as they were found, and those of them that are cut
 * into parts. In memory while they are few, else in a temporary file (spool.h); the parts, 40 bytes
 * each, stay in memory.
 */
#ifndef TEXTMILL_PLANNED_FILES_H
#define TEXTMILL_PLANNED_FILES_H

#include <glib.h>

#include "file_parts.h"
#include "spool.h"

typedef struct _PlannedFiles PlannedFiles;

/* temporary, memory_nbytes: as in spool.h. */
PlannedFiles *planned_files_new(const char *temporary, gsize memory_nbytes);

/* Adds the next file; path has path_nbytes and a NUL. */
gboolean planned_files_add(PlannedFiles *files, const char *path, gsize path_nbytes, guint64 nbytes,
                           gint64 mtime_ns, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Says of a file (number, from 0) that it consists of parts (of FilePart, taken over). In the order
 * of files. */
void planned_files_set_parts(PlannedFiles *files, guint64 number, GArray *parts);

void planned_files_free(PlannedFiles *files);

/* A file or a part of one. */
typedef struct {
    guint64 number;   /* of the file, from 0 */
    const char *path; /* valid until the next piece */
    gsize path_nbytes;
    guint64 file_nbytes;
    gint64 mtime_ns;
    const FilePart *part; /* NULL: the whole file */
} PlannedPiece;

typedef struct {
    const PlannedFiles *files;
    SpoolReader spool;
    PlannedPiece piece;
    guint next_cut;           /* among the files with parts */
    guint n_parts, next_part; /* of the file at hand */
    gboolean begun;
} PieceReader;

/* Files must not be added any more. */
void piece_reader_init(PieceReader *reader, const PlannedFiles *files);

/* The next piece, valid until the one after; NULL at the end, or with error set. */
const PlannedPiece *piece_reader_next(PieceReader *reader, GError **error);

void piece_reader_clear(PieceReader *reader);

static inline guint64
piece_start(const PlannedPiece *piece)
{
    return piece->part ? piece->part->start : 0;
}

static inline guint64
piece_nbytes(const PlannedPiece *piece)
{
    return piece->part ? piece->part->nbytes : piece->file_nbytes;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PlannedFiles, planned_files_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PieceReader, piece_reader_clear)

#endif
