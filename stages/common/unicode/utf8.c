#include "unicode/utf8.h"

#include <string.h>

#include "program/bytes.h"
#include "unicode/mojibake.h"

static const char bom[3] = {'\xEF', '\xBB', '\xBF'};

/* The bytes 80 to 9F; from the Encoding Standard's index windows-1252, where these differ from
 * Latin-1. */
static const guint16 cp1252_high[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

gunichar
utf8_from_cp1252(guint8 byte)
{
    return byte >= 0x80 && byte < 0xA0 ? cp1252_high[byte - 0x80] : byte;
}

guint8
utf8_to_cp1252(gunichar c)
{
    if (c >= 0x80 && c < 0x100)
        return c;
    for (guint i = 0; i < G_N_ELEMENTS(cp1252_high) && c >= 0x100 && c != 0xFFFD; i++)
        if (cp1252_high[i] == c)
            return 0x80 + i;
    return 0;
}

static inline gboolean
is_trail(guint8 byte)
{
    return (byte & 0xC0) == 0x80;
}

/* Unicode 15.0, table 3-7: the second byte of E0, ED, F0 and F4 is bounded more narrowly. */
guint
utf8_valid_length(const char *p, gsize nbytes)
{
    const guint8 *b = (const guint8 *)p;

    if (b[0] < 0x80)
        return 1;
    if (b[0] < 0xC2 || b[0] > 0xF4 || nbytes < 2 || !is_trail(b[1]))
        return 0;
    if (b[0] < 0xE0)
        return 2;
    if (nbytes < 3 || !is_trail(b[2]))
        return 0;
    if (b[0] < 0xF0)
        return (b[0] == 0xE0 && b[1] < 0xA0) || (b[0] == 0xED && b[1] >= 0xA0) ? 0 : 3;
    if (nbytes < 4 || !is_trail(b[3]))
        return 0;
    return (b[0] == 0xF0 && b[1] < 0x90) || (b[0] == 0xF4 && b[1] >= 0x90) ? 0 : 4;
}

/* Whether the valid character at pos, of two bytes, is a C1 control or begins what is encoded twice. */
static gboolean
is_misread(const char *text, gsize nbytes, gsize pos)
{
    if (text[pos] == '\xC2')
        return (guint8)text[pos + 1] < 0xA0;
    return mojibake_may_start(text, nbytes, pos) && mojibake_decode(text, nbytes, pos, NULL) > 0;
}

/* Where, from pos on, the first byte is that is not ASCII, or a NUL. */
static gsize
skip_ascii(const char *text, gsize nbytes, gsize pos)
{
    pos = bytes_skip_plain(text, nbytes, pos, 1);
    while (pos < nbytes && text[pos] != '\0' && (guint8)text[pos] < 0x80)
        pos++;
    return pos;
}

/* The length of the character at pos if it is of two or three bytes and clean without further
 * looking, as most are in text beyond ASCII; 0 for others. */
static inline guint
plain_length(const char *text, gsize nbytes, gsize pos)
{
    const guint8 *b = (const guint8 *)text + pos;

    if (b[0] < 0xC3 || b[0] >= 0xF0 || nbytes - pos <= 2 || !is_trail(b[1]))
        return 0;
    if (b[0] < 0xE0)
        return b[0] > 0xC3 || b[2] < 0x80 ? 2 : 0;
    return b[0] != 0xE0 && b[0] != 0xED && is_trail(b[2]) ? 3 : 0;
}

/* The length of the clean character at pos, or 0. */
static guint
clean_length(const char *text, gsize nbytes, gsize pos)
{
    guint length = text[pos] == '\0' ? 0 : utf8_valid_length(text + pos, nbytes - pos);

    return length == 2 && is_misread(text, nbytes, pos) ? 0 : length;
}

/* Where, from pos on, the first unclean byte is. What stands before pos is looked at, too. */
static gsize
skip_clean(const char *text, gsize nbytes, gsize pos)
{
    pos = skip_ascii(text, nbytes, pos);
    while (pos < nbytes) {
        guint length = plain_length(text, nbytes, pos);

        if (length == 0)
            length = clean_length(text, nbytes, pos);
        if (length == 0)
            break;
        pos += length;
        if (pos < nbytes && (guint8)text[pos] < 0x80)
            pos = skip_ascii(text, nbytes, pos);
    }
    return pos;
}

gsize
utf8_clean_prefix(const char *text, gsize nbytes)
{
    return skip_clean(text, nbytes, 0);
}

static gboolean
starts_with_bom(const char *text, gsize nbytes)
{
    return nbytes >= sizeof bom && memcmp(text, bom, sizeof bom) == 0;
}

gboolean
utf8_is_clean(const char *text, gsize nbytes)
{
    return !starts_with_bom(text, nbytes) && utf8_clean_prefix(text, nbytes) == nbytes;
}

/* Whether a surrogate from low to low + 3FF, encoded as if it were a character, is at p. */
static gboolean
is_surrogate(const guint8 *p, gsize nbytes, guint8 second)
{
    return nbytes >= 3 && p[0] == 0xED && (p[1] & 0xF0) == second && is_trail(p[2]);
}

/* CESU-8: a pair is the character that UTF-16 has it for. */
static gsize
repair_surrogate(const guint8 *p, gsize nbytes, GString *out)
{
    gunichar high, low;

    if (!is_surrogate(p, nbytes, 0xA0) || !is_surrogate(p + 3, nbytes - 3, 0xB0)) {
        g_string_append_unichar(out, 0xFFFD);
        return 3;
    }
    high = (p[1] & 0x0F) << 6 | (p[2] & 0x3F);
    low = (p[4] & 0x0F) << 6 | (p[5] & 0x3F);
    g_string_append_unichar(out, 0x10000 + (high << 10 | low));
    return 6;
}

/* Appends what replaces the unclean bytes at pos and returns how many these are. */
static gsize
repair_one(const char *text, gsize nbytes, gsize pos, GString *out)
{
    const guint8 *p = (const guint8 *)text + pos;
    gsize n = nbytes - pos;
    guint length = utf8_valid_length(text + pos, n);

    if (p[0] == '\0')
        return 1;
    if (length == 0 && p[0] == 0xC0 && n > 1 && p[1] == 0x80)
        return 2;
    if (length == 0 && (is_surrogate(p, n, 0xA0) || is_surrogate(p, n, 0xB0)))
        return repair_surrogate(p, n, out);
    if (length == 0) {
        g_string_append_unichar(out, utf8_from_cp1252(p[0]));
        return 1;
    }
    if (p[0] == 0xC3)
        return mojibake_decode(text, nbytes, pos, out);
    g_string_append_unichar(out, utf8_from_cp1252(p[1])); /* of a C1 control that is its value */
    return length;
}

/* Appends the text without marks and with everything replaced that is unclean; returns in how many
 * places it was. */
static guint64
repair_once(const char *text, gsize nbytes, GString *out)
{
    gsize pos = 0, clean, last_repaired = G_MAXSIZE; /* where the last repaired bytes end */
    guint64 n_repairs = 0;

    while (starts_with_bom(text + pos, nbytes - pos))
        pos += sizeof bom;
    while (pos < nbytes) {
        clean = skip_clean(text, nbytes, pos);
        g_string_append_len(out, text + pos, clean - pos);
        pos = clean;
        if (pos == nbytes)
            break;
        n_repairs += pos != last_repaired;
        pos += repair_one(text, nbytes, pos, out);
        last_repaired = pos;
    }
    return n_repairs;
}

void
utf8_repair(const char *text, gsize nbytes, GString *out, guint64 *ret_n_repairs)
{
    gsize start = out->len;
    guint64 n_repairs = repair_once(text, nbytes, out);
    gboolean changed = n_repairs > 0 || starts_with_bom(text, nbytes);

    /* what was encoded three times, or came together now: each time there is less of it */
    while (changed && !utf8_is_clean(out->str + start, out->len - start)) {
        g_autoptr(GString) last = g_string_new_len(out->str + start, out->len - start);

        g_string_truncate(out, start);
        n_repairs += repair_once(last->str, last->len, out);
    }
    if (ret_n_repairs)
        *ret_n_repairs += n_repairs;
}
