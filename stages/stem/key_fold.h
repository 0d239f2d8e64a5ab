/* The characters of a key: case, composition, and what is written differently and means the same.
 */
#ifndef TEXTMILL_KEY_FOLD_H
#define TEXTMILL_KEY_FOLD_H

#include <glib.h>

/*
 * Replaces the content of out by the folded form: entities read, invisible characters, white space
 * and controls deleted, presentation forms made plain, lower case, NFC. rules: KEY_DOTLESS_I and
 * KEY_CEDILLA matter here.
 */
void key_fold(const char *form, gsize nbytes, guint rules, GString *out);

/*
 * Reads the character at p < limit as key_fold() does: entities, repaired C1 controls, U+FFFD for a
 * byte that is no UTF-8. Returns where the next one begins.
 */
const char *key_read_character(const char *p, const char *limit, gunichar *ret_character);

/* The apostrophe of Hebrew, which shortens words and stays at their ends. */
#define KEY_GERESH 0x5F3

/* TRUE for what is an apostrophe in the key. */
gboolean key_is_apostrophe(gunichar c);

#endif
