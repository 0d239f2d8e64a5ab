/*
 * Inspect: any intermediate file as text. What is in a file is told by its own header, so a file of
 * a kind or version that this program does not know can be printed too.
 */
#ifndef TEXTMILL_INSPECT_H
#define TEXTMILL_INSPECT_H

#include <glib.h>

#include "program/out_file.h"

/* Sections asked for that are not there, articles that are in none of the files. */
#define INSPECT_ERROR inspect_error_quark()
GQuark inspect_error_quark(void);
enum { INSPECT_ERROR_MISSING };

/* Prints the header and what sections there are, with records, bytes before and after compression.
 */
gboolean inspect_overview(const char *path, OutFile *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
    const char *const *sections; /* names, NULL-terminated; NULL for all */
    guint64 limit;               /* records of each section */
    gboolean with_headings;      /* say before each section which it is */
} InspectRecords;

/* Prints the records of sections: a line with the names of the columns, then a line for each. */
gboolean inspect_records(const char *path, const InspectRecords *what, OutFile *out,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Prints the text of the first article whose id or path this is, as tables write it (escape.h) or
 * as it is; n files are looked through in order, those that are not tokens files are passed over.
 */
gboolean inspect_text(const char *id, const char *const *paths, guint n, OutFile *out,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
