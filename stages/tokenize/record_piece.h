/*
 * RecordPiece: the records of a piece of the corpus: a whole file, a part of one, or a part of what
 * was unpacked, in whatever encoding. Offsets in one that is converted as a whole (record_format.h)
 * are those of the converted text.
 */
#ifndef TEXTMILL_RECORD_PIECE_H
#define TEXTMILL_RECORD_PIECE_H

#include <glib.h>

#include "files/shard_list.h"
#include "records/record_reader.h"

/* How files are read, all of them. */
typedef struct {
    int folder;              /* the corpus, open */
    const char *list_folder; /* where parts are that were unpacked */
    RecordOptions options;
    gsize max_nbytes; /* of a record */
} RecordPieces;

/* A piece that is being read. Begins as zeros. */
typedef struct {
    RecordFormat format;
    guint64 n_repairs;    /* of the file as a whole, not in its records */
    const char *encoding; /* "utf-8" or as encoding.h names it */
    RecordReader *reader;
} RecordPiece;

/* Opens the piece. FALSE with an error whose message is the reason for a reject. */
gboolean record_piece_open(RecordPiece *piece, const RecordPieces *pieces, const ShardPiece *listed,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

void record_piece_clear(RecordPiece *piece);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RecordPiece, record_piece_clear)

#endif
