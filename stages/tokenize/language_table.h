/* Words and letters, and the languages they speak for, as make_language_table.py compiles them in. */
#ifndef TEXTMILL_LANGUAGE_TABLE_H
#define TEXTMILL_LANGUAGE_TABLE_H

#include <glib.h>

#define LANGUAGE_N_LETTERS 0x700
#define LANGUAGE_SLOT_BITS 15

/* Languages: bit i stands for language_codes[i]. Set 0 is empty. */
typedef struct {
    guint64 languages;
    guint n;
} LanguageSet;

extern const char language_codes[][3]; /* ISO 639-1, in byte order */
extern const guint n_language_codes;   /* at most 64 */
extern const LanguageSet language_sets[];

/*
 * The words: a hash table with linear probing. A word's hash times the factor has the slot in its
 * highest bits and the tag in the lowest sixteen, of which the last is set; 0: a free slot. Tags and
 * sets are apart, since most words of a text are in no list, and the tags then stay in the cache.
 */
extern const guint32 language_slot_factor;
extern const guint16 language_tags[1 << LANGUAGE_SLOT_BITS];
extern const guint16 language_tag_sets[1 << LANGUAGE_SLOT_BITS];

extern const guint16 language_letter_sets[LANGUAGE_N_LETTERS]; /* set of a letter, by code point */

#endif
