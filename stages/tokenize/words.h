/*
 * Cutting text into words.
 *
 * A token is what a reader would call a word, a number or an address; what lies between two tokens
 * is a separator. The rules are those of UAX #29 (see piece.h) with what news text needs on top:
 *
 *   don’t O’Neill rock’n’roll  one token: an apostrophe (' ’ ‘ ʼ ＇) between letters; at a word's
 *                              end it stays outside, for it may be a closing quotation mark
 *   U.S p.m J.K                one token, TOKEN_DOTTED: single letters; a stop behind is outside
 *   movie.The WASHINGTON:Trump two tokens, as with any other punctuation
 *   1,234.56 1.000,50 3.5%     one token; so 1990s, 20th, v2.0
 *   10 000                     one, where NBSP, U+202F or an apostrophe sets three digits apart
 *   10:30 9/11 2019-2020       numbers apart
 *   5m 10km 3pm 24T14          numbers: digits with a unit, of time or of size
 *   COVID-19 F-35 SARS-CoV-2   one token: letters begin it, a later part has a digit; but
 *                              mid-1990s and then-20-year-old are cut
 *   mother-in-law 20-year-old  parts
 *   AT&T R&amp;D               one token, one to three capitals on both sides
 *   C++ C# report.pdf          one token: names of languages and files
 *   EU:n S:t                   one token with WORDS_KEEP_COLON: an ending behind a colon
 *   https://... example.com    one token, with a type (see web_address.h); so a@b.org
 *   #Tag @name                 one token with its sign; it must hold a letter
 *   snake_case ___             one token; none
 *   漢 字                      each a token, as with other scripts that write no spaces, or
 *                              words, where there is a dictionary (see dictionary_words.h)
 *
 * No token: punctuation, symbols, emoji. Character references are seen as the characters they stand
 * for, wherever they stand. Soft hyphens (and a line end right behind one), combining marks and
 * joiners stay inside the token, whose key leaves them out. A possessive 's behind a hashtag,
 * mention, address or dotted token belongs to the separator, so that it is no word of its own.
 *
 * Flags tell of the token's letters. A possessive 's does not count for TOKEN_CAPITALS.
 */
#ifndef TEXTMILL_WORDS_H
#define TEXTMILL_WORDS_H

#include "token.h"

/* What a language does differently. */
typedef enum {
    WORDS_PLAIN = 0,
    WORDS_KEEP_COLON = 1 << 0,    /* endings stand behind a colon: Swedish and Finnish */
    WORDS_NO_DICTIONARY = 1 << 1, /* each 漢 a word, whatever is built in */
} WordsHabits;

/* Those of a language by its ISO 639-1 code; "sv-FI" is looked up as "sv", NULL has none. */
WordsHabits words_habits(const char *language);

/*
 * Appends the tokens of text[start, end), in order: not empty, not overlapping, within [start,
 * end), beginning and ending at character boundaries. text is valid UTF-8, start and end are at
 * character boundaries of it; nothing outside of them is looked at. Takes time linear in end -
 * start. May be called from any thread, with a list of its own.
 */
void words_cut(const char *text, guint32 start, guint32 end, WordsHabits habits, TokenList *tokens);

#endif
