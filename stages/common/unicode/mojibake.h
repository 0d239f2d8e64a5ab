/*
 * Mojibake: UTF-8 that somebody read as Windows-1252 and wrote as UTF-8 again, as in "donâ€™t" and
 * "cafÃ©". It is valid, so only its improbability tells it from text that is meant.
 */
#ifndef TEXTMILL_MOJIBAKE_H
#define TEXTMILL_MOJIBAKE_H

#include <glib.h>

/*
 * Whether mojibake may start with the valid character at pos, as far as two bytes tell: nearly
 * everywhere it may not.
 */
static inline gboolean
mojibake_may_start(const char *text, gsize nbytes, gsize pos)
{
    return text[pos] == '\xC3' && nbytes - pos > 2 && (guint8)text[pos + 2] >= 0x80 &&
           (pos == 0 || (guint8)text[pos - 1] < 0x80);
}

/*
 * The size in bytes of the run at pos of characters that Windows-1252 has beyond ASCII (and of C1
 * controls, which stand for its gaps), if the bytes they stand for are UTF-8 from the first to the
 * last, and what these mean is likelier than what is written; 0 otherwise. pos is where a run may
 * start as mojibake_may_start() says. Appends the meaning to out, if that is not NULL.
 *
 * Likelier are: punctuation and signs of three bytes (â€™); accented letters of Latin-1 (Ã©), but
 * not behind a capital before what may be the punctuation it looks like (IRMÃ»); letters of Latin
 * Extended-A (Å¡) in words; two or more characters of other scripts.
 */
gsize mojibake_decode(const char *text, gsize nbytes, gsize pos, GString *out);

#endif
