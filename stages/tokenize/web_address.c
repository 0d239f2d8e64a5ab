#include "web_address.h"

#include "piece.h"

#include <string.h>

#include "program/bytes.h"

/*
 * Endings that news text really uses, of the root zone's 1,500. is_word: a word of a large European
 * language, hence no proof (IANA, "Root Zone Database").
 */
static const struct {
    char name[8];
    gboolean is_word;
} endings[] = {
    {"ae", FALSE},   {"aero", FALSE},  {"ai", TRUE},   {"am", TRUE},    {"app", TRUE},
    {"ar", TRUE},    {"as", TRUE},     {"asia", TRUE}, {"at", TRUE},    {"au", TRUE},
    {"be", TRUE},    {"bg", FALSE},    {"biz", FALSE}, {"blog", TRUE},  {"br", FALSE},
    {"by", TRUE},    {"ca", FALSE},    {"cat", TRUE},  {"cc", FALSE},   {"ch", FALSE},
    {"cl", FALSE},   {"cn", FALSE},    {"co", FALSE},  {"com", FALSE},  {"coop", FALSE},
    {"cz", FALSE},   {"de", FALSE},    {"dev", FALSE}, {"dk", FALSE},   {"do", TRUE},
    {"edu", FALSE},  {"ee", FALSE},    {"eg", TRUE},   {"es", TRUE},    {"eu", FALSE},
    {"fi", FALSE},   {"fm", FALSE},    {"fr", FALSE},  {"gl", FALSE},   {"gov", FALSE},
    {"gr", FALSE},   {"hk", FALSE},    {"hr", FALSE},  {"hu", FALSE},   {"id", TRUE},
    {"ie", FALSE},   {"il", TRUE},     {"in", TRUE},   {"info", FALSE}, {"int", FALSE},
    {"io", FALSE},   {"ir", TRUE},     {"is", TRUE},   {"it", TRUE},    {"jobs", TRUE},
    {"jp", FALSE},   {"ke", FALSE},    {"kr", FALSE},  {"la", TRUE},    {"lt", FALSE},
    {"lu", FALSE},   {"lv", FALSE},    {"ly", FALSE},  {"me", TRUE},    {"mil", TRUE},
    {"mobi", FALSE}, {"museum", TRUE}, {"mx", FALSE},  {"my", TRUE},    {"name", TRUE},
    {"net", FALSE},  {"news", TRUE},   {"ng", FALSE},  {"nl", FALSE},   {"no", TRUE},
    {"nz", FALSE},   {"online", TRUE}, {"org", FALSE}, {"ph", FALSE},   {"pk", FALSE},
    {"pl", FALSE},   {"pt", FALSE},    {"ro", FALSE},  {"rs", FALSE},   {"ru", FALSE},
    {"sa", TRUE},    {"se", TRUE},     {"sg", FALSE},  {"shop", TRUE},  {"si", TRUE},
    {"site", TRUE},  {"sk", FALSE},    {"so", TRUE},   {"th", FALSE},   {"to", TRUE},
    {"tr", FALSE},   {"travel", TRUE}, {"tv", TRUE},   {"tw", FALSE},   {"ua", FALSE},
    {"uk", FALSE},   {"us", TRUE},     {"va", TRUE},   {"vn", FALSE},   {"xyz", FALSE},
    {"za", FALSE},
};

/* The countries' other endings that are no words either. */
static const char *const other_endings[] = {"рф", "укр", "срб", "мкд", "қаз",
                                            "бг", "ελ",  "ευ",  "հայ"};

/* A label of a domain name: letters and digits, hyphens inside. */
typedef struct {
    guint32 start, end;
    guint n_letters;               /* of any script */
    gboolean has_lower, has_upper; /* of ASCII */
    gboolean is_ascii_letters;
    gboolean is_letters;
} Label;

/* What the bytes of a label are that are ASCII. */
enum { LOWER = 1, UPPER = 2, DIGIT = 4 };
static const guint8 label_bytes[256] = {
    ['a' ... 'z'] = LOWER,
    ['A' ... 'Z'] = UPPER,
    ['0' ... '9'] = DIGIT,
};

/* Goes over the letters that a label begins with, if it is not near the end: mostly all there is. */
static inline guint32
skip_letters(const char *text, guint32 pos, guint32 end, guint *ret_seen)
{
    guint64 bytes, lower;
    guint n;

    if (end - pos < BYTES_AT_ONCE)
        return pos;
    bytes = bytes_in_order(text + pos);
    n = bytes_count_letters(bytes);
    if (n == 0)
        return pos;
    lower = bytes << 8 * (BYTES_AT_ONCE - n) & BYTES_EACH(0x20);
    if (lower != 0)
        *ret_seen |= LOWER;
    if (lower != (BYTES_EACH(0x20) << 8 * (BYTES_AT_ONCE - n)))
        *ret_seen |= UPPER;
    return pos + n;
}

static gboolean
read_label(const char *text, guint32 start, guint32 end, Label *ret_label)
{
    Label label = {.start = start, .is_ascii_letters = TRUE, .is_letters = TRUE};
    guint seen = 0;
    guint32 pos = skip_letters(text, start, end, &seen);
    guint n_letters = pos - start;

    while (pos < end) {
        guint8 b = text[pos], what = label_bytes[b];

        if (what != 0) {
            seen |= what;
            n_letters += what != DIGIT;
            pos++;
        } else if (b >= 0x80) {
            gunichar c;
            guint length = utf8_decode(text + pos, &c);
            Kind kind = piece_kind(c);

            if (kind != KIND_LETTER && kind != KIND_DIGIT && (kind != KIND_IGNORED || pos == start))
                break;
            n_letters++;
            label.is_ascii_letters = FALSE;
            label.is_letters &= kind != KIND_DIGIT;
            pos += length;
        } else if (b == '-' && pos > start && pos + 1 < end &&
                   (text[pos + 1] == '-'
                        ? n_letters == 2 /* xn-- */
                        : (g_ascii_isalnum(text[pos + 1]) || text[pos - 1] != '-'))) {
            label.is_ascii_letters = label.is_letters = FALSE;
            pos++;
        } else {
            break;
        }
    }
    while (pos > start && text[pos - 1] == '-')
        pos--;
    label.end = pos;
    label.n_letters = n_letters;
    label.has_lower = (seen & LOWER) != 0;
    label.has_upper = (seen & UPPER) != 0;
    label.is_ascii_letters &= !(seen & DIGIT);
    label.is_letters &= !(seen & DIGIT);
    *ret_label = label;
    return pos > start;
}

typedef enum { NO_ENDING, WORD_ENDING, KNOWN_ENDING } Ending;

/* The name of an ending, filled up with zeros, as one number: these are in the order of the names.
 */
static inline guint64
number_of(const char name[8])
{
    return GUINT64_FROM_BE(bytes_at(name));
}

/* The label, at most seven letters in lower or upper case, as such a number. */
static inline guint64
number_of_label(const char *text, const Label *label, guint32 end)
{
    guint32 n = label->end - label->start;
    char name[8] = "";

    if (G_UNLIKELY(end - label->start < sizeof name))
        memcpy(name, text + label->start, n);
    else
        memcpy(name, text + label->start, sizeof name);
    return (number_of(name) | BYTES_EACH(0x20)) & ~(G_MAXUINT64 >> 8 * n);
}

const char *
web_domain_known_ending(guint n)
{
    return n < G_N_ELEMENTS(endings) ? endings[n].name : NULL;
}

static gboolean
is_other_ending(const char *text, const Label *label)
{
    for (guint i = 0; i < G_N_ELEMENTS(other_endings); i++)
        if (strlen(other_endings[i]) == label->end - label->start &&
            memcmp(text + label->start, other_endings[i], label->end - label->start) == 0)
            return TRUE;
    return FALSE;
}

static Ending
find_ending(const char *text, const Label *label, guint32 end)
{
    guint32 n = label->end - label->start;
    guint at = 0, n_left = G_N_ELEMENTS(endings);
    guint64 number;

    if (!label->is_ascii_letters && label->is_letters && is_other_ending(text, label))
        return KNOWN_ENDING;
    if (n >= sizeof endings[0].name || !label->is_ascii_letters ||
        (label->has_lower && label->has_upper))
        return NO_ENDING;
    number = number_of_label(text, label, end);
    while (n_left > 1) { /* no branch: where it leads nobody can foresee */
        guint half = n_left / 2;

        at += half * (number_of(endings[at + half].name) <= number);
        n_left -= half;
    }
    if (number_of(endings[at].name) != number)
        return NO_ENDING;
    return endings[at].is_word ? WORD_ENDING : KNOWN_ENDING;
}

static gboolean
label_is(const char *text, const Label *label, const char *name)
{
    return label->end - label->start == strlen(name) &&
           g_ascii_strncasecmp(text + label->start, name, strlen(name)) == 0;
}

guint32
web_domain_end(const char *text, guint32 start, guint32 end, DomainContext context,
               guint32 *ret_scanned)
{
    Label label;
    guint n_letters = 0;
    gboolean has_lower = FALSE;
    guint32 known = 0, possible = 0; /* ends of the domain as far as the last such ending */
    guint32 pos = start;

    for (guint n = 0; read_label(text, pos, end, &label); n++) {
        Ending ending = n > 0 ? find_ending(text, &label, end) : NO_ENDING;

        pos = label.end;
        if (ending == WORD_ENDING && pos < end && text[pos] == '/')
            ending = KNOWN_ENDING;
        if (ending == KNOWN_ENDING && n_letters == 0 &&
            !label_is(text, &label, "com")) /* 163.com */
            ending = NO_ENDING;
        /* in capitals only with the generic ones of three letters: SWPC.HK is a share, ASP.NET
         * no address either */
        if (label.has_upper && (has_lower || label.n_letters < 3 || label_is(text, &label, "net")))
            ending = NO_ENDING;
        if (ending == KNOWN_ENDING)
            known = pos;
        if (n > 0 && label.is_letters && label.n_letters >= 2)
            possible = pos;
        n_letters += label.n_letters;
        has_lower |= label.has_lower;
        if (pos >= end || text[pos] != '.')
            break;
        pos++;
    }
    if (ret_scanned)
        *ret_scanned = pos;
    return known == 0 && context == DOMAIN_SURE ? possible : known;
}

/* Whether the character may be part of an address. */
static gboolean
is_address_character(const Seen *seen)
{
    if (seen->c < 0x80)
        return seen->c > ' ' && seen->c != 0x7F && !strchr("<>\"`|\\^{}", (char)seen->c);
    return seen->kind == KIND_LETTER || seen->kind == KIND_DIGIT || seen->kind == KIND_IGNORED;
}

guint32
web_address_end(const char *text, guint32 start, guint32 pos, guint32 end)
{
    gint64 round = 0, square = 0; /* brackets closed but not opened */
    guint32 stop = pos;

    while (stop < end) {
        Seen seen = piece_see(text, stop, end);

        if (!is_address_character(&seen))
            break;
        stop = seen.end;
    }
    for (guint32 i = start; i < stop; i++) {
        round += (text[i] == ')') - (text[i] == '(');
        square += (text[i] == ']') - (text[i] == '[');
    }
    for (; stop > pos; stop--) {
        char last = text[stop - 1];

        if (last == ')' && round > 0)
            round--;
        else if (last == ']' && square > 0)
            square--;
        else if (!strchr(".,;:!?'*(", last))
            break;
        else if (last == '(')
            round++;
    }
    return stop;
}
