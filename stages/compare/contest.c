#include "contest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
contest_init(Contest *contest, guint top)
{
    contest->top = top;
    contest->rows = g_array_new(FALSE, FALSE, sizeof(ContestRow));
    contest->all = g_array_new(FALSE, FALSE, sizeof(double));
    contest->labels = g_string_chunk_new(1 << 12);
    contest->least = 0;
}

void
contest_clear(Contest *contest)
{
    g_clear_pointer(&contest->rows, g_array_unref);
    g_clear_pointer(&contest->all, g_array_unref);
    g_clear_pointer(&contest->labels, g_string_chunk_free);
}

static int
compare_rows(const void *a, const void *b)
{
    const ContestRow *x = a, *y = b;
    guint64 f_x = x->words.f1 + x->words.f2, f_y = y->words.f1 + y->words.f2;

    if (x->strength != y->strength)
        return x->strength > y->strength ? -1 : 1;
    if (f_x != f_y)
        return f_x > f_y ? -1 : 1;
    return x->term < y->term ? -1 : 1;
}

/* Keeps the strongest. Labels of the others stay in the chunk: a few bytes each. */
static void
prune(Contest *contest)
{
    if (contest->rows->len > 1)
        qsort(contest->rows->data, contest->rows->len, sizeof(ContestRow), compare_rows);
    if (contest->rows->len > contest->top)
        g_array_set_size(contest->rows, contest->top);
    if (contest->top > 0 && contest->rows->len == contest->top)
        contest->least = g_array_index(contest->rows, ContestRow, contest->top - 1).strength;
}

gboolean
contest_enter(Contest *contest, double g2)
{
    double size = fabs(g2);

    g_array_append_val(contest->all, size);
    return contest->top > 0 && llabs(keyness_rounded(g2)) >= contest->least;
}

void
contest_add(Contest *contest, const ContestRow *row, const char *label, gsize label_nbytes)
{
    ContestRow kept = *row;

    kept.strength = llabs(keyness_rounded(row->g2));
    kept.label = g_string_chunk_insert_len(contest->labels, label, label_nbytes);
    kept.label_nbytes = label_nbytes;
    g_array_append_val(contest->rows, kept);
    if (contest->rows->len >= 2 * (gsize)contest->top)
        prune(contest);
}

/* Sorts sizes, none below 0, the largest first: as integers their bits are in the same order, and
 * those are sorted digit by digit, from the lowest on. */
static void
sort_sizes(double *sizes, guint n)
{
    enum { DIGIT_BITS = 11, N_DIGITS = 6, BASE = 1 << DIGIT_BITS };
    g_autofree guint64 *keys = g_new(guint64, (gsize)n + 1), *sorted = g_new(guint64, (gsize)n + 1);

    memcpy(keys, sizes, n * sizeof *keys);
    for (guint digit = 0; digit < N_DIGITS; digit++) {
        guint starts[BASE] = {0}, shift = digit * DIGIT_BITS, sum = 0;
        guint64 *swapped = keys;

        for (guint i = 0; i < n; i++)
            starts[keys[i] >> shift & (BASE - 1)]++;
        for (guint value = BASE; value-- > 0;) {
            guint count = starts[value];

            starts[value] = sum;
            sum += count;
        }
        for (guint i = 0; i < n; i++)
            sorted[starts[keys[i] >> shift & (BASE - 1)]++] = keys[i];
        keys = sorted;
        sorted = swapped;
    }
    memcpy(sizes, keys, n * sizeof *keys);
}

/*
 * all in falling order: q of rank i is the least of p(j)·m/j over the ranks j from i on. Rows are
 * met from the weakest to the strongest, and so are all terms: one walk.
 */
void
contest_finish(Contest *contest)
{
    double *all = (double *)(void *)contest->all->data;
    guint m = contest->all->len, j = m;
    long double q = 1;

    prune(contest);
    sort_sizes(all, m);
    for (guint i = contest->rows->len; i-- > 0;) {
        ContestRow *row = &g_array_index(contest->rows, ContestRow, i);
        double size = fabs(row->g2);

        /* down to the first of those as strong as the row: equal ones share a rank's best q */
        for (; j > 0 && all[j - 1] <= size; j--)
            q = MIN(q, keyness_p(all[j - 1]) * m / j);
        row->q = q;
    }
}
