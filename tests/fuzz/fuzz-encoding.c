/*
 * Text in other encodings: it comes out clean, the same in pieces as at once, and what GLib writes
 * in an encoding is read back. Input: a byte for the encoding, one for the sizes of pieces, the
 * bytes.
 */
#include "fuzz.h"
#include "unicode/encoding.h"

static const char *const NAMES[] = {
    "utf-8",        "utf-16le",     "utf-16be",     "windows-1252", "windows-1251", "koi8-r",
    "shift_jis",    "gb18030",      "euc-kr",       "big5",         "euc-jp",       "iso-2022-jp",
    "windows-1250", "windows-1253", "windows-1255", "windows-1256", "iso-8859-2",   "utf-32le"};

static void
check_detection(const char *bytes, gsize n)
{
    const char *marked = encoding_marked(bytes, n), *found = encoding_detect(bytes, n);

    if (marked)
        g_assert_cmpstr(found, ==, marked);
    if (found)
        g_assert_cmpstr(encoding_find(found), ==, found);
}

/* What is in the encoding reads back as it was. */
static void
check_round_trip(const char *name, const char *bytes, gsize n)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *written = NULL;
    guint64 n_repairs = 0;
    gsize n_written;

    if (!utf8_is_clean(bytes, n))
        return;
    written = g_convert(bytes, n, name, "UTF-8", NULL, &n_written, NULL);
    if (!written)
        return;
    encoding_convert(name, written, n_written, out, &n_repairs);
    if (n_repairs == 0)
        g_assert_true(utf8_is_clean(out->str, out->len));
}

static void
check_pieces(const char *name, const char *bytes, gsize n, guint8 sizes)
{
    g_autoptr(GString) at_once = g_string_new("before"), in_pieces = g_string_new("before");
    g_autoptr(EncodingConverter) converter = encoding_converter_new(name);
    guint64 n_repairs = 0, n_again = 0;
    guint32 state = sizes;
    gsize done = 0;

    encoding_convert(name, bytes, n, at_once, &n_repairs);
    g_assert_cmpuint(at_once->len, <=, 3 * n + strlen("before"));
    g_assert_cmpint(strncmp(at_once->str, "before", strlen("before")), ==, 0);
    g_assert_true(utf8_is_clean(at_once->str + strlen("before"), at_once->len - strlen("before")));
    do {
        gsize piece;

        state = state * 1103515245 + 12345;
        piece = MIN((state >> 16) % 8, n - done);
        encoding_converter_push(converter, bytes + done, piece, done + piece == n, in_pieces,
                                &n_again);
        done += piece;
    } while (done < n);
    g_assert_cmpmem(in_pieces->str, in_pieces->len, at_once->str, at_once->len);
    g_assert_cmpuint(n_again, ==, n_repairs);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes};
    const char *name = encoding_find(NAMES[fuzz_byte(&input) % G_N_ELEMENTS(NAMES)]);
    guint8 sizes = fuzz_byte(&input);
    gsize n = fuzz_left(&input);
    g_autofree char *bytes = fuzz_copy(input.p, n, 0);

    check_detection(bytes, n);
    if (!name) /* this system cannot */
        return 0;
    check_round_trip(name, bytes, n);
    if (strcmp(name, "utf-8") != 0)
        check_pieces(name, bytes, n, sizes);
    return 0;
}
