/* CsvRows: what a piece of CSV looks like if it is taken to be written in a certain way. */
#ifndef TEXTMILL_CSV_ROWS_H
#define TEXTMILL_CSV_ROWS_H

#include <glib.h>

#include "records/csv_scan.h"

enum { CSV_ROWS_MAX = 1024 }; /* no more are looked at */

typedef struct {
    guint n; /* rows that end in the piece, without blank lines */
    guint n_columns[CSV_ROWS_MAX];
    guint n_quoted; /* fields */
    guint n_odd;    /* quotes where none should be: in a field, or closing before its end */
    guint n_columns_of_rest; /* of a row that goes on beyond the piece */
} CsvRows;

/* The piece begins with a record. is_whole: it ends where the file does. */
void csv_rows_look(CsvRows *rows, const CsvDialect *dialect, const char *bytes, gsize nbytes,
                   gboolean is_whole);

/* The most frequent number of columns, and how many rows have it. 0 without rows. */
guint csv_rows_usual(const CsvRows *rows, guint *ret_n_rows);

#endif
