/*
 * Candidates: the words of one article that may be its keywords, with what the article says of
 * each. Words that never can be (stop words by the corpus, single characters) are known beforehand
 * and only counted.
 */
#ifndef TEXTMILL_CANDIDATES_H
#define TEXTMILL_CANDIDATES_H

#include <glib.h>

#include "corpus_stats.h"
#include "files/stems_file.h"

/* What is added up over occurrences, all of it at once. */
typedef gint32 Tally __attribute__((vector_size(16)));

enum {
    TALLY_COUNT,    /* occurrences in title and body */
    TALLY_WORDS,    /* of these not as a number */
    TALLY_CAPITALS, /* inside sentences, where a capital is a choice: 1 with a capital, else -1 */
    TALLY_ACRONYMS, /* there: 1 in capitals throughout, else -1 */
};

typedef struct {
    guint32 rank;      /* of its stem, see stems_file.h */
    guint32 first;     /* the first sentence with it: 0 the title, from 1 the body's */
    guint32 sentences; /* sentences of the body with it */
    guint32 last;      /* the last sentence counted; internal */
    Tally tally;
} Candidate;

/* How a form is written. */
enum {
    CASING_CAPITAL = 1 << 0, /* begins with a capital */
    CASING_ACRONYM = 1 << 1, /* two letters or more, all capitals */
    CASING_NUMBER = 1 << 2,
    CASING_BITS = 3,
};

typedef struct {
    Candidate *found; /* in the order of first occurrence */
    guint32 n_found, capacity;
    guint32 *place; /* of each rank: its place in found + 1, 0 if it is not there */
    guint32 *word;  /* of each form: the rank of its stem and CASING_..., or what it is instead */
    guint32 *sentence; /* scratch: words of one sentence; as large as found */
    guint32 n_words;   /* of the article */
    Tally
        tallies[2]
               [1 << CASING_BITS]; /* of one occurrence: inside a sentence or not, by CASING_... */
} Candidates;

void candidates_init(Candidates *candidates, const Forms *forms, const StemsFile *stems,
                     const CorpusStats *stats);
void candidates_clear(Candidates *candidates);

/* Gathers the words of an article; what was gathered before is forgotten. */
void candidates_gather(Candidates *candidates, const TokensArticle *article);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Candidates, candidates_clear)

#endif
