/* JSON strings (RFC 8259), quotes included. */
#ifndef TEXTMILL_JSON_H
#define TEXTMILL_JSON_H

#include <glib.h>

#include "program/out_file.h"

/* Valid UTF-8, verbatim but for what must be escaped. */
void json_text(OutFile *file, const char *text, gsize nbytes);
void json_string(OutFile *file, const char *text);

void json_uint(OutFile *file, guint64 value);
/* A real given in millionths, with 6 decimals. */
void json_millionths(OutFile *file, gint64 value);

/* A path as the tables write it, so that it can be joined with them. */
void json_path(OutFile *file, const char *path, gsize nbytes);

#endif
