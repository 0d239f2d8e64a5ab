/*
 * Any file opened as an intermediate one, of a kind that is known or not. Input: the bytes of a
 * file, which begins as gzip does; or else a header up to a NUL, then chunks (fuzz_container.h), of
 * which those of section 255 are the index, instead of the right one.
 */
#include "check.h"
#include "container/container_private.h"
#include "files/kinds.h"
#include "fuzz_container.h"
#include "inspect.h"
#include "program/hash.h"

enum { INDEX = 255 };

/* The checksum of a file whose index this is: so that only what it says can be wrong. */
static void
put_index(FuzzContainer *container, const char *header, FuzzBytes bytes)
{
    g_byte_array_set_size(container->index, 0);
    g_byte_array_append(container->index, bytes.p, fuzz_left(&bytes));
    container->n_members = 0;
    container->checksum = hash_bytes(header, strlen(header));
    while (fuzz_left(&bytes) > 0) {
        guint64 fields[5];

        for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
            fields[i] = fuzz_uint(&bytes);
        container->checksum = container_checksum_member(container->checksum, fields[0], fields[2],
                                                        fields[3], fields[4]);
        container->n_members++;
    }
}

static const char *
make_file(FuzzBytes input)
{
    FuzzBytes first = fuzz_take_until(&input, '\0'), index = {NULL, NULL};
    g_autofree char *header = fuzz_copy_string(&first);
    g_auto(FuzzContainer) container = {NULL};
    FuzzChunk chunk;

    fuzz_container_begin(&container, header);
    while (fuzz_chunk_next(&input, &chunk))
        if (chunk.section == INDEX)
            index = chunk.bytes;
        else
            fuzz_container_add(&container, chunk.section, chunk.n_records, chunk.bytes);
    if (fuzz_left(&index) > 0)
        put_index(&container, header, index);
    fuzz_container_end(&container);
    return fuzz_file(0, container.file->data, container.file->len);
}

/* What is in a file that was opened, printed as `inspect` does. */
static gboolean
print_all(const char *path)
{
    const InspectRecords what = {NULL, G_MAXUINT64, TRUE};
    g_autoptr(OutFile) out = out_file_open("/dev/null", NULL);
    g_autoptr(GError) error = NULL, ignored = NULL;
    gboolean whole = inspect_records(path, &what, out, &error);

    g_assert_cmpint(whole, ==, error == NULL);
    g_assert_true(inspect_overview(path, out, &ignored));
    return whole;
}

/* Whether this is the name of a kind that has rules of its own. */
static gboolean
is_known(const Container *container)
{
    static const char *const kinds[] = {"tokens", "stems",       "counts",   "runs",
                                        "words",  "articles",    "keywords", "summaries",
                                        "groups", "comparisons", NULL};

    return g_strv_contains(kinds, container_kind_name(container));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    const FuzzBytes input = {data, data + nbytes};
    const char *path =
        nbytes > 0 && data[0] == 0x1f ? fuzz_file(0, data, nbytes) : make_file(input);
    g_autoptr(GError) error = NULL, failure = NULL, found = NULL;
    g_autoptr(Container) container = container_open(path, NULL, &error);
    gboolean whole = container && fuzz_container_read(container, &failure), sound;
    CheckResult result;

    g_assert_cmpint(container == NULL, ==, error != NULL);
    sound = check_file(path, &result, &found);
    g_assert_cmpint(sound, ==, found == NULL);
    if (container)
        g_assert_cmpint(print_all(path), ==, whole);
    if (sound)
        g_assert_true(whole);
    else if (whole)
        g_assert_true(is_known(container)); /* of another kind only the form can be wrong */
    return 0;
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t nbytes, size_t capacity, unsigned int seed)
{
    const guint8 *header = nbytes ? memchr(data, '\0', nbytes) : NULL;

    if (!header || data[0] == 0x1f || seed % 4 == 0)
        header = data + nbytes - 1;
    return fuzz_chunks_mutate(data, nbytes, capacity, seed, header + 1 - data);
}
