/*
 * The bytes of any file, unpacked: how much is asked for at a time makes no difference, nor that
 * the first were looked at. Input: a byte for the size of blocks, the bytes of the file.
 */
#include <fcntl.h>

#include "fuzz.h"
#include "records/byte_source.h"

enum { MAX_NBYTES = 1 << 20 }; /* of what is unpacked: a few bytes may be gigabytes */

/* All the source gives, and why it gave no more. */
static GString *
read_all(const char *path, gsize block, gsize peeked, char **ret_reason)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ByteSource) source = byte_source_open(AT_FDCWD, path, 0, G_MAXUINT64, &error);
    GString *out = g_string_new(NULL);
    g_autofree char *buffer = g_malloc(block);
    gboolean is_whole = FALSE;
    gssize n = 1;
    gsize n_peeked;

    if (source && peeked > 0 && !byte_source_peek(source, peeked, &n_peeked, &is_whole, NULL))
        is_whole = FALSE; /* reading says it again */
    while (source && n > 0 && out->len < MAX_NBYTES) {
        n = byte_source_read(source, buffer, block, &error);
        g_assert_cmpint(n, <=, (gssize)block);
        g_assert_cmpint(n < 0, ==, error != NULL);
        if (n > 0)
            g_string_append_len(out, buffer, n);
    }
    if (is_whole && n == 0)
        g_assert_cmpuint(out->len, ==, n_peeked);
    *ret_reason = g_strdup(error ? error->message : n == 0 ? "end" : "more");
    return out;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes};
    gsize block = 1 + fuzz_byte(&input);
    const char *path = fuzz_file(0, input.p, fuzz_left(&input));
    g_autofree char *reason = NULL, *again = NULL;
    g_autoptr(GString) at_once = read_all(path, MAX_NBYTES, 0, &reason);
    g_autoptr(GString) in_blocks = read_all(path, block, block * 3, &again);
    gsize n = MIN(at_once->len, in_blocks->len);

    g_assert_cmpmem(at_once->str, n, in_blocks->str, n);
    if (g_str_equal(reason, "end")) {
        g_assert_cmpstr(again, ==, "end");
        g_assert_cmpuint(in_blocks->len, ==, at_once->len);
    }
    if (!packing_name((const char *)input.p, fuzz_left(&input)))
        g_assert_cmpmem(at_once->str, at_once->len, input.p, MIN(fuzz_left(&input), MAX_NBYTES));
    return 0;
}
