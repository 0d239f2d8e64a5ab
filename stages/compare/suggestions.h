/*
 * Suggestions: which ids of the corpus look most like a name that none has. An id is as far from
 * the name as the part of it that is most like it: characters put in, left out or changed, whatever
 * stands before and after (the approximate search of Sellers 1980, "The theory and computation of
 * evolutionary distances"). So an id that contains the name is at distance 0, and a mistyped file
 * name is found without its folder. Case does not count.
 *
 * An id costs time in proportion to its length and the name's, both bounded; memory does not grow
 * with their number.
 */
#ifndef TEXTMILL_SUGGESTIONS_H
#define TEXTMILL_SUGGESTIONS_H

#include <glib.h>

enum {
    N_SUGGESTIONS = 3,
    SUGGESTION_MAX_LENGTH = 256 /* characters; of a longer id or name the last count */
};

typedef struct {
    guint distance;
    gsize nbytes; /* of the id: of equally distant ones the shorter, then the earlier */
    char *id;
} Suggestion;

typedef struct {
    gunichar name[SUGGESTION_MAX_LENGTH];
    guint n_name;
    Suggestion best[N_SUGGESTIONS];
    guint n;
} Suggestions;

void suggestions_init(Suggestions *suggestions, const char *name);
void suggestions_clear(Suggestions *suggestions);

/* Looks at the next id. Kept are those at most a third of the name's length away. */
void suggestions_look(Suggestions *suggestions, const char *id, gsize nbytes);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Suggestions, suggestions_clear)

#endif
