#include "statistics/dispersion.h"

typedef unsigned __int128 Wide;

Integer128
dispersion_dp_sum(const Multiset *set, const MultisetSums *sums, guint64 n_words)
{
    Wide sum = (Wide)sums->f * (n_words - sums->reach);
    /* with f and N below 2³¹ every product below fits 64 bits */
    gboolean small = sums->f >> 31 == 0 && n_words >> 31 == 0;

    for (guint32 i = 0; i < set->n_cells; i++) {
        const MultisetCell *cell = &set->cells[i];

        if (small) {
            guint64 a = cell->v * n_words, b = cell->n * sums->f;

            sum += (Wide)(a > b ? a - b : b - a) * cell->m;
        } else {
            Wide a = (Wide)cell->v * n_words, b = (Wide)cell->n * sums->f;

            sum += (a > b ? a - b : b - a) * cell->m;
        }
    }
    return (Integer128){(guint64)(sum >> 64), (guint64)sum};
}

double
dispersion_dp(Integer128 sum, guint64 f, guint64 n_words)
{
    long double wide = (long double)sum.high * 0x1p64L + (long double)sum.low;

    return (double)(wide / (2.0L * (long double)f * (long double)n_words));
}
