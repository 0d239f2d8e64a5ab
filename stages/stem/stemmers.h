/*
 * Stems: libstemmer behind what it must not be given.
 *
 * Only keys of letters and marks, with apostrophes between them, are stemmed; acronyms with dots,
 * anything with a digit or hyphen, and English words with an apostrophe (all contractions and
 * names: o'neill) are their own stem. So is every key of a language libstemmer does not know.
 */
#ifndef TEXTMILL_STEMMERS_H
#define TEXTMILL_STEMMERS_H

#include <glib.h>

/* One stemmer per language, made when it is first asked for. Not for two threads at once. */
typedef struct _Stemmers Stemmers;

Stemmers *stemmers_new(void);
void stemmers_free(Stemmers *stemmers);

/*
 * The stem of a key, nbytes bytes of valid UTF-8 in lower case. language: ISO 639-1, or anything.
 * Returns *ret_nbytes bytes, never none unless nbytes is 0. They are the key itself or belong to
 * the stemmers and are valid until the next call. Running out of memory ends the program, as it
 * does everywhere with GLib.
 */
const char *stemmers_stem(Stemmers *stemmers, const char *language, const char *key, gsize nbytes,
                          gsize *ret_nbytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stemmers, stemmers_free)

#endif
