/* Strings sorted by prefixes against qsort: some buckets are large, many prefixes equal. */
#include "program/prefix_sort.h"

#include <stdlib.h>
#include <string.h>

enum { N = 20000, MAX_NBYTES = 12 };

typedef char Text[MAX_NBYTES + 1];

static int
compare_texts(const void *a, const void *b)
{
    return strcmp(a, b);
}

static int
compare_places(guint32 a, guint32 b, gconstpointer data)
{
    const Text *texts = data;

    return strcmp(texts[a], texts[b]);
}

static void
test_sort(gconstpointer letters)
{
    guint32 seed = g_test_rand_int();
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_autofree Text *texts = g_new0(Text, N), *sorted = g_new(Text, N);
    g_autofree PrefixKey *keys = g_new(PrefixKey, N);

    g_test_message("seed %u", seed);
    for (guint i = 0; i < N; i++) {
        guint n = g_rand_int_range(rand, 0, MAX_NBYTES + 1);

        for (guint k = 0; k < n; k++)
            texts[i][k] = 'a' + g_rand_int_range(rand, 0, GPOINTER_TO_INT(letters));
        keys[i] = (PrefixKey){prefix_of(0, texts[i], n), i};
    }
    memcpy(sorted, texts, N * sizeof *sorted);
    qsort(sorted, N, sizeof *sorted, compare_texts);
    prefix_sort(keys, N, compare_places, texts);
    for (guint i = 0; i < N; i++)
        g_assert_cmpstr(texts[keys[i].place], ==, sorted[i]);
    prefix_sort(keys, 0, compare_places, texts);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/prefix-sort/one-letter", GINT_TO_POINTER(1), test_sort);
    g_test_add_data_func("/prefix-sort/two-letters", GINT_TO_POINTER(2), test_sort);
    g_test_add_data_func("/prefix-sort/many-letters", GINT_TO_POINTER(26), test_sort);
    return g_test_run();
}
