/*
 * Unpacker: remembers the parts of large record files from one plan to the next, and makes those of
 * packed files: their text is cut at records, and each part packed again by itself.
 *
 * The parts of a packed file are WORK/pieces/NAME-NNNN.gz, NAME being twelve hexadecimal digits.
 * WORK/pieces/NAME.parts says of any file what the parts were made from and where each begins. They
 * are made again when that has changed.
 */
#ifndef TEXTMILL_UNPACK_H
#define TEXTMILL_UNPACK_H

#include <glib.h>

#include "records/byte_source.h"
#include "records/record_format.h"

typedef struct _Unpacker Unpacker;

/* The folder pieces in work is made when it is needed. */
Unpacker *unpacker_new(const char *work);

/* A part: bytes [start, start + nbytes) of the text, and where they are, as in a shard's list. */
typedef struct {
    guint64 start, nbytes;
    char *from;
} FilePart;

/* An empty array of FilePart. */
GArray *file_parts_new(void);

/*
 * Whether the parts of a file are known: *ret_parts, of FilePart, or NULL if it is to be read as a
 * whole. hash tells the file from others; made_from, a line, changes when the parts do.
 */
gboolean unpacker_recall(Unpacker *unpacker, guint64 hash, const char *made_from,
                         GArray **ret_parts) G_GNUC_WARN_UNUSED_RESULT;

/* Remembers them; parts may be NULL. */
gboolean unpacker_remember(Unpacker *unpacker, guint64 hash, const char *made_from,
                           const GArray *parts, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Makes the parts of the text of a packed source, each of target_nbytes and what is left of its last
 * record. *ret_parts is NULL if the source is damaged. FALSE with error set if they cannot be
 * written.
 */
gboolean unpacker_make(Unpacker *unpacker, ByteSource *source, const RecordFormat *format,
                       guint64 target_nbytes, guint64 hash, GArray **ret_parts,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Removes from the folder all that was not asked for. */
gboolean unpacker_remove_others(Unpacker *unpacker, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NULL is accepted. */
void unpacker_free(Unpacker *unpacker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Unpacker, unpacker_free)

#endif
