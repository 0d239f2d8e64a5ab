/* Whether a file is CSV, how it is written, and what its columns are called. A part of
 * record_format.h. */
#ifndef TEXTMILL_CSV_FORMAT_H
#define TEXTMILL_CSV_FORMAT_H

#include "records/record_format.h"

/* What is looked at. */
typedef struct {
    const char *bytes;
    gsize nbytes;
    gboolean is_whole;
    const RecordOptions *options;
    gboolean has_encoding; /* it is known */
    const char *encoding;
} FileBeginning;

/* What of the bytes is converted from that is no UTF-8, or NULL. Looks at all of them, once. */
const char *file_beginning_encoding(FileBeginning *file);

/* Sets kind, start, dialect and columns of a format whose start is behind a byte order mark, if the
 * file is CSV or said to be. */
void csv_format_look(RecordFormat *format, FileBeginning *file);

#endif
