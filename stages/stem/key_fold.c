#include "key_fold.h"

#include "unicode/entity.h"
#include "unicode/utf8.h"

#include <string.h>

#include "key_rules.h"

/* A step reads at least two bytes, or one that is no UTF-8, and writes at most four characters of
 * three bytes. */
#define MAX_GROWTH 6
/* A longer run of combining marks is no word of any language (30: UAX #15, Stream-Safe Text), and
 * g_utf8_normalize() sorts it in quadratic time. */
#define MAX_MARKS 30

typedef struct {
    char *end;   /* where the next byte of the key goes */
    char *sigma; /* a final sigma, unless a letter follows; NULL if none is pending */
    guint rules;
    guint n_marks;   /* combining marks since the last other character */
    gboolean letter; /* the key has a letter already */
    gboolean maybe_not_nfc;
    gboolean too_many_marks;
    gunichar previous; /* the character before */
    gboolean joined;   /* the last character of a script is of one that is joined */
    gunichar joiner;   /* U+200C or U+200D, if that is what was read after it */
} Folder;

/* TRUE for characters that no composition changes, now or in later versions of Unicode. */
static gboolean
is_stable(gunichar c)
{
    return c < 0x300 || (c >= 0x388 && c <= 0x482) || (c >= 0x48A && c <= 0x590) ||
           (c >= 0x5D0 && c <= 0x5EA) || (c >= 0x620 && c <= 0x64A) || (c >= 0xE01 && c <= 0xE37) ||
           (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x3041 && c <= 0x3096) ||
           (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7A3);
}

/*
 * What is not seen: soft hyphen, zero-width and directional signs, variation selectors, the BOM. And
 * what is not of the word: Armenian sets stress, exclamation and question marks on its vowels, Arabic
 * draws a word out with the tatweel.
 */
static gboolean
is_invisible(gunichar c)
{
    return c == 0xAD || c == 0x34F || c == 0x55B || c == 0x55C || c == 0x55E || c == 0x61C ||
           c == 0x640 || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0100 && c <= 0xE01EF);
}

/* In these scripts (Arabic to Mongolian, but Hangul) it means something whether characters join. */
static gboolean
is_joined_script(gunichar c)
{
    return c >= 0x600 && c < 0x1D00 && (c < 0x1100 || c > 0x11FF);
}

/*
 * Characters that are another way to set others: ligatures, digraphs, Roman numerals, the long s,
 * Arabic presentation forms, full and half width. Not the whole of NFKC: a superscript (m²), a
 * fraction (½) or a circled digit is not the plain digit, and ª, º are endings of their own.
 */
static gboolean
is_presentation(gunichar c)
{
    return (c >= 0x132 && c <= 0x133) || (c >= 0x13F && c <= 0x140) || c == 0x149 || c == 0x17F ||
           (c >= 0x1C4 && c <= 0x1CC) || (c >= 0x1F1 && c <= 0x1F3) ||
           (c >= 0x2160 && c <= 0x217F) || (c >= 0xFB00 && c <= 0xFDEF) ||
           (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0xFF01 && c <= 0xFFEE);
}

/* ' ‘ ’ ‛ ʻ (of Hawaiian) ʼ, the full-width one, and ׳, the geresh of Hebrew. */
gboolean
key_is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2BB || c == 0x2BC ||
           c == 0xFF07 || c == KEY_GERESH;
}

static gunichar
fold_sign(gunichar c)
{
    if (key_is_apostrophe(c))
        return '\'';
    if (c == 0x5F4) /* gershayim, which is typed as " more often */
        return '"';
    return c == 0x2010 || c == 0x2011 ? '-' : c; /* hyphens, the second does not break */
}

static gunichar
fold_case(Folder *folder, gunichar c)
{
    if (c < 0x80) {
        if (c == 'I' && folder->rules & KEY_DOTLESS_I)
            return 0x131;
        return (guchar)g_ascii_tolower((char)c);
    }
    if (folder->rules & KEY_CEDILLA) {
        if (c == 0x218 || c == 0x219)
            return 0x15F;
        if (c == 0x21A || c == 0x21B)
            return 0x163;
    }
    return c == 0x130 ? 'i' : g_unichar_tolower(c);
}

/* Σ ends a word as ς and is σ elsewhere (The Unicode Standard, 3.13, Final_Sigma). */
static void
settle_sigma(Folder *folder, gunichar c)
{
    if (g_unichar_isalpha(c)) {
        folder->sigma = NULL;
    } else if (c != '\'' && c != '.' && !g_unichar_ismark(c)) {
        memcpy(folder->sigma, "\317\202", 2);
        folder->sigma = NULL;
    }
}

static void
append(Folder *folder, gunichar c)
{
    if (folder->sigma != NULL)
        settle_sigma(folder, c);
    if (c < 0x80) {
        *folder->end++ = (char)c;
    } else {
        folder->end += g_unichar_to_utf8(c, folder->end);
    }
    if (is_stable(c)) {
        folder->n_marks = 0;
    } else {
        folder->maybe_not_nfc = TRUE;
        folder->n_marks = g_unichar_combining_class(c) != 0 ? folder->n_marks + 1 : 0;
        folder->too_many_marks |= folder->n_marks > MAX_MARKS;
    }
}

/* One character that is no presentation form. */
static void
fold_plain(Folder *folder, gunichar c)
{
    gunichar previous = folder->previous, lower = fold_case(folder, fold_sign(c));

    if ((c == 0x200C || c == 0x200D) && folder->joined)
        folder->joiner = c;
    if (is_invisible(c) || g_unichar_isspace(c) || g_unichar_iscntrl(c))
        return;
    /* capitals of Cherokee and Georgian are elsewhere than the small letters */
    if (folder->joiner != 0 && is_joined_script(lower))
        append(folder, folder->joiner);
    folder->joiner = 0;
    folder->previous = c;
    if (c < 0x300 || c > 0x36F) /* marks of any script, which NFC moves */
        folder->joined = is_joined_script(lower);
    if (c == 0x307 && previous == 'I' && folder->rules & KEY_DOTLESS_I) {
        folder->end -= 2; /* I with a dot in two characters: the ı just written is an i */
        append(folder, 'i');
        return;
    }
    append(folder, lower);
    if (c == 0x130 && !(folder->rules & KEY_DOTLESS_I))
        append(folder, 0x307); /* the full mapping of İ is two characters */
    if (c == 0x3A3 && folder->letter)
        folder->sigma = folder->end - 2;
    folder->letter |= c >= 0x80 ? g_unichar_isalpha(c) : g_ascii_isalpha((char)c);
}

/*
 * The letters most words with any letter outside ASCII are made of, without a call: ASCII, Latin-1,
 * Russian. FALSE, and nothing done, for all others.
 */
static inline gboolean
fold_common_letter(Folder *folder, gunichar c)
{
    gunichar lower = c;

    if (folder->sigma != NULL || folder->joiner != 0)
        return FALSE;
    if (c < 0x80) {
        lower |= 0x20;
        if (lower < 'a' || lower > 'z' || (c == 'I' && folder->rules & KEY_DOTLESS_I))
            return FALSE;
        *folder->end++ = (char)lower;
    } else {
        if (c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7)
            lower += c <= 0xDE ? 0x20 : 0;
        else if (c >= 0x400 && c <= 0x45F)
            lower += c < 0x410 ? 0x50 : c < 0x430 ? 0x20 : 0;
        else
            return FALSE;
        *folder->end++ = (char)(0xC0 | lower >> 6);
        *folder->end++ = (char)(0x80 | (lower & 0x3F));
    }
    folder->previous = c;
    folder->joined = FALSE;
    folder->letter = TRUE;
    folder->n_marks = 0;
    return TRUE;
}

static void
fold_presentation(Folder *folder, gunichar c)
{
    gunichar plain[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize n = g_unichar_fully_decompose(c, TRUE, plain, G_N_ELEMENTS(plain));

    /* a mark that stands by itself is decomposed into a space and the mark: leave it */
    if (n > 4 || g_unichar_isspace(plain[0])) {
        fold_plain(folder, c);
        return;
    }
    for (gsize i = 0; i < n; i++)
        fold_plain(folder, plain[i]);
}

/* Reads one character of UTF-8 at p < limit; what is none is one byte of U+FFFD. */
static inline const char *
read_utf8(const char *p, const char *limit, gunichar *ret_character)
{
    guint8 first = (guint8)p[0];

    if (first < 0x80) {
        *ret_character = first;
        return p + 1;
    }
    if (first >= 0xC2 && first < 0xE0 && limit - p >= 2 && ((guint8)p[1] & 0xC0) == 0x80) {
        *ret_character = (first & 0x1Fu) << 6 | ((guint8)p[1] & 0x3Fu);
        return p + 2;
    }
    *ret_character = g_utf8_get_char_validated(p, limit - p);
    if ((gint32)*ret_character < 0) {
        *ret_character = 0xFFFD;
        return p + 1;
    }
    return p + g_utf8_skip[first];
}

/* Without the repair of C1 controls, which key_fold() puts off until it is not a common letter. */
static inline const char *
read_character(const char *p, const char *limit, gunichar *ret_character)
{
    gsize n_entity = *p == '&' ? entity_decode(p, (gsize)(limit - p), ret_character) : 0;

    return n_entity > 0 ? p + n_entity : read_utf8(p, limit, ret_character);
}

const char *
key_read_character(const char *p, const char *limit, gunichar *ret_character)
{
    p = read_character(p, limit, ret_character);
    if (*ret_character >= 0x80 && *ret_character < 0xA0)
        *ret_character = utf8_from_cp1252((guint8)*ret_character);
    return p;
}

static void
compose(GString *out)
{
    g_autofree char *nfc = g_utf8_normalize(out->str, (gssize)out->len, G_NORMALIZE_NFC);

    if (nfc != NULL)
        g_string_assign(out, nfc);
}

void
key_fold(const char *form, gsize nbytes, guint rules, GString *out)
{
    const char *p = form, *limit = form + nbytes;
    Folder folder = {.rules = rules};

    g_string_set_size(out, nbytes * MAX_GROWTH + 8);
    folder.end = out->str;
    while (p < limit) {
        gunichar c;

        p = read_character(p, limit, &c);
        if (fold_common_letter(&folder, c))
            continue;
        if (c >= 0x80 && c < 0xA0)
            c = utf8_from_cp1252((guint8)c);
        if (is_presentation(c))
            fold_presentation(&folder, c);
        else
            fold_plain(&folder, c);
    }
    if (folder.sigma != NULL)
        settle_sigma(&folder, ' ');
    g_string_truncate(out, (gsize)(folder.end - out->str));
    if (folder.maybe_not_nfc && !folder.too_many_marks)
        compose(out);
}
