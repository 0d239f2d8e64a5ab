/* Features, LexRank and the choice: the fast ways against the definitions. */
#include "summary.h"

#include <math.h>
#include <string.h>

#include "summary_draft.h"
#include "summary_features.h"
#include "summary_lexrank.h"
#include "summary_vectors.h"

/* ---- the definitions, written down without a thought for speed */

typedef struct {
    guint n, n_stems;
    const SummarySentence **sentence; /* [n] candidates */
    guint *index;
    guint32 *stem;  /* [n_stems] in order of first appearance */
    double *tf;     /* [n][n_stems] */
    double *vector; /* [n][n_stems] tf·idf, not of unit length */
    double *count;  /* [n_stems] */
    double *whole;  /* [n_stems] */
    double n_content;
} Slow;

static void
slow_free(Slow *slow)
{
    g_free(slow->sentence);
    g_free(slow->index);
    g_free(slow->stem);
    g_free(slow->tf);
    g_free(slow->vector);
    g_free(slow->count);
    g_free(slow->whole);
    g_free(slow);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Slow, slow_free)

static guint
slow_stem(Slow *slow, guint32 stem)
{
    guint s = 0;

    while (s < slow->n_stems && slow->stem[s] != stem)
        s++;
    slow->stem[s] = stem;
    slow->n_stems = MAX(slow->n_stems, s + 1);
    return s;
}

static Slow *
slow_new(const Draft *draft)
{
    const SummaryArticle *article = &draft->article;
    Slow *slow = g_new0(Slow, 1);
    guint max = draft->stems->len + 1;

    slow->sentence = g_new0(const SummarySentence *, article->n_sentences + 1);
    slow->index = g_new0(guint, article->n_sentences + 1);
    slow->stem = g_new0(guint32, max);
    slow->count = g_new0(double, max);
    slow->whole = g_new0(double, max);
    for (guint i = 0; i < article->n_sentences; i++) {
        if (article->sentences[i].never)
            continue;
        slow->sentence[slow->n] = &article->sentences[i];
        slow->index[slow->n++] = i;
        for (guint k = 0; k < article->sentences[i].n_stems; k++)
            slow->count[slow_stem(slow, article->stems[article->sentences[i].first + k])]++;
        slow->n_content += article->sentences[i].n_stems;
    }
    slow->tf = g_new0(double, (gsize)(slow->n + 1) * max);
    slow->vector = g_new0(double, (gsize)(slow->n + 1) * max);
    for (guint i = 0; i < slow->n; i++)
        for (guint k = 0; k < slow->sentence[i]->n_stems; k++)
            slow->tf[i * slow->n_stems +
                     slow_stem(slow, article->stems[slow->sentence[i]->first + k])]++;
    for (guint s = 0; s < slow->n_stems; s++) {
        double df = 0, idf;

        for (guint i = 0; i < slow->n; i++)
            df += slow->tf[i * slow->n_stems + s] > 0;
        idf = log((slow->n + 1) / (df + 0.5));
        slow->whole[s] = slow->count[s] * idf;
        for (guint i = 0; i < slow->n; i++)
            slow->vector[i * slow->n_stems + s] = slow->tf[i * slow->n_stems + s] * idf;
    }
    return slow;
}

static double
slow_cosine(const double *a, const double *b, guint n)
{
    double ab = 0, aa = 0, bb = 0;

    for (guint k = 0; k < n; k++) {
        ab += a[k] * b[k];
        aa += a[k] * a[k];
        bb += b[k] * b[k];
    }
    return aa > 0 && bb > 0 ? ab / sqrt(aa) / sqrt(bb) : 0;
}

static double
slow_likeness(const Slow *slow, guint i, guint j)
{
    return slow_cosine(slow->vector + (gsize)i * slow->n_stems,
                       slow->vector + (gsize)j * slow->n_stems, slow->n_stems);
}

static void
slow_features(const Slow *slow, guint i, double *f)
{
    const SummarySentence *sentence = slow->sentence[i];
    const double *tf = slow->tf + (gsize)i * slow->n_stems;
    double place = 1.0 / (i + 1), n_distinct = 0, n_others = MAX(slow->n - 1.0, 1);

    memset(f, 0, sizeof(SummaryFeatures));
    for (guint s = 0; s < slow->n_stems; s++) {
        if (tf[s] <= 0)
            continue;
        n_distinct++;
        f[SUMMARY_COVERAGE] += slow->count[s] / slow->n_content;
        f[SUMMARY_FREQUENCY] += 100 * slow->count[s] / slow->n_content;
    }
    f[SUMMARY_FREQUENCY] /= MAX(n_distinct, 1);
    for (guint j = 0; j < slow->n; j++)
        if (j != i)
            f[j < i ? SUMMARY_BACKWARD : SUMMARY_FORWARD] += slow_likeness(slow, i, j) / n_others;
    f[SUMMARY_CENTRE_PLACE] =
        place * slow_cosine(slow->vector + (gsize)i * slow->n_stems, slow->whole, slow->n_stems);
    f[SUMMARY_PLACE] = place;
    f[SUMMARY_FIRST] = i == 0;
    f[SUMMARY_LENGTH_LOG] = sentence->n_words > 0 ? log(sentence->n_words) : 0;
    f[SUMMARY_LENGTH_OFF] = pow(f[SUMMARY_LENGTH_LOG] - 3, 2);
    f[SUMMARY_QUOTE] = sentence->has_quote;
    f[SUMMARY_NUMBERS] = sentence->n_numbers > 4 ? 1 : 0.25 * sentence->n_numbers;
    f[SUMMARY_PAREN] = sentence->has_paren;
}

static void
slow_lexrank(const Slow *slow, double *rank)
{
    guint n = slow->n;
    g_autofree double *degree = g_new0(double, n + 1), *next = g_new0(double, n + 1);
    g_autofree gboolean *joined = g_new0(gboolean, (gsize)n * n + 1);

    for (guint i = 0; i < n; i++) {
        rank[i] = 1.0 / n;
        for (guint j = 0; j < n; j++) {
            joined[i * n + j] = i != j && MAX(i, j) - MIN(i, j) <= SUMMARY_WINDOW &&
                                slow_likeness(slow, i, j) > 0.1;
            degree[i] += joined[i * n + j];
        }
    }
    for (guint round = 0; round < 15; round++) {
        for (guint i = 0; i < n; i++) {
            next[i] = 0.15 / n;
            for (guint j = 0; j < n; j++)
                next[i] +=
                    0.85 * rank[j] * (degree[j] > 0 ? joined[i * n + j] / degree[j] : 1.0 / n);
        }
        memcpy(rank, next, n * sizeof *rank);
    }
    for (guint i = 0; i < n; i++)
        rank[i] *= n;
}

/* The candidates chosen, as a mask, by looking at everything again for each choice. */
static void
slow_pick(const Slow *slow, const gint64 *score, const gboolean *repeat, double redundancy,
          const SummaryLength *length, gboolean *taken)
{
    guint64 used = 0, limit = length->value;
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(guint));

    if (length->unit == SUMMARY_PERCENT)
        limit = (guint64)ceil(slow->n * (length->value / 100.0) - 1e-9);
    while (chosen->len < slow->n) {
        guint best = G_MAXUINT;
        gint64 best_worth = 0;
        guint64 size;

        for (guint i = 0; i < slow->n; i++) {
            double likest = 0;
            gint64 worth;

            if (taken[i])
                continue;
            for (guint k = 0; k < MIN(chosen->len, SUMMARY_COMPARED); k++)
                likest = MAX(likest, slow_likeness(slow, i, g_array_index(chosen, guint, k)));
            worth = score[i] - llround(redundancy * likest * SUMMARY_SCALE);
            if (redundancy > 0 && repeat[i])
                worth -= (gint64)1 << 50;
            if (best == G_MAXUINT || worth > best_worth) {
                best = i;
                best_worth = worth;
            }
        }
        size = length->unit == SUMMARY_WORDS   ? slow->sentence[best]->n_words
               : length->unit == SUMMARY_CHARS ? slow->sentence[best]->n_chars
                                               : 1;
        if (chosen->len > 0 && (used >= limit || used + size > limit))
            break;
        used += size;
        taken[best] = TRUE;
        g_array_append_val(chosen, best);
    }
    g_array_unref(chosen);
}

/* ---- against the definitions */

static void
test_features(void)
{
    SummaryVectors vectors = {0};

    for (guint round = 0; round < N_RANDOM; round++) {
        g_autoptr(Draft) draft = draft_random(up_to(30), 12, round % 2 ? 12 : 60);
        g_autoptr(Slow) slow = slow_new(draft);

        summary_vectors_build(&vectors, &draft->article);
        g_assert_cmpuint(vectors.n, ==, slow->n);
        g_assert_cmpuint(vectors.n_stems, ==, slow->n_stems);
        for (guint i = 0; i < slow->n; i++) {
            SummaryFeatures fast, expected;

            summary_features(&vectors, &draft->article, i, fast);
            slow_features(slow, i, expected);
            for (guint f = 0; f < SUMMARY_N_FEATURES; f++)
                g_assert_cmpfloat_with_epsilon(fast[f], expected[f], 1e-9);
        }
        for (guint s = 0; s < vectors.n_stems; s++)
            g_assert_cmpfloat(vectors.sum[s], ==, 0);
    }
    summary_vectors_clear(&vectors);
}

static void
test_lexrank(void)
{
    SummaryVectors vectors = {0};
    SummaryGraph graph = {0};

    for (guint round = 0; round < N_RANDOM; round++) {
        g_autoptr(Draft) draft =
            draft_random(round == 0 ? SUMMARY_WINDOW * 3 / 2 : up_to(30), 6, 12 << round % 5);
        g_autoptr(Slow) slow = slow_new(draft);
        g_autofree double *expected = g_new0(double, slow->n + 1);

        summary_vectors_build(&vectors, &draft->article);
        summary_lexrank(&graph, &vectors);
        slow_lexrank(slow, expected);
        for (guint i = 0; i < slow->n; i++)
            g_assert_cmpfloat_with_epsilon(graph.rank[i], expected[i], 1e-9);
    }
    summary_graph_clear(&graph);
    summary_vectors_clear(&vectors);
}

static void
find_repeats(const Draft *draft, const Slow *slow, gboolean *repeat)
{
    for (guint i = 0; i < slow->n; i++)
        for (guint j = 0; j < i && !repeat[i]; j++) {
            const SummarySentence *a = slow->sentence[i], *b = slow->sentence[j];

            repeat[i] = a->n_stems > 0 && a->n_stems == b->n_stems &&
                        memcmp(draft->article.stems + a->first, draft->article.stems + b->first,
                               a->n_stems * sizeof(guint32)) == 0;
        }
}

static void
check_choice(SummaryScratch *scratch, const Draft *draft, SummaryMethod method, double redundancy,
             const SummaryLength *length)
{
    static const SummaryLength all = {SUMMARY_ALL, 0};
    g_autoptr(Slow) slow = slow_new(draft);
    g_autofree gint64 *score = g_new0(gint64, slow->n + 1);
    g_autofree gboolean *taken = g_new0(gboolean, slow->n + 1),
                        *repeat = g_new0(gboolean, slow->n + 1);
    const SummaryChoice *choices;
    guint n, k = 0;

    choices = summary_choose(scratch, &draft->article, method, &all, &n);
    g_assert_cmpuint(n, ==, draft->article.n_sentences);
    for (guint i = 0; i < slow->n; i++)
        score[i] = choices[slow->index[i]].score;
    find_repeats(draft, slow, repeat);
    slow_pick(slow, score, repeat, redundancy, length, taken);
    choices = summary_choose(scratch, &draft->article, method, length, &n);
    for (guint i = 0; i < slow->n; i++) {
        if (!taken[i])
            continue;
        g_assert_cmpuint(k, <, n);
        g_assert_cmpuint(choices[k].sentence, ==, slow->index[i]);
        g_assert_cmpint(choices[k++].score, ==, score[i]);
    }
    g_assert_cmpuint(k, ==, n);
}

static void
test_choice(void)
{
    static const SummaryLength lengths[] = {{SUMMARY_SENTENCES, 1},  {SUMMARY_SENTENCES, 3},
                                            {SUMMARY_SENTENCES, 75}, {SUMMARY_PERCENT, 1},
                                            {SUMMARY_PERCENT, 35},   {SUMMARY_PERCENT, 100},
                                            {SUMMARY_WORDS, 40},     {SUMMARY_CHARS, 200}};
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();

    for (guint round = 0; round < N_RANDOM; round++) {
        g_autoptr(Draft) draft = draft_random(round % 10 == 0 ? 120 : up_to(20), 8, 40);
        const SummaryLength *length = &lengths[round % G_N_ELEMENTS(lengths)];

        check_choice(scratch, draft, SUMMARY_POSITION_CENTRALITY, summary_redundancy, length);
        check_choice(scratch, draft, SUMMARY_LEXRANK, summary_lexrank_redundancy, length);
        check_choice(scratch, draft, SUMMARY_LEAD, 0, length);
    }
}

static void
test_scores(void)
{
    static const SummaryLength all = {SUMMARY_ALL, 0};
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();

    for (guint round = 0; round < N_RANDOM; round++) {
        g_autoptr(Draft) draft = draft_random(up_to(20), 8, 14);
        g_autoptr(Slow) slow = slow_new(draft);
        g_autofree double *rank = g_new0(double, slow->n + 1);
        const SummaryChoice *choices;
        guint n;

        choices = summary_choose(scratch, &draft->article, SUMMARY_LEXRANK, &all, &n);
        slow_lexrank(slow, rank);
        for (guint i = 0; i < slow->n; i++)
            g_assert_cmpint(ABS(choices[slow->index[i]].score - llround(1e6 * rank[i])), <=, 1);
        choices = summary_choose(scratch, &draft->article, SUMMARY_POSITION_CENTRALITY, &all, &n);
        for (guint i = 0; i < slow->n; i++) {
            SummaryFeatures features;
            double score = 0;

            slow_features(slow, i, features);
            for (guint f = 0; f < SUMMARY_N_FEATURES; f++)
                score += summary_weights[f] * features[f];
            g_assert_cmpint(ABS(choices[slow->index[i]].score - llround(1e6 * score)), <=, 1);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL); /* prints the seed; --seed repeats it */
    g_test_add_func("/summary-model/features", test_features);
    g_test_add_func("/summary-model/lexrank", test_lexrank);
    g_test_add_func("/summary-model/choice", test_choice);
    g_test_add_func("/summary-model/scores", test_scores);
    return g_test_run();
}
