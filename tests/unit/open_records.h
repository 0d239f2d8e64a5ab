/* Record files as tests open them: recognised from their beginning, whole or a part. */
#ifndef TEXTMILL_OPEN_RECORDS_H
#define TEXTMILL_OPEN_RECORDS_H

#include <fcntl.h>

#include "records/record_file.h"
#include "records/record_reader.h"

/*
 * The part [offset, offset + nbytes) of a plain file, or (0, G_MAXUINT64) the whole of any. format,
 * which begins as zeros, and the map of the options outlive the reader. NULL with error set if the
 * file is not read as records.
 */
G_GNUC_UNUSED static RecordReader *
open_records(RecordFormat *format, const char *path, guint64 offset, guint64 nbytes,
             const RecordOptions *options, gsize max_nbytes, GError **error)
{
    g_autoptr(ByteSource) source = record_file_open(AT_FDCWD, path, options, format, NULL, error);

    if (!source)
        return NULL;
    if (offset > 0 || nbytes < G_MAXUINT64) {
        byte_source_free(source);
        source = byte_source_open(AT_FDCWD, path, offset, nbytes, error);
        if (!source)
            return NULL;
    }
    return record_reader_new(g_steal_pointer(&source), offset, format,
                             options ? options->map : NULL, max_nbytes, error);
}

#endif
