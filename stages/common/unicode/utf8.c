#include "unicode/utf8.h"

#include <string.h>

#include "program/bytes.h"

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

static inline gboolean
is_c1(const guint8 *valid)
{
    return valid[0] == 0xC2 && valid[1] < 0xA0;
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

gsize
utf8_clean_prefix(const char *text, gsize nbytes)
{
    gsize pos = skip_ascii(text, nbytes, 0);

    while (pos < nbytes) {
        guint length = text[pos] == '\0' ? 0 : utf8_valid_length(text + pos, nbytes - pos);

        if (length == 0 || is_c1((const guint8 *)text + pos))
            break;
        pos += length;
        if (pos < nbytes && (guint8)text[pos] < 0x80)
            pos = skip_ascii(text, nbytes, pos);
    }
    return pos;
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

/* Appends what replaces the unclean bytes at the start of text and returns how many these are. */
static gsize
repair_one(const guint8 *text, gsize nbytes, GString *out)
{
    guint length = utf8_valid_length((const char *)text, nbytes);

    if (length == 0)
        g_string_append_unichar(out, utf8_from_cp1252(text[0]));
    else if (text[0] == '\0')
        g_string_append_unichar(out, 0xFFFD);
    else /* the second byte of a C1 control is its value */
        g_string_append_unichar(out, utf8_from_cp1252(text[1]));
    return MAX(length, 1);
}

void
utf8_repair(const char *text, gsize nbytes, GString *out, guint64 *ret_n_repairs)
{
    gsize pos = 0, clean, last_repaired = G_MAXSIZE; /* where the last repaired bytes end */
    guint64 n_repairs = 0;

    while (starts_with_bom(text + pos, nbytes - pos))
        pos += sizeof bom;
    n_repairs += pos > 0;
    while (pos < nbytes) {
        clean = utf8_clean_prefix(text + pos, nbytes - pos);
        g_string_append_len(out, text + pos, clean);
        pos += clean;
        if (pos == nbytes)
            break;
        n_repairs += pos != last_repaired;
        pos += repair_one((const guint8 *)text + pos, nbytes - pos, out);
        last_repaired = pos;
    }
    if (ret_n_repairs)
        *ret_n_repairs += n_repairs;
}
