/* The lists of words/ as word_lists.py compiles them in. */
#ifndef TEXTMILL_WORD_LISTS_H
#define TEXTMILL_WORD_LISTS_H

#include <glib.h>

#include "word_classes.h"

typedef struct {
    guint16
        key; /* where it begins in the list's keys: a pointer would be relocated at each start */
    guint8 class; /* WORD_STOP ... */
} ListedWord;

typedef struct {
    const char *language;    /* ISO 639-1 */
    const char *keys;        /* each ended by a NUL */
    const ListedWord *words; /* in byte order of their keys */
    gsize n_words;
} WordList;

extern const WordList word_lists[];
extern const gsize n_word_lists;

#endif
