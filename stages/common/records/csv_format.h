/* Whether a file is CSV, how it is written, and what its columns are called. A part of
 * record_format.h. */
#ifndef TEXTMILL_CSV_FORMAT_H
#define TEXTMILL_CSV_FORMAT_H

#include "records/record_format.h"

/* Sets kind, start, dialect and columns of a format whose start is behind a byte order mark, if the
 * bytes, as they are read, are CSV or said to be. */
void csv_format_look(RecordFormat *format, const char *bytes, gsize nbytes, gboolean is_whole,
                     const RecordOptions *options);

#endif
