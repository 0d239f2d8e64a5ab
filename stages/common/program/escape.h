/*
 * Paths in text files of ours: one field of one line, whatever bytes a name holds.
 *
 * TAB, LF, CR, the double quote, the per cent sign and every byte that is not part of valid UTF-8
 * (a NUL counts as such) become %XX with upper-case digits; all else stays. The result is valid
 * UTF-8, and distinct paths stay distinct.
 */
#ifndef TEXTMILL_ESCAPE_H
#define TEXTMILL_ESCAPE_H

#include <glib.h>

#include "program/out_file.h"

/* Appends the nbytes of path to out, escaped. Linear in nbytes. */
void escape_path(GString *out, const char *path, gsize nbytes);

/* Writes it to file instead. */
void escape_path_write(OutFile *file, const char *path, gsize nbytes);

/* Whether all of path is ASCII that stays as it is: most paths are. */
gboolean escape_is_plain(const char *path, gsize nbytes);

/*
 * Appends the bytes that the nbytes of text stand for; digits of either case are read. Returns
 * FALSE, with out as it was, if a per cent sign is not followed by two of them.
 */
gboolean unescape_path(GString *out, const char *text, gsize nbytes) G_GNUC_WARN_UNUSED_RESULT;

#endif
