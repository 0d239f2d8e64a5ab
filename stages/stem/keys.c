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
    ['.'] = AFFIX,          ['#'] = AFFIX, ['@'] = AFFIX,
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

gboolean
key_of_form(const char *form, gsize nbytes, TokenType type, const char *language, GString *out)
{
    guint rules = key_rules(language), all;

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
        key_strip_affixes(out, type, rules);
    return out->len > 0;
}
