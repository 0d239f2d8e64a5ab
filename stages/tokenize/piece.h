/*
 * Pieces: runs of characters that nothing separates, as word boundaries go, and the characters they
 * are made of. A token is one piece or several with joiners (apostrophe, full stop ...) between.
 *
 * Characters are seen as a reader sees them: a character reference (&rsquo;) is the character it
 * stands for, one that was encoded twice (&amp;rsquo;) too.
 *
 * A piece is what UAX #29 glues by its rules WB4, WB5, WB8-10 and WB13, that is without looking
 * over punctuation, with these differences: numbers that Unicode does not count as digits (½ ² ₂)
 * join like digits (km², CO₂); letters that are symbols (🅰) do not join; U+202F is a space and
 * U+02BC an apostrophe; the Armenian marks of stress, exclamation and question, which stand inside
 * a word, are like combining marks; a soft hyphen before a line end joins across it.
 */
#ifndef TEXTMILL_PIECE_H
#define TEXTMILL_PIECE_H

#include <glib.h>

#include "unicode/utf8.h"
#include "unicode/word_break.h"

typedef enum {
    KIND_OTHER, /* of no word: space, punctuation, symbols; also the end of the text */
    KIND_LETTER,
    KIND_DIGIT,
    KIND_KATAKANA,
    KIND_CONNECTOR, /* the underscore and its like: part of a word, but makes none */
    KIND_IGNORED,   /* combining marks, soft hyphen, joiners: belong to what is before them */
    KIND_SINGLE,    /* Han, Hiragana, Thai ...: each a word while no dictionary is asked */
} Kind;

/* A character of the text, and where it ends. */
typedef struct {
    gunichar c;
    Kind kind;
    guint32 end;
} Seen;

/* A run; see above. Connectors at its end are left out. */
typedef struct {
    guint32 end;
    guint32 n_letters, n_upper, n_digits; /* n_upper counts letters; ideographs are letters */
    guint32 n_connectors;
    Kind first, last;  /* first is never KIND_OTHER */
    gunichar last_c;   /* the last character that is not ignored */
    guint8 first_case; /* TOKEN_UPPER or TOKEN_LOWER by the first letter; 0: it has no case */
} Piece;

Kind piece_kind(gunichar c);

/* piece_see() for what is not ASCII, and for '&'. */
Seen piece_see_special(const char *text, guint32 pos, guint32 end);

extern const guint8 piece_ascii_kinds[128];

/* What stands at pos, which is at a character's start; the end of the text gives U+0000 there. */
static inline Seen
piece_see(const char *text, guint32 pos, guint32 end)
{
    guint8 b;

    if (pos >= end)
        return (Seen){0, KIND_OTHER, pos};
    b = text[pos];
    if (b >= 0x80 || b == '&')
        return piece_see_special(text, pos, end);
    return (Seen){b, (Kind)piece_ascii_kinds[b], pos + 1};
}

/*
 * Reads the piece that begins at pos and returns TRUE, or FALSE (*ret_piece then has end = pos) if
 * none does, or only one of connectors.
 */
gboolean piece_read(const char *text, guint32 pos, guint32 end, Piece *ret_piece);

/* Whether the piece is nothing but digits. */
static inline gboolean
piece_is_digits(const Piece *piece)
{
    return piece->n_digits > 0 && piece->n_letters == 0 && piece->n_connectors == 0;
}

/* Whether the piece is the s of a possessive. */
static inline gboolean
piece_is_s(const Piece *piece)
{
    return piece->n_letters == 1 && piece->n_digits == 0 && piece->n_connectors == 0 &&
           (piece->last_c | 0x20) == 's';
}

static inline gboolean
is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0xFF07;
}

static inline gboolean
is_hyphen(gunichar c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

static inline gboolean
kind_starts_word(Kind kind)
{
    return kind == KIND_LETTER || kind == KIND_DIGIT || kind == KIND_KATAKANA ||
           kind == KIND_SINGLE;
}

#endif
