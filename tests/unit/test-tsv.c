/* Fields of tables: how texts and numbers are written. */
#include "program/digits.h"
#include "program/tsv.h"
#include "statistics/keyness.h"

#include <math.h>
#include <string.h>

#include "scratch_folder.h"

static void
test_digits(void)
{
    for (guint64 power = 1; power <= G_MAXUINT64 / 10; power *= 10) {
        for (guint i = 0; i < 4; i++) {
            guint64 value = power * (i == 3 ? 10 : 1 + i % 2) - (i > 1);
            char written[DIGITS_MAX + 1] = {0};
            g_autofree char *expected = g_strdup_printf("%" G_GUINT64_FORMAT, value);

            g_assert_true(digits_put(written, value) == written + strlen(expected));
            g_assert_cmpstr(written, ==, expected);
        }
    }
}

/* As the tables define it: halves away from 0. */
static void
test_rounding(void)
{
    for (guint i = 0; i < 100000; i++) {
        double value = g_test_rand_double_range(-1, 1) * pow(10, g_test_rand_int_range(-8, 12));

        if (i % 2 == 0)
            value = (g_test_rand_int_range(-1000, 1000) + .5) / 1e6;
        g_assert_cmpint(keyness_rounded(value), ==, llround(value * 1e6));
    }
}

/* Written byte by byte. */
static void
append_field(GString *line, const char *text, gsize nbytes)
{
    gboolean space = FALSE;

    for (gsize i = 0; i < nbytes; i++) {
        guint8 c = text[i];

        if (c > ' ' && c != 0x7f) {
            space = FALSE;
            if (c == '"')
                g_string_append(line, "\xe2\x80\xb3");
            else
                g_string_append_c(line, c);
        } else if (!space) {
            space = TRUE;
            g_string_append_c(line, ' ');
        }
    }
}

/* Texts of all lengths with something special anywhere, many enough to fill the buffer. */
static void
test_texts(void)
{
    static const char letters[] = "abc\xc3\xa9 \t\"\x7f\n";
    g_autoptr(GString) expected = g_string_new("one\ttwo\n");
    g_autofree char *written = NULL;
    g_auto(Tsv) tsv = {0};

    g_assert_true(tsv_open_path(&tsv, "texts.tsv", "one two", NULL));
    for (guint i = 0; i < 10000; i++) {
        for (guint column = 0; column < 2; column++) {
            gsize nbytes = i < 9990 ? i % 40 : 70000;
            g_autofree char *text = g_malloc(nbytes); /* so that reading beyond it is noticed */

            for (gsize k = 0; k < nbytes; k++)
                text[k] = g_test_rand_int_range(0, 12) > 0
                              ? 'x'
                              : letters[g_test_rand_int_range(0, sizeof letters - 1)];
            tsv_text(&tsv, text, nbytes);
            append_field(expected, text, nbytes);
            g_string_append_c(expected, column == 0 ? '\t' : '\n');
        }
        tsv_end_line(&tsv);
    }
    g_assert_true(tsv_commit(&tsv, NULL));
    written = scratch_read("texts.tsv");
    g_assert_cmpstr(written, ==, expected->str);
}

static void
test_other_fields(void)
{
    g_autofree char *written = NULL;
    g_auto(Tsv) tsv = {0};

    g_assert_true(tsv_open_path(&tsv, "fields.tsv", "a b c d e f g", NULL));
    tsv_uint(&tsv, G_MAXUINT64);
    tsv_real(&tsv, -1.0000005);
    tsv_real(&tsv, 2000000000.25);
    tsv_real(&tsv, 1e20);
    tsv_empty(&tsv);
    tsv_probability(&tsv, 1e-300L);
    tsv_path(&tsv, "a \"b\"/\xc3\xa9\xff%.txt", strlen("a \"b\"/\xc3\xa9\xff%.txt"));
    tsv_end_line(&tsv);
    tsv_path(&tsv, "plain name.txt", strlen("plain name.txt"));
    tsv_end_line(&tsv);
    g_assert_true(tsv_commit(&tsv, NULL));
    written = scratch_read("fields.tsv");
    g_assert_cmpstr(written, ==,
                    "a\tb\tc\td\te\tf\tg\n"
                    "18446744073709551615\t-1.000001\t2000000000.250000\t"
                    "100000000000000000000.000000\t\t1e-300\ta %22b%22/\xc3\xa9%FF%25.txt\n"
                    "plain name.txt\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tsv/digits", test_digits);
    g_test_add_func("/tsv/rounding", test_rounding);
    g_test_add_func("/tsv/texts", test_texts);
    g_test_add_func("/tsv/other-fields", test_other_fields);
    return scratch_run();
}
