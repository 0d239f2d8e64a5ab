#include "summary_features.h"

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
surface(const SummaryVectors *v, const SummarySentence *sentence, double *f)
{
    double length = summary_vectors_log(v, MAX(sentence->n_words, 1));

    f[SUMMARY_LENGTH_LOG] = length;
    f[SUMMARY_LENGTH_OFF] = (length - 3) * (length - 3);
    f[SUMMARY_QUOTE] = sentence->has_quote ? 1 : 0;
    f[SUMMARY_NUMBERS] = MIN(sentence->n_numbers, 4) / 4.0;
    f[SUMMARY_PAREN] = sentence->has_paren ? 1 : 0;
}

/* What needs one look at each component. */
static void
content(const SummaryVectors *v, guint i, double *f)
{
    double centre = 0, backward = 0, others = v->n > 1 ? v->n - 1.0 : 1;
    guint64 covered = 0;
    guint n_distinct = v->start[i + 1] - v->start[i];
    const guint32 *stems = v->stem + v->start[i];
    const double *weights = v->weight + v->start[i], *whole = v->whole;
    double *sum = v->sum;

    for (guint32 k = 0; k < n_distinct; k++) {
        guint32 s = stems[k];

        centre += weights[k] * whole[s];
        backward += weights[k] * sum[s];
        sum[s] += weights[k];
        covered += v->stems[s].count;
    }
    f[SUMMARY_CENTRE_PLACE] = centre / (i + 1.0);
    f[SUMMARY_PLACE] = 1 / (i + 1.0);
    f[SUMMARY_FIRST] = i == 0 ? 1 : 0;
    f[SUMMARY_BACKWARD] = backward / others;
    f[SUMMARY_FORWARD] = v->forward[i] / others;
    f[SUMMARY_COVERAGE] = n_distinct > 0 ? (double)covered / (double)v->n_content : 0;
    f[SUMMARY_FREQUENCY] = n_distinct > 0 ? 100 * f[SUMMARY_COVERAGE] / n_distinct : 0;
}

void
summary_features(const SummaryVectors *v, const SummaryArticle *article, guint i,
                 SummaryFeatures features)
{
    content(v, i, features);
    surface(v, &article->sentences[v->sentence[i]], features);
    if (i + 1 == v->n)
        memset(v->sum, 0, v->n_stems * sizeof *v->sum);
}
