#include "summary_features.h"

#include <math.h>
#include <string.h>

const SummaryFeatures summary_weights = {
    [SUMMARY_CENTRE_PLACE] = 7.63, [SUMMARY_PLACE] = 1.158,      [SUMMARY_FIRST] = -1.397,
    [SUMMARY_BACKWARD] = -2.215,   [SUMMARY_FORWARD] = 27.878,   [SUMMARY_COVERAGE] = 1.957,
    [SUMMARY_FREQUENCY] = .125,    [SUMMARY_LENGTH_LOG] = -.362, [SUMMARY_LENGTH_OFF] = -.195,
    [SUMMARY_QUOTE] = -.363,       [SUMMARY_NUMBERS] = -.042,    [SUMMARY_PAREN] = -.742,
    [SUMMARY_KEYS] = .364,
};

const double summary_redundancy = .488;

/* Marks the strongest stems, the earlier of equals first. Returns how many there are. */
static guint
mark_keys(const SummaryVectors *v, guint8 *keys)
{
    guint32 best[SUMMARY_N_KEYS];
    guint n = 0;

    for (guint32 s = 0; s < v->n_stems; s++) {
        guint at = n;

        keys[s] = FALSE;
        if (n == SUMMARY_N_KEYS && v->whole[s] <= v->whole[best[n - 1]])
            continue;
        if (n == SUMMARY_N_KEYS)
            at--;
        else
            n++;
        for (; at > 0 && v->whole[s] > v->whole[best[at - 1]]; at--)
            best[at] = best[at - 1];
        best[at] = s;
    }
    for (guint k = 0; k < n; k++)
        keys[best[k]] = TRUE;
    return n;
}

static void
surface(const SummarySentence *sentence, double *f)
{
    double length = log(MAX(sentence->n_words, 1));

    f[SUMMARY_LENGTH_LOG] = length;
    f[SUMMARY_LENGTH_OFF] = (length - 3) * (length - 3);
    f[SUMMARY_QUOTE] = sentence->has_quote ? 1 : 0;
    f[SUMMARY_NUMBERS] = MIN(sentence->n_numbers, 4) / 4.0;
    f[SUMMARY_PAREN] = sentence->has_paren ? 1 : 0;
}

/* What needs one look at each component, and the sum of the vectors before i in v->sum. */
static void
content(const SummaryVectors *v, guint i, const guint8 *keys, guint n_keys, double *f)
{
    double centre = 0, backward = 0;
    guint64 covered = 0;
    guint n_found = 0, n_distinct = v->start[i + 1] - v->start[i];

    for (guint32 k = v->start[i]; k < v->start[i + 1]; k++) {
        guint32 s = v->stem[k];

        centre += v->weight[k] * v->whole[s];
        backward += v->weight[k] * v->sum[s];
        v->sum[s] += v->weight[k];
        covered += v->count[s];
        n_found += keys[s];
    }
    f[SUMMARY_CENTRE_PLACE] = centre / (i + 1.0);
    f[SUMMARY_PLACE] = 1 / (i + 1.0);
    f[SUMMARY_FIRST] = i == 0 ? 1 : 0;
    f[SUMMARY_BACKWARD] = v->n > 1 ? backward / (v->n - 1.0) : 0;
    f[SUMMARY_COVERAGE] = n_distinct > 0 ? (double)covered / (double)v->n_content : 0;
    f[SUMMARY_FREQUENCY] = n_distinct > 0 ? 100 * f[SUMMARY_COVERAGE] / n_distinct : 0;
    f[SUMMARY_KEYS] = n_keys > 0 ? (double)n_found / n_keys : 0;
}

void
summary_features(const SummaryVectors *v, const SummaryArticle *article, guint8 *keys,
                 SummaryFeatures *features)
{
    guint n_keys = mark_keys(v, keys);

    for (guint i = 0; i < v->n; i++) {
        content(v, i, keys, n_keys, features[i]);
        surface(&article->sentences[v->sentence[i]], features[i]);
    }
    memset(v->sum, 0, v->n_stems * sizeof *v->sum);
    for (guint i = v->n; i-- > 0;) {
        double forward = summary_vectors_dot(v, i, v->sum);

        features[i][SUMMARY_FORWARD] = v->n > 1 ? forward / (v->n - 1.0) : 0;
        summary_vectors_spread(v, i);
    }
    memset(v->sum, 0, v->n_stems * sizeof *v->sum);
}
