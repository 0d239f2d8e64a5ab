#include "statistics/keyness.h"

#include <math.h>

/* the 97.5 % quantile of the standard normal distribution */
#define NORMAL_975 1.959963984540054

/* One cell's o ln(o/e), where e = row · column / n. */
static double
cell(double observed, double row, double column, double n)
{
    return observed > 0 ? observed * log(observed * n / (row * column)) : 0;
}

double
keyness_g2(const KeynessCounts *counts)
{
    double f1 = counts->f1, n1 = counts->n1, f2 = counts->f2, n2 = counts->n2;
    double n = n1 + n2, f = f1 + f2, g2;

    if (n1 == 0 || n2 == 0 || f == 0)
        return 0;
    g2 = 2 * (cell(f1, n1, f, n) + cell(f2, n2, f, n) + cell(n1 - f1, n1, n - f, n) +
              cell(n2 - f2, n2, n - f, n));
    g2 = MAX(g2, 0); /* what rounding leaves where nothing differs */
    return f1 * n2 < f2 * n1 ? -g2 : g2;
}

long double
keyness_p(double g2)
{
    return erfcl(sqrtl(fabsl((long double)g2) / 2));
}

double
keyness_log_ratio(const KeynessCounts *counts)
{
    return log2((counts->f1 + .5) / (counts->n1 + .5)) -
           log2((counts->f2 + .5) / (counts->n2 + .5));
}

void
keyness_log_ratio_interval(const KeynessCounts *counts, double *ret_low, double *ret_high)
{
    double variance = 1 / (counts->f1 + .5) - 1 / (counts->n1 + .5) + 1 / (counts->f2 + .5) -
                      1 / (counts->n2 + .5);
    double half = NORMAL_975 * sqrt(MAX(variance, 0)) / G_LN2, middle = keyness_log_ratio(counts);

    *ret_low = middle - half;
    *ret_high = middle + half;
}

void
keyness_wilson_interval(guint64 f, guint64 n, double *ret_low, double *ret_high)
{
    double z2 = NORMAL_975 * NORMAL_975, rate = (double)f / n, scale = 1 / (1 + z2 / n);
    double middle = (rate + z2 / (2. * n)) * scale;
    double half = NORMAL_975 * sqrt(rate * (1 - rate) / n + z2 / (4. * n * n)) * scale;

    *ret_low = MAX(middle - half, 0);
    *ret_high = MIN(middle + half, 1);
}
