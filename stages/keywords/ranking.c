#include "ranking.h"

#include <math.h>

/* Whether a stem may stand for what an article is about: no stop word, no number, more than one character. */
static gboolean
is_keyword(const Candidate *candidate, const StemsFile *stems, const CorpusStats *stats)
{
    const char *bytes = stem_bytes(stems, candidate->stem);
    guint32 nbytes = stem_nbytes(stems, candidate->stem);

    if (stats->stop[candidate->stem] || candidate->numbers == candidate->count)
        return FALSE;
    return g_utf8_strlen(bytes, nbytes) > 1;
}

static guint64
score(const Candidate *candidate, const Candidates *article, double idf)
{
    double value = candidate->count * idf;

    if (candidate->in_title)
        value *= 1.5;
    /* from double weight in the first sentence down to single further on */
    if (candidate->first > 0)
        value *= 1 + 1. / candidate->first;
    else
        value *= 2;
    /* names are written with a capital where it is a choice; in copy all in capitals it is none */
    if (candidate->inner > 0 && 2 * candidate->capitals > candidate->inner)
        value *= 1.25;
    return (guint64)llround(1e6 * value * 100 / (article->n_words + 100.));
}

static gint
compare(gconstpointer a, gconstpointer b)
{
    const RankedWord *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->candidate.count != y->candidate.count)
        return x->candidate.count > y->candidate.count ? -1 : 1;
    return x->candidate.stem < y->candidate.stem ? -1 : 1; /* stems are in the order of their bytes */
}

void
ranking_best(const Candidates *candidates, const StemsFile *stems, const CorpusStats *stats, guint language,
             guint n_best, GArray *ranked)
{
    guint64 n_articles = stats->n_articles[language];

    g_array_set_size(ranked, 0);
    for (guint i = 0; i < candidates->found->len; i++) {
        const Candidate *candidate = &g_array_index(candidates->found, Candidate, i);
        double idf = 1;
        RankedWord word = {*candidate, 0};

        if (!is_keyword(candidate, stems, stats))
            continue;
        if (n_articles >= RANKING_MIN_ARTICLES)
            idf = log((n_articles + 1) / (stats->df[candidate->stem] + .5));
        word.score = score(candidate, candidates, MAX(idf, 0));
        g_array_append_val(ranked, word);
    }
    g_array_sort(ranked, compare);
    if (ranked->len > n_best)
        g_array_set_size(ranked, n_best);
}
