/* Mutations that keep chunks whole: libFuzzer's own would put most lengths out of step. */
#include "container/varint.h"
#include "fuzz_container.h"

#ifdef FUZZ_WITH_LIBFUZZER

enum { MOST_CHUNKS = 64, SLACK_NBYTES = 64 };

typedef struct {
    guint64 section, n_records;
    GByteArray *bytes;
} LooseChunk;

static void
clear_chunk(gpointer data)
{
    LooseChunk *chunk = data;

    g_byte_array_unref(chunk->bytes);
}

static GArray *
take_apart(FuzzBytes input)
{
    GArray *chunks = g_array_new(FALSE, FALSE, sizeof(LooseChunk));
    FuzzChunk chunk;

    g_array_set_clear_func(chunks, clear_chunk);
    while (chunks->len < MOST_CHUNKS && fuzz_chunk_next(&input, &chunk)) {
        LooseChunk loose = {chunk.section, chunk.n_records, g_byte_array_new()};

        if (fuzz_left(&chunk.bytes) > 0)
            g_byte_array_append(loose.bytes, chunk.bytes.p, fuzz_left(&chunk.bytes));
        g_array_append_val(chunks, loose);
    }
    return chunks;
}

/* Writes the chunks as far as they fit; returns the size. */
static size_t
put_together(const GArray *chunks, guint8 *data, size_t capacity)
{
    size_t used = 0;

    for (guint i = 0; i < chunks->len; i++) {
        const LooseChunk *chunk = &g_array_index(chunks, LooseChunk, i);
        guint8 head[3 * VARINT_MAX_NBYTES], *end = head;

        end = varint_put(end, chunk->section);
        end = varint_put(end, chunk->n_records);
        end = varint_put(end, chunk->bytes->len);
        if (used + (size_t)(end - head) + chunk->bytes->len > capacity)
            break;
        memcpy(data + used, head, end - head);
        used += end - head;
        if (chunk->bytes->len > 0)
            memcpy(data + used, chunk->bytes->data, chunk->bytes->len);
        used += chunk->bytes->len;
    }
    return used;
}

static void
mutate_bytes(LooseChunk *chunk)
{
    gsize n = chunk->bytes->len;

    g_byte_array_set_size(chunk->bytes, n + SLACK_NBYTES);
    n = LLVMFuzzerMutate(chunk->bytes->data, n, n + SLACK_NBYTES);
    g_byte_array_set_size(chunk->bytes, n);
}

static void
mutate_one(GArray *chunks, GRand *rand)
{
    guint at = g_rand_int_range(rand, 0, chunks->len);
    LooseChunk *chunk = &g_array_index(chunks, LooseChunk, at), copy;

    switch (g_rand_int_range(rand, 0, 10)) {
    case 0: /* as many records as there are, or another number */
        chunk->n_records = chunk->n_records ? 0 : g_rand_int_range(rand, 1, 8);
        break;
    case 1:
        g_array_remove_index(chunks, at);
        break;
    case 2: /* once more, at the end: two members of a section */
        copy = (LooseChunk){chunk->section, chunk->n_records, g_byte_array_new()};
        g_byte_array_append(copy.bytes, chunk->bytes->data, chunk->bytes->len);
        g_array_append_val(chunks, copy);
        break;
    case 3:
        chunk->section = g_rand_int_range(rand, 0, 16);
        break;
    default:
        mutate_bytes(chunk);
    }
}

size_t
fuzz_chunks_mutate(guint8 *data, size_t nbytes, size_t capacity, unsigned seed, size_t prefix)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_autoptr(GArray) chunks = NULL;

    if (nbytes <= prefix || capacity <= prefix || g_rand_int_range(rand, 0, 8) == 0)
        return LLVMFuzzerMutate(data, nbytes, capacity);
    chunks = take_apart((FuzzBytes){data + prefix, data + nbytes});
    for (guint n = g_rand_int_range(rand, 1, 4); n > 0 && chunks->len > 0; n--)
        mutate_one(chunks, rand);
    return prefix + put_together(chunks, data + prefix, capacity - prefix);
}

#else

/* Nobody asks for it where there is no libFuzzer. */
size_t
fuzz_chunks_mutate(guint8 *data G_GNUC_UNUSED, size_t nbytes, size_t capacity G_GNUC_UNUSED,
                   unsigned seed G_GNUC_UNUSED, size_t prefix G_GNUC_UNUSED)
{
    return nbytes;
}

#endif
