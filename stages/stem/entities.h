/*
 * HTML character references inside a form: AT&amp;T, don&#8217;t, caf&eacute;.
 *
 * Only names of characters that a form can hold are known: letters, marks, spaces, invisible
 * characters, & and the signs inside words.
 */
#ifndef TEXTMILL_ENTITIES_H
#define TEXTMILL_ENTITIES_H

#include <glib.h>

/*
 * Reads the reference that text, which begins with '&', starts with. Returns how many of the nbytes
 * bytes it takes, its ';' included, and sets *ret_character; 0 if there is none.
 */
gsize entity_read(const char *text, gsize nbytes, gunichar *ret_character);

/* What U+0080 to U+009F were meant to be: the character of that byte in cp1252, if it has one. */
gunichar entity_repair_c1(gunichar c);

#endif
