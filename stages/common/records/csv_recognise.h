/* How CSV is written, told from its first rows. */
#ifndef TEXTMILL_CSV_RECOGNISE_H
#define TEXTMILL_CSV_RECOGNISE_H

#include <glib.h>

#include "records/csv_scan.h"

typedef struct {
    CsvDialect dialect;
    guint n_columns;          /* that rows have */
    guint n_rows, n_right;    /* looked at; with this number of columns */
    gboolean second_is_right; /* the second row has it, as far as it is there */
} CsvLook;

/*
 * delimiter, quote: as given, or 0 to find them among , TAB ; | and " '; has_no_quote: nothing is
 * quoted. min_columns: rows have at least so many. FALSE if nothing fits.
 */
gboolean csv_recognise(CsvLook *ret_look, const char *bytes, gsize nbytes, gboolean is_whole,
                       char delimiter, char quote, gboolean has_no_quote, guint min_columns);

#endif
