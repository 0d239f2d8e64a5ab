#include "unicode/encoding.h"

#include <string.h>

#include "unicode/encoding_guess.h"
#include "unicode/encoding_names.h"
#include "unicode/encoding_plausible.h"
#include "unicode/utf8.h"

enum {
    LOOKED_AT_NBYTES = 1 << 13, /* for marks */
    SAMPLE_NBYTES = 1 << 16,    /* of lines with bytes beyond ASCII, for the guess */
};

/*
 * The shares of bytes beyond ASCII among these and the ASCII letters, in percent, from which on
 * another encoding than Windows-1252 may be believed. Measured on texts of 200 bytes and more:
 * English with strays has 0.1 to 2, Western European languages 1 to 6, Polish 3 to 9, Turkish,
 * Czech and Hungarian 5 to 17, Greek, Cyrillic and all languages of the East 70 to 100, less what
 * stands between in English.
 */
enum { LATIN_PERCENT = 3, OTHER_PERCENT = 10 };

/* Fewer bytes beyond ASCII than these are no ground for a guess. */
enum { LATIN_MIN = 8, OTHER_MIN = 16 };

/* ---- marks */

/* UTF-16 without a mark: ASCII and NULs in turn at the start, and NULs nowhere else later. */
static const char *
bare_utf16(const guint8 *bytes, gsize nbytes)
{
    gsize n = MIN(nbytes, LOOKED_AT_NBYTES) & ~(gsize)1, n_nuls[2] = {0}, n_text = 0;
    guint high;

    if (n < 8 || (bytes[0] != 0) == (bytes[1] != 0))
        return NULL;
    high = bytes[1] == 0; /* where in a pair the NULs stand */
    for (gsize i = 0; i < n; i++) {
        n_nuls[i & 1] += bytes[i] == 0;
        n_text += (i & 1) != high && (bytes[i] >= ' ' || (bytes[i] >= '\t' && bytes[i] <= '\r'));
    }
    if (n_nuls[1 - high] > 0 || n_nuls[high] * 2 < n / 2 || n_text * 50 < n / 2 * 49)
        return NULL;
    return high == 1 ? "utf-16le" : "utf-16be";
}

static gboolean
has_jis_escape(const char *bytes, gsize nbytes)
{
    const char *end = bytes + MIN(nbytes, LOOKED_AT_NBYTES), *p = bytes;

    while (end - p >= 3 && (p = memchr(p, 0x1b, end - p - 2)) != NULL) {
        if (p[1] == '$' && (p[2] == 'B' || p[2] == '@'))
            return TRUE;
        p++;
    }
    return FALSE;
}

static gboolean
is_plausible(const char *name, const char *bytes, gsize nbytes)
{
    return encoding_plausible(encoding_known(name), bytes, nbytes);
}

const char *
encoding_marked(const char *bytes, gsize nbytes)
{
    static const struct {
        char mark[4];
        guint8 n;
        const char *name;
    } marks[] = {
        /* before the shorter one that it begins with */
        {{'\xFF', '\xFE', 0, 0}, 4, "utf-32le"},
        {{0, 0, '\xFE', '\xFF'}, 4, "utf-32be"},
        {{'\xFF', '\xFE'}, 2, "utf-16le"},
        {{'\xFE', '\xFF'}, 2, "utf-16be"},
        {{'\x84', '\x31', '\x95', '\x33'}, 4, "gb18030"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (nbytes >= marks[i].n && memcmp(bytes, marks[i].mark, marks[i].n) == 0)
            return marks[i].name;
    if (nbytes >= 2 && (bytes[0] == 0 || bytes[1] == 0))
        return bare_utf16((const guint8 *)bytes, nbytes);
    if (has_jis_escape(bytes, nbytes) &&
        is_plausible("iso-2022-jp", bytes, MIN(nbytes, SAMPLE_NBYTES)))
        return "iso-2022-jp";
    return NULL;
}

/* ---- a guess */

typedef struct {
    gsize n_letters; /* of ASCII */
    gsize n_valid;   /* bytes beyond ASCII that are part of valid characters of UTF-8 */
    gsize n_invalid; /* others */
} ByteCounts;

static void
count_bytes(const char *bytes, gsize nbytes, ByteCounts *counts)
{
    for (gsize pos = 0; pos < nbytes;) {
        guint length = utf8_valid_length(bytes + pos, nbytes - pos);

        counts->n_letters += g_ascii_isalpha(bytes[pos]);
        counts->n_invalid += length == 0;
        counts->n_valid += length > 1 ? length : 0;
        pos += MAX(length, 1);
    }
}

/* The lines that have bytes beyond ASCII, which no encoding of those in question cuts characters
 * at: so the sample begins and goes on with whole ones. */
static GString *
take_sample(const char *bytes, gsize nbytes)
{
    GString *sample = g_string_new(NULL);

    for (gsize pos = 0; pos < nbytes && sample->len < SAMPLE_NBYTES;) {
        const char *line_end = memchr(bytes + pos, '\n', nbytes - pos);
        gsize end = line_end ? (gsize)(line_end + 1 - bytes) : nbytes, first = pos;

        while (first < end && (guint8)bytes[first] < 0x80)
            first++;
        if (first < end) {
            gsize start = first - pos > 256 ? first - 256 : pos; /* of a very long line */

            g_string_append_len(sample, bytes + start,
                                MIN(end - start, SAMPLE_NBYTES - sample->len));
        }
        pos = end;
    }
    return sample;
}

static gboolean
has_byte(const GString *sample, guint8 low, guint8 high)
{
    for (gsize i = 0; i < sample->len; i++)
        if ((guint8)sample->str[i] >= low && (guint8)sample->str[i] <= high)
            return TRUE;
    return FALSE;
}

/* Whether one of these bytes, all beyond ASCII, stands right before or behind a letter of the
 * alphabet that begins at byte first. */
static gboolean
has_beside_letter(const GString *sample, const char *which, guint8 first)
{
    for (gsize i = 1; i + 1 < sample->len; i++)
        if ((guint8)sample->str[i] >= 0x80 && strchr(which, sample->str[i]) &&
            ((guint8)sample->str[i - 1] >= first || (guint8)sample->str[i + 1] >= first))
            return TRUE;
    return FALSE;
}

/*
 * Of encodings that differ in few places the one that these places speak for. Bytes 80 to 9F are
 * controls in the ISO encodings: no text has them. KOI8-U has Ukrainian letters where KOI8-R has
 * lines for boxes; Windows-1253 has the accented capital alpha elsewhere.
 */
static const char *
settle(const char *name, const GString *sample)
{
    gboolean windows = has_byte(sample, 0x80, 0x9F);

    if (strcmp(name, "koi8-r") == 0 &&
        has_beside_letter(sample, "\xA4\xA6\xA7\xAD\xB4\xB6\xB7\xBD", 0xC0))
        return "koi8-u";
    if (strcmp(name, "iso-8859-7") == 0 && (windows || has_beside_letter(sample, "\xA2", 0xDC)))
        return "windows-1253";
    if (strcmp(name, "iso-8859-2") == 0 && windows)
        return "windows-1250";
    if (strcmp(name, "iso-8859-6") == 0 && windows)
        return "windows-1256";
    return name;
}

/* The two encodings of Central Europe differ in a few letters, which are symbols in the other. */
static const KnownEncoding *
sibling(const KnownEncoding *encoding)
{
    if (strcmp(encoding->name, "windows-1250") == 0)
        return encoding_known("iso-8859-2");
    return strcmp(encoding->name, "iso-8859-2") == 0 ? encoding_known("windows-1250") : NULL;
}

/* The encoding that bytes which are not UTF-8 are in, if that is another than Windows-1252 and
 * beyond doubt; NULL otherwise. */
static const char *
guess(const char *bytes, gsize nbytes, const ByteCounts *counts)
{
    gsize n_high = counts->n_valid + counts->n_invalid, n = n_high + counts->n_letters;
    g_autoptr(GString) sample = NULL;
    g_autofree char *proposed = NULL;
    const KnownEncoding *known;
    gboolean latin;

    if (n_high * 100 < n * LATIN_PERCENT || n_high < LATIN_MIN)
        return NULL;
    sample = take_sample(bytes, nbytes);
    proposed = encoding_guess(sample->str, sample->len);
    known = proposed ? encoding_known(proposed) : NULL;
    if (!known || known->script == SCRIPT_ANY)
        return NULL;
    latin = known->script == SCRIPT_LATIN;
    if (!latin && (n_high * 100 < n * OTHER_PERCENT || n_high < OTHER_MIN))
        return NULL;
    known = encoding_known(settle(known->name, sample));
    if (!encoding_plausible(known, sample->str, sample->len))
        known = sibling(known);
    return known && encoding_plausible(known, sample->str, sample->len) ? known->name : NULL;
}

/*
 * Whether what may be Windows-1252 is Latin-9, which has the oe where that has a half, and the euro
 * where it has a sign for any currency: by a half before a letter and not behind a digit, or that
 * sign behind a number, and no byte that Latin-9 has not.
 */
static gboolean
is_latin9(const char *bytes, gsize nbytes)
{
    const guint8 *b = (const guint8 *)bytes;
    gsize n_for = 0, n_against = 0;

    for (gsize i = 1; i + 1 < nbytes; i++) {
        if (b[i] >= 0x80 && b[i] < 0xA0)
            return FALSE;
        if (b[i] == 0xBD && g_ascii_islower(b[i + 1]) && !g_ascii_isdigit(b[i - 1]))
            n_for++;
        else if (b[i] == 0xA4 && g_ascii_isdigit(b[i - 1 - (b[i - 1] == ' ' && i > 1)]))
            n_for++;
        else if (b[i] == 0xBD || b[i] == 0xBC || b[i] == 0xBE)
            n_against++;
    }
    return n_for > n_against;
}

const char *
encoding_detect(const char *bytes, gsize nbytes)
{
    const char *name = encoding_marked(bytes, nbytes);
    ByteCounts counts = {0};

    if (name)
        return name;
    count_bytes(bytes, nbytes, &counts);
    if (counts.n_invalid <= counts.n_valid)
        return NULL;
    name = guess(bytes, nbytes, &counts);
    if (name && strcmp(name, "windows-1252") != 0)
        return name;
    if (!name && counts.n_valid > 0)
        return NULL;
    return is_latin9(bytes, nbytes) ? "iso-8859-15" : "windows-1252";
}

const char *
encoding_of_whole(const char *said, const char *bytes, gsize nbytes)
{
    const char *marked = encoding_marked(bytes, nbytes);

    return marked || !said || encoding_extends_ascii(said) ? marked : said;
}

/* Whether there is anything beyond ASCII, and all of it is UTF-8. */
static gboolean
is_utf8(const char *bytes, gsize nbytes)
{
    gboolean is_ascii = TRUE;

    for (gsize i = 0; i < nbytes && is_ascii; i++)
        is_ascii = (guint8)bytes[i] < 0x80;
    return !is_ascii && g_utf8_validate_len(bytes, nbytes, NULL);
}

const char *
encoding_of_parts(const char *said, const char *bytes, gsize nbytes, gboolean is_whole)
{
    if (!is_whole)
        for (guint i = 0; i < 4 && nbytes > 0 && (guint8)bytes[nbytes - 1] >= 0x80; i++)
            nbytes--;
    if (said)
        return strcmp(said, "utf-8") == 0 || is_utf8(bytes, nbytes) ? NULL : said;
    return encoding_detect(bytes, nbytes);
}
