#include "summary_features.h"

#include <math.h>
#include <string.h>

/* clang-format off */
const SummaryFeatures summary_weights = {
    [SUMMARY_CENTRE_PLACE] = 5.103,
    [SUMMARY_PLACE]        = 0.108,
    [SUMMARY_FIRST]        = 0.387,
    [SUMMARY_BACKWARD]     = -29.52,
    [SUMMARY_FORWARD]      = 33.64,
    [SUMMARY_COVERAGE]     = 0.690,
    [SUMMARY_FREQUENCY]    = 0.567,
    [SUMMARY_LENGTH_LOG]   = -0.252,
    [SUMMARY_LENGTH_OFF]   = -0.409,
    [SUMMARY_QUOTE]        = -0.684,
    [SUMMARY_NUMBERS]      = 0.298,
    [SUMMARY_PAREN]        = -1.319,
};
/* clang-format on */

const double summary_redundancy = 0.216;

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
content(const SummaryVectors *v, guint i, double *f)
{
    double centre = 0, backward = 0;
    guint64 covered = 0;
    guint n_distinct = v->start[i + 1] - v->start[i];
    const guint32 *stems = v->stem + v->start[i], *counts = v->count;
    const double *weights = v->weight + v->start[i], *whole = v->whole;
    double *sum = v->sum;

    for (guint32 k = 0; k < n_distinct; k++) {
        guint32 s = stems[k];

        centre += weights[k] * whole[s];
        backward += weights[k] * sum[s];
        sum[s] += weights[k];
        covered += counts[s];
    }
    f[SUMMARY_CENTRE_PLACE] = centre / (i + 1.0);
    f[SUMMARY_PLACE] = 1 / (i + 1.0);
    f[SUMMARY_FIRST] = i == 0 ? 1 : 0;
    f[SUMMARY_BACKWARD] = v->n > 1 ? backward / (v->n - 1.0) : 0;
    f[SUMMARY_COVERAGE] = n_distinct > 0 ? (double)covered / (double)v->n_content : 0;
    f[SUMMARY_FREQUENCY] = n_distinct > 0 ? 100 * f[SUMMARY_COVERAGE] / n_distinct : 0;
}

void
summary_features(const SummaryVectors *v, const SummaryArticle *article, SummaryFeatures *features)
{
    for (guint i = 0; i < v->n; i++) {
        content(v, i, features[i]);
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
