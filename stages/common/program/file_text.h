/* A small file as text. */
#ifndef TEXTMILL_FILE_TEXT_H
#define TEXTMILL_FILE_TEXT_H

#include <glib.h>

/*
 * The whole content of a file with a NUL after it, to be freed; *ret_nbytes (may be NULL) without
 * that. NULL with a G_FILE_ERROR "PATH: cannot read: cause" if it cannot be read.
 */
char *file_text_read(const char *path, gsize *ret_nbytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
