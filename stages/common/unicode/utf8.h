/*
 * UTF-8: decoding what is known to be valid, telling what is valid, and repairing what is not.
 *
 * The rest of the program works on clean text: valid UTF-8 (Unicode 15, table 3-7: no surrogates,
 * nothing overlong, nothing above U+10FFFF) without NUL, without C1 controls (U+0080 to U+009F) and
 * without a byte order mark at its start, and without mojibake (see mojibake.h). Everything here may
 * be called from any thread.
 */
#ifndef TEXTMILL_UTF8_H
#define TEXTMILL_UTF8_H

#include <glib.h>

/*
 * Decodes the character at p and returns its length in bytes. The text must be valid: nothing is
 * checked.
 */
static inline guint
utf8_decode(const char *p, gunichar *ret_c)
{
    const guint8 *b = (const guint8 *)p;

    if (b[0] < 0x80) {
        *ret_c = b[0];
        return 1;
    }
    if (b[0] < 0xE0) {
        *ret_c = (gunichar)(b[0] & 0x1F) << 6 | (b[1] & 0x3F);
        return 2;
    }
    if (b[0] < 0xF0) {
        *ret_c = (gunichar)(b[0] & 0x0F) << 12 | (gunichar)(b[1] & 0x3F) << 6 | (b[2] & 0x3F);
        return 3;
    }
    *ret_c = (gunichar)(b[0] & 0x07) << 18 | (gunichar)(b[1] & 0x3F) << 12 |
             (gunichar)(b[2] & 0x3F) << 6 | (b[3] & 0x3F);
    return 4;
}

/*
 * The length of the valid character at p, 1 to 4, or 0 if what stands there is not valid. Reads at
 * most nbytes bytes (nbytes > 0). Controls and U+FEFF are valid here.
 */
guint utf8_valid_length(const char *p, gsize nbytes);

/* How many bytes from the start are valid UTF-8 without NUL, C1 controls and mojibake. */
gsize utf8_clean_prefix(const char *text, gsize nbytes);

/* Whether the text is clean, as said above; utf8_repair() would then change nothing. */
gboolean utf8_is_clean(const char *text, gsize nbytes);

/* The character that Windows-1252 has at this byte; U+FFFD for 81, 8D, 8F, 90 and 9D, which have
 * none. */
gunichar utf8_from_cp1252(guint8 byte);

/* The byte, 80 to FF, that Windows-1252 has for the character, where U+0081 and the like stand for
 * those that mean nothing there; 0 if it is ASCII or has none. */
guint8 utf8_to_cp1252(gunichar c);

/*
 * Appends the text to out, made clean:
 *   - where no valid character begins, one byte is taken as Windows-1252: so of a file that mixes
 *     both encodings each part is read as what it is, and the valid characters around are kept;
 *   - a validly encoded C1 control is taken as Windows-1252 likewise: such text once was read as
 *     Latin-1. U+0085 thus is an ellipsis, not a line end;
 *   - NUL is dropped, and C0 80, which stands for it in Java;
 *   - a surrogate encoded as a character (CESU-8) becomes, with its other half, the character that
 *     the pair stands for; alone it becomes U+FFFD. Other overlong or overlarge sequences are
 *     bytes like others where no character begins;
 *   - byte order marks at the start are dropped;
 *   - UTF-8 that was read as Windows-1252 and encoded once more, or several times ("â€™"), becomes
 *     what it was where it is likelier than what is written (see mojibake.h).
 * Noncharacters such as U+FFFE are valid and stay.
 * Adds to *ret_n_repairs (may be NULL) the number of places changed: an unbroken run of unclean
 * bytes is one place. A mark at the start is no damage and not counted.
 * The result is at most three times as long as the text.
 */
void utf8_repair(const char *text, gsize nbytes, GString *out, guint64 *ret_n_repairs);

#endif
