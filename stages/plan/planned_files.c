#include "planned_files.h"

#include <string.h>

/* A file in the spool; its path follows, with a NUL. */
typedef struct {
    guint64 nbytes;
    gint64 mtime_ns;
    guint32 path_nbytes; /* without the NUL */
} Record;

/* A file that is cut into parts. */
typedef struct {
    guint64 number;
    GArray *parts; /* of FilePart */
} CutFile;

struct _PlannedFiles {
    Spool *spool;
    GArray *cut_files; /* of CutFile, in order */
};

static void
clear_cut_file(gpointer data)
{
    g_array_unref(((CutFile *)data)->parts);
}

PlannedFiles *
planned_files_new(const char *temporary, gsize memory_nbytes)
{
    PlannedFiles *files = g_new0(PlannedFiles, 1);

    files->spool = spool_new(temporary, memory_nbytes);
    files->cut_files = g_array_new(FALSE, FALSE, sizeof(CutFile));
    g_array_set_clear_func(files->cut_files, clear_cut_file);
    return files;
}

void
planned_files_free(PlannedFiles *files)
{
    if (!files)
        return;
    spool_free(files->spool);
    g_array_unref(files->cut_files);
    g_free(files);
}

gboolean
planned_files_add(PlannedFiles *files, const char *path, gsize path_nbytes, guint64 nbytes,
                  gint64 mtime_ns, GError **error)
{
    const Record record = {nbytes, mtime_ns, path_nbytes};

    return spool_append(files->spool, &record, sizeof record, error) &&
           spool_append(files->spool, path, path_nbytes + 1, error);
}

void
planned_files_set_parts(PlannedFiles *files, guint64 number, GArray *parts)
{
    CutFile file = {number, parts};

    g_array_append_val(files->cut_files, file);
}

/* ---- reading */

void
piece_reader_init(PieceReader *reader, const PlannedFiles *files)
{
    *reader = (PieceReader){.files = files};
    spool_reader_init(&reader->spool, files->spool, 0, spool_nbytes(files->spool));
}

void
piece_reader_clear(PieceReader *reader)
{
    spool_reader_clear(&reader->spool);
}

/* The next file, as a whole. FALSE at the end, and with error set. */
static gboolean
next_file(PieceReader *reader, GError **error)
{
    PlannedPiece *piece = &reader->piece;
    const void *bytes = spool_read(&reader->spool, sizeof(Record), error);
    Record record;

    if (!bytes)
        return FALSE;
    memcpy(&record, bytes, sizeof record);
    *piece = (PlannedPiece){.number = reader->begun ? piece->number + 1 : 0,
                            .path = spool_read(&reader->spool, record.path_nbytes + 1, error),
                            .path_nbytes = record.path_nbytes,
                            .file_nbytes = record.nbytes,
                            .mtime_ns = record.mtime_ns};
    reader->begun = TRUE;
    return piece->path != NULL;
}

const PlannedPiece *
piece_reader_next(PieceReader *reader, GError **error)
{
    const GArray *cut_files = reader->files->cut_files;
    const CutFile *cut_file;

    if (reader->next_part == reader->n_parts) {
        if (!next_file(reader, error))
            return NULL;
        reader->next_part = reader->n_parts = 0;
        if (reader->next_cut == cut_files->len)
            return &reader->piece;
        cut_file = &g_array_index(cut_files, CutFile, reader->next_cut);
        if (cut_file->number != reader->piece.number)
            return &reader->piece;
        reader->next_cut++;
        reader->n_parts = cut_file->parts->len;
    }
    cut_file = &g_array_index(cut_files, CutFile, reader->next_cut - 1);
    reader->piece.part = &g_array_index(cut_file->parts, FilePart, reader->next_part++);
    return &reader->piece;
}
