/* CsvRows: what a piece of CSV looks like if it is taken to be written in a certain way. */
#ifndef TEXTMILL_CSV_ROWS_H
#define TEXTMILL_CSV_ROWS_H

#include <glib.h>

#include "records/csv_scan.h"

enum { CSV_ROWS_MAX = 1024 }; /* no more are looked at */

typedef struct {
    guint
        n; /* rows that end in the piece, without blank lines and what came before the first one */
    guint n_columns[CSV_ROWS_MAX];
    guint n_quoted;  /* fields */
    guint n_odd;     /* quotes where none should be: in a field, or closing before its end */
    gssize first_at; /* where the first row begins; -1: none does */
    guint n_columns_of_rest; /* of a row that goes on beyond the piece */
} CsvRows;

/* state: what the piece begins in; of what a row is when it begins in the middle of one nothing is
 * counted but odd quotes. is_whole: the piece ends where the file does. */
void csv_rows_look(CsvRows *rows, const CsvDialect *dialect, CsvState state, const char *bytes,
                   gsize nbytes, gboolean is_whole);

/* The most frequent number of columns, and how many rows have it. 0 without rows. */
guint csv_rows_usual(const CsvRows *rows, guint *ret_n_rows);

/* How many rows have so many columns. */
guint csv_rows_count(const CsvRows *rows, guint n_columns);

#endif
