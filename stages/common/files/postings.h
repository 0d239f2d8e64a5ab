/*
 * Postings: which term occurs how often in which article, gathered article by article and turned to be read
 * term by term. 8 bytes for each term of each article, twice while they are turned.
 */
#ifndef TEXTMILL_POSTINGS_H
#define TEXTMILL_POSTINGS_H

#include <glib.h>

typedef struct {
    guint32 term, count;
} TermCount;

typedef struct {
    guint32 article, count;
} Posting;

typedef struct {
    guint32 n_terms, n_articles;
    guint32 *df;      /* of each term: articles that have it */
    GArray *counts;   /* of TermCount, article after article */
    GArray *starts;   /* of gsize: where each article's counts begin */
    Posting *turned;  /* once turned: term after term */
    gsize *ends;      /* once turned: where those of each term end; they begin where those of the term before end */
} Postings;

void postings_init(Postings *postings, guint32 n_terms);
void postings_clear(Postings *postings);

/* The next article (they are numbered from 0) with its terms, each once. */
void postings_add_article(Postings *postings, const TermCount *counts, guint32 n);

/* Turns them. Each term's postings come in the order in which order (n_articles numbers) names the articles. */
void postings_turn(Postings *postings, const guint32 *order);

/* The postings of a term; *ret_n is how many. Needs postings_turn(). */
static inline Posting *
postings_of_term(const Postings *postings, guint32 term, guint32 *ret_n)
{
    gsize start = term > 0 ? postings->ends[term - 1] : 0;

    *ret_n = postings->ends[term] - start;
    return postings->turned + start;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Postings, postings_clear)

#endif
