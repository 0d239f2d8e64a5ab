/*
 * The stages behind tokenize on hostile files: they may refuse them, but what `inspect --check`
 * accepts they take, and make of it what it accepts too. Input: as that of fuzz-tokens.c; without
 * sections of stems `stem` makes these.
 */
#include "check.h"
#include "files/kinds.h"
#include "fuzz_container.h"
#include "fuzz_stages.h"

enum { FIRST_STEMS = 32 };

static gboolean
has_stems(FuzzBytes input)
{
    FuzzChunk chunk;

    while (fuzz_chunk_next(&input, &chunk))
        if (chunk.section >= FIRST_STEMS)
            return TRUE;
    return FALSE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    const FuzzBytes input = {data, data + nbytes};
    const char *tokens = fuzz_container_make(0, &TOKENS_KIND, 0, 0, input), *stems = NULL;
    g_autoptr(Container) container = container_open(tokens, &TOKENS_KIND, NULL);
    g_autoptr(GError) error = NULL;
    CheckResult result;
    gboolean sound = check_file(tokens, &result, &error);

    g_assert_nonnull(container);
    if (has_stems(input)) {
        stems = fuzz_container_make(1, &STEMS_KIND,
                                    container_combine_sources(0, container_checksum(container)),
                                    FIRST_STEMS, input);
        sound = FALSE; /* alone both may be, and not fit */
    }
    fuzz_run_stages(tokens, stems, sound);
    return 0;
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t nbytes, size_t capacity, unsigned int seed)
{
    return fuzz_chunks_mutate(data, nbytes, capacity, seed, 0);
}
