/*
 * CsvReader: records of CSV and its relatives (RFC 4180), from a stream of bytes.
 *
 *   - A record ends at LF, CR LF or CR outside of quotes, or where the bytes end.
 *   - A quote opens only as the first byte of a field (behind spaces, if the dialect says so);
 *     elsewhere it is a character. Between quotes a doubled one stands for one. What follows a
 *     closing quote belongs to the field as it is: "a"b is ab. So does Python's csv.
 *   - Lines with nothing or only white space are skipped.
 *   - Empty fields beyond the last column are dropped.
 *
 * Memory is bounded by the limit for a record; time is linear.
 */
#ifndef TEXTMILL_CSV_READER_H
#define TEXTMILL_CSV_READER_H

#include <glib.h>

#include "records/byte_source.h"
#include "records/csv_scan.h"
#include "records/record_value.h"

/* A row of more is rejected. */
enum { CSV_MAX_COLUMNS = 4096 };

typedef struct {
    guint64 offset, nbytes; /* in the stream, with the line end */
    const char *reject;     /* why the row cannot be used, or NULL */
    const RecordValue *fields;
    guint n_fields;
    guint64 n_repairs; /* for whom fields are repaired; 0 here */
} CsvRecord;

typedef struct _CsvReader CsvReader;

/*
 * Reads from source, which the caller keeps and frees later, from a record's start. offset: where
 * that is, for CsvRecord.offset and messages. n_columns: what rows must have, or 0. A record of more
 * than max_nbytes is passed over and rejected.
 */
CsvReader *csv_reader_new(ByteSource *source, const CsvDialect *dialect, guint n_columns,
                          gsize max_nbytes, guint64 offset);
void csv_reader_free(CsvReader *reader);

/* The next record, whose parts stay valid until the next call. FALSE at the end, also where the
 * source fails: csv_reader_finish() tells. */
gboolean csv_reader_next(CsvReader *reader, CsvRecord *ret_record);

/*
 * At the end: FALSE with the error of the source, or, unless is_file_end, with a BYTE_SOURCE_ERROR
 * if the bytes do not end where a record does: then they were cut at a wrong place.
 */
gboolean csv_reader_finish(CsvReader *reader, gboolean is_file_end,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CsvReader, csv_reader_free)

#endif
