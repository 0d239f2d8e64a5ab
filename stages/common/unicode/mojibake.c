#include "unicode/mojibake.h"

#include <string.h>

#include "unicode/utf8.h"

/* A character of the meaning, while its bytes come in. */
typedef struct {
    char bytes[4];
    guint n, length; /* bytes there, bytes needed */
} Unit;

/* What the meaning of a run consists of. */
typedef struct {
    guint n_accented; /* C2 and C3: Latin-1 */
    guint n_extended; /* C4 and C5: Latin Extended-A */
    guint n_foreign;  /* other scripts */
    guint n_certain;  /* what nobody would write otherwise */
    gunichar last;
    guint8 last_byte;
} Meaning;

static guint
length_by_lead(guint8 lead)
{
    return lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

/* Takes a whole character into account; FALSE if no such is expected in mojibake. */
static gboolean
add_unit(const Unit *unit, Meaning *meaning)
{
    const guint8 *b = (const guint8 *)unit->bytes;

    if (utf8_valid_length(unit->bytes, unit->length) != unit->length)
        return FALSE;
    utf8_decode(unit->bytes, &meaning->last);
    meaning->last_byte = b[unit->length - 1];
    if (meaning->last < 0xA0)
        return FALSE;
    switch (b[0]) {
    case 0xC2 ... 0xC3:
        meaning->n_accented++;
        return TRUE;
    case 0xC4 ... 0xC5:
        meaning->n_extended++;
        return TRUE;
    case 0xCE ... 0xD1: /* Greek, Cyrillic */
    case 0xD7 ... 0xD9: /* Hebrew, Arabic */
        meaning->n_foreign++;
        return TRUE;
    case 0xE2: /* punctuation, currency, letterlike signs, arrows */
        meaning->n_certain++;
        return b[1] == 0x80 || b[1] == 0x82 || b[1] == 0x84 || b[1] == 0x86;
    case 0xE0 ... 0xE1:
    case 0xE3 ... 0xED:
        meaning->n_foreign++;
        return TRUE;
    case 0xEF: /* the byte order mark and the replacement; wide forms */
        if (meaning->last == 0xFEFF || meaning->last == 0xFFFD)
            meaning->n_certain++;
        else
            meaning->n_foreign++;
        return TRUE;
    case 0xF0: /* emoji */
        meaning->n_certain++;
        return b[1] == 0x9F;
    default:
        return FALSE;
    }
}

/* Spaces, dots, dashes and quotation marks of Windows-1252, which words are followed by. */
static gboolean
may_follow_word(guint8 byte)
{
    return memchr("\x85\x91\x92\x93\x94\x96\x97\xA0\xAB\xBB", byte, 10) != NULL;
}

/* before, behind: the ASCII characters around the run. */
static gboolean
is_likelier(const Meaning *meaning, char before, char behind)
{
    guint n = meaning->n_accented + meaning->n_extended + meaning->n_foreign + meaning->n_certain;

    if (n > 1)
        return TRUE;
    if (meaning->n_accented == 1) {
        if (!g_ascii_isupper(before) || !may_follow_word(meaning->last_byte))
            return TRUE;
        return g_ascii_isalpha(behind) && g_unichar_isalpha(meaning->last);
    }
    if (meaning->n_extended == 1)
        return g_ascii_islower(before) || g_ascii_islower(behind);
    return meaning->n_certain == 1;
}

gsize
mojibake_decode(const char *text, gsize nbytes, gsize pos, GString *out)
{
    gsize start = pos, out_start = out ? out->len : 0;
    Unit unit = {.n = 0};
    Meaning meaning = {0};
    gboolean fits = TRUE;

    while (fits && pos < nbytes && (guint8)text[pos] >= 0x80) {
        guint length = utf8_valid_length(text + pos, nbytes - pos);
        gunichar c;
        guint8 byte;

        if (length == 0)
            break;
        utf8_decode(text + pos, &c);
        byte = utf8_to_cp1252(c);
        if (byte == 0)
            break;
        if (unit.n == 0)
            unit.length = length_by_lead(byte);
        fits = unit.length > 0;
        if (fits)
            unit.bytes[unit.n++] = byte;
        if (fits && unit.n == unit.length) {
            fits = add_unit(&unit, &meaning);
            if (out)
                g_string_append_len(out, unit.bytes, unit.length);
            unit.n = 0;
        }
        pos += length;
    }
    if (fits && unit.n == 0 &&
        is_likelier(&meaning, start > 0 ? text[start - 1] : ' ', pos < nbytes ? text[pos] : ' '))
        return pos - start;
    if (out)
        g_string_truncate(out, out_start);
    return 0;
}
