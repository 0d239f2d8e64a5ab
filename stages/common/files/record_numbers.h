/*
 * RecordNumbers: which record of its file an article is.
 *
 * A record file may lie in several pieces, in as many shards; the article itself only knows which
 * record of its piece it is. Shards are gone through in the order of the plan, each with its pieces,
 * and articles in their order.
 */
#ifndef TEXTMILL_RECORD_NUMBERS_H
#define TEXTMILL_RECORD_NUMBERS_H

#include <glib.h>

typedef struct {
    GArray *pieces;          /* of TokensPiece: those of the shard */
    guint next;              /* the first piece that has not begun */
    GString *path;           /* of the piece that has, also when the shard has ended */
    guint64 before, records; /* of its file in the pieces before; in this piece */
} RecordNumbers;

void record_numbers_init(RecordNumbers *numbers);

/* Goes on with the next shard. pieces: of TokensPiece; numbers owns them. */
void record_numbers_begin_shard(RecordNumbers *numbers, GArray *pieces);

/* The number, from 1, of a record of a piece of the file; 0 if the shard has no such piece. */
guint64 record_numbers_get(RecordNumbers *numbers, const char *path, guint64 record);

void record_numbers_clear(RecordNumbers *numbers);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RecordNumbers, record_numbers_clear)

#endif
