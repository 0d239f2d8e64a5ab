#include "ranking.h"

/* What a feature multiplies the score by, where df tells and where it does not. */
typedef struct {
    double title, first, name, acronym;
} Weights;

static const Weights with_df = {1.5, 1, 1.25, 1}, without_df = {1.5, 1, 1.5, 1.25};

static guint64
score(const Candidate *candidate, const Candidates *article, double idf, const Weights *weights)
{
    double value = candidate->count * idf;

    if (candidate->in_title)
        value *= weights->title;
    /* most in title and first sentence, less and less from there */
    value *= 1 + weights->first / MAX(candidate->first, 1);
    /* names are written with a capital where it is a choice; in copy all in capitals it tells
     * nothing, of any word */
    if (candidate->inner > 0 && 2 * candidate->capitals > candidate->inner)
        value *= weights->name;
    if (candidate->inner > 0 && 2 * candidate->acronyms > candidate->inner)
        value *= weights->acronym;
    return (guint64)(1e8 * value / (article->n_words + 100.) + .5);
}

/* Whether a stands before b. */
static gboolean
before(const RankedWord *a, const RankedWord *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    if (a->count != b->count)
        return a->count > b->count;
    return a->stem < b->stem; /* stems are in the order of their bytes */
}

/* Keeps the n_best words entered, in order: they are few, so each finds its place from the end. */
static void
enter(GArray *ranked, const RankedWord *word, guint n_best)
{
    RankedWord *words;
    guint place = ranked->len;

    if (place == n_best &&
        (n_best == 0 || !before(word, &g_array_index(ranked, RankedWord, place - 1))))
        return;
    if (place < n_best)
        g_array_set_size(ranked, place + 1);
    else
        place--;
    words = (RankedWord *)(void *)ranked->data;
    for (; place > 0 && before(word, &words[place - 1]); place--)
        words[place] = words[place - 1];
    words[place] = *word;
}

void
ranking_best(const Candidates *candidates, const StemsFile *stems, const CorpusStats *stats,
             guint language, guint n_best, GArray *ranked)
{
    gboolean df_tells = stats->n_articles[language] >= RANKING_MIN_ARTICLES;
    const Weights *weights = df_tells ? &with_df : &without_df;
    /* no word scores more than this times its count and idf, so that most need not be looked at
     * further */
    double most = 1e8 / (candidates->n_words + 100.) * weights->title * (1 + weights->first) *
                  weights->name * weights->acronym;
    guint64 least = 0; /* score to come in; the words that tie with it are compared */

    g_array_set_size(ranked, 0);
    for (guint32 i = 0; i < candidates->n_found; i++) {
        const Candidate *candidate = &candidates->found[i];
        double idf = df_tells ? stats->idf[candidate->rank] : 1;
        RankedWord word;

        if (candidate->numbers == candidate->count ||
            most * candidate->count * idf + 1 < (double)(gint64)least)
            continue;
        word.score = score(candidate, candidates, idf, weights);
        if (word.score < least)
            continue;
        word.stem = stems->by_rank[candidate->rank];
        word.count = candidate->count;
        word.first = candidate->first;
        word.sentences = candidate->sentences;
        enter(ranked, &word, n_best);
        if (ranked->len == n_best && n_best > 0)
            least = g_array_index(ranked, RankedWord, n_best - 1).score;
    }
}
