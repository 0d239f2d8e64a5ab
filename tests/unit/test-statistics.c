/* Dispersion against slow direct computations, keyness against values derived by hand. */
#include "statistics/dispersion.h"
#include "statistics/keyness.h"

#include <math.h>

#define assert_near(value, expected)                                                               \
    g_assert_cmpfloat_with_epsilon((double)(value), (double)(expected),                            \
                                   1e-12 * MAX(1, fabs((double)(expected))))

/* ---- DP */

enum { MOST_ARTICLES = 12 };

/* A term in articles, one by one: words and count (0 in some). */
typedef struct {
    guint n;
    guint64 words[MOST_ARTICLES], counts[MOST_ARTICLES];
} Articles;

static void
random_articles(GRand *rand, Articles *articles, guint64 most_words)
{
    articles->n = g_rand_int_range(rand, 1, MOST_ARTICLES + 1);
    for (guint i = 0; i < articles->n; i++) {
        guint64 words = 1 + (guint64)(g_rand_double(rand) * (most_words - 1));

        if (i > 0 && g_rand_int_range(rand, 0, 3) == 0)
            words = articles->words[i - 1];
        articles->words[i] = words;
        articles->counts[i] =
            i > 0 && g_rand_boolean(rand) ? 0 : 1 + g_rand_double(rand) * (words - 1);
    }
}

/* The cells in order, by looking for the next one again and again. */
static void
collect(const Articles *articles, Multiset *set, guint64 *ret_words)
{
    guint64 last_n = 0, last_v = 0;

    multiset_reset(set);
    *ret_words = 0;
    for (guint i = 0; i < articles->n; i++)
        *ret_words += articles->words[i];
    for (;;) {
        guint64 n = G_MAXUINT64, v = 0, m = 0;

        for (guint i = 0; i < articles->n; i++) {
            guint64 a = articles->words[i], b = articles->counts[i];

            if (b > 0 && (a > last_n || (a == last_n && b > last_v)) &&
                (a < n || (a == n && b < v))) {
                n = a;
                v = b;
            }
        }
        if (n == G_MAXUINT64)
            return;
        for (guint i = 0; i < articles->n; i++)
            m += articles->words[i] == n && articles->counts[i] == v;
        multiset_append(set, n, v, m);
        last_n = n;
        last_v = v;
    }
}

/*
 * DP = ½ Σ |v/f − n/N| over all articles, as an exact fraction: over the common denominator f·N
 * each summand is |vN − nf|. The real one is the definition itself.
 */
static void
test_dp(void)
{
    static const guint64 most_words[] = {5, 1000, 1u << 20, G_MAXUINT32};
    guint32 seed = g_test_rand_int();
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_auto(Multiset) set = {0};

    g_test_message("seed %u", seed);
    for (guint i = 0; i < 4000; i++) {
        unsigned __int128 exact = 0;
        long double real = 0;
        guint64 n_words, f = 0;
        Articles articles;
        MultisetSums sums;
        Integer128 sum;

        random_articles(rand, &articles, most_words[i % G_N_ELEMENTS(most_words)]);
        collect(&articles, &set, &n_words);
        sums = multiset_sums(&set);
        for (guint k = 0; k < articles.n; k++)
            f += articles.counts[k];
        g_assert_cmpuint(sums.f, ==, f);
        for (guint k = 0; k < articles.n; k++) {
            __int128 difference =
                (__int128)articles.counts[k] * n_words - (__int128)articles.words[k] * f;

            exact += difference < 0 ? -difference : difference;
            real += fabsl((long double)articles.counts[k] / f -
                          (long double)articles.words[k] / n_words);
        }
        sum = dispersion_dp_sum(&set, 1, &sums, n_words);
        g_assert_true(((unsigned __int128)sum.high << 64 | sum.low) == exact);
        assert_near(dispersion_dp(sum, f, n_words), real / 2);
    }
}

/* All in one article of 1 of 4 equal ones: ½ (¾ + 3·¼) = ¾. Evenly: 0. Half in a half: ½. */
static void
test_dp_by_hand(void)
{
    static const struct {
        struct {
            guint32 n, v, m;
        } cells[2];
        guint n_cells;
        guint64 n_words;
        double dp;
    } cases[] = {
        {{{100, 8, 1}}, 1, 400, 0.75},
        {{{100, 2, 4}}, 1, 400, 0},
        {{{100, 2, 2}}, 1, 400, 0.5},
        {{{100, 1, 1}, {300, 3, 1}}, 2, 400, 0},
        {{{100, 3, 1}, {300, 1, 1}}, 2, 400, 0.5},
        {{{1, 1, 1}}, 1, 1, 0},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Multiset) set = {0};
        MultisetSums sums;

        for (guint k = 0; k < cases[i].n_cells; k++)
            multiset_append(&set, cases[i].cells[k].n, cases[i].cells[k].v, cases[i].cells[k].m);
        sums = multiset_sums(&set);
        assert_near(dispersion_dp(dispersion_dp_sum(&set, 1, &sums, cases[i].n_words), sums.f,
                                  cases[i].n_words),
                    cases[i].dp);
    }
}

/* A term of one article needs no cells. */
static void
test_dp_of_one(void)
{
    static const guint64 n_words[] = {G_MAXUINT32, 1 << 20, (guint64)1 << 50};
    g_auto(Multiset) set = {0};

    for (guint i = 0; i < G_N_ELEMENTS(n_words); i++) {
        for (guint32 n = 1; n <= 1 << 20; n *= 4) {
            MultisetSums sums;
            Integer128 sum, same;

            multiset_reset(&set);
            multiset_append(&set, n, n / 2 + 1, 1);
            sums = multiset_sums(&set);
            sum = dispersion_dp_sum(&set, 1, &sums, n_words[i]);
            same = dispersion_dp_sum_of_one(sums.f, sums.reach, n_words[i]);
            g_assert_cmpuint(sum.high, ==, same.high);
            g_assert_cmpuint(sum.low, ==, same.low);
        }
    }
}

/* ---- keyness */

/*
 * By hand, O ln(O/E) over four cells. 10 of 100 against 0 of 100: E = 5, 5, 95, 95, so
 * 2 (10 ln 2 + 90 ln(90/95) + 100 ln(100/95)). 20 of 100 against 10 of 200: E = 10, 20, 90, 180.
 */
static void
test_g2(void)
{
    const struct {
        KeynessCounts counts;
        double g2;
    } cases[] = {
        {{10, 100, 0, 100}, 2 * (10 * log(2) + 90 * log(90. / 95) + 100 * log(100. / 95))},
        {{0, 100, 10, 100}, -2 * (10 * log(2) + 90 * log(90. / 95) + 100 * log(100. / 95))},
        {{20, 100, 10, 200},
         2 * (20 * log(2) - 10 * log(2) + 80 * log(8. / 9) + 190 * log(19. / 18))},
        {{100, 100, 0, 100},
         2 * (100 * log(2) + 100 * log(2))}, /* every word: no cell is left over */
        {{5, 100, 10, 200}, 0},              /* alike */
        {{0, 100, 0, 200}, 0},
        {{5, 100, 0, 0}, 0}, /* nothing to compare with */
        {{0, 0, 5, 100}, 0},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpfloat_with_epsilon(keyness_g2(&cases[i].counts), cases[i].g2, 1e-10);
}

/* Quantiles of χ² with one degree of freedom, from any table: 3.841459 (5 %), 6.634897 (1
 * %), 10.827566 (0.1 %). */
static void
test_p(void)
{
    g_assert_cmpfloat_with_epsilon(keyness_p(3.841458820694124), 0.05, 1e-12);
    g_assert_cmpfloat_with_epsilon(keyness_p(-6.634896601021213), 0.01, 1e-12);
    g_assert_cmpfloat_with_epsilon(keyness_p(10.827566170662733), 0.001, 1e-12);
    g_assert_cmpfloat(keyness_p(0), ==, 1);
    g_assert_true(keyness_p(5000) > 0); /* far below what a double could hold */
    g_assert_true(keyness_p(5000) < keyness_p(4999));
}

/* (7 + ½)/(63 + ½) against (1 + ½)/(127 + ½): the ratio is 5 · 127.5/63.5. */
static void
test_log_ratio(void)
{
    const KeynessCounts counts = {7, 63, 1, 127}, none = {0, 63, 0, 63}, swapped = {1, 127, 7, 63};
    double low, high,
        half = 1.959963984540054 * sqrt(1 / 7.5 - 1 / 63.5 + 1 / 1.5 - 1 / 127.5) / log(2);

    assert_near(keyness_log_ratio(&counts), log2(5 * 127.5 / 63.5));
    assert_near(keyness_log_ratio(&swapped), -log2(5 * 127.5 / 63.5));
    assert_near(keyness_log_ratio(&none), 0);
    keyness_log_ratio_interval(&counts, &low, &high);
    assert_near(high - low, 2 * half);
    assert_near((high + low) / 2, log2(5 * 127.5 / 63.5));
}

/* The ends p of Wilson's interval solve (p − f/n)² = z² p (1 − p)/n. */
static void
test_wilson(void)
{
    static const guint64 cases[][2] = {{1, 10}, {5, 10},  {9, 10}, {3, 1000},
                                       {0, 10}, {10, 10}, {0, 1}};
    const double z = 1.959963984540054;

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        double f = cases[i][0], n = cases[i][1], ends[2];

        keyness_wilson_interval(cases[i][0], cases[i][1], &ends[0], &ends[1]);
        for (guint k = 0; k < 2; k++)
            g_assert_cmpfloat_with_epsilon((ends[k] - f / n) * (ends[k] - f / n),
                                           z * z * ends[k] * (1 - ends[k]) / n, 1e-12);
        g_assert_cmpfloat(ends[0], <=, f / n + 1e-15);
        g_assert_cmpfloat(ends[1], >=, f / n - 1e-15);
        g_assert_cmpfloat(ends[0], <, ends[1]);
    }
}

static void
test_rounded(void)
{
    g_assert_cmpint(keyness_rounded(1.2345674), ==, 1234567);
    g_assert_cmpint(keyness_rounded(-1.2345676), ==, -1234568);
    g_assert_cmpint(keyness_rounded(1e-7), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dispersion/dp", test_dp);
    g_test_add_func("/dispersion/dp-by-hand", test_dp_by_hand);
    g_test_add_func("/dispersion/dp-of-one", test_dp_of_one);
    g_test_add_func("/keyness/g2", test_g2);
    g_test_add_func("/keyness/p", test_p);
    g_test_add_func("/keyness/log-ratio", test_log_ratio);
    g_test_add_func("/keyness/wilson", test_wilson);
    g_test_add_func("/keyness/rounded", test_rounded);
    return g_test_run();
}
