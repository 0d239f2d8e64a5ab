/*
 * Properties of code points, and the word boundaries of Unicode Standard Annex #29.
 *
 * The properties come from a two-level table that make_word_break.py makes at build time from the
 * Unicode Character Database (Debian's unicode-data, version 15.0). All functions are pure and may
 * be called from any thread.
 */
#ifndef TEXTMILL_WORD_BREAK_H
#define TEXTMILL_WORD_BREAK_H

#include <glib.h>

/* The values of the property Word_Break (UAX #29, table 3). */
typedef enum {
    WORD_BREAK_OTHER,
    WORD_BREAK_CR,
    WORD_BREAK_LF,
    WORD_BREAK_NEWLINE,
    WORD_BREAK_EXTEND,
    WORD_BREAK_ZWJ,
    WORD_BREAK_FORMAT,
    WORD_BREAK_REGIONAL_INDICATOR,
    WORD_BREAK_KATAKANA,
    WORD_BREAK_HEBREW_LETTER,
    WORD_BREAK_ALETTER,
    WORD_BREAK_SINGLE_QUOTE,
    WORD_BREAK_DOUBLE_QUOTE,
    WORD_BREAK_MIDNUMLET,
    WORD_BREAK_MIDLETTER,
    WORD_BREAK_MIDNUM,
    WORD_BREAK_NUMERIC,
    WORD_BREAK_EXTENDNUMLET,
    WORD_BREAK_WSEGSPACE,
} WordBreak;

/* What else is known of a code point; or-ed to its WordBreak. */
enum {
    UNICODE_WORD_BREAK = 0x1f,     /* mask of the WordBreak */
    UNICODE_PICTOGRAPHIC = 1 << 5, /* Extended_Pictographic: emoji and their like */
    UNICODE_WORD = 1 << 6,         /* a letter, mark or number: general category L, M or N */
    UNICODE_LETTER = 1 << 7,       /* general category L */
    UNICODE_UPPER = 1 << 8,        /* an upper-case or title-case letter: Lu, Lt */
    UNICODE_LOWER = 1 << 9,        /* a lower-case letter: Ll */
    UNICODE_DIGIT = 1 << 10,       /* a decimal digit: Nd */
    UNICODE_CJK = 1 << 11,         /* of the scripts Han, Hiragana or Katakana */
    UNICODE_SPACE = 1 << 12,       /* White_Space; includes NBSP, line and paragraph separators */
};

enum { UNICODE_BLOCK_SHIFT = 7 };
extern const guint16 unicode_block_index[];
extern const guint16 unicode_blocks[];

/* The WordBreak and flags of c, which must be a code point (below 0x110000). */
static inline guint
unicode_properties(gunichar c)
{
    guint block = unicode_block_index[c >> UNICODE_BLOCK_SHIFT];

    return unicode_blocks[block << UNICODE_BLOCK_SHIFT | (c & ((1u << UNICODE_BLOCK_SHIFT) - 1))];
}

/*
 * The end of the segment that begins at pos: the next word boundary after it by UAX #29 as it
 * stands, without tailoring. text is valid UTF-8; pos < nbytes is a boundary. *ret_is_word (may be
 * NULL) says whether the segment holds a letter, mark or number. Going over a whole text takes
 * linear time.
 */
gsize word_break_next(const char *text, gsize nbytes, gsize pos, gboolean *ret_is_word);

#endif
