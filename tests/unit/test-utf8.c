/* What is clean UTF-8, and what unclean text becomes. */
#include "unicode/utf8.h"

#include <string.h>

#define S(literal) literal, sizeof literal - 1

static const struct {
    const char *text;
    gsize nbytes;
    const char *repaired; /* NULL: the text is clean */
    guint64 n_repairs;
} cases[] = {
    {S(""), NULL, 0},
    {S("plain"), NULL, 0},
    {S("na\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x98\x80"), NULL, 0},
    {S("a\xC2\xA0z"), NULL, 0},
    {S("\xED\x9F\xBF \xEE\x80\x80 \xF4\x8F\xBF\xBF \xF0\x90\x80\x80 \xE0\xA0\x80"), NULL,
     0},                                    /* edges */
    {S("tail \xEF\xBB\xBF mark"), NULL, 0}, /* a mark that is not at the start */
    {S("\xEF\xBB\xBFtext"), "text", 0},
    {S("\xEF\xBB\xBF\xEF\xBB\xBFtext"), "text", 0},
    {S("\xEF\xBB\xBF"), "", 0},
    {S("\xEF\xBB\xBFâ€™s"), "’s", 1}, /* mojibake at the start, behind a mark */
    {S("caf\xE9"), "café", 1},
    {S("caf\xE9 au lait"), "café au lait", 1},
    {S("\x93quoted\x94, caf\xC3\xA9"), "“quoted”, café", 2}, /* both encodings in one text */
    {S("\x93\x94"), "“”", 1},
    {S("a\x80"), "a€", 1},
    {S("\xE2\x82"), "â‚", 1}, /* cut short: byte by byte */
    {S("\xE2\x82\xC3\xA9"), "â‚é", 1},
    {S("\xC1\x80"), "Á€", 1},   /* overlong */
    {S("a\xC0\x80z"), "az", 1}, /* Java's NUL */
    {S("\xE0\x9F\xBF"), "àŸ¿", 1},
    {S("\xF0\x8F\xBF\xBF"), "ð\xEF\xBF\xBD¿¿", 1},
    {S("a\xED\xA0\x80z"), "a\xEF\xBF\xBDz", 1}, /* surrogates: one half, the other, both */
    {S("a\xED\xB8\x80z"), "a\xEF\xBF\xBDz", 1},
    {S("a\xED\xA0\xBD\xED\xB8\x80z"), "a😀z", 1},
    {S("\xED\xAF\xBF\xED\xBF\xBF"), "\xF4\x8F\xBF\xBF", 1},
    {S("\xED\xA0\x80\xED\xB0\x80"), "\xF0\x90\x80\x80", 1},
    {S("\xED\xB8\x80\xED\xA0\xBD"), "\xEF\xBF\xBD\xEF\xBF\xBD", 1}, /* the wrong way round */
    {S("\xED\xA0\xBD\xED\xA0\xBD\xED\xB8\x80"), "\xEF\xBF\xBD😀", 1},
    {S("\xED\xA0\xBD\xED\xB8"), "\xEF\xBF\xBDí¸", 1}, /* cut short */
    {S("\xED\xA0"), "í\xC2\xA0", 1},
    {S("\xEF\xBF\xBE \xEF\xBF\xBF \xEF\xB7\x90"), NULL, 0}, /* noncharacters */
    {S("line\r\nline\xC2\xA0\xE2\x80\xA8"), NULL, 0},       /* for who reads the text */
    {S("\xF4\x90\x80\x80"), "ô\xEF\xBF\xBD€€", 1},          /* beyond U+10FFFF */
    {S("\xFF\xFE"), "ÿþ", 1},
    {S("\x81\x8D\x8F\x90\x9D"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 1},
    {S("don\xC2\x92t"), "don’t", 1}, /* C1, validly encoded */
    {S("and so on\xC2\x85"), "and so on…", 1},
    {S("\xC2\x81"), "\xEF\xBF\xBD", 1},
    {S("a\0b"), "ab", 1},
    {S("\0\0"), "", 1},
    {S("0123456\0"), "0123456", 1}, /* within a step of eight */
    {S("\xC3\0\xA9"), "é", 2},      /* what came together is looked at again */
};

/* What was encoded twice: the meaning, or NULL where it stays as it is. */
static const struct {
    const char *text, *repaired;
} mojibake[] = {
    {"donâ€™t", "don’t"},
    {"donâ\xC2\x80\xC2\x99t", "don’t"}, /* by way of Latin-1 */
    {"cafÃ©", "café"},
    {"Ã©tÃ©", "été"},
    {"voilÃ\xC2\xA0 tout", "voilà tout"},
    {"SÃ£o Paulo", "São Paulo"},
    {"FÃ–RDE", "FÖRDE"},
    {"5Â\xC2\xA0€", NULL}, /* the sign is right, so the run is not all of one kind */
    {"5Â\xC2\xA0km", "5\xC2\xA0km"},
    {"â€œYesâ€\xC2\x9D", "“Yes”"},
    {"10 â‚¬", "10 €"},
    {"so â€” well", "so — well"},
    {"ï»¿text", "text"}, /* a mark that was misread */
    {"lost ï¿½", "lost \xEF\xBF\xBD"},
    {"ðŸ˜€", "😀"},
    {"Å¡koda", "škoda"},
    {"zdraviÄ\xC2\x8D", "zdravič"},
    {"ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"},
    {"æ—¥æœ¬", "日本"},
    {"donÃ¢â‚¬â„¢t", "don’t"}, /* three times */
    {"cafÃƒÂ©", "café"},
    /* nearly the same, and meant */
    {"IRMÃ» ", NULL},
    {"MANHÃ… ", NULL},
    {"É»", NULL},
    {"CAFÉ»", NULL},
    {"à\xC2\xA0»", NULL},
    {"été\xC2\xA0»", NULL},
    {"là…", NULL},
    {"10 Å²", NULL},
    {"20 Å–30 Å", NULL},
    {"PÅ”", NULL},
    {"HYVÄ…", NULL},
    {"â", NULL},
    {"Ã", NULL},
    {"château", NULL},
    {"cafÃ©—", NULL}, /* not all of it */
    {"“Ã©", NULL},
    {"â€", NULL}, /* cut short */
};

static void
test_mojibake(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(mojibake); i++) {
        g_autoptr(GString) out = g_string_new("before ");
        gsize n = strlen(mojibake[i].text);
        g_autofree char *exact = g_memdup2(mojibake[i].text, n);
        const char *expected = mojibake[i].repaired ? mojibake[i].repaired : mojibake[i].text;
        guint64 n_repairs = 0;

        g_test_message("%s", mojibake[i].text);
        g_assert_cmpint(utf8_is_clean(exact, n), ==, !mojibake[i].repaired);
        utf8_repair(exact, n, out, &n_repairs);
        g_assert_cmpstr(out->str + strlen("before "), ==, expected);
        g_assert_cmpint(n_repairs > 0, ==, mojibake[i].repaired != NULL);
    }
}

/* Every byte of Windows-1252 and its character, back and forth. */
static void
test_cp1252(void)
{
    for (guint byte = 0x80; byte < 0x100; byte++) {
        gunichar c = utf8_from_cp1252(byte);

        g_assert_cmpuint(utf8_to_cp1252(c == 0xFFFD ? byte : c), ==, byte);
    }
    g_assert_cmpuint(utf8_to_cp1252('a'), ==, 0);
    g_assert_cmpuint(utf8_to_cp1252(0xFFFD), ==, 0);
    g_assert_cmpuint(utf8_to_cp1252(0x416), ==, 0);
}

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        g_autofree char *exact = g_memdup2(cases[i].text, cases[i].nbytes);
        const char *expected = cases[i].repaired ? cases[i].repaired : cases[i].text;
        guint64 n_repairs = 0;

        g_test_message("case %" G_GSIZE_FORMAT, i);
        g_assert_cmpint(utf8_is_clean(exact, cases[i].nbytes), ==, !cases[i].repaired);
        utf8_repair(exact, cases[i].nbytes, out, &n_repairs);
        g_assert_cmpmem(out->str, out->len, expected, strlen(expected));
        g_assert_cmpuint(n_repairs, ==, cases[i].n_repairs);
    }
}

/* Each code point, alone and behind bytes that shift it through the steps of eight. */
static void
test_every_code_point(void)
{
    for (gunichar c = 1; c < 0x110000; c++) {
        char text[16] = "1234567";
        gsize shift = c % 8, n = shift;
        gunichar decoded;
        gboolean clean = !(c >= 0x80 && c < 0xA0) && !(c == 0xFEFF && shift == 0);

        if (c >= 0xD800 && c < 0xE000)
            continue;
        n += g_unichar_to_utf8(c, text + shift);
        g_assert_cmpint(utf8_is_clean(text, n), ==, clean);
        g_assert_cmpuint(utf8_valid_length(text + shift, n - shift), ==, n - shift);
        g_assert_cmpuint(utf8_decode(text + shift, &decoded), ==, n - shift);
        g_assert_cmphex(decoded, ==, c);
        if (n - shift > 1)
            g_assert_cmpuint(utf8_valid_length(text + shift, n - shift - 1), ==, 0);
    }
}

/* Against GLib on random bytes of the kinds that matter; and what was repaired is clean. */
static void
test_random(void)
{
    static const char alphabet[] =
        "a \x80\x93\xBF\xC2\xC3\xE0\xE2\xED\xEF\xBB\xF0\xF4\x9F\x8F\x90\xA0";

    for (int round = 0; round < 100000; round++) {
        char text[24];
        gsize n = g_test_rand_int_range(0, sizeof text);
        g_autoptr(GString) out = g_string_new(NULL);
        g_autoptr(GString) again = g_string_new(NULL);
        const char *end;

        for (gsize i = 0; i < n; i++)
            text[i] = alphabet[g_test_rand_int_range(0, sizeof alphabet)]; /* with the NUL */
        utf8_repair(text, n, out, NULL);
        g_assert_true(utf8_is_clean(out->str, out->len));
        g_assert_true(g_utf8_validate_len(out->str, out->len, NULL));
        g_assert_cmpuint(out->len, <=, 3 * n);
        utf8_repair(out->str, out->len, again, NULL);
        g_assert_true(g_string_equal(out, again));
        if (!g_utf8_validate_len(text, n, &end))
            g_assert_cmpuint(utf8_clean_prefix(text, n), <=, end - text);
        if (utf8_is_clean(text, n))
            g_assert_cmpmem(out->str, out->len, text, n);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL); /* prints the seed of g_test_rand_int() */
    g_test_add_func("/utf8/cases", test_cases);
    g_test_add_func("/utf8/mojibake", test_mojibake);
    g_test_add_func("/utf8/cp1252", test_cp1252);
    g_test_add_func("/utf8/every-code-point", test_every_code_point);
    g_test_add_func("/utf8/random", test_random);
    return g_test_run();
}
