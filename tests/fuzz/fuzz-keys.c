/*
 * What a form is counted under: keys.h, stemmers.h, word_classes.h. Input: a byte for the language,
 * one for the type, the form, which need not be UTF-8.
 */
#include "fuzz.h"
#include "keys.h"
#include "stemmers.h"
#include "word_classes.h"

static void
check_key(const GString *key)
{
    g_assert_cmpuint(key->len, >, 0);
    g_assert_true(g_utf8_validate_len(key->str, key->len, NULL));
    for (const char *p = key->str; *p; p += g_utf8_skip[(guchar)*p]) {
        gunichar c = g_utf8_get_char(p);

        g_assert_false(g_unichar_isspace(c));
        g_assert_false(g_unichar_iscntrl(c));
    }
}

static void
check_again(const GString *key, const char *language)
{
    g_autoptr(GString) again = g_string_new(NULL);

    if (strchr(key->str, '&')) /* an entity in an entity */
        return;
    g_assert_true(key_of_form(key->str, key->len, TOKEN_WORD, language, again));
    g_assert_cmpstr(again->str, ==, key->str);
}

static void
check_stem(const GString *key, const char *language)
{
    static Stemmers *stemmers;
    static WordClasses *classes;
    const char *stem;
    gsize nbytes;

    if (!stemmers) {
        stemmers = stemmers_new();
        classes = word_classes_new();
    }
    stem = stemmers_stem(stemmers, language, key->str, key->len, &nbytes);
    g_assert_cmpuint(nbytes, >, 0);
    g_assert_true(g_utf8_validate_len(stem, nbytes, NULL));
    g_assert_cmpuint(word_classes_find(classes, language, key->str, key->len).class, <=, 5);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes};
    const char *language = fuzz_language(&input);
    TokenType type = fuzz_byte(&input) % TOKEN_N_TYPES;
    gsize n = fuzz_left(&input), start, end;
    g_autofree char *form = fuzz_copy(input.p, n, 0);
    g_autoptr(GString) key = g_string_new("before"), same = g_string_new(NULL);
    gboolean has_key = key_of_form(form, n, type, language, key);

    g_assert_cmpint(key_and_label_of_form(form, n, type, language, same, &start, &end), ==,
                    has_key);
    g_assert_cmpstr(key->str, ==, same->str);
    if (!has_key) {
        g_assert_cmpuint(key->len, ==, 0);
        return 0;
    }
    g_assert_true(TOKEN_TYPE_COUNTS(type));
    g_assert_cmpuint(start, <, end);
    g_assert_cmpuint(end, <=, n);
    if (g_utf8_validate_len(form, n, NULL))
        g_assert_true(fuzz_is_boundary(form, n, start) && fuzz_is_boundary(form, n, end));
    check_key(key);
    check_again(key, language);
    check_stem(key, language);
    return 0;
}
