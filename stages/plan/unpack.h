/*
 * Unpacker: the text of large packed record files, cut at records into parts that can be read by
 * themselves.
 *
 * The parts of a file are FOLDER/NAME-NNNN.gz, packed again, NAME being twelve hexadecimal digits;
 * FOLDER/NAME.parts says what they were made from and where each begins. They are made again when
 * that has changed.
 */
#ifndef TEXTMILL_UNPACK_H
#define TEXTMILL_UNPACK_H

#include <glib.h>

#include "records/record_format.h"

typedef struct _Unpacker Unpacker;

/* folder is made when it is needed. */
Unpacker *unpacker_new(const char *folder);

/* A part: bytes [start, start + nbytes) of the text, in the folder under this name. */
typedef struct {
    guint64 start, nbytes;
    char *name;
} UnpackedPart;

/*
 * The parts of the text of source, each of target_nbytes and what is left of its last record: of
 * UnpackedPart, owned by the caller. hash tells the file from others; made_from, a line, changes
 * when the parts do. *ret_parts is NULL if the source is damaged. FALSE with error set if they
 * cannot be written.
 */
gboolean unpacker_find(Unpacker *unpacker, ByteSource *source, const RecordFormat *format,
                       guint64 target_nbytes, guint64 hash, const char *made_from,
                       GArray **ret_parts, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Removes from the folder all that was not asked for. */
gboolean unpacker_remove_others(Unpacker *unpacker, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NULL is accepted. */
void unpacker_free(Unpacker *unpacker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Unpacker, unpacker_free)

#endif
