/* What a form carries before or behind the word it is counted under. */
#ifndef TEXTMILL_KEY_AFFIXES_H
#define TEXTMILL_KEY_AFFIXES_H

#include <glib.h>

#include "files/token_type.h"

/* How many apostrophes were removed with what stood before or behind them; behind, also colons. */
typedef struct {
    guint n_front, n_back;
} KeyAffixes;

/*
 * Removes from a folded form what is not of its key: the sign of a hashtag or mention, apostrophes
 * at the ends, full stops at the end, and by the rules (KEY_POSSESSIVE ...) of a language its
 * endings and elisions. Never leaves nothing.
 */
KeyAffixes key_strip_affixes(GString *key, TokenType type, guint rules);

#endif
