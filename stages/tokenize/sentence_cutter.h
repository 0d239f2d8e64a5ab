/*
 * A paragraph while it is cut: what sentences.c (where to look), sentence_words.c (what
 * a word is) and sentence_ends.c (what to decide) share.
 */
#ifndef TEXTMILL_SENTENCE_CUTTER_H
#define TEXTMILL_SENTENCE_CUTTER_H

#include "sentence_rules.h"
#include "sentence_separator.h"
#include "sentences.h"

/* A list inside the paragraph: "1. The first 2. The second". */
typedef struct {
    guint32 value;  /* of the last item; 0 outside a list */
    char delimiter; /* '.' or ')' */
    gboolean letters;
} ListState;

typedef struct {
    const SentenceRules *rules;
    const char *text;
    guint32 start, end;
    const Token *tokens;
    guint n_tokens;
    guint first; /* the first token of the sentence being read */
    ListState list;
    OffsetList *starts;
} SentenceCutter;

static inline guint32
sentence_cutter_length(const Token *token)
{
    return token->end - token->start;
}

static inline char
sentence_cutter_byte_at(const SentenceCutter *c, guint32 at)
{
    return at >= c->start && at < c->end ? c->text[at] : '\0';
}

/* Whether the language has the switch. */
static inline gboolean
sentence_cutter_has(const SentenceCutter *c, guint32 flag)
{
    return (c->rules->switches & flag) != 0;
}

/* The classes of token at. */
static inline guint
sentence_cutter_classes(const SentenceCutter *c, guint at)
{
    const Token *token = &c->tokens[at];

    return sentence_rules_classes(c->rules, c->text + token->start, sentence_cutter_length(token),
                                  token->flags & TOKEN_UPPER);
}

/* ---- sentence_words.c: what a token is */

/* The token's letters, counted up to max; 0 if it holds anything but letters and apostrophes. */
guint sentence_cutter_count_letters(const SentenceCutter *c, const Token *token, guint max);

/* Whether the token is a number of at most nine digits and nothing else. */
gboolean sentence_cutter_is_digits(const SentenceCutter *c, const Token *token);

/* Whether the number can be an ordinal with the stop behind it: "3", "17", and "3.10", a date. */
gboolean sentence_cutter_is_ordinal(const SentenceCutter *c, const Token *token);

/* Whether it is a Roman number in capitals. */
gboolean sentence_cutter_is_roman(const SentenceCutter *c, const Token *token);

/* Whether it is written "Word": an upper-case letter, then a lower-case ASCII or any other. */
gboolean sentence_cutter_is_title_case(const SentenceCutter *c, const Token *token);

/* Whether token at is a capitalised word that sentences begin with. */
gboolean sentence_cutter_is_starter(const SentenceCutter *c, guint at);

/*
 * The classes of token at as an abbreviation that a full stop follows, alone or with the pieces
 * before it ("Ph.D", "z. B"). *ret_first: its first token.
 */
guint sentence_cutter_classes_before(const SentenceCutter *c, guint at, guint *ret_first);

/* ---- sentence_ends.c */

/*
 * Whether a sentence ends at the stop between tokens at and after. (Between them there may be the
 * tokens of footnote marks; *separator is then what follows the last mark.)
 */
gboolean sentence_cutter_ends(const SentenceCutter *c, guint at, guint after,
                              const Separator *separator);

/*
 * Whether a sentence ends at a semicolon or colon between tokens at and at + 1 in which there is no
 * terminator. *ret_next: where the next one begins.
 */
gboolean sentence_cutter_ends_at_pause(const SentenceCutter *c, guint at, guint32 *ret_next);

#endif
