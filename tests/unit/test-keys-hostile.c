/* What holds for the key of any form, and how long it takes. */
#include "keys.h"

#include <string.h>

static const char *const pieces[] = {
    "a",      "S",    "I",    "Σ",      "İ",      "'",      "’",      "'s",     ".",
    "#",      "@",    "l'",   "-",      "é",      "\u0301", "\u0327", "\u0307", "\u200D",
    "\u00AD", "ﬁ",    "Ａ",   "＇",     "\u0345", "ŉ",      "क",      "\u094D", "1",
    "it",     "\xC3", "\xFF", "\u1161", "\u1112", "\uFE76", "ـ",      "\u00A0", "ș",
    "da",     "da'",  ":",    ":n",     ":ssa",   "：",     "״",      "׳",      "ה",
};

/* Whatever is thrown at it: valid UTF-8, NFC, no white space, and a key is its own key. */
static void
test_random(void)
{
    static const char *const languages[] = {"en", "fr", "tr", "ro", "el",
                                            "nl", "sv", "fi", "he", NULL};
    guint32 seed = g_random_int();
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_autoptr(GString) form = g_string_new(NULL), key = g_string_new(NULL),
                       again = g_string_new(NULL);

    g_test_message("seed %u", seed);
    for (int round = 0; round < 10000; round++) {
        const char *language = languages[g_rand_int_range(rand, 0, G_N_ELEMENTS(languages))];
        TokenType type = (TokenType)g_rand_int_range(rand, 1, 7);
        g_autofree char *exact = NULL, *nfc = NULL, *escaped = NULL;
        gsize start, end;

        g_string_truncate(form, 0);
        for (int n = g_rand_int_range(rand, 0, 12); n > 0; n--)
            g_string_append(form, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
        /* exactly so many bytes: a sanitizer sees a read beyond them */
        exact = g_memdup2(form->str, form->len);
        if (!key_of_form(exact, form->len, type, language, key))
            continue;
        escaped = g_strescape(form->str, NULL);
        g_test_message("%s %d %s", language, type, escaped);
        key_and_label_of_form(exact, form->len, type, language, again, &start, &end);
        g_assert_cmpuint(start, <, end);
        g_assert_cmpuint(end, <=, form->len);
        g_assert_true(g_utf8_validate(key->str, (gssize)key->len, NULL));
        nfc = g_utf8_normalize(key->str, (gssize)key->len, G_NORMALIZE_NFC);
        g_assert_cmpstr(key->str, ==, nfc);
        for (char *p = key->str; *p != '\0'; p = g_utf8_next_char(p))
            g_assert_false(g_unichar_isspace(g_utf8_get_char(p)));
        key_of_form(key->str, key->len, TOKEN_WORD, language, again);
        g_assert_cmpstr(again->str, ==, key->str);
    }
}

/* Long hostile forms take time in proportion: a quadratic step would take minutes here. */
static void
test_hostile_length(void)
{
    static const char *const units[] = {
        "'s",  "l'", "''",       ".", "\u0301\u0327", "&",   "&amp;", "&#",
        "da'", "Σ'", "\xF0\x9F", "ﬃ", ":n",           "1:n",
    };
    g_autoptr(GString) form = g_string_new(NULL), key = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        g_string_assign(form, "x");
        for (int n = 0; n < 50000; n++)
            g_string_append(form, units[i]);
        g_assert_true(key_of_form(form->str, form->len, TOKEN_WORD, "en", key));
        g_assert_true(key_of_form(form->str + 1, form->len - 1, TOKEN_WORD, "fr", key));
        g_assert_true(key_of_form(form->str, form->len, TOKEN_WORD, "tr", key));
        g_assert_true(key_of_form(form->str, form->len, TOKEN_WORD, "fi", key));
    }
}

/* Up to 30 marks in a row are put in order, more are left as they are: sorting them is quadratic.
 */
static void
test_many_marks(void)
{
    for (int n_marks = 30; n_marks <= 32; n_marks += 2) {
        g_autoptr(GString) form = g_string_new("x");
        g_autoptr(GString) key = g_string_new(NULL);
        g_autofree char *nfc = NULL;

        for (int i = 0; i < n_marks; i += 2)
            g_string_append(form, "\u0301\u0327");
        g_assert_true(key_of_form(form->str, form->len, TOKEN_WORD, "en", key));
        nfc = g_utf8_normalize(form->str, -1, G_NORMALIZE_NFC);
        g_assert_cmpstr(key->str, ==, n_marks <= 30 ? nfc : form->str);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/keys-hostile/random", test_random);
    g_test_add_func("/keys-hostile/many-marks", test_many_marks);
    g_test_add_func("/keys-hostile/hostile-length", test_hostile_length);
    return g_test_run();
}
