/* Words and letters, and the languages they speak for, as make_language_table.py compiles them in. */
#ifndef TEXTMILL_LANGUAGE_TABLE_H
#define TEXTMILL_LANGUAGE_TABLE_H

#include <glib.h>

#define LANGUAGE_N_LETTERS 0x700

/* Languages: bit i stands for language_codes[i]. Set 0 is empty. */
typedef struct {
    guint64 languages;
    guint n;
} LanguageSet;

/* A word by the hash of its characters; 0: a free slot. */
typedef struct {
    guint32 hash;
    guint16 set;
} LanguageWord;

extern const char language_codes[][3]; /* ISO 639-1, in byte order */
extern const guint n_language_codes;   /* at most 64 */
extern const LanguageSet language_sets[];
extern const guint language_slot_bits;      /* of the words there are 1 << this, */
extern const LanguageWord language_words[]; /* a hash table with linear probing */
extern const guint16 language_letter_sets[LANGUAGE_N_LETTERS]; /* set of a letter, by code point */

#endif
