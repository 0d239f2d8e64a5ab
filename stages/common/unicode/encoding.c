#include "unicode/encoding.h"

#include <errno.h>
#include <string.h>

#include "unicode/encoding_names.h"
#include "unicode/utf8.h"

enum {
    STEP_NBYTES = 1 << 14,     /* given to iconv at a time */
    HELD_MAX_NBYTES = 1 << 16, /* of converted text that waits for a place to cut */
    LEFT_MAX_NBYTES = 16, /* of a character of which more is to come; no encoding has longer ones */
};

static const char replacement[] = "\xEF\xBF\xBD";

struct EncodingConverter {
    GIConv iconv;
    guint unit;
    gboolean skips_pairs;       /* behind a bad byte another one beyond ASCII belongs to it */
    char left[LEFT_MAX_NBYTES]; /* the beginning of a character */
    gsize n_left;
    GString *held; /* converted, not yet looked at */
    gboolean begun;
};

/* ---- names */

/*
 * glibc loads a conversion from a file of its own and drops it when nobody has it open, which costs
 * more than to convert an article: the first one of each encoding is never closed.
 */
static GIConv
open_iconv(const char *name)
{
    static GMutex mutex;
    static GHashTable *kept;
    const KnownEncoding *known = encoding_known(name);
    const char *iconv_name = known ? known->iconv : name;
    GIConv opened = g_iconv_open("UTF-8", iconv_name);

    if (opened == (GIConv)-1)
        return opened;
    g_mutex_lock(&mutex);
    if (!kept)
        kept = g_hash_table_new(g_str_hash, g_str_equal);
    if (!g_hash_table_contains(kept, iconv_name))
        g_hash_table_insert(kept, (char *)(guintptr)g_intern_string(iconv_name),
                            g_iconv_open("UTF-8", iconv_name));
    g_mutex_unlock(&mutex);
    return opened;
}

const char *
encoding_find(const char *name)
{
    const KnownEncoding *known = encoding_known(name);
    g_autofree char *lower = NULL;
    GIConv iconv;

    if (*name == '\0' || strchr(name, '/')) /* the locale's, and iconv's own options */
        return NULL;
    iconv = open_iconv(name);
    if (iconv == (GIConv)-1)
        return NULL;
    g_iconv_close(iconv);
    if (known)
        return known->name;
    lower = g_ascii_strdown(name, -1);
    return g_intern_string(lower);
}

gboolean
encoding_extends_ascii(const char *name)
{
    /* and what makes UTF-7, HZ and the ISO-2022 encodings switch */
    static const char look[] = "\t\n !\"#$%&'()*+,-./0123456789:;<=>?@ABCXYZ[\\]^_`abcxyz{|}~ "
                               "+AGE- ~{VP~} \033$)A\016VP\017\033$BF|\033(B";
    g_autoptr(GString) out = g_string_new(NULL);
    guint64 n_repairs = 0;

    encoding_convert(name, look, sizeof look - 1, out, &n_repairs);
    return n_repairs == 0 && strcmp(out->str, look) == 0;
}

gboolean
encoding_hides_ascii(const char *name)
{
    const KnownEncoding *known = encoding_known(name);

    if (!known) /* of others nobody knows */
        return TRUE;
    /* in EUC both halves are beyond ASCII; of Korean, its second halves in ASCII are letters */
    return known->script >= SCRIPT_JAPANESE && !g_str_has_prefix(known->name, "euc-");
}

/* ---- conversion */

EncodingConverter *
encoding_converter_new(const char *name)
{
    EncodingConverter *converter = g_new0(EncodingConverter, 1);
    const KnownEncoding *known = encoding_known(name);

    converter->iconv = open_iconv(name);
    if (converter->iconv == (GIConv)-1)
        g_error("no conversion from %s", name); /* it was found before */
    converter->unit = known ? known->unit : 1;
    converter->skips_pairs =
        known && known->script >= SCRIPT_JAPANESE && !g_str_has_prefix(known->name, "iso-2022");
    converter->held = g_string_new(NULL);
    return converter;
}

void
encoding_converter_free(EncodingConverter *converter)
{
    if (!converter)
        return;
    g_iconv_close(converter->iconv);
    g_string_free(converter->held, TRUE);
    g_free(converter);
}

/*
 * Whether iconv is behind the pair that means nothing when it says so, not before it: glibc's
 * converter for Korean is at times. Then the bytes it claims to have converted do not convert.
 */
static gboolean
has_overtaken(const EncodingConverter *converter, const char *bytes, gsize nbytes)
{
    char converted[4 * STEP_NBYTES], *in = (char *)(guintptr)bytes, *out = converted;
    gsize n_in = nbytes, n_out = sizeof converted;

    return converter->skips_pairs && nbytes > 0 &&
           g_iconv(converter->iconv, &in, &n_in, &out, &n_out) == (gsize)-1;
}

/* How many bytes to pass over where iconv finds no character. */
static gsize
bad_nbytes(const EncodingConverter *converter, const char *bytes, gsize nbytes)
{
    if (converter->skips_pairs && nbytes > 1 && ((guint8)bytes[0] & (guint8)bytes[1] & 0x80))
        return 2; /* one alone would turn all pairs behind it into others */
    return MIN(converter->unit, nbytes);
}

/*
 * Appends to the held text, until the bytes end or what stands there is cut short; returns how many
 * were used. more: whether others come behind them.
 */
static gsize
convert_some(EncodingConverter *converter, const char *bytes, gsize nbytes, gboolean more,
             guint64 *n_repairs)
{
    char converted[4 * STEP_NBYTES];
    gsize pos = 0, start;

    while (pos < nbytes) {
        gsize n_in = nbytes - pos, n_out = sizeof converted, status;
        char *in = (char *)(guintptr)bytes + pos, *out = converted;
        int problem;

        status = g_iconv(converter->iconv, &in, &n_in, &out, &n_out);
        problem = status == (gsize)-1 ? errno : 0;
        g_string_append_len(converter->held, converted, out - converted);
        start = pos;
        pos = in - bytes;
        if (problem == EINVAL)
            break;
        if (problem == EILSEQ) {
            gboolean overtaken = has_overtaken(converter, bytes + start, pos - start);

            if (!overtaken && more && pos + 1 == nbytes && converter->skips_pairs)
                break; /* the next byte decides how much is bad */
            g_string_append(converter->held, replacement);
            ++*n_repairs;
            pos += overtaken ? 0 : bad_nbytes(converter, bytes + pos, nbytes - pos);
        }
    }
    return pos;
}

/* Where the held text can be cut without parting what utf8_repair() looks at together. */
static gsize
cut_of(const GString *held)
{
    for (gsize i = held->len; i-- > 1;)
        if ((guint8)held->str[i] < 0x80 && (guint8)held->str[i - 1] < 0x80)
            return i;
    return held->len > HELD_MAX_NBYTES ? held->len : 0;
}

static void
give_out(EncodingConverter *converter, gboolean last, GString *out, guint64 *n_repairs)
{
    GString *held = converter->held;
    gsize n = last ? held->len : cut_of(held), mark = 0;

    if (!converter->begun && n >= 3 && memcmp(held->str, "\xEF\xBB\xBF", 3) == 0)
        mark = 3; /* says nothing once the encoding is known */
    converter->begun |= n > 0;
    utf8_repair(held->str + mark, n - mark, out, n_repairs);
    g_string_erase(held, 0, n);
}

/* Completes the character whose beginning was left; returns how many bytes that took. */
static gsize
convert_left(EncodingConverter *converter, const char *bytes, gsize nbytes, gboolean last,
             guint64 *n_repairs)
{
    gsize n_old = converter->n_left, n_new = MIN(nbytes, LEFT_MAX_NBYTES - n_old), used;
    gboolean all = n_new == nbytes;

    memcpy(converter->left + n_old, bytes, n_new);
    used = convert_some(converter, converter->left, n_old + n_new, !(all && last), n_repairs);
    if (used == 0 && all && !last) { /* still too short */
        converter->n_left += n_new;
        return n_new;
    }
    if (used == 0) { /* it will never be whole */
        g_string_append(converter->held, replacement);
        ++*n_repairs;
        used = all ? n_old + n_new : n_old;
    }
    /* what was added and not used is read again from where it stands */
    if (used >= n_old) {
        converter->n_left = 0;
        return used - n_old;
    }
    memmove(converter->left, converter->left + used, n_old - used);
    converter->n_left = n_old - used;
    return 0;
}

void
encoding_converter_push(EncodingConverter *converter, const char *bytes, gsize nbytes,
                        gboolean last, GString *out, guint64 *ret_n_repairs)
{
    guint64 n_repairs = 0;
    gsize pos = 0;

    while (pos < nbytes || (last && converter->n_left > 0)) {
        if (converter->n_left > 0) {
            pos += convert_left(converter, bytes + pos, nbytes - pos, last, &n_repairs);
        } else {
            gsize n = MIN(nbytes - pos, STEP_NBYTES);
            gsize used =
                convert_some(converter, bytes + pos, n, !(last && pos + n == nbytes), &n_repairs);

            pos += used;
            if (used < n) {
                converter->n_left = MIN(n - used, LEFT_MAX_NBYTES - 1);
                memcpy(converter->left, bytes + pos, converter->n_left);
                pos += converter->n_left;
            }
        }
        if (converter->held->len >= STEP_NBYTES)
            give_out(converter, FALSE, out, &n_repairs);
    }
    if (last) {
        g_iconv(converter->iconv, NULL, NULL, NULL, NULL);
        give_out(converter, TRUE, out, &n_repairs);
        converter->begun = FALSE;
    }
    if (ret_n_repairs)
        *ret_n_repairs += n_repairs;
}

void
encoding_convert(const char *name, const char *bytes, gsize nbytes, GString *out,
                 guint64 *ret_n_repairs)
{
    g_autoptr(EncodingConverter) converter = NULL;

    if (!name || strcmp(name, "utf-8") == 0) {
        utf8_repair(bytes, nbytes, out, ret_n_repairs);
        return;
    }
    converter = encoding_converter_new(name);
    encoding_converter_push(converter, bytes, nbytes, TRUE, out, ret_n_repairs);
}
