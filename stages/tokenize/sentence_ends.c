#include "sentence_cutter.h"

#include <string.h>

enum {
    MIN_LETTERS = 3,    /* of a word that is taken for no abbreviation before a lower-case one */
    OPENING = 3,        /* tokens after which a sentence has hardly begun */
    UNIT_OPENING = 6,   /* the same where a number with its unit is among them */
    MAX_NAME = 5,       /* tokens of a name and a verb of saying */
    MAX_BRACKETED = 120 /* bytes that are looked at for a closing bracket */
};

/* How the word after a stop is written. */
typedef enum { UPPER, LOWER, DIGITS, CASELESS } Start;

static Start
start_of(const SentenceCutter *c, const Token *token)
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
    return sentence_cutter_length(token) > 2 && g_ascii_isupper(c->text[token->start + 1]) ? UPPER
                                                                                           : LOWER;
}

static gboolean
followed_by_stop(const SentenceCutter *c, guint at)
{
    return sentence_cutter_byte_at(c, c->tokens[at].end) == '.';
}

/* ---- one full stop */

/* "5 p.m. EST", "9 a.m. Monday"; also "By 7 a.m. Dr. Webb": hardly a sentence yet. */
static gboolean
time_goes_on(const SentenceCutter *c, guint at, guint opening)
{
    if (sentence_cutter_classes(c, at + 1) & SENTENCE_ZONE)
        return TRUE;
    return at < c->first + opening && !sentence_cutter_is_starter(c, at + 1);
}

/* Whether token i follows the one before it in the sentence after a blank or nothing. */
static gboolean
is_next_to(const SentenceCutter *c, guint i)
{
    const Token *before = &c->tokens[i - 1];
    guint32 gap = c->tokens[i].start - before->end;

    return gap == 0 || (gap == 1 && c->text[before->end] == ' ') ||
           (gap <= 3 && (c->text[before->end] == '\xC2' || c->text[before->end] == '\xE2'));
}

/* "1990 r.", "XIX w.", "5 km.", "V w. n.e.": whether a number stands before token first. */
static gboolean
is_behind_number(const SentenceCutter *c, guint first)
{
    const Token *number;
    guint unit;

    if (first > c->first + 1 && c->text[c->tokens[first - 1].end] == '.' &&
        (sentence_cutter_classes_before(c, first - 1, &unit) & SENTENCE_UNIT))
        first = unit;
    if (first == c->first || !is_next_to(c, first))
        return FALSE;
    number = &c->tokens[first - 1];
    return number->type == TOKEN_NUMBER ||
           ((number->flags & TOKEN_UPPER) && sentence_cutter_is_roman(c, number));
}

/* "J. Smith", "Carol I. Webb" go on; "you and I. They", "Plan B. The" and "2 °C. Ice" do not. */
static gboolean
initial_ends(const SentenceCutter *c, guint at, guint after)
{
    const Token *token = &c->tokens[at];

    if (at == c->first)
        return FALSE;
    if (sentence_cutter_byte_at(c, token->start - 1) == '\xB0')
        return TRUE;
    if (followed_by_stop(c, after) && sentence_cutter_count_letters(c, &c->tokens[after], 2) == 1)
        return FALSE;
    if (sentence_cutter_is_starter(c, after))
        return TRUE;
    return c->text[token->start] == 'I' && sentence_cutter_length(token) == 1 &&
           sentence_cutter_has(c, SENTENCE_CAPITAL_I) && !(c->tokens[at - 1].flags & TOKEN_UPPER);
}

/* A number, Roman ones but for I, V and the like apart. */
static gboolean
number_ends(const SentenceCutter *c, guint at, gboolean starter)
{
    const Token *token = &c->tokens[at];

    if (at == c->first && sentence_cutter_length(token) <= 3 && sentence_cutter_is_digits(c, token))
        return FALSE; /* the number of what follows */
    return !sentence_cutter_has(c, SENTENCE_ORDINALS) || starter ||
           !sentence_cutter_is_ordinal(c, token);
}

/* A word that is no abbreviation the language knows. */
static gboolean
word_ends(const SentenceCutter *c, guint at, guint after, Start start, gboolean ends_abbreviation)
{
    const Token *token = &c->tokens[at];

    if (token->type == TOKEN_NUMBER)
        return number_ends(c, at, sentence_cutter_is_starter(c, after));
    if (token->type != TOKEN_WORD)
        return TRUE;
    if (token->flags & TOKEN_DOTTED)
        return at != c->first && start != DIGITS && ends_abbreviation;
    if (sentence_cutter_count_letters(c, token, 2) == 1 &&
        (token->flags & (TOKEN_UPPER | TOKEN_LOWER)))
        return start != DIGITS && initial_ends(c, at, after);
    if ((token->flags & TOKEN_CAPITALS) && sentence_cutter_is_roman(c, token))
        return at != c->first && (!sentence_cutter_has(c, SENTENCE_ROMAN_ORDINALS) ||
                                  start != UPPER || sentence_cutter_is_starter(c, after));
    return TRUE;
}

/*
 * An abbreviation of these classes. One capital is an initial, whatever else it stands for. Capitals
 * can be an acronym that is spelled like it: "the SEC. Lawyers", but no "Sec. 5".
 */
static gboolean
abbreviation_ends(const SentenceCutter *c, guint at, guint after, Start start, guint classes,
                  gboolean ends_abbreviation)
{
    const Token *token = &c->tokens[at];

    if ((token->flags & TOKEN_UPPER) && sentence_cutter_count_letters(c, token, 2) == 1)
        return start != DIGITS && initial_ends(c, at, after);
    if ((classes & (SENTENCE_NUMBER | SENTENCE_MONTH)) && (token->flags & TOKEN_CAPITALS) &&
        sentence_cutter_length(token) > 2 && sentence_cutter_is_title_case(c, &c->tokens[after]))
        return TRUE;
    if (classes & SENTENCE_TIME)
        return start != DIGITS && !time_goes_on(c, at, OPENING);
    if (classes & (SENTENCE_NUMBER | SENTENCE_NUMBER_OR_WORD | SENTENCE_MONTH)) {
        if (start == DIGITS)
            return FALSE;
        if (classes & SENTENCE_NUMBER_OR_WORD)
            return TRUE;
        return sentence_cutter_is_starter(c, after) ||
               ((classes & SENTENCE_MONTH) && (token->flags & TOKEN_LOWER));
    }
    return ends_abbreviation;
}

/* One full stop, and then something that is not a lower-case word. */
static gboolean
ends_before_upper(const SentenceCutter *c, guint at, guint after, Start start,
                  const Separator *separator)
{
    guint first, classes = sentence_cutter_classes_before(c, at, &first);
    gboolean ends_abbreviation =
        (separator->quote_opened && !separator->bracket_opened && start == UPPER) ||
        sentence_cutter_is_starter(c, after);

    if (classes & SENTENCE_UNIT) {
        if (is_behind_number(c, first) && !separator->quote_closed)
            return start != DIGITS && !separator->dash && !time_goes_on(c, at, UNIT_OPENING);
        classes &= ~SENTENCE_UNIT;
    }
    if (separator->quote_closed && !(classes & SENTENCE_TITLE))
        return classes == 0 || start != DIGITS;
    if ((classes & ~SENTENCE_NUMBER_OR_WORD) && first == c->first)
        return FALSE; /* no sentence is an abbreviation */
    if (classes & SENTENCE_TITLE)
        return FALSE;
    if (classes)
        return abbreviation_ends(c, at, after, start, classes, ends_abbreviation);
    return word_ends(c, at, after, start, ends_abbreviation);
}

/* "(ii) ", "(b) ": the mark of an item. */
static gboolean
is_bracketed_item(const SentenceCutter *c, guint after)
{
    const Token *token = &c->tokens[after];

    if (sentence_cutter_byte_at(c, token->start - 1) != '(' ||
        sentence_cutter_byte_at(c, token->end) != ')' ||
        sentence_cutter_byte_at(c, token->end + 1) != ' ' || sentence_cutter_length(token) > 4)
        return FALSE;
    for (guint32 i = token->start; i < token->end; i++)
        if (!memchr("ivx", c->text[i], 3))
            return sentence_cutter_length(token) == 1 && g_ascii_islower(c->text[i]);
    return TRUE;
}

/* One full stop, and then a lower-case word. */
static gboolean
ends_before_lower(const SentenceCutter *c, guint at, guint after, const Separator *separator)
{
    const Token *token = &c->tokens[at];
    guint first;

    if (separator->ellipsis_opened && separator->dots == 1)
        return sentence_cutter_count_letters(c, token, MIN_LETTERS) == MIN_LETTERS &&
               sentence_cutter_classes_before(c, at, &first) == 0;
    if (separator->bracket_opened && is_bracketed_item(c, after))
        return separator->quote_closed || separator->bracket_closed ||
               sentence_cutter_classes_before(c, at, &first) == 0;
    if (!sentence_cutter_has(c, SENTENCE_LOWER_AFTER_STOP) || separator->quote_closed ||
        separator->bracket_closed)
        return FALSE;
    if (separator->closed_before)
        return TRUE;
    if (token->type == TOKEN_NUMBER)
        return at > c->first && sentence_cutter_length(token) > 2;
    if (token->type != TOKEN_WORD || (token->flags & TOKEN_DOTTED) ||
        sentence_cutter_byte_at(c, token->start - 1) == '.')
        return FALSE;
    return sentence_cutter_count_letters(c, token, MIN_LETTERS) == MIN_LETTERS &&
           sentence_cutter_classes_before(c, at, &first) == 0;
}

static gboolean
ends_at_dot(const SentenceCutter *c, guint at, guint after, const Separator *separator)
{
    Start start = start_of(c, &c->tokens[after]);

    if (start == LOWER)
        return ends_before_lower(c, at, after, separator);
    return separator->closed_before || ends_before_upper(c, at, after, start, separator);
}

/* ---- other terminators */

/* Whether token i goes on with a name: one blank before it, or the stop of a title or an initial. */
static gboolean
goes_on_as_name(const SentenceCutter *c, guint i)
{
    const Token *before = &c->tokens[i - 1];
    guint32 gap = c->tokens[i].start - before->end;

    if (c->text[c->tokens[i].start - 1] != ' ')
        return FALSE;
    if (gap == 1)
        return TRUE;
    return gap == 2 && c->text[before->end] == '.' && (before->flags & TOKEN_UPPER) &&
           (sentence_cutter_length(before) == 1 || (before->flags & TOKEN_DOTTED) ||
            (sentence_cutter_classes(c, i - 1) & SENTENCE_TITLE));
}

/*
 * '?" Betty asked', '!" President George W. Bush said', '! he cried': a verb of saying after at most
 * four words of a name, or after any two words. '?" The' begins a sentence whatever follows.
 */
static gboolean
is_reported(const SentenceCutter *c, guint after)
{
    gboolean name = TRUE;

    if (sentence_cutter_is_starter(c, after))
        return FALSE;
    for (guint i = after; i < c->n_tokens && i < after + MAX_NAME; i++) {
        const Token *token = &c->tokens[i];

        if (i > after && !goes_on_as_name(c, i))
            return FALSE;
        if ((token->flags & TOKEN_LOWER) && (sentence_cutter_classes(c, i) & SENTENCE_REPORTING))
            return TRUE;
        name = name && (token->flags & TOKEN_UPPER);
        if (i >= after + 2 && !name)
            return FALSE;
    }
    return FALSE;
}

/* "Well..." and ". . ." */
static gboolean
ends_at_ellipsis(const SentenceCutter *c, guint after, const Separator *separator)
{
    const Token *next = &c->tokens[after];
    Start start = start_of(c, next);

    if (start == CASELESS)
        return next->type != TOKEN_WORD;
    if (start != UPPER)
        return start == DIGITS && separator->dots > 3;
    if (separator->quote_closed)
        return !is_reported(c, after);
    if (sentence_cutter_has(c, SENTENCE_CAPITAL_I) && c->text[next->start] == 'I' &&
        (sentence_cutter_length(next) == 1 || !g_ascii_isalpha(c->text[next->start + 1])))
        return FALSE; /* a capital anywhere */
    return separator->dots > 3 || !separator->spaced || sentence_cutter_is_starter(c, after);
}

/* "Yahoo!" */
static gboolean
is_exclaiming(const SentenceCutter *c, guint at, const Separator *separator)
{
    return separator->exclamations == 1 && separator->questions == 0 && !separator->quote_closed &&
           (sentence_cutter_classes(c, at) & SENTENCE_EXCLAIMING);
}

/* ? and ! and their like. */
static gboolean
ends_at_mark(const SentenceCutter *c, guint at, guint after, const Separator *separator)
{
    Start start = start_of(c, &c->tokens[after]);

    if (start == LOWER) {
        if (separator->dash || separator->quote_closed || separator->bracket_closed ||
            separator->dots > 1)
            return FALSE;
        if (separator->quote_opened || separator->bracket_opened)
            return TRUE;
        return sentence_cutter_has(c, SENTENCE_LOWER_AFTER_QUESTION) && !is_reported(c, after) &&
               !is_exclaiming(c, at, separator);
    }
    if (separator->quote_closed && (separator->dash || is_reported(c, after)))
        return FALSE;
    return !is_exclaiming(c, at, separator) || sentence_cutter_is_starter(c, after);
}

/* "it.The": no white space after the stop. */
static gboolean
ends_without_space(const SentenceCutter *c, guint at, guint after, const Separator *separator)
{
    const Token *token = &c->tokens[at], *next = &c->tokens[after];
    gboolean starter, title, next_is_word;
    guint first;
    char before = sentence_cutter_byte_at(c, token->start - 1),
         behind = sentence_cutter_byte_at(c, next->end);

    if (!sentence_cutter_has(c, SENTENCE_MISSING_SPACE) || separator->dash || separator->symbol ||
        start_of(c, next) != UPPER || (next->flags & TOKEN_DOTTED) ||
        (before && strchr("./@=", before)))
        return FALSE;
    starter = sentence_cutter_is_starter(c, after);
    next_is_word =
        sentence_cutter_is_title_case(c, next) || (starter && sentence_cutter_length(next) == 1) ||
        (behind == ' ' && sentence_cutter_length(next) > 1 && sentence_cutter_is_roman(c, next));
    if (separator->questions + separator->exclamations + separator->others > 0)
        return sentence_cutter_count_letters(c, token, 2) == 2 && behind != '=' && behind != '/';
    if (separator->dots > 1 || separator->quote_closed || separator->bracket_closed)
        return next_is_word && token->type == TOKEN_WORD;
    if (separator->quote_opened || separator->bracket_opened)
        return next_is_word && sentence_cutter_count_letters(c, token, 2) == 2;
    if (token->type == TOKEN_NUMBER)
        return starter && next_is_word;
    title = behind == '.' && (sentence_cutter_classes(c, after) & SENTENCE_TITLE);
    if (behind == '.' && !g_ascii_isspace(sentence_cutter_byte_at(c, next->end + 1)))
        return FALSE; /* a.Chain.of */
    return token->type == TOKEN_WORD && sentence_cutter_count_letters(c, token, 2) == 2 &&
           next_is_word && !(token->flags & (TOKEN_DOTTED | TOKEN_CAPITALS)) &&
           ((token->flags & TOKEN_LOWER) || starter || title) &&
           sentence_cutter_classes_before(c, at, &first) == 0;
}

/* ---- scripts without white space, pauses */

/* Which of 《〈（》〉） stands at text[at], from 0; 6 if none does. */
static guint
bracket_at(const SentenceCutter *c, guint32 at)
{
    static const char marks[][4] = {"《", "〈", "（", "》", "〉", "）"};
    guint k = 0;

    if (c->text[at] != '\xE3' && c->text[at] != '\xEF')
        return G_N_ELEMENTS(marks);
    while (k < G_N_ELEMENTS(marks) && memcmp(c->text + at, marks[k], 3) != 0)
        k++;
    return k;
}

/*
 * "（他走了。我也走了）", "《你好！爸爸》": whether the nearest bracket before closes nothing and the nearest
 * one behind, which is of its kind, opens nothing.
 */
static gboolean
is_in_brackets(const SentenceCutter *c, guint32 at)
{
    guint32 start = MAX(c->start + MAX_BRACKETED, at) - MAX_BRACKETED;
    guint32 end = MIN(c->end, at + MAX_BRACKETED);
    guint opening = 6, closing = 6;

    for (guint32 i = at; i + 3 <= end && closing == 6; i++)
        closing = bracket_at(c, i);
    if (closing < 3 || closing == 6)
        return FALSE;
    for (guint32 i = at - 2; i-- > start && opening == 6;)
        opening = bracket_at(c, i);
    return opening + 3 == closing;
}

/* "。", "！" and their like. Between figures the full-width stop is a decimal point. */
static gboolean
ends_unspaced(const SentenceCutter *c, guint at, guint after, const Separator *separator)
{
    const Token *token = &c->tokens[at], *next = &c->tokens[after];

    if (token->type == TOKEN_NUMBER && next->type == TOKEN_NUMBER &&
        next->start == token->end + 3 && memcmp(c->text + token->end, "．", 3) == 0)
        return FALSE;
    return !is_in_brackets(c, separator->end);
}

/* "The dog": a capitalised starter, no name like "L'Aquila", before a lower-case word. */
static gboolean
begins_like_a_sentence(const SentenceCutter *c, guint at)
{
    const Token *token = &c->tokens[at];

    if (at + 1 >= c->n_tokens || c->tokens[at + 1].start != token->end + 1 ||
        c->text[token->end] != ' ' || start_of(c, &c->tokens[at + 1]) != LOWER ||
        !sentence_cutter_is_starter(c, at))
        return FALSE;
    for (guint32 i = token->start + 1; i < token->end; i++)
        if (g_ascii_isupper(c->text[i]))
            return FALSE;
    return TRUE;
}

gboolean
sentence_cutter_ends_at_pause(const SentenceCutter *c, guint at, guint32 *ret_next)
{
    const Token *token = &c->tokens[at], *next = &c->tokens[at + 1];
    const char *mark = memchr(c->text + token->end, ';', next->start - token->end);
    Separator rest;

    if (!mark && sentence_cutter_has(c, SENTENCE_COLON_ENDS))
        mark = memchr(c->text + token->end, ':', next->start - token->end);
    if (!mark || start_of(c, next) == LOWER)
        return FALSE;
    separator_read_pause(c->text, mark - c->text + 1, next->start, &rest);
    *ret_next = rest.next;
    if (!rest.space || rest.continued)
        return FALSE;
    if (sentence_cutter_has(c, *mark == ';' ? SENTENCE_SEMICOLON_ASKS : SENTENCE_COLON_ENDS))
        return TRUE;
    return *mark == ';' && sentence_cutter_has(c, SENTENCE_AFTER_SEMICOLON) &&
           rest.next == next->start && begins_like_a_sentence(c, at + 1);
}

gboolean
sentence_cutter_ends(const SentenceCutter *c, guint at, guint after, const Separator *separator)
{
    if (separator->unspaced)
        return ends_unspaced(c, at, after, separator);
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
