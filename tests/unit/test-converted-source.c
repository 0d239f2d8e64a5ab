/* What is read through a conversion is the text, however it is cut into blocks. */
#include "records/converted_source.h"

#include <string.h>

#include "unicode/encoding.h"

/* Gives bytes in blocks of some size, and fails at the end if it is to. */
typedef struct {
    const char *bytes;
    gsize nbytes, used, block_nbytes;
    gboolean fails, *freed;
} Blocks;

static gssize
read_block(gpointer data, char *buffer, gsize nbytes, GError **error)
{
    Blocks *blocks = data;
    gsize n = MIN(MIN(nbytes, blocks->block_nbytes), blocks->nbytes - blocks->used);

    if (n == 0 && blocks->fails) {
        g_set_error_literal(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_DAMAGED, "cut short");
        return -1;
    }
    memcpy(buffer, blocks->bytes + blocks->used, n);
    blocks->used += n;
    return n;
}

static void
free_blocks(gpointer data)
{
    *((Blocks *)data)->freed = TRUE;
}

/* Reads all, ask_nbytes at a time. */
static char *
read_all(Blocks *blocks, const char *encoding, gsize ask_nbytes, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *buffer = g_malloc(ask_nbytes); /* a sanitizer sees a write beyond it */
    gboolean freed = FALSE;
    guint64 n_repairs = 0;
    ByteSource *source;
    gssize n;

    blocks->freed = &freed;
    source = converted_source_new(byte_source_new(read_block, blocks, free_blocks),
                                  encoding_find(encoding), &n_repairs);
    while ((n = byte_source_read(source, buffer, ask_nbytes, error)) > 0) {
        g_assert_cmpuint(n, <=, ask_nbytes);
        g_string_append_len(text, buffer, n);
    }
    if (n == 0)
        g_assert_cmpint(byte_source_read(source, buffer, ask_nbytes, NULL), ==, 0);
    byte_source_free(source);
    g_assert_true(freed);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

#define BYTES(literal) literal, sizeof(literal) - 1

static const struct {
    const char *encoding, *bytes;
    gsize nbytes;
    const char *text;
} rows[] = {
    {"utf-16le", BYTES("a\0\x3D\xD8\x00\xDE\xE9\0\x3D\xD8\x00\xDE"), "a😀é😀"},
    {"utf-16be", BYTES("\0a\xD8\x3D\xDE\x00\0\xE9\xD8\x3D\xDE\x00"), "a😀é😀"},
    {"shift_jis", BYTES("\x93\xFA\x96{a\x8C\xEA"), "日本a語"},
    {"gb18030", BYTES("\x94\x39\xDA\x33 \xD6\xD0"), "💩 中"},
    {"windows-1251", BYTES("\xCC\xE8\xF0"), "Мир"},
    {"windows-1252", BYTES("caf\xE9 \x80"), "café €"},
    {"windows-1252", BYTES(""), ""},
    /* half a pair, half a character at the end */
    {"utf-16le", BYTES("a\0\x3D\xD8"), "a\uFFFD"},
    {"utf-16le", BYTES("a\0b"), "a\uFFFD"},
    {"shift_jis", BYTES("a\x93"), "a\uFFFD"},
};

static void
test_blocks(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        for (gsize block_nbytes = 1; block_nbytes <= 13; block_nbytes++)
            for (gsize ask_nbytes = 1; ask_nbytes <= 16; ask_nbytes += 5) {
                Blocks blocks = {rows[i].bytes, rows[i].nbytes, 0, block_nbytes, FALSE, NULL};
                g_autoptr(GError) error = NULL;
                g_autofree char *text = read_all(&blocks, rows[i].encoding, ask_nbytes, &error);

                g_test_message("row %" G_GSIZE_FORMAT ", blocks of %" G_GSIZE_FORMAT, i,
                               block_nbytes);
                g_assert_no_error(error);
                g_assert_cmpstr(text, ==, rows[i].text);
            }
}

/* More than is read at once: pairs lie across every border. */
static void
test_long(void)
{
    enum { N_PAIRS = 50000 };
    g_autoptr(GString) bytes = g_string_new(NULL), expected = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    Blocks blocks = {.block_nbytes = 65535};

    g_string_append_len(bytes, "a\0", 2);
    g_string_append_c(expected, 'a');
    for (int i = 0; i < N_PAIRS; i++) {
        g_string_append_len(bytes, "\x3D\xD8\x00\xDE", 4);
        g_string_append(expected, "😀");
    }
    blocks.bytes = bytes->str;
    blocks.nbytes = bytes->len;
    text = read_all(&blocks, "utf-16le", 1000, &error);
    g_assert_no_error(error);
    g_assert_true(strcmp(text, expected->str) == 0);
}

/* Of what comes before an error some may be kept back, but nothing else is given. */
static void
test_failure(void)
{
    Blocks blocks = {BYTES("M\xFChle"), 0, 2, TRUE, NULL};
    g_autoptr(GError) error = NULL;
    g_autofree char *text = read_all(&blocks, "windows-1252", 3, &error);

    g_assert_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_DAMAGED);
    g_assert_cmpstr(error->message, ==, "cut short");
    g_assert_true(g_str_has_prefix("Mühle", text));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/converted-source/blocks", test_blocks);
    g_test_add_func("/converted-source/long", test_long);
    g_test_add_func("/converted-source/failure", test_failure);
    return g_test_run();
}
