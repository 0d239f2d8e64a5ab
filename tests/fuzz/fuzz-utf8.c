/* Bytes as text: repair, characters, names in lists, character references, word boundaries. */
#include "fuzz.h"
#include "program/escape.h"
#include "unicode/entity.h"
#include "unicode/word_break.h"

static void
check_characters(const char *text, gsize nbytes)
{
    for (gsize i = 0; i < nbytes; i++) {
        guint length = utf8_valid_length(text + i, nbytes - i);
        gunichar expected = text[i] ? g_utf8_get_char_validated(text + i, nbytes - i) : 0, c;

        g_assert_cmpint(length > 0, ==, expected < 0x110000);
        if (length > 0) {
            g_assert_cmpuint(utf8_decode(text + i, &c), ==, length);
            g_assert_cmpuint(c, ==, expected);
        }
    }
}

static void
check_repair(const char *text, gsize nbytes)
{
    g_autoptr(GString) once = g_string_new("before"), twice = g_string_new(NULL);
    guint64 n_repairs = 1, n_again = 0;
    gsize clean = utf8_clean_prefix(text, nbytes);
    gboolean is_clean = utf8_is_clean(text, nbytes);

    g_assert_cmpuint(clean, <=, nbytes);
    g_assert_true(g_utf8_validate_len(text, clean, NULL));
    utf8_repair(text, nbytes, once, &n_repairs);
    g_assert_cmpint(strncmp(once->str, "before", strlen("before")), ==, 0);
    g_string_erase(once, 0, strlen("before"));
    g_assert_cmpuint(once->len, <=, 3 * nbytes);
    g_assert_true(g_utf8_validate_len(once->str, once->len, NULL));
    g_assert_true(utf8_is_clean(once->str, once->len));
    if (is_clean) {
        g_assert_cmpmem(once->str, once->len, text, nbytes);
        g_assert_cmpuint(n_repairs, ==, 1);
    }
    utf8_repair(once->str, once->len, twice, &n_again);
    g_assert_cmpmem(twice->str, twice->len, once->str, once->len);
    g_assert_cmpuint(n_again, ==, 0);
}

static void
check_escape(const char *text, gsize nbytes)
{
    g_autoptr(GString) escaped = g_string_new(NULL), back = g_string_new(NULL);
    gboolean same;

    escape_path(escaped, text, nbytes);
    g_assert_true(g_utf8_validate_len(escaped->str, escaped->len, NULL));
    g_assert_cmpuint(strcspn(escaped->str, "\t\n\r\""), ==, escaped->len);
    g_assert_true(unescape_path(back, escaped->str, escaped->len));
    g_assert_cmpmem(back->str, back->len, text, nbytes);
    same = escaped->len == nbytes && (nbytes == 0 || memcmp(escaped->str, text, nbytes) == 0);
    if (escape_is_plain(text, nbytes))
        g_assert_true(same);

    g_string_assign(back, "before");
    if (!unescape_path(back, text, nbytes))
        g_assert_cmpstr(back->str, ==, "before");
}

static void
check_entities(const char *text, gsize nbytes)
{
    for (gsize i = 0; i < nbytes; i++) {
        gunichar c = 0, again = 0;
        guint length = text[i] == '&' ? entity_decode(text + i, nbytes - i, &c) : 0;

        if (length == 0)
            continue;
        g_assert_cmpuint(length, <=, MIN(nbytes - i, ENTITY_MAX_NBYTES));
        g_assert_cmpint(text[i + length - 1], ==, ';');
        g_assert_true(g_unichar_validate(c) && c != 0);
        g_assert_cmpuint(entity_decode(text + i, length, &again), ==, length);
        g_assert_cmpuint(again, ==, c);
        g_assert_cmpuint(entity_decode(text + i, length - 1, &again), ==, 0);
    }
}

/* A boundary before a place does not depend on what comes long after it, but the text's end is one. */
static void
check_words(const FuzzBytes *input)
{
    gsize nbytes, pos = 0, next;
    g_autofree char *text = fuzz_copy_clean(input, 0, &nbytes);

    for (; pos < nbytes; pos = next) {
        gboolean is_word;

        next = word_break_next(text, nbytes, pos, &is_word);
        g_assert_cmpuint(next, >, pos);
        g_assert_cmpuint(next, <=, nbytes);
        g_assert_true(fuzz_is_boundary(text, nbytes, next));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    const FuzzBytes input = {data, data + nbytes};
    const char *text = (const char *)data;

    check_characters(text, nbytes);
    check_repair(text, nbytes);
    check_escape(text, nbytes);
    check_entities(text, nbytes);
    check_words(&input);
    return 0;
}
