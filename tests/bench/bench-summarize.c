/*
 * How long does it take to choose the summary of a news article?
 *
 * usage: bench-summarize [N_ARTICLES]
 * Articles of 20 sentences of 19 words, 10 of them content words drawn by Zipf's law from 4,000
 * stems: as many as are in 2.3 kB of agency text. For each method, the best of five runs.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "summary.h"

enum { N_SENTENCES = 20, N_STEMS = 10, N_RUNS = 5, N_VOCABULARY = 4000, ARTICLE_NBYTES = 2300 };

static double
run(const SummaryArticle *articles, guint n, SummaryMethod method, const SummaryLength *length)
{
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();
    double best = INFINITY;

    for (guint round = 0; round < N_RUNS; round++) {
        gint64 start_us = g_get_monotonic_time();
        double took_us;

        for (guint i = 0; i < n; i++) {
            guint n_chosen;

            summary_choose(scratch, &articles[i], method, length, &n_chosen);
        }
        took_us = (double)(g_get_monotonic_time() - start_us);
        best = MIN(best, took_us / n);
    }
    return best;
}

int
main(int argc, char **argv)
{
    static const char *const names[] = {"default", "lexrank", "lead"};
    static const char *const lengths[] = {"3", "100w", "all"};
    guint n = argc > 1 ? (guint)atoi(argv[1]) : 20000;
    gsize n_sentences = (gsize)n * N_SENTENCES;
    g_autofree SummaryArticle *articles = g_new0(SummaryArticle, n + 1);
    g_autofree SummarySentence *sentences = g_new0(SummarySentence, n_sentences + 1);
    g_autofree guint32 *stems = g_new0(guint32, n_sentences * N_STEMS + 1);
    g_autoptr(GRand) random = g_rand_new_with_seed(1);

    for (gsize k = 0; k < n_sentences * N_STEMS; k++)
        stems[k] = (guint32)exp(g_rand_double(random) * log(N_VOCABULARY));
    for (gsize s = 0; s < n_sentences; s++)
        sentences[s] = (SummarySentence){.first = (guint32)(s % N_SENTENCES * N_STEMS),
                                         .n_stems = N_STEMS,
                                         .n_words = 19,
                                         .n_chars = ARTICLE_NBYTES / N_SENTENCES};
    for (guint i = 0; i < n; i++)
        articles[i] = (SummaryArticle){sentences + (gsize)i * N_SENTENCES, N_SENTENCES,
                                       stems + (gsize)i * N_SENTENCES * N_STEMS};

    printf("method\tlength\tus_per_article\tms_per_MB\n");
    for (guint m = 0; m < G_N_ELEMENTS(names); m++)
        for (guint l = 0; l < G_N_ELEMENTS(lengths); l++) {
            SummaryMethod method;
            SummaryLength length;
            double us;

            if (!summary_method_parse(names[m], &method, NULL) ||
                !summary_length_parse(lengths[l], &length, NULL))
                return 1;
            us = run(articles, n, method, &length);
            printf("%s\t%s\t%.2f\t%.2f\n", names[m], lengths[l], us, us * 1000 / ARTICLE_NBYTES);
        }
    return 0;
}
