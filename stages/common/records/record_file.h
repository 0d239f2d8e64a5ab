/* RecordFile: a record file opened, in whatever encoding it is. */
#ifndef TEXTMILL_RECORD_FILE_H
#define TEXTMILL_RECORD_FILE_H

#include <glib.h>

#include "records/byte_source.h"
#include "records/record_format.h"

/*
 * Opens path, relative to the open folder, and recognises what it is; options as there. Returns its
 * bytes from the start on, as UTF-8 where it is converted as a whole: places that are no text in its
 * encoding are added to *n_repairs (may be NULL), which outlives the source. NULL with a BYTE_SOURCE_ERROR.
 */
ByteSource *record_file_open(int folder, const char *path, const RecordOptions *options,
                             RecordFormat *ret_format, guint64 *n_repairs,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
