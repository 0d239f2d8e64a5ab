#include "sentence_cutter.h"

#include <string.h>

enum {
    MAX_PIECES = 4, /* tokens that make one dotted abbreviation */
    MIN_LETTERS =
        3, /* of a word that is taken for no abbreviation though a lower-case one follows */
};

/* How the word after a stop is written. */
typedef enum { UPPER, LOWER, DIGITS, CASELESS } Start;

/* The classes of text[start, end). */
static guint
classes_of(const Cutter *c, guint32 start, guint32 end, gboolean capitalised)
{
    return sentence_rules_classes(c->rules, c->text + start, end - start, capitalised);
}

static gboolean
has(const Cutter *c, guint32 flag)
{
    return (c->rules->switches & flag) != 0;
}

/* ---- tokens */

gboolean
cutter_is_starter(const Cutter *c, guint at)
{
    const Token *token = &c->tokens[at];

    return (token->flags & TOKEN_UPPER) &&
           sentence_rules_is_starter(c->rules, c->text + token->start, cutter_length(token));
}

/* Letters of a token, counted to at most n; 0 if it holds anything but letters. */
guint
cutter_count_letters(const Cutter *c, const Token *token, guint max)
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
cutter_is_digits(const Cutter *c, const Token *token)
{
    if (token->type != TOKEN_NUMBER || cutter_length(token) > 9)
        return FALSE;
    for (guint32 i = token->start; i < token->end; i++)
        if (!g_ascii_isdigit(c->text[i]))
            return FALSE;
    return TRUE;
}

static gboolean
is_roman(const Cutter *c, const Token *token)
{
    if (cutter_length(token) > 6)
        return FALSE;
    for (guint32 i = token->start; i < token->end; i++)
        if (!memchr("IVXLC", c->text[i], 5))
            return FALSE;
    return TRUE;
}

static Start
start_of(const Cutter *c, const Token *token)
{
    if (token->type == TOKEN_NUMBER)
        return DIGITS;
    if (token->type != TOKEN_WORD)
        return CASELESS;
    if (token->flags & TOKEN_UPPER)
        return UPPER;
    if (!(token->flags & TOKEN_LOWER))
        return CASELESS;
    /* "iPhone", "eBay" are names */
    return cutter_length(token) > 2 && g_ascii_isupper(c->text[token->start + 1]) ? UPPER : LOWER;
}

/* Whether the token is written "Word": an upper-case letter, then a lower-case ASCII or any other.
 */
gboolean
cutter_is_title_case(const Cutter *c, const Token *token)
{
    return (token->flags & TOKEN_UPPER) && !(token->flags & (TOKEN_CAPITALS | TOKEN_DOTTED)) &&
           cutter_length(token) > 1 && !g_ascii_isupper(c->text[token->start + 1]);
}

static gboolean
followed_by_stop(const Cutter *c, guint at)
{
    return cutter_byte_at(c, c->tokens[at].end) == '.';
}

/* Where the dotted abbreviation that ends with token at begins: "Ph" of "Ph.D" if these are two. */
static guint
first_piece(const Cutter *c, guint at)
{
    guint first = at;

    while (first > c->first && at - first < MAX_PIECES - 1 &&
           c->tokens[first - 1].end + 1 == c->tokens[first].start &&
           c->text[c->tokens[first].start - 1] == '.')
        first--;
    return first;
}

/* ---- the word before the stop */

/* "Mfg", "Bldg", "Pkwy": few letters and no vowel. Capitals are acronyms, which end sentences. */
static gboolean
is_vowelless(const Cutter *c, const Token *token)
{
    guint32 n = cutter_length(token);

    if (n < 2 || n > 5 || (token->flags & TOKEN_CAPITALS))
        return FALSE;
    for (guint32 i = token->start; i < token->end; i++)
        if (!g_ascii_isalpha(c->text[i]) || memchr("aeiouyAEIOUY", c->text[i], 12))
            return FALSE;
    return TRUE;
}

guint
cutter_classes_before(const Cutter *c, guint at)
{
    const Token *token = &c->tokens[at];
    guint first = first_piece(c, at);
    guint classes = 0;

    if (first < at)
        classes =
            classes_of(c, c->tokens[first].start, token->end, c->tokens[first].flags & TOKEN_UPPER);
    if (classes == 0)
        classes = classes_of(c, token->start, token->end, token->flags & TOKEN_UPPER);
    if (classes == 0 && has(c, SENTENCE_VOWELLESS) && at > c->first && is_vowelless(c, token))
        classes = SENTENCE_ABBREVIATION;
    return classes & (SENTENCE_TITLE | SENTENCE_NUMBER | SENTENCE_NUMBER_OR_WORD | SENTENCE_MONTH |
                      SENTENCE_TIME | SENTENCE_ABBREVIATION);
}

/* "5 p.m. EST", "9 a.m. Monday"; also "By 7 a.m. Dr. Webb": hardly a sentence yet. */
static gboolean
time_goes_on(const Cutter *c, guint at)
{
    const Token *after = &c->tokens[at + 1];

    if (classes_of(c, after->start, after->end, after->flags & TOKEN_UPPER) & SENTENCE_ZONE)
        return TRUE;
    return at < c->first + 3 && !cutter_is_starter(c, at + 1);
}

/* "J. Smith", "Carol I. Webb" go on; "you and I. They" and "Plan B. The" do not. */
static gboolean
initial_ends(const Cutter *c, guint at, guint after)
{
    const Token *token = &c->tokens[at];

    if (at == c->first)
        return FALSE;
    if (cutter_length(&c->tokens[after]) == 1 && followed_by_stop(c, after))
        return FALSE;
    if (cutter_is_starter(c, after))
        return TRUE;
    return c->text[token->start] == 'I' && cutter_length(token) == 1 && c->rules->words &&
           !(c->tokens[at - 1].flags & TOKEN_UPPER);
}

/* One full stop, and then something that is not a lower-case word. */
static gboolean
ends_before_upper(const Cutter *c, guint at, guint after, Start start, const Separator *separator)
{
    const Token *token = &c->tokens[at];
    guint classes = cutter_classes_before(c, at);
    gboolean starter = cutter_is_starter(c, after);
    gboolean quoted = separator->quote_opened && !separator->bracket_opened && start == UPPER;

    if (separator->quote_closed && !(classes & SENTENCE_TITLE))
        return classes == 0 || start != DIGITS;
    if ((classes & ~SENTENCE_NUMBER_OR_WORD) && first_piece(c, at) == c->first)
        return FALSE; /* no sentence is an abbreviation */
    if (classes & SENTENCE_TITLE)
        return FALSE;
    if ((classes & (SENTENCE_NUMBER | SENTENCE_MONTH)) && (token->flags & TOKEN_CAPITALS) &&
        cutter_length(token) > 2 && cutter_is_title_case(c, &c->tokens[after]))
        return TRUE; /* "the SEC. Lawyers", no "Sec. 5" */
    if (classes & SENTENCE_TIME)
        return start != DIGITS && !time_goes_on(c, at);
    if (classes & (SENTENCE_NUMBER | SENTENCE_NUMBER_OR_WORD | SENTENCE_MONTH)) {
        if (start == DIGITS)
            return FALSE;
        if (classes & SENTENCE_NUMBER_OR_WORD)
            return TRUE;
        return starter || ((classes & SENTENCE_MONTH) && (token->flags & TOKEN_LOWER));
    }
    if (classes & SENTENCE_ABBREVIATION)
        return starter || quoted;
    if (token->type == TOKEN_NUMBER) {
        if (at == c->first && cutter_length(token) <= 3 && cutter_is_digits(c, token))
            return FALSE; /* the number of what follows */
        return !has(c, SENTENCE_ORDINALS) || starter || cutter_length(token) > 2 ||
               !cutter_is_digits(c, token);
    }
    if (token->type == TOKEN_WORD) {
        if (token->flags & TOKEN_DOTTED)
            return at != c->first && start != DIGITS && (starter || quoted);
        if (cutter_count_letters(c, token, 2) == 1 && (token->flags & (TOKEN_UPPER | TOKEN_LOWER)))
            return start != DIGITS && initial_ends(c, at, after);
        if (at == c->first && (token->flags & TOKEN_CAPITALS) && is_roman(c, token))
            return FALSE;
    }
    return TRUE;
}

static gboolean
ends_at_dot(const Cutter *c, guint at, guint after, const Separator *separator)
{
    const Token *token = &c->tokens[at];
    Start start = start_of(c, &c->tokens[after]);

    if (start != LOWER)
        return separator->closed_before || ends_before_upper(c, at, after, start, separator);
    if (!has(c, SENTENCE_LOWER_AFTER_STOP) || separator->quote_closed || separator->bracket_closed)
        return FALSE;
    if (separator->closed_before)
        return TRUE;
    if (token->type == TOKEN_NUMBER)
        return at > c->first && cutter_length(token) > 2;
    if (token->type != TOKEN_WORD || (token->flags & TOKEN_DOTTED) || first_piece(c, at) != at)
        return FALSE;
    return cutter_count_letters(c, token, MIN_LETTERS) == MIN_LETTERS &&
           cutter_classes_before(c, at) == 0;
}

/* "Well..." and ". . ." */
static gboolean
ends_at_ellipsis(const Cutter *c, guint after, const Separator *separator)
{
    const Token *next = &c->tokens[after];
    Start start = start_of(c, next);

    if (start == CASELESS)
        return next->type != TOKEN_WORD;
    if (start != UPPER)
        return start == DIGITS && separator->dots > 3;
    if (separator->quote_closed)
        return TRUE;
    if (has(c, SENTENCE_CAPITAL_I) && c->text[next->start] == 'I' &&
        (cutter_length(next) == 1 || !g_ascii_isalpha(c->text[next->start + 1])))
        return FALSE; /* a capital anywhere */
    return separator->dots > 3 || !separator->spaced || cutter_is_starter(c, after);
}

/*
 * '?" Betty asked', '!" President Bush said', '! he cried': a verb of saying within two words after
 * the first, nothing but spaces between. '?" The' begins a sentence whatever follows.
 */
static gboolean
is_reported(const Cutter *c, guint after)
{
    if (cutter_is_starter(c, after))
        return FALSE;
    for (guint i = after; i < c->n_tokens && i <= after + 2; i++) {
        const Token *token = &c->tokens[i];

        if (i > after &&
            (token->start != c->tokens[i - 1].end + 1 || c->text[token->start - 1] != ' '))
            return FALSE;
        if ((token->flags & TOKEN_LOWER) &&
            (classes_of(c, token->start, token->end, FALSE) & SENTENCE_REPORTING))
            return TRUE;
    }
    return FALSE;
}

/* "Yahoo!" */
static gboolean
is_exclaiming(const Cutter *c, guint at, const Separator *separator)
{
    const Token *token = &c->tokens[at];

    return separator->exclamations == 1 && separator->questions == 0 && !separator->quote_closed &&
           (classes_of(c, token->start, token->end, token->flags & TOKEN_UPPER) &
            SENTENCE_EXCLAIMING);
}

/* ? and ! and their like. */
static gboolean
ends_at_mark(const Cutter *c, guint at, guint after, const Separator *separator)
{
    Start start = start_of(c, &c->tokens[after]);

    if (start == LOWER) {
        if (separator->dash || separator->quote_closed || separator->bracket_closed ||
            separator->dots > 1)
            return FALSE;
        if (separator->quote_opened || separator->bracket_opened)
            return TRUE;
        return has(c, SENTENCE_LOWER_AFTER_QUESTION) && !is_reported(c, after) &&
               !is_exclaiming(c, at, separator);
    }
    if (separator->quote_closed && (separator->dash || is_reported(c, after)))
        return FALSE;
    return !is_exclaiming(c, at, separator) || cutter_is_starter(c, after);
}

/* "it.The": no white space after the stop. */
static gboolean
ends_without_space(const Cutter *c, guint at, guint after, const Separator *separator)
{
    const Token *token = &c->tokens[at], *next = &c->tokens[after];
    gboolean starter, title, next_is_word;
    char before = cutter_byte_at(c, token->start - 1), behind = cutter_byte_at(c, next->end);

    if (!has(c, SENTENCE_MISSING_SPACE) || separator->dash || separator->symbol ||
        start_of(c, next) != UPPER || (next->flags & TOKEN_DOTTED) ||
        (before && strchr("./@=", before)))
        return FALSE;
    starter = cutter_is_starter(c, after);
    next_is_word = cutter_is_title_case(c, next) || (starter && cutter_length(next) == 1);
    if (separator->questions + separator->exclamations + separator->others > 0)
        return cutter_count_letters(c, token, 2) == 2 && behind != '=' && behind != '/';
    if (separator->dots > 1 || separator->quote_closed || separator->bracket_closed)
        return next_is_word && token->type == TOKEN_WORD;
    if (separator->quote_opened || separator->bracket_opened)
        return next_is_word && cutter_count_letters(c, token, 2) == 2;
    if (token->type == TOKEN_NUMBER)
        return starter && next_is_word;
    title = behind == '.' && (classes_of(c, next->start, next->end, TRUE) & SENTENCE_TITLE);
    if (behind == '.' && !g_ascii_isspace(cutter_byte_at(c, next->end + 1)))
        return FALSE; /* a.Chain.of */
    return token->type == TOKEN_WORD && cutter_count_letters(c, token, 2) == 2 && next_is_word &&
           !(token->flags & (TOKEN_DOTTED | TOKEN_CAPITALS)) &&
           ((token->flags & TOKEN_LOWER) || starter || title) && cutter_classes_before(c, at) == 0;
}

gboolean
cutter_ends(const Cutter *c, guint at, guint after, const Separator *separator)
{
    if (separator->unspaced)
        return TRUE;
    if (separator->continued)
        return FALSE;
    if (!separator->space)
        return ends_without_space(c, at, after, separator);
    if (separator->questions + separator->exclamations + separator->others > 0)
        return ends_at_mark(c, at, after, separator);
    if (separator->dots > 1 && !separator->closed_before)
        return ends_at_ellipsis(c, after, separator);
    return ends_at_dot(c, at, after, separator);
}
