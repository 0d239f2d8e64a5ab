/*
 * The file of an article: what is text comes out clean, what is clean as it is, and packed the same
 * as plain, in whatever encoding. Input: a byte of choices, the bytes of the file.
 */
#include <fcntl.h>
#include <zlib.h>

#include "article_file.h"
#include "fuzz.h"
#include "records/byte_source.h"
#include "unicode/encoding.h"

enum { N_ENCODINGS = 8, MAX_NBYTES = 1 << 20 };

static ArticleFile *
read_bytes(guint number, guint8 choices, const void *bytes, gsize nbytes, gsize expected,
           char **ret_reason)
{
    static const char *const encodings[N_ENCODINGS] = {
        NULL, "utf-8", "windows-1252", "utf-16le", "shift_jis", "koi8-r", "gb18030", "euc-kr"};
    static ArticleFile files[2][N_ENCODINGS][2];
    static RecordPieces pieces[2][N_ENCODINGS][2];
    guint which = choices / 8 % N_ENCODINGS, text_only = choices / 64 % 2;
    RecordPieces *how = &pieces[number][which][text_only];
    ArticleFile *file = &files[number][which][text_only];

    if (!file->raw) {
        *how = (RecordPieces){.folder = AT_FDCWD,
                              .options.encoding =
                                  encodings[which] ? encoding_find(encodings[which]) : NULL,
                              .options.kind = text_only ? RECORDS_TEXT : RECORDS_AUTO,
                              .max_nbytes = MAX_NBYTES};
        article_file_init(file, how);
    }
    *ret_reason = article_file_read(file, fuzz_file(number, bytes, nbytes), expected);
    return file;
}

/* The bytes as two members of a gzip file, the first of which has half of them. */
static GByteArray *
pack(const guint8 *bytes, gsize nbytes)
{
    GByteArray *packed = g_byte_array_new();

    for (guint half = 0; half < 2; half++) {
        gsize n = half ? nbytes - nbytes / 2 : nbytes / 2;
        guint used = packed->len;
        z_stream z = {.next_in = (Bytef *)(guintptr)(half ? bytes + nbytes / 2 : bytes),
                      .avail_in = n};

        g_assert_cmpint(deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_FIXED), ==, Z_OK);
        g_byte_array_set_size(packed, used + deflateBound(&z, n));
        z.next_out = packed->data + used;
        z.avail_out = packed->len - used;
        g_assert_cmpint(deflate(&z, Z_FINISH), ==, Z_STREAM_END);
        g_byte_array_set_size(packed, packed->len - z.avail_out);
        deflateEnd(&z);
    }
    return packed;
}

static void
check_packed(guint8 choices, const guint8 *bytes, gsize nbytes, const ArticleFile *plain,
             const char *why)
{
    g_autoptr(GByteArray) packed = pack(bytes, nbytes);
    g_autofree char *reason = NULL;
    const ArticleFile *file =
        read_bytes(1, choices, packed->data, packed->len, packed->len, &reason);

    g_assert_cmpstr(reason, ==, why);
    g_assert_cmpint(file->has_records, ==, plain->has_records);
    if (reason || file->has_records)
        return;
    g_assert_cmpmem(file->text, file->nbytes, plain->text, plain->nbytes);
    g_assert_cmpuint(file->n_repairs, ==, plain->n_repairs);
    g_assert_cmpstr(file->encoding, ==, plain->encoding);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes};
    guint8 choices = fuzz_byte(&input);
    gsize n = fuzz_left(&input), expected = n + (choices % 4 == 1) - (choices % 4 == 2 && n > 0);
    g_autofree char *reason = NULL;
    const ArticleFile *file =
        read_bytes(0, choices, input.p, n, choices % 4 == 3 ? 0 : expected, &reason);
    gboolean is_packed = packing_name((const char *)input.p, n) != NULL;

    if (!reason && !file->has_records) {
        char slack[ARTICLE_FILE_SLACK];

        g_assert_cmpuint(file->nbytes, >, 0);
        g_assert_true(utf8_is_clean(file->text, file->nbytes));
        memcpy(slack, file->text + file->nbytes, sizeof slack);
        g_assert_nonnull(file->encoding);
        if (!file->changed)
            g_assert_cmpuint(file->n_repairs, ==, 0);
        if (!is_packed && !file->changed)
            g_assert_cmpmem(file->text, file->nbytes, input.p, n);
    }
    if (!is_packed && choices & 4)
        check_packed(choices, input.p, n, file, reason);
    return 0;
}
