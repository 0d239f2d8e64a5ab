#include "keys.h"

#include <string.h>

#include "key_affixes.h"
#include "key_fold.h"
#include "key_rules.h"

/* What a byte of a form asks for beyond lower case. */
enum {
    AFFIX = 1 << 0, /* it may belong to something that is stripped */
    WIDE = 1 << 1,  /* it takes key_fold() */
};

static const guint8 needs[256] = {
    [0x00 ... 0x20] = WIDE, ['&'] = WIDE,  [0x7F ... 0xFF] = WIDE, ['\''] = AFFIX,
    ['.'] = AFFIX,          [':'] = AFFIX, ['#'] = AFFIX,          ['@'] = AFFIX,
};

/* Most forms are plain ASCII: one pass, no call. Returns what the bytes need together. */
static guint
lower_ascii(const char *form, gsize nbytes, char *out)
{
    guint all = 0;

    for (gsize i = 0; i < nbytes; i++) {
        guint8 c = (guint8)form[i];

        all |= needs[c];
        out[i] = (char)(c | (guint8)((guint8)(c - 'A') < 26) << 5);
    }
    return all;
}

/*
 * The bytes that Irish puts before a word: na hÉireann, ár nAthair, an tUachtarán. Only a capital
 * behind them tells; in lower case, as in hata, they may belong to the word.
 */
static gsize
count_prefix(const char *form, gsize nbytes, guint rules)
{
    static const char *const vowels[] = {"A", "E", "I", "O", "U", "Á", "É", "Í", "Ó", "Ú"};

    if (!(rules & KEY_PREFIXED) || nbytes < 3 || strchr("nth", form[0]) == NULL)
        return 0;
    for (guint i = 0; i < G_N_ELEMENTS(vowels); i++)
        if (strncmp(form + 1, vowels[i], MIN(strlen(vowels[i]), nbytes - 1)) == 0)
            return 1;
    return 0;
}

/* The forms without full stops are written as often, and us is a stop word. */
static gboolean
is_state(const char *form, gsize nbytes, const GString *key)
{
    return key->len == 2 && nbytes >= 2 && form[0] == 'U' &&
           (form[1] == 'S' || form[1] == 'K' || form[1] == 'N');
}

/* Makes the key in out and returns what was stripped for it. */
static KeyAffixes
make_key(const char *form, gsize nbytes, TokenType type, guint rules, GString *out)
{
    KeyAffixes affixes = {0, 0};
    guint all;

    if (type == TOKEN_SEPARATOR || type == TOKEN_URL || type == TOKEN_EMAIL)
        nbytes = 0;
    if (out->allocated_len <= nbytes)
        g_string_set_size(out, nbytes);
    all = lower_ascii(form, nbytes, out->str);
    out->len = nbytes;
    out->str[nbytes] = '\0';
    if (all & WIDE || (rules & KEY_DOTLESS_I && nbytes > 0 && memchr(form, 'I', nbytes) != NULL)) {
        key_fold(form, nbytes, rules, out);
        all |= AFFIX;
    }
    if (all & AFFIX)
        affixes = key_strip_affixes(out, type, rules);
    if (rules & KEY_STATES && is_state(form, nbytes, out))
        g_string_insert_c(out, 1, '.');
    return affixes;
}

/* Whether an affix may begin or end at this character of a form. */
static gboolean
is_mark(gunichar c, guint rules)
{
    return key_is_apostrophe(c) ||
           (rules & (KEY_SWEDISH | KEY_FINNISH) && (c == ':' || c == 0xFF1A));
}

static guint
count_marks(const char *p, const char *limit, guint rules)
{
    guint n = 0;
    gunichar c;

    while (p < limit) {
        p = key_read_character(p, limit, &c);
        n += is_mark(c, rules);
    }
    return n;
}

/* Where the nth mark (from 1) begins and ends, and which it is; n is at most their number. */
static const char *
find_mark(const char *p, const char *limit, guint n, guint rules, const char **ret_begin,
          gunichar *ret_mark)
{
    *ret_begin = p;
    *ret_mark = 0;
    while (p < limit && n > 0) {
        *ret_begin = p;
        p = key_read_character(p, limit, ret_mark);
        n -= is_mark(*ret_mark, rules);
    }
    return p;
}

/* Finds the part of the form to show for a key that affixes were stripped for. */
static void
find_label(const char *form, gsize nbytes, TokenType type, guint rules, KeyAffixes affixes,
           gsize *ret_start, gsize *ret_end)
{
    const char *limit = form + nbytes, *start = form, *end = limit, *begin;
    gunichar mark;

    if (affixes.n_front > 0) {
        start = find_mark(form, limit, affixes.n_front, rules, &begin, &mark);
    } else if ((type == TOKEN_HASHTAG || type == TOKEN_MENTION) && nbytes > 0) {
        gunichar c;
        const char *next = key_read_character(form, limit, &c);

        if (c == '#' || c == '@' || c == 0xFF03 || c == 0xFF20)
            start = next;
    }
    if (affixes.n_back > 0) {
        guint n = count_marks(form, limit, rules);

        if (n >= affixes.n_back) { /* ŉ is none in the form */
            const char *next = find_mark(form, limit, n - affixes.n_back + 1, rules, &begin, &mark);

            end = mark == KEY_GERESH ? next : begin;
        }
    }
    if (start >= end) { /* nothing but what is cut off elsewhere */
        start = form;
        end = limit;
    }
    *ret_start = (gsize)(start - form);
    *ret_end = (gsize)(end - form);
}

gboolean
key_of_form(const char *form, gsize nbytes, TokenType type, const char *language, GString *out)
{
    guint rules = key_rules(language);
    gsize n_prefix = count_prefix(form, nbytes, rules);

    make_key(form + n_prefix, nbytes - n_prefix, type, rules, out);
    return out->len > 0;
}

gboolean
key_and_label_of_form(const char *form, gsize nbytes, TokenType type, const char *language,
                      GString *out, gsize *ret_start, gsize *ret_end)
{
    guint rules = key_rules(language);
    gsize n_prefix = count_prefix(form, nbytes, rules);
    KeyAffixes affixes = make_key(form + n_prefix, nbytes - n_prefix, type, rules, out);

    find_label(form + n_prefix, nbytes - n_prefix, type, rules, affixes, ret_start, ret_end);
    *ret_start += n_prefix;
    *ret_end += n_prefix;
    return out->len > 0;
}
