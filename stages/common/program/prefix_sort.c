#include "program/prefix_sort.h"

#include <stdlib.h>

enum { BUCKET_SHIFT = 48, N_BUCKETS = 1 << 16, FEW = 24 };

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
sort_bucket(PrefixKey *keys, guint32 n, Order *order)
{
    if (n > FEW) {
        qsort_r(keys, n, sizeof *keys, compare_keys, order);
        return;
    }
    for (guint32 i = 1; i < n; i++) {
        PrefixKey moved = keys[i];
        guint32 k = i;

        for (; k > 0 && compare_keys(&keys[k - 1], &moved, order) > 0; k--)
            keys[k] = keys[k - 1];
        keys[k] = moved;
    }
}

void
prefix_sort(PrefixKey *keys, guint32 n, PrefixCompare compare, gconstpointer data)
{
    g_autofree guint32 *ends = g_new0(guint32, N_BUCKETS + 1);
    g_autofree PrefixKey *scattered = g_new(PrefixKey, (gsize)n + 1);
    Order order = {compare, data};

    for (guint32 i = 0; i < n; i++)
        ends[(keys[i].prefix >> BUCKET_SHIFT) + 1]++;
    for (guint32 bucket = 0; bucket < N_BUCKETS; bucket++)
        ends[bucket + 1] += ends[bucket];
    for (guint32 i = 0; i < n; i++)
        scattered[ends[keys[i].prefix >> BUCKET_SHIFT]++] = keys[i];
    memcpy(keys, scattered, n * sizeof *keys);
    for (guint32 bucket = 0, start = 0; bucket < N_BUCKETS; bucket++) {
        if (ends[bucket] - start > 1)
            sort_bucket(keys + start, ends[bucket] - start, &order);
        start = ends[bucket];
    }
}
