/*
 * ArticleRequest: an article as people name it, and which articles of the corpus that may be. Looks
 * at each article once, in their order, and keeps what a fixed number of names take.
 */
#ifndef TEXTMILL_ARTICLE_REQUEST_H
#define TEXTMILL_ARTICLE_REQUEST_H

#include <glib.h>

/* How an article fits a request. The best kind that any article has counts, and must be one
 * article's alone. */
typedef enum {
    MATCH_NONE,
    MATCH_FILE,   /* the request is a path that ends in the id: corpus/money/a.txt; the longest id
                     counts */
    MATCH_ENDING, /* the id ends so, its extension put aside or not: talks for
                     money/1987-port-talks.txt */
    MATCH_NAME, /* and the ending begins a name: a or a.txt for money/a.txt, 12 for money.csv#12 */
    MATCH_NUMBER, /* the column article of the tables */
    MATCH_ID,     /* the id as it is, or as the tables print it, with %XX */
} ArticleMatch;

enum { REQUEST_N_EXAMPLES = 3 };

typedef struct {
    char *given;
    char *plain;    /* without %XX; NULL if that makes no difference */
    guint64 number; /* as a number of an article; 0 if it is none */

    ArticleMatch best;
    guint64 article; /* the first that fits so, and how many do */
    guint64 n_articles;
    gsize best_nbytes; /* of the id */
    char *examples[REQUEST_N_EXAMPLES];
} ArticleRequest;

void article_request_init(ArticleRequest *request, const char *given);
void article_request_clear(ArticleRequest *request);

/* How article number with this id fits. */
ArticleMatch article_request_match(const ArticleRequest *request, guint64 number, const char *id,
                                   gsize nbytes);

/* Looks at the next article. */
void article_request_look(ArticleRequest *request, guint64 number, const char *id, gsize nbytes);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ArticleRequest, article_request_clear)

#endif
