#include "summary.h"

#include <math.h>
#include <string.h>

#include "summary_features.h"
#include "summary_lexrank.h"
#include "summary_pick.h"
#include "summary_vectors.h"

struct _SummaryScratch {
    SummaryVectors vectors;
    SummaryGraph graph;

    gsize max_sentences;
    gint64 *score, *penalty;
    guint32 *order;
    guint8 *taken;
    SummaryChoice *choices;
};

SummaryScratch *
summary_scratch_new(void)
{
    return g_new0(SummaryScratch, 1);
}

void
summary_scratch_free(SummaryScratch *scratch)
{
    if (!scratch)
        return;
    summary_vectors_clear(&scratch->vectors);
    summary_graph_clear(&scratch->graph);
    g_free(scratch->score);
    g_free(scratch->penalty);
    g_free(scratch->order);
    g_free(scratch->taken);
    g_free(scratch->choices);
    g_free(scratch);
}

static void
reserve(SummaryScratch *scratch, gsize n_sentences)
{
    if (n_sentences >= scratch->max_sentences) {
        gsize n = scratch->max_sentences = n_sentences + n_sentences / 2 + 16;

        scratch->score = g_renew(gint64, scratch->score, n);
        scratch->penalty = g_renew(gint64, scratch->penalty, n);
        scratch->order = g_renew(guint32, scratch->order, n);
        scratch->taken = g_renew(guint8, scratch->taken, n);
        scratch->choices = g_renew(SummaryChoice, scratch->choices, n);
    }
}

static gint64
fixed(double score)
{
    return llround(score * SUMMARY_SCALE);
}

/* Fills scratch->score; returns what redundancy costs. */
static double
score_candidates(SummaryScratch *scratch, const SummaryArticle *article, SummaryMethod method)
{
    const SummaryVectors *v = &scratch->vectors;

    switch (method) {
    case SUMMARY_LEAD:
        for (guint i = 0; i < v->n; i++)
            scratch->score[i] = fixed(1 / (i + 1.0));
        return 0;
    case SUMMARY_LEXRANK:
        summary_lexrank(&scratch->graph, v);
        for (guint i = 0; i < v->n; i++)
            scratch->score[i] = fixed(scratch->graph.rank[i]);
        return summary_lexrank_redundancy;
    case SUMMARY_POSITION_CENTRALITY:
        for (guint i = 0; i < v->n; i++) {
            SummaryFeatures features;
            double score = 0;

            summary_features(v, article, i, features);
            for (guint f = 0; f < SUMMARY_N_FEATURES; f++)
                score += summary_weights[f] * features[f];
            scratch->score[i] = fixed(score);
        }
        return summary_redundancy;
    default:
        g_return_val_if_reached(0);
    }
}

/* Every sentence, candidates with their scores. */
static guint
choose_all(SummaryScratch *scratch, const SummaryArticle *article)
{
    for (guint i = 0; i < article->n_sentences; i++)
        scratch->choices[i] = (SummaryChoice){i, 0};
    for (guint i = 0; i < scratch->vectors.n; i++)
        scratch->choices[scratch->vectors.sentence[i]].score = scratch->score[i];
    return article->n_sentences;
}

static guint
choose_some(SummaryScratch *scratch, const SummaryArticle *article, const SummaryLength *length,
            double redundancy)
{
    guint n = 0;
    SummaryPick pick = {
        .vectors = &scratch->vectors,
        .sentences = article->sentences,
        .length = length,
        .score = scratch->score,
        .redundancy = redundancy,
        .penalty = scratch->penalty,
        .order = scratch->order,
        .taken = scratch->taken,
    };

    summary_pick(&pick);
    for (guint i = 0; i < scratch->vectors.n; i++)
        if (scratch->taken[i])
            scratch->choices[n++] =
                (SummaryChoice){scratch->vectors.sentence[i], scratch->score[i]};
    return n;
}

const SummaryChoice *
summary_choose(SummaryScratch *scratch, const SummaryArticle *article, SummaryMethod method,
               const SummaryLength *length, guint *ret_n)
{
    double redundancy;

    if (method == SUMMARY_LEAD)
        summary_vectors_list(&scratch->vectors, article);
    else
        summary_vectors_build(&scratch->vectors, article);
    reserve(scratch, article->n_sentences);
    redundancy = score_candidates(scratch, article, method);
    *ret_n = length->unit == SUMMARY_ALL ? choose_all(scratch, article)
                                         : choose_some(scratch, article, length, redundancy);
    return scratch->choices;
}
