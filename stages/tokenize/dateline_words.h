/*
 * The words of datelines and bylines, and what is known of some: names of agencies, words that are
 * none of a place. The lists decide in doubtful cases only; dateline.h says which.
 */
#ifndef TEXTMILL_DATELINE_WORDS_H
#define TEXTMILL_DATELINE_WORDS_H

#include "cursor.h"

#include <glib.h>

typedef enum {
    WORDS_AGENCIES,
    WORDS_NOT_PLACES,
    WORDS_SENTENCE_OPENERS,
    WORDS_PARTICLES,
    WORDS_PLACE_OPENERS,
    WORDS_PLACE_CLOSERS,
    WORDS_SHORT_CITIES,
    WORDS_NAME_PARTICLES,
} WordList;

/* A word of a place or a name. */
typedef struct {
    const char *start;
    gsize nbytes;
    guint nletters;
    gboolean upper : 1;    /* begins with an upper-case letter */
    gboolean capitals : 1; /* and has no lower-case one, "Mc" aside */
} Word;

/* Whether text, as written, is in the list. */
gboolean words_have(WordList list, const char *text, gsize nbytes);

static inline gboolean
word_is_in(Word word, WordList list)
{
    return words_have(list, word.start, word.nbytes);
}

/* Whether word is the name of a month or a beginning of it. */
gboolean word_is_month(Word word);

/* Step over letters with . ' ’ - between or after them (a hyphen only between letters). */
gboolean word_read(Cursor *cursor, Word *ret);

#endif
