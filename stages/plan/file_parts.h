/*
 * FileParts: where large record files are cut, so that they are read in parallel.
 *
 * A file whose text is more than one and a half targets is looked at; if it is JSON Lines or CSV, and
 * not converted as a whole (record_format.h), it is cut at the first record behind each whole target.
 * JSON Lines is only looked at around these places; CSV with quotes is gone through to find them, at
 * half a millisecond a MB, once: what was found is remembered (unpack.h). A packed one of more than
 * FILE_PARTS_PACKED_NBYTES of text is unpacked, and its parts are kept (unpack.h).
 */
#ifndef TEXTMILL_FILE_PARTS_H
#define TEXTMILL_FILE_PARTS_H

#include <glib.h>

#include "records/record_format.h"
#include "unpack.h"

#define FILE_PARTS_PACKED_NBYTES (G_GUINT64_CONSTANT(32) << 20)

typedef struct {
    int folder; /* the corpus, open */
    const RecordOptions *records;
    guint64 target_nbytes;
    Unpacker *unpacker;
} FileCutting;

/* What a file's text comes to, by its name and size. */
guint64 file_parts_estimate(const char *path, gsize path_nbytes, guint64 nbytes);

/*
 * Finds the parts of a file: of FilePart. *ret_parts is NULL if it is to be read as a
 * whole, for whatever reason. FALSE with error set if something cannot be written.
 */
gboolean file_parts_find(const FileCutting *cutting, const char *path, guint64 nbytes,
                         gint64 mtime_ns, GArray **ret_parts,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
