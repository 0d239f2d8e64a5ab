/*
 * Character references of HTML (&amp; &nbsp; &#8217; &#x2019;), which real plain text is full of.
 */
#ifndef TEXTMILL_ENTITY_H
#define TEXTMILL_ENTITY_H

#include <glib.h>

/* No reference is longer than this many bytes, "&" and ";" included. */
enum { ENTITY_MAX_NBYTES = 10 };

/*
 * Reads the reference at text, whose first byte is '&', looking at nbytes bytes at most. Returns
 * its length and sets *ret_c to the character it stands for, or returns 0: it is none, and the '&'
 * stands for itself. The closing ';' is required. Names are those of HTML 4 and apos; numbers 128
 * to 159 are taken as Windows-1252, as browsers do; what is no character becomes U+FFFD.
 */
guint entity_decode(const char *text, gsize nbytes, gunichar *ret_c);

/*
 * Appends the text to out with every reference replaced by its character, once: "&amp;lt;" becomes
 * "&lt;". What is no reference, as entity_decode() says, stays as it is. Valid UTF-8 stays valid,
 * but a reference may stand for what clean text has not (see utf8.h): if TRUE is returned, some
 * were replaced and it should be looked at again. The result is never longer than the text.
 */
gboolean entity_decode_all(const char *text, gsize nbytes, GString *out);

#endif
