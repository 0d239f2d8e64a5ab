#include "ranking.h"

/* What the score is multiplied by, without a feature and with it; where df tells and where it does
 * not. */
typedef struct {
    double title[2], name[2], acronym[2];
} Weights;

static const Weights with_df = {{1, 1.5}, {1, 1.25}, {1, 1}},
                     without_df = {{1, 1.5}, {1, 1.5}, {1, 1.25}};

/* The score but for the length of the article; below 0 for what is none. Which features a candidate
 * has nobody can foresee: nothing is asked. */
static inline double
value_of(const Candidate *candidate, double idf, const Weights *weights)
{
    double value = candidate->tally[TALLY_COUNT] * idf;

    value *= weights->title[candidate->first == 0];
    /* most in title and first sentence, less and less from there */
    value *= 1 + 1. / (candidate->first + (candidate->first == 0));
    /* names are written with a capital where it is a choice; in copy all in capitals it tells
     * nothing, of any word */
    value *= weights->name[candidate->tally[TALLY_CAPITALS] > 0];
    value *= weights->acronym[candidate->tally[TALLY_ACRONYMS] > 0];
    return candidate->tally[TALLY_WORDS] > 0 ? value : -1;
}

static inline guint64
score_of(double value, double length)
{
    return (guint64)(1e8 * value / length + .5);
}

/* Words of a smaller value have a smaller score. */
static inline double
least_value(guint64 score, double length)
{
    return score > 0 ? (double)(score - 1) * length / 1e8 : 0;
}

/* Whether a stands before b; stems: of each rank, in the order of their bytes. Their memory is asked
 * only for what ties. */
static gboolean
before(const RankedWord *a, const RankedWord *b, const guint32 *stems)
{
    if (a->score != b->score)
        return a->score > b->score;
    if (a->count != b->count)
        return a->count > b->count;
    return stems[a->stem] < stems[b->stem];
}

/* Keeps the n_best words entered, in order: they are few, so each finds its place from the end. */
static void
enter(GArray *ranked, const RankedWord *word, guint n_best, const guint32 *stems)
{
    RankedWord *words;
    guint place = ranked->len;

    if (place == n_best &&
        (n_best == 0 || !before(word, &g_array_index(ranked, RankedWord, place - 1), stems)))
        return;
    if (place < n_best)
        g_array_set_size(ranked, place + 1);
    else
        place--;
    words = (RankedWord *)(void *)ranked->data;
    for (; place > 0 && before(word, &words[place - 1], stems); place--)
        words[place] = words[place - 1];
    words[place] = *word;
}

void
ranking_best(const Candidates *candidates, const StemsFile *stems, const CorpusStats *stats,
             guint language, guint n_best, GArray *ranked)
{
    gboolean df_tells = stats->n_articles[language] >= RANKING_MIN_ARTICLES;
    const Weights *weights = df_tells ? &with_df : &without_df;
    double length = candidates->n_words + 100.;
    double least = 0; /* a word of a smaller value does not come in */

    g_array_set_size(ranked, 0);
    for (guint32 i = 0; i < candidates->n_found; i++) {
        const Candidate *candidate = &candidates->found[i];
        double idf = df_tells ? stats->idf[candidate->rank] : 1;
        double value = value_of(candidate, idf, weights);
        RankedWord word;

        if (value < least)
            continue;
        word.score = score_of(value, length);
        word.stem = candidate->rank; /* known by it until the best are found */
        word.count = candidate->tally[TALLY_COUNT];
        word.first = candidate->first;
        word.sentences = candidate->sentences;
        enter(ranked, &word, n_best, stems->by_rank);
        if (ranked->len == n_best && n_best > 0)
            least = least_value(g_array_index(ranked, RankedWord, n_best - 1).score, length);
    }
    for (guint i = 0; i < ranked->len; i++) {
        RankedWord *word = &g_array_index(ranked, RankedWord, i);

        word->stem = stems->by_rank[word->stem];
    }
}
