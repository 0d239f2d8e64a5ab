#include "sentence_cutter.h"

#include <string.h>

enum {
    MAX_PIECES = 4,   /* tokens that make one dotted abbreviation */
    PIECE_NBYTES = 8, /* of one with a space in it: four letters of most alphabets */
};

/* ---- how a token is written */

guint
sentence_cutter_count_letters(const SentenceCutter *c, const Token *token, guint max)
{
    guint n = 0;

    for (guint32 i = token->start; i < token->end; i++) {
        guint8 byte = c->text[i];

        if (byte < 0x80 && !g_ascii_isalpha(byte) && byte != '\'')
            return 0;
        n += (byte & 0xC0) != 0x80;
        if (n == max)
            break;
    }
    return n;
}

gboolean
sentence_cutter_is_digits(const SentenceCutter *c, const Token *token)
{
    if (token->type != TOKEN_NUMBER || sentence_cutter_length(token) > 9)
        return FALSE;
    for (guint32 i = token->start; i < token->end; i++)
        if (!g_ascii_isdigit(c->text[i]))
            return FALSE;
    return TRUE;
}

/*
 * "750-10", "3–2", "9:05", "3/4", "%11", "#3": the end of a longer thing. "5.-10." and "1./2." are
 * ordinals.
 */
static gboolean
is_part(const SentenceCutter *c, const Token *token)
{
    char before = sentence_cutter_byte_at(c, token->start - 1);

    if (before == '-' || before == '/' || before == ':')
        return g_ascii_isalnum(sentence_cutter_byte_at(c, token->start - 2));
    if (before == '\x93' && sentence_cutter_byte_at(c, token->start - 3) == '\xE2') /* an en dash */
        return g_ascii_isalnum(sentence_cutter_byte_at(c, token->start - 4));
    return before == '%' || before == '#' || before == '$';
}

gboolean
sentence_cutter_is_ordinal(const SentenceCutter *c, const Token *token)
{
    guint numbers[3] = {0}, n = 0;

    if (token->type != TOKEN_NUMBER || sentence_cutter_length(token) > 5 || is_part(c, token))
        return FALSE;
    for (guint32 i = token->start; i < token->end; i++) {
        if (c->text[i] == '.')
            n++;
        else if (g_ascii_isdigit(c->text[i]))
            numbers[n] = 10 * numbers[n] + (c->text[i] - '0');
        else
            return FALSE;
        if (n > 1 || numbers[n] > 99)
            return FALSE;
    }
    return n == 0 || (numbers[0] >= 1 && numbers[0] <= 31 && numbers[1] >= 1 && numbers[1] <= 12);
}

gboolean
sentence_cutter_is_roman(const SentenceCutter *c, const Token *token)
{
    if (sentence_cutter_length(token) > 6)
        return FALSE;
    for (guint32 i = token->start; i < token->end; i++)
        if (!memchr("IVXLC", c->text[i], 5))
            return FALSE;
    return TRUE;
}

gboolean
sentence_cutter_is_title_case(const SentenceCutter *c, const Token *token)
{
    return (token->flags & TOKEN_UPPER) && !(token->flags & (TOKEN_CAPITALS | TOKEN_DOTTED)) &&
           sentence_cutter_length(token) > 1 && !g_ascii_isupper(c->text[token->start + 1]);
}

/* ---- what the language knows of it */

gboolean
sentence_cutter_is_starter(const SentenceCutter *c, guint at)
{
    const Token *token = &c->tokens[at];

    return (token->flags & TOKEN_UPPER) &&
           sentence_rules_is_starter(c->rules, c->text + token->start,
                                     sentence_cutter_length(token));
}

/* "Mfg", "Bldg", "Pkwy": few letters and no vowel. Capitals are acronyms, which end sentences. */
static gboolean
is_vowelless(const SentenceCutter *c, const Token *token)
{
    guint32 n = sentence_cutter_length(token);

    if (n < 2 || n > 5 || (token->flags & TOKEN_CAPITALS))
        return FALSE;
    for (guint32 i = token->start; i < token->end; i++)
        if (!g_ascii_isalpha(c->text[i]) || memchr("aeiouyAEIOUY", c->text[i], 12))
            return FALSE;
    return TRUE;
}

/* Whether a stop, or between short tokens a stop and one blank, is all that stands before at. */
static gboolean
is_joined(const SentenceCutter *c, guint at)
{
    const Token *before = &c->tokens[at - 1], *token = &c->tokens[at];
    guint32 gap = token->start - before->end;

    if (gap > 3 || c->text[before->end] != '.')
        return FALSE;
    if (gap == 1 || (gap == 2 && c->text[before->end + 1] == '-'))
        return TRUE; /* "Ph.D", "J.-C" */
    return sentence_cutter_length(before) <= PIECE_NBYTES &&
           sentence_cutter_length(token) <= PIECE_NBYTES &&
           (c->text[before->end + 1] == ' ' ||
            (gap == 3 && c->text[before->end + 1] == '\xC2' && c->text[before->end + 2] == '\xA0'));
}

/* Where the chain of pieces that ends with token at begins. */
static guint
first_piece(const SentenceCutter *c, guint at)
{
    guint first = at;

    while (first > c->first && at - first < MAX_PIECES - 1 && is_joined(c, first))
        first--;
    return first;
}

/*
 * The classes of tokens first to at with a stop between each two. Capitals with blanks between them
 * are initials, whatever else they spell.
 */
static guint
classes_of_pieces(const SentenceCutter *c, guint first, guint at)
{
    char word[SENTENCE_WORD_MAX_NBYTES];
    gboolean initials = c->text[c->tokens[first].end + 1] == ' ';
    guint n = 0;

    for (guint i = first; i <= at && initials; i++)
        initials = (c->tokens[i].flags & TOKEN_UPPER) &&
                   sentence_cutter_count_letters(c, &c->tokens[i], 2) == 1;
    if (initials)
        return 0;
    for (guint i = first; i <= at; i++) {
        guint nbytes = sentence_cutter_length(&c->tokens[i]);

        if (n + 1 + nbytes >= sizeof word)
            return 0;
        if (i > first)
            word[n++] = '.';
        memcpy(word + n, c->text + c->tokens[i].start, nbytes);
        n += nbytes;
    }
    return sentence_rules_classes(c->rules, word, n, c->tokens[first].flags & TOKEN_UPPER);
}

guint
sentence_cutter_classes_before(const SentenceCutter *c, guint at, guint *ret_first)
{
    const guint all = SENTENCE_TITLE | SENTENCE_NUMBER | SENTENCE_NUMBER_OR_WORD | SENTENCE_MONTH |
                      SENTENCE_TIME | SENTENCE_ABBREVIATION | SENTENCE_UNIT;
    const Token *token = &c->tokens[at];
    guint classes = 0;

    for (*ret_first = first_piece(c, at); *ret_first < at; ++*ret_first)
        if ((classes = classes_of_pieces(c, *ret_first, at) & all) != 0)
            return classes;
    classes = sentence_cutter_classes(c, at) & all;
    if (classes == 0 && sentence_cutter_has(c, SENTENCE_VOWELLESS) && at > c->first &&
        is_vowelless(c, token))
        classes = SENTENCE_ABBREVIATION;
    return classes;
}
