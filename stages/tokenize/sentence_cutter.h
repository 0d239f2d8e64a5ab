/*
 * A paragraph while it is cut: what sentences.c (where to look) and sentence_ends.c (what to
 * decide) share.
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
} Cutter;

static inline guint32
cutter_length(const Token *token)
{
    return token->end - token->start;
}

static inline char
cutter_byte_at(const Cutter *c, guint32 at)
{
    return at >= c->start && at < c->end ? c->text[at] : '\0';
}

/* The token's letters, counted up to max; 0 if it holds anything but letters and apostrophes. */
guint cutter_count_letters(const Cutter *c, const Token *token, guint max);

/* Whether the token is a number of at most nine digits and nothing else. */
gboolean cutter_is_digits(const Cutter *c, const Token *token);

/* Whether it is written "Word". */
gboolean cutter_is_title_case(const Cutter *c, const Token *token);

/* Whether token at is a capitalised word that sentences begin with. */
gboolean cutter_is_starter(const Cutter *c, guint at);

/* The classes of token at as an abbreviation that a full stop follows. */
guint cutter_classes_before(const Cutter *c, guint at);

/*
 * Whether a sentence ends at the stop between tokens at and after. (Between them there may be the
 * tokens of footnote marks; *separator is then what follows the last mark.)
 */
gboolean cutter_ends(const Cutter *c, guint at, guint after, const Separator *separator);

#endif
