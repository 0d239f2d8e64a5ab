/*
 * Tsv: a table as people and programs read it: UTF-8, one header line, fields apart by TAB, lines
 * ended by LF. No field holds TAB, LF, CR or ", so that any reader takes it as it is, however it
 * thinks of quotes.
 */
#ifndef TEXTMILL_TSV_H
#define TEXTMILL_TSV_H

#include <glib.h>
#include <string.h>

#include "program/out_file.h"

typedef struct {
    OutFile *file;
    gboolean line_begun;
} Tsv;

/* Opens folder/name and writes the header: names apart by spaces. */
gboolean tsv_open(Tsv *tsv, const char *folder, const char *name, const char *columns,
                  GError **error);
/* Likewise a path; "-" for standard output. */
gboolean tsv_open_path(Tsv *tsv, const char *path, const char *columns, GError **error);
gboolean tsv_commit(Tsv *tsv, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tsv_clear(Tsv *tsv);

/* Fields, in the order of the columns. */
void tsv_uint(Tsv *tsv, guint64 value);
/* A text: runs of white space and control characters become one space, " becomes ″. */
void tsv_text(Tsv *tsv, const char *text, gsize nbytes);

static inline void
tsv_string(Tsv *tsv, const char *text)
{
    tsv_text(tsv, text, strlen(text));
}

/* A path or id: such bytes, % and invalid UTF-8 become %XX. */
void tsv_path(Tsv *tsv, const char *path, gsize nbytes);
/* A real with 6 decimals. */
void tsv_real(Tsv *tsv, double value);
/* A probability with 6 significant digits. */
void tsv_probability(Tsv *tsv, long double value);
void tsv_empty(Tsv *tsv);
void tsv_end_line(Tsv *tsv);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tsv, tsv_clear)

#endif
