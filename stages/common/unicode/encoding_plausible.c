#include "unicode/encoding_plausible.h"

#include "unicode/encoding.h"
#include "unicode/utf8.h"

/* What the characters beyond ASCII of a sample are. */
typedef struct {
    guint64 n;           /* of them */
    guint64 n_of_script; /* letters of the script that is expected */
    guint64 n_kana, n_half_kana, n_han;
    guint64 n_odd;    /* unassigned, private, controls, replacements */
    guint64 n_glued;  /* letters of a script other than Latin right beside an ASCII letter */
    guint64 n_inside; /* symbols between two letters: no word has such */
    guint64 n_rises;  /* capitals right behind a small letter */
} Sample;

static gboolean
is_of_script(gunichar c, EncodingScript script)
{
    switch (script) {
    case SCRIPT_LATIN:
        return c < 0x250 && g_unichar_isalpha(c);
    case SCRIPT_CYRILLIC:
        return c >= 0x400 && c < 0x530;
    case SCRIPT_GREEK:
        return c >= 0x370 && c < 0x400;
    case SCRIPT_HEBREW:
        return c >= 0x590 && c < 0x600;
    case SCRIPT_ARABIC:
        return c >= 0x600 && c < 0x700;
    case SCRIPT_THAI:
        return c >= 0xE00 && c < 0xE80;
    case SCRIPT_KOREAN:
        return c >= 0xAC00 && c < 0xD7A4;
    case SCRIPT_JAPANESE: /* kana, Han, their punctuation and wide forms */
    case SCRIPT_CHINESE:
        return (c >= 0x3000 && c < 0x3100) || (c >= 0x4E00 && c < 0xA000) ||
               (c >= 0xFF01 && c < 0xFF5F);
    case SCRIPT_ANY:
        break;
    }
    return TRUE;
}

static gboolean
is_odd(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);

    return type == G_UNICODE_UNASSIGNED || type == G_UNICODE_PRIVATE_USE ||
           type == G_UNICODE_CONTROL || c == 0xFFFD;
}

static gboolean
is_letter(gunichar c)
{
    return c < 0x80 ? g_ascii_isalpha(c) : g_unichar_isalpha(c);
}

/* Symbols that stand inside words only where the encoding is another. */
static gboolean
is_symbol(gunichar c)
{
    return c >= 0xA1 && !g_unichar_isalnum(c) && !g_unichar_ismark(c) && c != 0xAD && c != 0xB7 &&
           !(c >= 0x2010 && c <= 0x201F) && c != 0x2026 && c != 0xFFFD;
}

static void
look_at(Sample *sample, gunichar before, gunichar c, gunichar behind, EncodingScript script)
{
    if (c < 0x80)
        return;
    sample->n++;
    sample->n_of_script += is_of_script(c, script);
    sample->n_kana += c >= 0x3041 && c < 0x30FF;
    sample->n_half_kana += c >= 0xFF61 && c < 0xFFA0;
    sample->n_han += c >= 0x4E00 && c < 0xA000;
    sample->n_odd += is_odd(c);
    if (is_letter(c))
        sample->n_glued += (before < 0x80 && g_ascii_isalpha(before)) ||
                           (behind < 0x80 && g_ascii_isalpha(behind));
    else
        sample->n_inside += is_symbol(c) && is_letter(before) && is_letter(behind);
    sample->n_rises += g_unichar_isupper(c) && g_unichar_islower(before);
}

static void
read_sample(const GString *text, EncodingScript script, Sample *sample)
{
    gunichar before = ' ', c = ' ', behind;

    for (gsize pos = 0; pos < text->len; before = c, c = behind) {
        pos += utf8_decode(text->str + pos, &behind);
        look_at(sample, before, c, behind, script);
    }
    look_at(sample, before, c, ' ', script);
}

/* Of letters that are nearly all of the text, with capitals at the beginning of words. */
static gboolean
is_alphabet(const Sample *sample)
{
    return sample->n_of_script * 10 >= sample->n * 8 && sample->n_glued * 20 <= sample->n &&
           sample->n_rises * 20 <= sample->n && sample->n_inside * 50 <= sample->n;
}

static gboolean
is_east_asian(const Sample *sample, EncodingScript script)
{
    if (sample->n_half_kana * 5 > sample->n)
        return FALSE;
    if (script == SCRIPT_KOREAN)
        return sample->n_of_script * 2 >= sample->n;
    if (sample->n_of_script * 10 < sample->n * 8)
        return FALSE;
    return script == SCRIPT_JAPANESE
               ? sample->n_kana * 10 >= sample->n /* no sentence without */
               : sample->n_han * 2 >= sample->n && sample->n_kana * 20 <= sample->n;
}

gboolean
encoding_plausible(const KnownEncoding *encoding, const char *bytes, gsize nbytes)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(EncodingConverter) converter = encoding_converter_new(encoding->name);
    Sample sample = {0};
    guint64 n_repairs = 0;

    encoding_converter_push(converter, bytes, nbytes, TRUE, text, &n_repairs);
    read_sample(text, encoding->script, &sample);
    if (sample.n == 0 || n_repairs > 1 + sample.n / 500 || sample.n_odd > 1 + sample.n / 200)
        return FALSE; /* one where the sample was cut off */
    if (encoding->script >= SCRIPT_JAPANESE)
        return is_east_asian(&sample, encoding->script);
    if (encoding->script != SCRIPT_LATIN)
        return is_alphabet(&sample);
    return sample.n_of_script * 10 >= sample.n * 7 && sample.n_inside * 50 <= sample.n &&
           sample.n_rises * 20 <= sample.n;
}
