/*
 * Postings: which term occurs how often in which article, gathered article by article and turned to
 * be read term by term. A term of an article takes 4 bytes if it occurs once in it, as most do,
 * else 8; twice while they are turned.
 */
#ifndef TEXTMILL_POSTINGS_H
#define TEXTMILL_POSTINGS_H

#include <glib.h>

typedef struct {
    guint32 place; /* of the article in order */
    guint32 count;
} Posting;

typedef struct {
    guint32 term;
    guint32 count;
} PostingsTerm;

typedef struct {
    guint32 n_words;
    guint32 once, often; /* where its terms end in those gathered, of either kind */
} PostingsArticle;

/* Of a term: how many postings it has; once they are turned, where they end. A shard has fewer than
 * 2^32, for it has no more bytes. */
typedef struct {
    guint32 once, often;
} PostingsEnd;

typedef struct {
    guint32 n_terms;
    guint32 *counts; /* of each term in the article at hand, ... */
    guint32 *met;    /* the terms it has, and room for one more */
    guint32 n_met, met_capacity;
    /* Terms article after article, those that occur once in it and the others */
    guint32 *gathered_once;
    PostingsTerm *gathered_often;
    guint32 n_once, n_often;
    gsize once_capacity, often_capacity;
    GArray *articles; /* of PostingsArticle */
    PostingsEnd *ends;
    /* Once turned: the articles in the order of their words, then their numbers; the postings term
     * after term, in that order, of those that occur once only the places. */
    guint32 *order, *once;
    Posting *often;
} Postings;

/* n_items: those of all articles; only a guess, for which room is asked. */
void postings_init(Postings *postings, guint32 n_terms, guint64 n_items);
void postings_clear(Postings *postings);

/* The next article has at most n_items words. */
void postings_begin_article(Postings *postings, guint32 n_items);

/*
 * Counts an item of the article at hand; what is no word has the number behind the last term's. No
 * branches: whether an item is a word, and a new one, is anyone's guess.
 */
static inline void
postings_count(Postings *postings, guint32 term)
{
    postings->met[postings->n_met] = term;
    postings->n_met += postings->counts[term]++ == 0;
}

/* n_items: how many were counted. Returns how many terms the article has; *ret_n_words is how many
 * words. */
guint32 postings_end_article(Postings *postings, guint32 n_items, guint32 *ret_n_words);

void postings_turn(Postings *postings);

/* The postings of a term, its places where it occurs once and the others. Needs postings_turn(). */
static inline const guint32 *
postings_once(const Postings *postings, guint32 term, guint32 *ret_n)
{
    guint32 start = term > 0 ? postings->ends[term - 1].once : 0;

    *ret_n = postings->ends[term].once - start;
    return postings->once + start;
}

static inline const Posting *
postings_often(const Postings *postings, guint32 term, guint32 *ret_n)
{
    guint32 start = term > 0 ? postings->ends[term - 1].often : 0;

    *ret_n = postings->ends[term].often - start;
    return postings->often + start;
}

/* Articles that have the term. */
static inline guint32
postings_df(const Postings *postings, guint32 term)
{
    guint32 n_once, n_often;

    postings_once(postings, term, &n_once);
    postings_often(postings, term, &n_often);
    return n_once + n_often;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Postings, postings_clear)

#endif
