#include "statistics/dispersion.h"

typedef unsigned __int128 Wide;

/* Σm·|vN − nf| over the cells, for f and N below 2³¹: the products fit 64 bits, and so does the
 * sum, which is at most 2fN. */
static guint64
add_small(const Multiset *set, guint64 f, guint64 n_words)
{
    guint64 sum = 0;

    for (guint32 i = 0; i < set->n_cells; i++) {
        const MultisetCell *cell = &set->cells[i];
        gint64 difference = (gint64)(cell->v * n_words - cell->n * f);

        sum += (guint64)ABS(difference) * cell->m;
    }
    return sum;
}

static Wide
add_large(const Multiset *set, guint64 f, guint64 n_words)
{
    Wide sum = 0;

    for (guint32 i = 0; i < set->n_cells; i++) {
        const MultisetCell *cell = &set->cells[i];
        Wide a = (Wide)cell->v * n_words, b = (Wide)cell->n * f;

        sum += (a > b ? a - b : b - a) * cell->m;
    }
    return sum;
}

Integer128
dispersion_dp_sum(const Multiset *sets, guint n_sets, const MultisetSums *sums, guint64 n_words)
{
    Wide sum = (Wide)sums->f * (n_words - sums->reach);
    gboolean small = sums->f >> 31 == 0 && n_words >> 31 == 0 && sums->reach <= n_words;

    for (guint i = 0; i < n_sets; i++)
        sum +=
            small ? add_small(&sets[i], sums->f, n_words) : add_large(&sets[i], sums->f, n_words);
    return (Integer128){(guint64)(sum >> 64), (guint64)sum};
}

Integer128
dispersion_dp_sum_of_fold(const MultisetFold *fold)
{
    Wide sum = (Wide)fold->f * (fold->n_words - fold->sums.reach) + fold->deviation;

    return (Integer128){(guint64)(sum >> 64), (guint64)sum};
}

/* f(N − n) for the words outside, and |vN − nf| with v = f, which is as much. */
Integer128
dispersion_dp_sum_of_one(guint64 f, guint64 reach, guint64 n_words)
{
    Wide sum = 2 * (Wide)f * (n_words - reach);

    return (Integer128){(guint64)(sum >> 64), (guint64)sum};
}

double
dispersion_dp(Integer128 sum, guint64 f, guint64 n_words)
{
    long double wide = (long double)sum.high * 0x1p64L + (long double)sum.low;

    return (double)(wide / (2.0L * (long double)f * (long double)n_words));
}
