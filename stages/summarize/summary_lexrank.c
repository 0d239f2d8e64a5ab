#include "summary_lexrank.h"

#include <string.h>

enum { ROW = SUMMARY_WINDOW / 64, N_ROUNDS = 15 };

const double summary_lexrank_redundancy = 0.5;

static const double joined_above = 0.1, damping = 0.85;

static void
reserve(SummaryGraph *graph, gsize n)
{
    if (n <= graph->max_candidates)
        return;
    graph->max_candidates = n + n / 2 + 16;
    graph->edges = g_renew(guint64, graph->edges, graph->max_candidates * ROW);
    graph->degree = g_renew(guint32, graph->degree, graph->max_candidates);
    graph->rank = g_renew(double, graph->rank, graph->max_candidates);
    graph->next = g_renew(double, graph->next, graph->max_candidates);
}

static void
join(SummaryGraph *graph, const SummaryVectors *v)
{
    memset(graph->edges, 0, (gsize)v->n * ROW * sizeof *graph->edges);
    memset(graph->degree, 0, v->n * sizeof *graph->degree);
    for (guint i = 0; i < v->n; i++) {
        guint64 *row = graph->edges + (gsize)i * ROW;

        summary_vectors_spread(v, i);
        for (guint b = 0; b < SUMMARY_WINDOW && b < i; b++) {
            if (summary_vectors_dot(v, i - 1 - b, v->sum) <= joined_above)
                continue;
            row[b / 64] |= G_GUINT64_CONSTANT(1) << b % 64;
            graph->degree[i]++;
            graph->degree[i - 1 - b]++;
        }
        summary_vectors_unspread(v, i);
    }
}

/* Follows every edge both ways: what a sentence passes on is in graph->rank. */
static void
follow(SummaryGraph *graph, guint n)
{
    for (guint i = 0; i < n; i++) {
        const guint64 *row = graph->edges + (gsize)i * ROW;

        for (guint w = 0; w < ROW && w * 64 < i; w++) {
            for (guint64 bits = row[w]; bits != 0; bits &= bits - 1) {
                guint j = i - 1 - w * 64 - (guint)__builtin_ctzll(bits);

                graph->next[i] += graph->rank[j];
                graph->next[j] += graph->rank[i];
            }
        }
    }
}

void
summary_lexrank(SummaryGraph *graph, const SummaryVectors *v)
{
    if (v->n == 0)
        return;
    reserve(graph, v->n);
    join(graph, v);
    for (guint i = 0; i < v->n; i++)
        graph->rank[i] = 1;
    for (guint round = 0; round < N_ROUNDS; round++) {
        double astray = 0; /* the share of those without an edge goes to all */

        for (guint i = 0; i < v->n; i++) {
            graph->next[i] = 0;
            if (graph->degree[i] == 0)
                astray += graph->rank[i];
            else
                graph->rank[i] /= graph->degree[i];
        }
        follow(graph, v->n);
        for (guint i = 0; i < v->n; i++)
            graph->rank[i] = 1 - damping + damping * (graph->next[i] + astray / v->n);
    }
}

void
summary_graph_clear(SummaryGraph *graph)
{
    g_free(graph->edges);
    g_free(graph->degree);
    g_free(graph->rank);
    g_free(graph->next);
    memset(graph, 0, sizeof *graph);
}
