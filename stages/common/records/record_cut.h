/*
 * Cutting a plain record file into parts at the ends of records, without reading all of it.
 *
 * Where a line of JSON Lines ends is plain to see. In CSV a line end may be inside of quotes, and
 * which quotes open and which close depends on all that came before. Usually a look at the rows
 * around tells: taken one way they have the right number of columns, taken the other way they do
 * not, or quotes are out of place. Where that is unclear, or for JSON in an array, the file is to be
 * scanned from the last place that is known, which takes a second for a GB or so. Who reads a part
 * checks that it ends where a record does (csv_reader_finish()).
 */
#ifndef TEXTMILL_RECORD_CUT_H
#define TEXTMILL_RECORD_CUT_H

#include <glib.h>

#include "records/record_format.h"

typedef enum {
    RECORD_CUT_FOUND,
    RECORD_CUT_UNCLEAR, /* record_cut_scan() is to be asked */
    RECORD_CUT_FAILED,  /* with a G_FILE_ERROR set: the file cannot be read */
} RecordCut;

/*
 * The first place at or after nominal where a record may begin, in the open file of size bytes:
 * *ret_offset, at least format->start and at most size. Reads 64 kB, up to 1 MB where that is not
 * enough, and to the end of a long line.
 */
RecordCut record_cut_find(int fd, guint64 size, const RecordFormat *format, guint64 nominal,
                          guint64 *ret_offset, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for sure. from: where a record begins, at most nominal; the file is read from there. */
gboolean record_cut_scan(int fd, guint64 size, const RecordFormat *format, guint64 from,
                         guint64 nominal, guint64 *ret_offset,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
