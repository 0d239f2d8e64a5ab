/* Numbers of records over pieces and shards. */
#include "files/record_numbers.h"

#include "files/tokens_file.h"

static void
clear_piece(gpointer data)
{
    g_free(((TokensPiece *)data)->path);
}

static void
begin_shard(RecordNumbers *numbers, const TokensPiece *pieces, guint n)
{
    GArray *array = g_array_new(FALSE, FALSE, sizeof(TokensPiece));

    g_array_set_clear_func(array, clear_piece);
    for (guint i = 0; i < n; i++) {
        TokensPiece piece = pieces[i];

        piece.path = g_strdup(piece.path);
        g_array_append_val(array, piece);
    }
    record_numbers_begin_shard(numbers, array);
}

#define SHARD(numbers, ...)                                                                        \
    {                                                                                              \
        const TokensPiece pieces[] = {__VA_ARGS__};                                                \
                                                                                                   \
        begin_shard(numbers, pieces, G_N_ELEMENTS(pieces));                                        \
    }

static char a[] = "a", b[] = "b", c[] = "c";

static void
test_pieces(void)
{
    g_auto(RecordNumbers) numbers;

    record_numbers_init(&numbers);
    SHARD(&numbers, {a, 0, 10}, {b, 0, 3});
    g_assert_cmpuint(record_numbers_get(&numbers, "a", 1), ==, 1);
    g_assert_cmpuint(record_numbers_get(&numbers, "a", 10), ==, 10);
    g_assert_cmpuint(record_numbers_get(&numbers, "b", 2), ==, 2);

    /* goes on where the shard before ended, whether or not it had an article there */
    SHARD(&numbers, {b, 900, 4});
    g_assert_cmpuint(record_numbers_get(&numbers, "b", 1), ==, 4);
    SHARD(&numbers, {b, 1800, 7});
    SHARD(&numbers, {b, 2700, 1}, {c, 0, 1});
    g_assert_cmpuint(record_numbers_get(&numbers, "b", 1), ==, 15);
    g_assert_cmpuint(record_numbers_get(&numbers, "c", 1), ==, 1);
}

static void
test_none(void)
{
    g_auto(RecordNumbers) numbers;

    record_numbers_init(&numbers);
    SHARD(&numbers, {b, 0, 3});
    g_assert_cmpuint(record_numbers_get(&numbers, "a", 1), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record-numbers/pieces", test_pieces);
    g_test_add_func("/record-numbers/none", test_none);
    return g_test_run();
}
