/*
 * Cutting a plain file of JSON Lines or CSV into parts at the ends of records.
 *
 * Where a line of JSON Lines ends is plain to see, and of such a file no more is read. In CSV a line
 * end may be inside of quotes, and which quotes open and which close depends on all that came before:
 * it is gone through from the last place that is known, which takes a second for a GB or so. Who
 * reads a part checks that it ends where a record does (csv_reader_finish()).
 */
#ifndef TEXTMILL_RECORD_CUT_H
#define TEXTMILL_RECORD_CUT_H

#include <glib.h>

#include "records/record_format.h"

/*
 * The first place at or after nominal where a record may begin, in the open file of size bytes:
 * *ret_offset, at least format->start and at most size. from: where a record begins, at most nominal
 * unless that is before format->start. FALSE with a G_FILE_ERROR set if the file cannot be read.
 */
gboolean record_cut_find(int fd, guint64 size, const RecordFormat *format, guint64 from,
                         guint64 nominal, guint64 *ret_offset,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
