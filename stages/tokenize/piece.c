#include "piece.h"

#include "token.h"
#include "unicode/entity.h"

#include <string.h>

#define BIT(kind) (1u << (kind))

/* Which kinds go on with a piece whose last character is of this kind. */
static const guint8 goes_on[] = {
    [KIND_OTHER] = 0,
    [KIND_LETTER] = BIT(KIND_LETTER) | BIT(KIND_DIGIT) | BIT(KIND_CONNECTOR),
    [KIND_DIGIT] = BIT(KIND_LETTER) | BIT(KIND_DIGIT) | BIT(KIND_CONNECTOR),
    [KIND_KATAKANA] = BIT(KIND_KATAKANA) | BIT(KIND_CONNECTOR),
    [KIND_CONNECTOR] =
        BIT(KIND_LETTER) | BIT(KIND_DIGIT) | BIT(KIND_KATAKANA) | BIT(KIND_CONNECTOR),
    [KIND_IGNORED] = 0,
    [KIND_SINGLE] = 0,
};

const guint8 piece_ascii_kinds[128] = {
    ['0' ... '9'] = KIND_DIGIT,
    ['A' ... 'Z'] = KIND_LETTER,
    ['a' ... 'z'] = KIND_LETTER,
    ['_'] = KIND_CONNECTOR,
};

/* The kinds of the classes, as far as these decide. */
static const guint8 class_kinds[UNICODE_WORD_BREAK + 1] = {
    [WORD_BREAK_ALETTER] = KIND_LETTER,         [WORD_BREAK_HEBREW_LETTER] = KIND_LETTER,
    [WORD_BREAK_NUMERIC] = KIND_DIGIT,          [WORD_BREAK_KATAKANA] = KIND_KATAKANA,
    [WORD_BREAK_EXTENDNUMLET] = KIND_CONNECTOR, [WORD_BREAK_EXTEND] = KIND_IGNORED,
    [WORD_BREAK_FORMAT] = KIND_IGNORED,         [WORD_BREAK_ZWJ] = KIND_IGNORED,
};

/* Of stress (՛), exclamation (՜) and question (՞): written behind the vowel they lift. */
static inline gboolean
is_armenian_mark(gunichar c)
{
    return c == 0x055B || c == 0x055C || c == 0x055E;
}

static Kind
kind_of(gunichar c, guint properties)
{
    Kind kind = class_kinds[properties & UNICODE_WORD_BREAK];

    if (kind == KIND_LETTER && !(properties & UNICODE_WORD))
        return is_armenian_mark(c) ? KIND_IGNORED : KIND_OTHER;
    if (kind == KIND_LETTER)
        return c != 0x02BC ? KIND_LETTER : KIND_OTHER;
    if (kind == KIND_OTHER && (properties & UNICODE_WORD)) /* U+3007, a zero, is Han */
        return properties & (UNICODE_LETTER | UNICODE_CJK) ? KIND_SINGLE : KIND_DIGIT;
    return kind == KIND_CONNECTOR && c == 0x202F ? KIND_OTHER : kind;
}

Kind
piece_kind(gunichar c)
{
    return kind_of(c, unicode_properties(c));
}

/* The reference at pos, where an '&' is; one that hides behind "&amp;" is looked for too. */
static Seen
see_ampersand(const char *text, guint32 pos, guint32 end)
{
    gunichar c, hidden;
    guint length = entity_decode(text + pos, end - pos, &c);

    if (length == 0)
        return (Seen){'&', KIND_OTHER, pos + 1};
    if (c == '&') {
        char twice[ENTITY_MAX_NBYTES] = "&";
        guint32 rest = pos + length, n = MIN(end - rest, sizeof twice - 1);
        guint hidden_length;

        memcpy(twice + 1, text + rest, n);
        hidden_length = entity_decode(twice, n + 1, &hidden);
        if (hidden_length > 0)
            return (Seen){hidden, piece_kind(hidden), rest + hidden_length - 1};
    }
    return (Seen){c, piece_kind(c), pos + length};
}

Seen
piece_see_special(const char *text, guint32 pos, guint32 end)
{
    gunichar c;
    guint length;

    if (text[pos] == '&')
        return see_ampersand(text, pos, end);
    length = utf8_decode(text + pos, &c);
    return (Seen){c, piece_kind(c), pos + length};
}

/* A soft hyphen that ends at pos: where the word goes on behind a line end, else pos. */
static guint32
over_line_end(const char *text, guint32 pos, guint32 end)
{
    guint32 next = pos;

    if (next < end && text[next] == '\r')
        next++;
    if (next < end && text[next] == '\n' && piece_see(text, next + 1, end).kind == KIND_LETTER)
        return next + 1;
    return pos;
}

static inline void
count(Piece *piece, const Seen *seen)
{
    guint flag;

    piece->last = seen->kind;
    piece->last_c = seen->c;
    if (seen->kind == KIND_DIGIT) {
        piece->n_digits++;
        return;
    }
    if (seen->c < 0x80) {
        flag = seen->c & 0x20 ? TOKEN_LOWER : TOKEN_UPPER;
    } else {
        guint properties = unicode_properties(seen->c);

        flag = properties & UNICODE_UPPER   ? TOKEN_UPPER
               : properties & UNICODE_LOWER ? TOKEN_LOWER
                                            : 0;
    }
    piece->n_upper += flag == TOKEN_UPPER;
    if (piece->n_letters++ == 0)
        piece->first_case = flag;
}

/* Goes over the letters at pos, behind one that is counted: most of all there is. Returns their
 * end. */
static inline guint32
read_letters(const char *text, guint32 pos, guint32 end, Piece *piece)
{
    enum {
        LETTER = WORD_BREAK_ALETTER | UNICODE_LETTER,
        MASK = UNICODE_WORD_BREAK | UNICODE_LETTER
    };
    guint32 n_letters = 0, n_upper = 0;
    gunichar last_c = piece->last_c;

    while (pos < end) {
        guint32 from = pos, length;
        guint properties;
        gunichar c;

        while (pos < end && (guint8)text[pos] < 0x80 &&
               piece_ascii_kinds[(guint8)text[pos]] == KIND_LETTER)
            n_upper += !(text[pos++] & 0x20);
        if (pos > from) {
            n_letters += pos - from;
            last_c = text[pos - 1];
        }
        if (pos == end || (guint8)text[pos] < 0x80)
            break;
        length = utf8_decode(text + pos, &c);
        properties = unicode_properties(c);
        if ((properties & MASK) != LETTER || c == 0x02BC)
            break;
        n_letters++;
        n_upper += (properties & UNICODE_UPPER) != 0;
        last_c = c;
        pos += length;
    }
    piece->n_letters += n_letters;
    piece->n_upper += n_upper;
    piece->last_c = last_c;
    return pos;
}

gboolean
piece_read(const char *text, guint32 pos, guint32 end, Piece *ret_piece)
{
    Piece *piece = ret_piece;
    Seen seen = piece_see(text, pos, end);
    Kind last = seen.kind; /* that of the last character that is not ignored */
    guint32 n_connectors = 0;

    memset(piece, 0, sizeof *piece);
    piece->end = pos;
    piece->first = seen.kind;
    if (!kind_starts_word(seen.kind) && seen.kind != KIND_CONNECTOR)
        return FALSE;
    for (;;) {
        pos = seen.end;
        if (seen.kind == KIND_IGNORED) {
            if (seen.c == 0xAD)
                pos = over_line_end(text, pos, end);
        } else if (seen.kind == KIND_CONNECTOR) {
            n_connectors++;
        } else {
            count(piece, &seen);
            piece->n_connectors = n_connectors;
            if (seen.kind == KIND_LETTER)
                pos = read_letters(text, pos, end, piece);
        }
        if (last != KIND_CONNECTOR)
            piece->end = pos;
        seen = piece_see(text, pos, end);
        if (seen.kind == KIND_IGNORED)
            continue;
        if (!(goes_on[last] & BIT(seen.kind)))
            return piece->n_letters + piece->n_digits > 0;
        last = seen.kind;
    }
}
