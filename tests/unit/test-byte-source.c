/* Bytes of files, packed in whatever way. */
#include "records/byte_source.h"

#include "records/converted_source.h"
#include "unicode/encoding.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

#define LINES "{\"text\":\"one\"}\n{\"text\":\"two\"}\n"

/* LINES, each in a member, stream or frame of its own, as Python's gzip, bz2 and lzma and zstd(1)
 * pack them; and an archive of one file in gzip. */
static const guint8 gzip[] = {
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xab, 0x56, 0x2a, 0x49,
    0xad, 0x28, 0x51, 0xb2, 0x52, 0xca, 0xcf, 0x4b, 0x55, 0xaa, 0xe5, 0x02, 0x00, 0x02,
    0x9a, 0x73, 0x20, 0x0f, 0x00, 0x00, 0x00, 0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x02, 0x03, 0xab, 0x56, 0x2a, 0x49, 0xad, 0x28, 0x51, 0xb2, 0x52, 0x2a, 0x29,
    0xcf, 0x57, 0xaa, 0xe5, 0x02, 0x00, 0xcd, 0x7d, 0x2f, 0x4b, 0x0f, 0x00, 0x00, 0x00};
static const guint8 bzip2[] = {
    0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0x66, 0x62, 0x1d, 0xda, 0x00, 0x00,
    0x06, 0xd9, 0x80, 0x00, 0x10, 0x10, 0x00, 0x00, 0x10, 0x02, 0x01, 0x84, 0x4a, 0x20, 0x00, 0x22,
    0x01, 0x89, 0xa1, 0x00, 0x30, 0x6b, 0x59, 0x28, 0x76, 0x3a, 0x0e, 0xfc, 0x5d, 0xc9, 0x14, 0xe1,
    0x42, 0x41, 0x99, 0x88, 0x77, 0x68, 0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59,
    0xea, 0xdd, 0x75, 0xf1, 0x00, 0x00, 0x06, 0xd9, 0x80, 0x00, 0x10, 0x10, 0x00, 0x00, 0x10, 0x02,
    0x00, 0x84, 0xca, 0x20, 0x00, 0x22, 0x06, 0x81, 0xea, 0x10, 0x03, 0x03, 0x0b, 0xdc, 0xae, 0x13,
    0x20, 0x5e, 0x2e, 0xe4, 0x8a, 0x70, 0xa1, 0x21, 0xd5, 0xba, 0xeb, 0xe2};
static const guint8 xz[] = {
    0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x04, 0xe6, 0xd6, 0xb4, 0x46, 0x02, 0x00, 0x21, 0x01,
    0x0c, 0x00, 0x00, 0x00, 0x8f, 0x98, 0x41, 0x9c, 0x01, 0x00, 0x0e, 0x7b, 0x22, 0x74, 0x65, 0x78,
    0x74, 0x22, 0x3a, 0x22, 0x6f, 0x6e, 0x65, 0x22, 0x7d, 0x0a, 0x00, 0x00, 0xf7, 0x30, 0x74, 0x3e,
    0x91, 0x30, 0xed, 0x6a, 0x00, 0x01, 0x27, 0x0f, 0xdf, 0x1a, 0xfc, 0x6a, 0x1f, 0xb6, 0xf3, 0x7d,
    0x01, 0x00, 0x00, 0x00, 0x00, 0x04, 0x59, 0x5a, 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x04,
    0xe6, 0xd6, 0xb4, 0x46, 0x02, 0x00, 0x21, 0x01, 0x0c, 0x00, 0x00, 0x00, 0x8f, 0x98, 0x41, 0x9c,
    0x01, 0x00, 0x0e, 0x7b, 0x22, 0x74, 0x65, 0x78, 0x74, 0x22, 0x3a, 0x22, 0x74, 0x77, 0x6f, 0x22,
    0x7d, 0x0a, 0x00, 0x00, 0x74, 0x93, 0x7e, 0x2c, 0x2f, 0xbd, 0x5a, 0xc0, 0x00, 0x01, 0x27, 0x0f,
    0xdf, 0x1a, 0xfc, 0x6a, 0x1f, 0xb6, 0xf3, 0x7d, 0x01, 0x00, 0x00, 0x00, 0x00, 0x04, 0x59, 0x5a};
static const guint8 zstd[] = {
    0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, 0x79, 0x00, 0x00, 0x7b, 0x22, 0x74, 0x65, 0x78, 0x74, 0x22,
    0x3a, 0x22, 0x6f, 0x6e, 0x65, 0x22, 0x7d, 0x0a, 0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, 0x79, 0x00,
    0x00, 0x7b, 0x22, 0x74, 0x65, 0x78, 0x74, 0x22, 0x3a, 0x22, 0x74, 0x77, 0x6f, 0x22, 0x7d, 0x0a};
static const guint8 tar_gz[] = {
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xed, 0xce, 0xcb, 0x09, 0x80, 0x30,
    0x10, 0x04, 0xd0, 0x2d, 0xc5, 0x12, 0x22, 0x84, 0xa4, 0x9e, 0xb4, 0xe0, 0x07, 0x2c, 0xdf, 0xe8,
    0x49, 0xbc, 0x2b, 0x88, 0xef, 0x5d, 0x66, 0x99, 0xcb, 0x6c, 0x8b, 0xe7, 0xa5, 0xae, 0xe4, 0x7c,
    0x66, 0x77, 0xcf, 0x6e, 0xbc, 0xdc, 0x47, 0x5f, 0x52, 0xad, 0x31, 0xa4, 0x17, 0x7e, 0x8b, 0x75,
    0x5e, 0xda, 0xd4, 0x27, 0xe3, 0x9f, 0xb6, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0xe0, 0x8b, 0x76, 0x06, 0xf6, 0xdf, 0x56, 0x00, 0x28, 0x00, 0x00};

static char *path;

/* What is read from a file of these bytes, steps bytes at a time, or the message of the error. */
static char *
read_file(const void *bytes, gsize nbytes, guint64 offset, guint64 length, gsize step)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ByteSource) source = NULL;
    GString *all = g_string_new(NULL);
    char block[256];
    gssize n;

    g_assert_true(g_file_set_contents(path, bytes, nbytes, NULL));
    source = byte_source_open(AT_FDCWD, path, offset, length, &error);
    n = source ? 1 : -1;
    while (n > 0) {
        n = byte_source_read(source, block, step, &error);
        if (n > 0)
            g_string_append_len(all, block, n);
    }
    if (n < 0)
        g_string_printf(all, "(%s)", error->message);
    else
        g_assert_cmpint(byte_source_read(source, block, step, &error), ==, 0);
    return g_string_free(all, FALSE);
}

static void
assert_reads(const void *bytes, gsize nbytes, const char *expected)
{
    static const gsize steps[] = {1, 7, 256};

    for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_autofree char *all = read_file(bytes, nbytes, 0, G_MAXUINT64, steps[i]);

        g_assert_cmpstr(all, ==, expected);
    }
}

static void
test_packed(void)
{
    assert_reads(LINES, strlen(LINES), LINES);
    assert_reads("", 0, "");
    assert_reads(gzip, sizeof gzip, LINES);
    assert_reads("BZh91 is no bzip2 file", 22, "BZh91 is no bzip2 file");
    assert_reads(tar_gz, sizeof tar_gz, "(an archive (tar))");
    assert_reads("PK\3\4 and so on", 14, "(an archive (zip))");
}

/* Where the build or the machine has no libarchive, that is said. */
static void
test_packed_by_libarchive(void)
{
    static const struct {
        const guint8 *bytes;
        gsize nbytes;
        const char *name;
    } files[] = {
        {zstd, sizeof zstd, "zstd"}, {xz, sizeof xz, "xz"}, {bzip2, sizeof bzip2, "bzip2"}};

    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *all = read_file(files[i].bytes, files[i].nbytes, 0, G_MAXUINT64, 256);
        g_autofree char *damaged = g_strdup_printf("(damaged %s)", files[i].name);
        g_autofree char *cut = NULL;

        if (g_str_has_prefix(all, "(packed with")) {
            g_test_skip(all);
            return;
        }
        assert_reads(files[i].bytes, files[i].nbytes, LINES);
        cut = read_file(files[i].bytes, files[i].nbytes / 4, 0, G_MAXUINT64, 256);
        g_assert_cmpstr(cut, ==, damaged);
    }
}

/* A gzip file is whole with one member or two, and no other length of it is. */
static void
test_gzip_cut_short(void)
{
    for (gsize n = 3; n < sizeof gzip; n++) {
        g_autofree char *all = read_file(gzip, n, 0, G_MAXUINT64, 256);

        /* one byte behind a member is garbage, two begin another one */
        if (n == sizeof gzip / 2 || n == sizeof gzip / 2 + 1)
            g_assert_cmpstr(all, ==, "{\"text\":\"one\"}\n");
        else
            g_assert_cmpstr(all, ==, "(damaged gzip: cut short)");
    }
}

static void
test_gzip_behind_members(void)
{
    static const struct {
        const char *bytes;
        gsize nbytes;
        gboolean is_garbage;
    } behind[] = {{"", 0, FALSE}, {"\0\0\0", 3, FALSE}, {"\0x", 2, TRUE}, {"more", 4, TRUE}};

    for (guint i = 0; i < G_N_ELEMENTS(behind); i++) {
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        g_autoptr(ByteSource) source = NULL;
        char block[256];

        g_byte_array_append(bytes, gzip, sizeof gzip);
        g_byte_array_append(bytes, (const guint8 *)behind[i].bytes, behind[i].nbytes);
        assert_reads(bytes->data, bytes->len, LINES);
        source = byte_source_open(AT_FDCWD, path, 0, G_MAXUINT64, NULL);
        while (byte_source_read(source, block, sizeof block, NULL) > 0)
            ;
        g_assert_cmpint(byte_source_has_garbage(source), ==, behind[i].is_garbage);
    }
}

/* It is told of the file, whatever is made of its bytes. */
static void
test_garbage_below(void)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    ByteSource *source;
    char block[256];

    g_byte_array_append(bytes, gzip, sizeof gzip);
    g_byte_array_append(bytes, (const guint8 *)"more", 4);
    g_assert_true(g_file_set_contents(path, (const char *)bytes->data, bytes->len, NULL));
    source = converted_source_new(byte_source_open(AT_FDCWD, path, 0, G_MAXUINT64, NULL),
                                  encoding_find("latin1"), NULL);
    g_assert_cmpint(byte_source_packing(source), ==, PACKING_GZIP);
    while (byte_source_read(source, block, sizeof block, NULL) > 0)
        ;
    g_assert_true(byte_source_has_garbage(source));
    byte_source_free(source);
}

static void
test_gzip_damaged(void)
{
    guint n_harmless = 0;

    for (gsize i = 10; i < sizeof gzip / 2; i++) {
        guint8 bytes[sizeof gzip];
        g_autofree char *all = NULL;

        memcpy(bytes, gzip, sizeof gzip);
        bytes[i] ^= 0x10;
        all = read_file(bytes, sizeof bytes, 0, G_MAXUINT64, 256);
        /* bits between the last block and the checksum say nothing */
        if (strcmp(all, LINES) != 0)
            g_assert_true(g_str_has_prefix(all, "(damaged gzip"));
        n_harmless += strcmp(all, LINES) == 0;
    }
    g_assert_cmpuint(n_harmless, <=, 1);
}

static void
test_range(void)
{
    static const struct {
        guint64 offset, length;
        const char *expected;
        gboolean to_end;
    } ranges[] = {
        {0, 3, "abc", FALSE},         {3, 2, "de", FALSE}, {4, 100, "ef", TRUE},
        {4, G_MAXUINT64, "ef", TRUE}, {6, 1, "", TRUE},    {100, 1, "", TRUE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(ranges); i++) {
        g_autofree char *all = read_file("abcdef", 6, ranges[i].offset, ranges[i].length, 256);
        g_autoptr(ByteSource) source =
            byte_source_open(AT_FDCWD, path, ranges[i].offset, ranges[i].length, NULL);

        g_assert_cmpstr(all, ==, ranges[i].expected);
        g_assert_cmpint(byte_source_is_to_end(source), ==, ranges[i].to_end);
    }
}

static void
test_peek(void)
{
    g_autoptr(ByteSource) source = byte_source_new_bytes("abcdef", 6);
    const char *bytes;
    gboolean is_whole;
    char block[16];
    gsize n;

    bytes = byte_source_peek(source, 4, &n, &is_whole, NULL);
    g_assert_cmpmem(bytes, n, "abcd", 4);
    g_assert_false(is_whole);
    bytes = byte_source_peek(source, 6, &n, &is_whole, NULL);
    g_assert_cmpmem(bytes, n, "abcdef", 6);
    g_assert_true(is_whole);
    bytes = byte_source_peek(source, 5, &n, &is_whole, NULL);
    g_assert_cmpmem(bytes, n, "abcde", 5);
    g_assert_false(is_whole);
    bytes = byte_source_peek(source, 100, &n, &is_whole, NULL);
    g_assert_cmpmem(bytes, n, "abcdef", 6);
    g_assert_true(is_whole);
    g_assert_cmpint(byte_source_read(source, block, sizeof block, NULL), ==, 6);
    g_assert_cmpint(byte_source_read(source, block, sizeof block, NULL), ==, 0);
}

static void
test_no_file(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(byte_source_open(AT_FDCWD, "/nowhere/at/all", 0, 1, &error));
    g_assert_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_SYSTEM);
    g_assert_cmpstr(error->message, ==, "cannot open: No such file or directory");
    g_clear_error(&error);
    g_assert_null(byte_source_open(AT_FDCWD, "/", 0, 1, &error));
    g_assert_cmpstr(error->message, ==, "no longer a regular file");
}

int
main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    g_close(g_file_open_tmp("textmill-XXXXXX", &path, NULL), NULL);
    g_test_add_func("/byte-source/packed", test_packed);
    g_test_add_func("/byte-source/packed-by-libarchive", test_packed_by_libarchive);
    g_test_add_func("/byte-source/gzip-cut-short", test_gzip_cut_short);
    g_test_add_func("/byte-source/gzip-behind-members", test_gzip_behind_members);
    g_test_add_func("/byte-source/garbage-below", test_garbage_below);
    g_test_add_func("/byte-source/gzip-damaged", test_gzip_damaged);
    g_test_add_func("/byte-source/range", test_range);
    g_test_add_func("/byte-source/peek", test_peek);
    g_test_add_func("/byte-source/no-file", test_no_file);
    failed = g_test_run();
    g_remove(path);
    g_free(path);
    return failed;
}
