/* What a library that knows the frequencies of letters and characters takes bytes for. */
#ifndef TEXTMILL_ENCODING_GUESS_H
#define TEXTMILL_ENCODING_GUESS_H

#include <glib.h>

/*
 * The name of an encoding, in anybody's spelling, or NULL: no idea, or no such library was built
 * in. It always finds something, and on text with few bytes beyond ASCII anything at all. To be
 * freed.
 */
char *encoding_guess(const char *bytes, gsize nbytes);

#endif
