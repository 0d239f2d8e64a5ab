#include "program/prefix_sort.h"

#include <stdlib.h>

enum { FIRST_BITS = 16, NEXT_BITS = 8, FEW = 24 };

typedef struct {
    PrefixCompare compare;
    gconstpointer data;
} Order;

static int
compare_keys(const void *a, const void *b, void *data)
{
    const PrefixKey *x = a, *y = b;
    const Order *order = data;

    if (x->prefix != y->prefix)
        return x->prefix < y->prefix ? -1 : 1;
    return order->compare(x->place, y->place, order->data);
}

static void
sort_few(PrefixKey *keys, guint32 n, Order *order)
{
    for (guint32 i = 1; i < n; i++) {
        PrefixKey moved = keys[i];
        guint32 k = i;

        for (; k > 0 && compare_keys(&keys[k - 1], &moved, order) > 0; k--)
            keys[k] = keys[k - 1];
        keys[k] = moved;
    }
}

/*
 * Sorts keys whose prefixes differ at most in the bits below `bits`: into buckets by the upper ones
 * of these, then each bucket. starts: room for a number for each bucket and one more, scratch: for
 * n keys.
 */
static void
sort_by_bits(PrefixKey *keys, PrefixKey *scratch, guint32 n, guint bits, guint bits_here,
             guint32 *starts, Order *order)
{
    guint shift = bits - bits_here;
    guint64 mask = ((guint64)1 << bits_here) - 1;
    guint32 of_next[(1 << NEXT_BITS) + 1];
    guint32 start = 0;

    memset(starts, 0, (mask + 2) * sizeof *starts);
    for (guint32 i = 0; i < n; i++)
        starts[(keys[i].prefix >> shift & mask) + 1]++;
    for (guint64 bucket = 0; bucket < mask; bucket++)
        starts[bucket + 1] += starts[bucket];
    for (guint32 i = 0; i < n; i++)
        scratch[starts[keys[i].prefix >> shift & mask]++] = keys[i];
    memcpy(keys, scratch, n * sizeof *keys);
    for (guint64 bucket = 0; bucket <= mask; bucket++) {
        guint32 n_here = starts[bucket] - start;

        if (n_here > FEW && shift > 0)
            sort_by_bits(keys + start, scratch, n_here, shift, NEXT_BITS, of_next, order);
        else if (n_here > FEW)
            qsort_r(keys + start, n_here, sizeof *keys, compare_keys, order);
        else if (n_here > 1)
            sort_few(keys + start, n_here, order);
        start = starts[bucket];
    }
}

void
prefix_sort(PrefixKey *keys, guint32 n, PrefixCompare compare, gconstpointer data)
{
    g_autofree guint32 *starts = g_new(guint32, (1 << FIRST_BITS) + 1);
    g_autofree PrefixKey *scratch = g_new(PrefixKey, (gsize)n + 1);
    Order order = {compare, data};

    sort_by_bits(keys, scratch, n, 64, FIRST_BITS, starts, &order);
}
