/*
 * Bigrams: what texts without spaces are counted by where no dictionary has cut them into words.
 *
 * tokenize then makes each Han and Kana character a word of its own. Single characters say little;
 * pairs of neighbours are as good as words for finding what a text is about. So the stages that
 * count see instead of k such characters in a row, with nothing between them, their k - 1 pairs
 * (one alone stays as it is): each pair is a form beyond those of the file, and its two forms'
 * stems together are its stem.
 *
 * Only where a shard has such forms, and none of its words comes from a dictionary, is any of this
 * done; other shards pay for one look at each form.
 */
#ifndef TEXTMILL_BIGRAMS_H
#define TEXTMILL_BIGRAMS_H

#include "files/tokens_file.h"

typedef struct {
    guint32 first, second; /* forms */
    guint32 count, inside; /* as of a form */
} Bigram;

typedef struct _Bigrams Bigrams;

/* NULL if no form is a single character of these scripts. */
Bigrams *bigrams_new(const Forms *forms);
void bigrams_free(Bigrams *bigrams);

/* Adds those of an article that was read as it stands. */
void bigrams_gather(Bigrams *bigrams, const TokensArticle *article);

/* All that were added, n of them, in the order in which they were met. */
const Bigram *bigrams_all(const Bigrams *bigrams, guint32 *ret_n);

/* How often a form that is a single character was met alone, and of that inside sentences; other
 * forms: FALSE. */
gboolean bigrams_alone(const Bigrams *bigrams, guint32 form, guint32 *ret_count,
                       guint32 *ret_inside);

/*
 * Puts pairs in the place of single characters in the n items of a sentence, the i-th pair as form
 * n_stored + i. Returns how many items are left.
 */
guint32 bigrams_put(const Bigrams *bigrams, guint32 *items, guint32 n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Bigrams, bigrams_free)

#endif
