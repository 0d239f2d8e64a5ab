#include "ranking.h"

/* Whether a stem may stand for what an article is about: no stop word, no number, more than one character. */
static gboolean
is_keyword(const Candidate *candidate, const StemsFile *stems, const CorpusStats *stats)
{
    const char *bytes = stem_bytes(stems, candidate->stem);
    guint32 nbytes = stem_nbytes(stems, candidate->stem);

    if (stats->stop[candidate->stem] || candidate->numbers == candidate->count)
        return FALSE;
    return nbytes > (guint)g_utf8_skip[(guint8)*bytes];
}

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
    /* names are written with a capital where it is a choice; in copy all in capitals it tells nothing, of any word */
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
    if (a->candidate.count != b->candidate.count)
        return a->candidate.count > b->candidate.count;
    return a->candidate.stem < b->candidate.stem; /* stems are in the order of their bytes */
}

/* Keeps the n_best words entered, in order: they are few, so each finds its place from the end. */
static void
enter(GArray *ranked, const RankedWord *word, guint n_best)
{
    RankedWord *words;
    guint place = ranked->len;

    if (place == n_best && (n_best == 0 || !before(word, &g_array_index(ranked, RankedWord, place - 1))))
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
ranking_best(const Candidates *candidates, const StemsFile *stems, const CorpusStats *stats, guint language,
             guint n_best, GArray *ranked)
{
    gboolean df_tells = stats->n_articles[language] >= RANKING_MIN_ARTICLES;

    g_array_set_size(ranked, 0);
    for (guint32 i = 0; i < candidates->n_found; i++) {
        const Candidate *candidate = &candidates->found[i];
        RankedWord word = {*candidate, 0};

        if (!is_keyword(candidate, stems, stats))
            continue;
        word.score = score(candidate, candidates, df_tells ? stats->idf[candidate->stem] : 1,
                           df_tells ? &with_df : &without_df);
        enter(ranked, &word, n_best);
    }
}
