#include "files/form_numbers.h"

/* One pass of a stable radix sort of places by 16 bits of the count, from the largest on. */
static void
sort_pass(const guint32 *from, guint32 *to, guint32 n, const guint32 *counts, guint shift, guint n_digits)
{
    g_autofree guint32 *starts = g_new0(guint32, n_digits);
    guint32 sum = 0;

    for (guint32 i = 0; i < n; i++)
        starts[counts[from[i]] >> shift & 0xffff]++;
    for (guint digit = n_digits; digit-- > 0;) {
        guint32 count = starts[digit];

        starts[digit] = sum;
        sum += count;
    }
    for (guint32 i = 0; i < n; i++)
        to[starts[counts[from[i]] >> shift & 0xffff]++] = from[i];
}

void
form_numbers(const guint32 *counts, guint32 n, guint32 *numbers)
{
    g_autofree guint32 *places = g_new(guint32, (gsize)n + 1), *sorted = g_new(guint32, (gsize)n + 1);
    guint32 largest = 0;

    for (guint32 i = 0; i < n; i++) {
        places[i] = i;
        largest = MAX(largest, counts[i]);
    }
    sort_pass(places, sorted, n, counts, 0, MIN(largest, 0xffff) + 1);
    if (largest > 0xffff) {
        guint32 *other = places;

        sort_pass(sorted, places, n, counts, 16, (largest >> 16) + 1);
        places = sorted;
        sorted = other;
    }
    for (guint32 i = 0; i < n; i++)
        numbers[sorted[i]] = i + 1;
}
