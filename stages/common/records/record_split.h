/*
 * RecordSplit: where records begin in a stream of bytes, which come in blocks of any size. Sees the
 * same records as the readers do.
 *
 * Objects of JSON in an array or one behind the other are not split: what stands between two that is
 * none is one record to the reader, and does not tell where it begins.
 */
#ifndef TEXTMILL_RECORD_SPLIT_H
#define TEXTMILL_RECORD_SPLIT_H

#include <glib.h>

#include "records/record_format.h"

typedef struct {
    RecordKind kind;
    CsvScan csv;
    gboolean is_between; /* at the start of a line */
} RecordSplit;

/* The first byte given is the first of a record (RecordFormat.start, or any other). The format is
 * of kind JSON Lines or CSV. */
void record_split_init(RecordSplit *split, const RecordFormat *format);

/* Goes over all the bytes. */
void record_split_skip(RecordSplit *split, const char *bytes, gsize nbytes);

/*
 * Goes on to the first place where a record may begin, which is 0 if it is where the split stands.
 * Returns it, or -1: there is none among these bytes, which are gone over.
 */
gssize record_split_next(RecordSplit *split, const char *bytes, gsize nbytes);

#endif
