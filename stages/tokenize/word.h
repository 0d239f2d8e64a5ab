/*
 * A token in the making: which pieces belong together.
 *
 * A word begins with one piece; then word_join() takes in what follows as long as the rules of
 * words.h allow, and word_finish_number() does it for what begins with a digit.
 */
#ifndef TEXTMILL_WORD_H
#define TEXTMILL_WORD_H

#include "piece.h"
#include "token.h"

typedef struct {
    const char *text;
    guint32 limit;      /* where the text ends */
    guint32 start, end; /* of the token */
    Piece last;         /* its last piece */
    guint n_pieces;
    guint32 n_letters, n_upper; /* of all pieces but a possessive s */
    guint8 first_case;          /* TOKEN_UPPER, TOKEN_LOWER or 0, by its first letter */
    TokenType type;             /* TOKEN_WORD until something else shows */
    guint8 flags;               /* TOKEN_DOTTED or 0 */
    gboolean keeps_colon;       /* see WORDS_KEEP_COLON */
} Word;

/* Takes in a piece, which stands right behind the word or behind a joiner. */
void word_add(Word *word, const Piece *piece);

/*
 * If a joiner stands behind the word (apostrophe, full stop, hyphen, & ...) and with what follows
 * it makes one token, takes that in and returns TRUE; there may be more. Looks at a bounded number
 * of pieces.
 */
gboolean word_join(Word *word);

/* Whether word_join() looks at what is behind this character; if not, it ends every word. */
gboolean word_is_joiner(gunichar c);

/* The word has one piece, which begins with a digit: takes in what belongs to it and sets the type.
 */
void word_finish_number(Word *word);

/* The TOKEN_... flags of the word as it stands. */
guint word_flags(const Word *word);

#endif
