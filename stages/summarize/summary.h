/*
 * Extractive summaries: which sentences of an article stand for the whole of it.
 *
 * The article alone decides: no figure of a corpus enters, so the summary of an article never
 * changes when other articles do. An article is given as its body sentences in text order, each
 * with the stems of its content words; nothing here knows text, files or languages.
 *
 * Sentences marked `never` are not part of what is summarized: they do not count in lengths,
 * positions or similarities, and only SUMMARY_ALL gives them out, with score 0. The others are the
 * candidates. Methods:
 *
 * - lead: the first candidates. Score 1/(i + 1) for candidate i from 0.
 * - lexrank: Erkan and Radev, "LexRank" (JAIR 22, 2004): PageRank over the graph of candidates
 *   whose tf·idf vectors have a cosine above 0.1. Score: 1 is the average candidate.
 * - position and centrality, the default: a linear model of the sentence's place, of how close it
 *   is to the article, to what precedes and to what follows it, of its coverage, length and
 *   surface; see summary_features.h. The score has no unit; it may be negative.
 *
 * The last two take the candidate with the highest score minus a penalty for the largest cosine
 * with what is taken already. Only the first SUMMARY_COMPARED taken impose a penalty: later ones
 * go by the penalties known by then. A candidate with the same content words as an earlier one is
 * taken only when nothing else is left.
 *
 * Everything is deterministic: sums in a fixed order, scores rounded to 1e-6 before they are
 * compared, ties to the earlier sentence. Time and memory are linear in the words of the article,
 * for lexrank times SUMMARY_WINDOW at most, for choosing times SUMMARY_COMPARED at most.
 */
#ifndef TEXTMILL_SUMMARY_H
#define TEXTMILL_SUMMARY_H

#include <glib.h>

enum {
    SUMMARY_COMPARED = 64, /* chosen sentences that the others are compared with */
    SUMMARY_WINDOW =
        512, /* lexrank compares a sentence with so many before it, and as many after */
    SUMMARY_SCALE = 1000000, /* a score of 1.0 in fixed point */
};

/* ---- an article */

typedef struct {
    guint32 first, n_stems; /* its content words: stems[first], ... */
    guint32 n_words;        /* all its words, stop words too */
    guint32 n_chars;        /* code points of its text */
    guint16 n_numbers;
    guint8 has_quote; /* a double quotation mark of any shape */
    guint8 has_paren; /* an opening parenthesis */
    guint8 never;     /* quoted lines, captions, fragments: no candidate */
} SummarySentence;

typedef struct {
    const SummarySentence *sentences; /* the body in text order; title and head apart */
    guint n_sentences;
    /*
     * Numbers of the stems of words, numbers, hashtags and mentions that are not stop words. Only
     * their equality counts; all are below n_numbers, which takes 4 bytes of memory each.
     */
    const guint32 *stems;
    guint32 n_numbers;
} SummaryArticle;

/* ---- settings */

typedef enum {
    SUMMARY_POSITION_CENTRALITY, /* "default" */
    SUMMARY_LEXRANK,             /* "lexrank" */
    SUMMARY_LEAD,                /* "lead" */
} SummaryMethod;

typedef enum {
    SUMMARY_SENTENCES, /* so many candidates, or all of them if there are fewer */
    SUMMARY_PERCENT,   /* so many hundredths of the candidates, rounded up */
    SUMMARY_WORDS,     /* in order of choice as long as the sum stays within, */
    SUMMARY_CHARS,     /* up to the first that does not fit; the first always */
    SUMMARY_ALL,       /* every sentence of the body, `never` included */
} SummaryUnit;

typedef struct {
    SummaryUnit unit;
    guint32 value;
} SummaryLength;

/*
 * Reads "3", "20%", "60w", "400c" or "all". FALSE with PROGRAM_USAGE_ERROR set for anything else,
 * for 0, for more than 100 % and for numbers of more than nine digits.
 */
gboolean summary_length_parse(const char *text, SummaryLength *ret_length,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads "default", "lexrank" or "lead". FALSE with PROGRAM_USAGE_ERROR set for anything else. */
gboolean summary_method_parse(const char *text, SummaryMethod *ret_method,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- choosing */

typedef struct {
    guint sentence; /* index into the article's sentences */
    gint64 score;   /* fixed point, before any penalty; SUMMARY_SCALE is 1.0 */
} SummaryChoice;

/* Memory used again from article to article; as large as the largest needed. One per thread. */
typedef struct _SummaryScratch SummaryScratch;

SummaryScratch *summary_scratch_new(void);
void summary_scratch_free(SummaryScratch *scratch);

/*
 * Summarizes one article. Returns *ret_n choices in text order, owned by scratch and valid until
 * its next use; none if the article has no candidate (with SUMMARY_ALL: no sentence).
 */
const SummaryChoice *summary_choose(SummaryScratch *scratch, const SummaryArticle *article,
                                    SummaryMethod method, const SummaryLength *length,
                                    guint *ret_n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SummaryScratch, summary_scratch_free)

#endif
