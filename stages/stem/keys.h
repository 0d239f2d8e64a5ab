/*
 * Keys: what a form is counted under.
 *
 * A form is what an article says, a key what is meant by it: Trump, TRUMP’S and trump's have the
 * key "trump".
 *
 * The key of a word is in lower case and NFC. Ligatures, full-width and presentation forms are the
 * plain letters, typographic apostrophes and hyphens the ASCII ones, HTML entities what they stand
 * for; soft hyphens, invisible characters and apostrophes at the ends are gone. A dotted acronym
 * keeps its dots but the last: U.S. and U.S.'s are u.s; Mr. is mr.
 *
 * English and Dutch lose the ending 's (dogs' the apostrophe), but English contractions (it's,
 * don't) stay whole. French, Italian and Catalan lose what is elided before an apostrophe (l’homme,
 * qu’il, dell’arte). Turkish loses the case ending that a name has behind one (Ankara’da), Swedish
 * and Finnish those that they set behind a colon (USA:s, NATO:ssa), but S:t, k:a and 20:e stay
 * whole. Irish loses the letter that grammar sets before a capital (na hÉireann). In English US, UK
 * and UN have the keys of U.S., U.K. and U.N. The Hebrew marks of abbreviation are ' and ", and the
 * tatweel that draws Arabic words out is gone.
 *
 * The key of a hashtag or mention is that of the word behind the sign; the key of a number is the
 * number as written, without the spaces that may group its digits.
 *
 * Other types are not words and have no key. A key is valid UTF-8 and holds neither white space nor
 * control characters. It does not depend on the locale. The key of a key, as a word of the same
 * language, is that key, unless an entity was written in an entity (&amp;eacute;). More than 30
 * combining marks in a row are no word, and are not brought into NFC.
 */
#ifndef TEXTMILL_KEYS_H
#define TEXTMILL_KEYS_H

#include <glib.h>

#include "files/token_type.h"

/*
 * Replaces the content of out by the key of the form; form: nbytes bytes, meant to be valid UTF-8
 * (what is not becomes U+FFFD), not NUL-terminated. language: an ISO 639-1 code, a subtag behind
 * a hyphen is ignored, NULL or anything unknown means none. Returns FALSE, and leaves out empty, if
 * the form has no key: it is of another type or only of invisible characters. Takes time in
 * proportion to nbytes; where GLib must bring it into NFC up to its square, and forms are short.
 */
gboolean key_of_form(const char *form, gsize nbytes, TokenType type, const char *language,
                     GString *out);

/*
 * Likewise, and finds the part of the form to show people for its key: bytes
 * [*ret_start, *ret_end), never none. Sign, elision, possessive and case ending are cut off; case
 * and spelling, and full stops and the geresh at the end, stay: Trump’s → Trump, l’État → État,
 * EU:n → EU, #MeToo → MeToo, U.S. → U.S.
 */
gboolean key_and_label_of_form(const char *form, gsize nbytes, TokenType type, const char *language,
                               GString *out, gsize *ret_start, gsize *ret_end);

#endif
