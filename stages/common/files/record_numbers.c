#include "files/record_numbers.h"

#include <string.h>

#include "files/tokens_file.h"

void
record_numbers_init(RecordNumbers *numbers)
{
    *numbers = (RecordNumbers){.path = g_string_new(NULL)};
}

/* The next piece begins. */
static void
begin_piece(RecordNumbers *numbers)
{
    const TokensPiece *piece = &g_array_index(numbers->pieces, TokensPiece, numbers->next++);

    if (strcmp(piece->path, numbers->path->str) == 0) {
        numbers->before += numbers->records;
    } else {
        g_string_assign(numbers->path, piece->path);
        numbers->before = 0;
    }
    numbers->records = piece->records;
}

static void
end_shard(RecordNumbers *numbers)
{
    while (numbers->pieces && numbers->next < numbers->pieces->len)
        begin_piece(numbers);
    g_clear_pointer(&numbers->pieces, g_array_unref);
}

void
record_numbers_begin_shard(RecordNumbers *numbers, GArray *pieces)
{
    end_shard(numbers);
    numbers->pieces = pieces;
    numbers->next = 0;
}

guint64
record_numbers_get(RecordNumbers *numbers, const char *path, guint64 record)
{
    while (numbers->next == 0 || strcmp(numbers->path->str, path) != 0) {
        if (!numbers->pieces || numbers->next == numbers->pieces->len)
            return 0;
        begin_piece(numbers);
    }
    return numbers->before + record;
}

void
record_numbers_clear(RecordNumbers *numbers)
{
    g_clear_pointer(&numbers->pieces, g_array_unref);
    if (numbers->path)
        g_string_free(numbers->path, TRUE);
    numbers->path = NULL;
}
