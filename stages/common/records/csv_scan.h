/*
 * CsvScan: where records of CSV end, found without looking at fields: at the speed of memory where
 * quotes are rare. The same rules as in csv_reader.h hold, so that both see the same records.
 *
 * Bytes are given in blocks of any size.
 */
#ifndef TEXTMILL_CSV_SCAN_H
#define TEXTMILL_CSV_SCAN_H

#include <glib.h>

/* How a file of CSV is written. */
typedef struct {
    char delimiter;
    char quote;         /* 0: nothing is quoted */
    gboolean backslash; /* inside quotes a backslash takes the meaning of the next byte */
    gboolean spaces;    /* spaces before a field do not belong to it */
} CsvDialect;

typedef enum {
    CSV_AT_RECORD,    /* a record begins */
    CSV_AT_FIELD,     /* a field begins */
    CSV_IN_FIELD,     /* that is not quoted, or behind its closing quote */
    CSV_IN_QUOTES,    /* between quotes */
    CSV_AT_QUOTE,     /* behind a quote between quotes: it closes unless another one follows */
    CSV_AT_BACKSLASH, /* between quotes, behind a backslash */
    CSV_AT_CR,        /* behind CR, where LF may follow */
} CsvState;

typedef struct {
    CsvDialect dialect;
    CsvState state;
} CsvScan;

/* The state behind a byte. */
CsvState csv_scan_step(const CsvDialect *dialect, CsvState state, char byte);

/* The first byte given is the first of a record. */
void csv_scan_init(CsvScan *scan, const CsvDialect *dialect);

/* Goes over all the bytes. */
void csv_scan_skip(CsvScan *scan, const char *bytes, gsize nbytes);

/*
 * Goes on to where the next record begins, which is 0 if this is where the scan stands. Returns
 * its position and is there, or returns -1: all bytes are gone over.
 */
gssize csv_scan_next_record(CsvScan *scan, const char *bytes, gsize nbytes);

/* Whether the end of the bytes would be in the middle of something quoted. */
static inline gboolean
csv_scan_in_quotes(const CsvScan *scan)
{
    return scan->state == CSV_IN_QUOTES || scan->state == CSV_AT_BACKSLASH;
}

/* Whether a record could begin here. A CR counts as the end of one. */
static inline gboolean
csv_scan_between_records(const CsvScan *scan)
{
    return scan->state == CSV_AT_RECORD || scan->state == CSV_AT_CR;
}

#endif
