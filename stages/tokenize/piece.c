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

static Kind
kind_of(gunichar c, guint properties)
{
    switch (properties & UNICODE_WORD_BREAK) {
    case WORD_BREAK_ALETTER:
    case WORD_BREAK_HEBREW_LETTER:
        return (properties & UNICODE_WORD) && c != 0x02BC ? KIND_LETTER : KIND_OTHER;
    case WORD_BREAK_NUMERIC:
        return KIND_DIGIT;
    case WORD_BREAK_KATAKANA:
        return KIND_KATAKANA;
    case WORD_BREAK_EXTENDNUMLET:
        return c != 0x202F ? KIND_CONNECTOR : KIND_OTHER;
    case WORD_BREAK_EXTEND:
    case WORD_BREAK_FORMAT:
    case WORD_BREAK_ZWJ:
        return KIND_IGNORED;
    case WORD_BREAK_OTHER:
        if (properties & UNICODE_LETTER)
            return KIND_SINGLE;
        return properties & UNICODE_WORD ? KIND_DIGIT : KIND_OTHER;
    default:
        return KIND_OTHER;
    }
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
piece_see(const char *text, guint32 pos, guint32 end)
{
    gunichar c;
    guint length;

    if (pos >= end)
        return (Seen){0, KIND_OTHER, pos};
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

static void
count(Piece *piece, const Seen *seen)
{
    guint properties;

    piece->last = seen->kind;
    piece->last_c = seen->c;
    if (seen->kind == KIND_DIGIT) {
        piece->n_digits++;
        return;
    }
    properties = unicode_properties(seen->c);
    piece->n_upper += (properties & UNICODE_UPPER) != 0;
    if (piece->n_letters++ == 0)
        piece->first_case = properties & UNICODE_UPPER   ? TOKEN_UPPER
                            : properties & UNICODE_LOWER ? TOKEN_LOWER
                                                         : 0;
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
