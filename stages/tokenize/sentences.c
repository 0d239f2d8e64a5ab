#include "sentences.h"

#include "sentence_rules.h"
#include "sentence_separator.h"

#include <string.h>

enum {
    MAX_MARKS = 8,  /* tokens in a row of footnote marks */
    MAX_PIECES = 4, /* tokens that make one dotted abbreviation */
    MIN_LETTERS =
        3, /* of a word that is taken for no abbreviation though a lower-case one follows */
};

/* How the word after a stop is written. */
typedef enum { UPPER, LOWER, DIGITS, CASELESS } Start;

/* A list inside the paragraph: "1. The first 2. The second". */
typedef struct {
    guint32 value;  /* of the last item; 0 outside a list */
    char delimiter; /* '.' or ')' */
    gboolean letters;
} ListState;

typedef struct {
    const SentenceRules *rules;
    const char *text;
    guint32 start, end;
    const Token *tokens;
    guint n_tokens;
    guint first; /* the first token of the sentence being read */
    ListState list;
    OffsetList *starts;
} Cutter;

/* ---- rules */

const SentenceRules *
sentences_rules(const char *language)
{
    static const SentenceRules plain = {.language = ""};
    gsize n = language ? strcspn(language, "-_") : 0;

    for (guint i = 0; n > 0 && i < sentence_rules_n_tables; i++) {
        const SentenceRules *rules = &sentence_rules_tables[i];

        if (strlen(rules->language) == n && g_ascii_strncasecmp(rules->language, language, n) == 0)
            return rules;
    }
    return &plain;
}

/* Copies word in lower case, any apostrophe as '. Returns the bytes written, 0 if they do not fit.
 */
static guint
fold(const char *word, guint nbytes, char *key)
{
    guint n = 0;

    for (guint i = 0; i < nbytes;) {
        guint8 byte = word[i];
        gunichar c;

        if (n + 6 > SENTENCE_WORD_MAX_NBYTES)
            return 0;
        if (byte < 0x80) {
            key[n++] = g_ascii_tolower(byte);
            i++;
            continue;
        }
        c = g_utf8_get_char_validated(word + i, nbytes - i);
        if (c >= (gunichar)-2)
            return 0;
        i += g_unichar_to_utf8(c, NULL);
        if (c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0xFF07)
            key[n++] = '\'';
        else
            n += g_unichar_to_utf8(g_unichar_tolower(c), key + n);
    }
    return n;
}

static guint
find_key(const SentenceRules *rules, const char *key, guint nbytes, gboolean capitalised)
{
    guint32 hash = 2166136261u; /* FNV-1a, as in sentence_rules.py */

    for (guint i = 0; i < nbytes; i++)
        hash = (hash ^ (guint8)key[i]) * 16777619u;
    for (guint32 at = hash & rules->mask;; at = (at + 1) & rules->mask) {
        const SentenceWord *word = &rules->words[at];

        if (!word->word)
            return 0;
        if (word->nbytes == nbytes && memcmp(word->word, key, nbytes) == 0)
            return word->any | (capitalised ? word->capitalised : 0);
    }
}

/* The classes of text[start, end). */
static guint
classes_of(const Cutter *c, guint32 start, guint32 end, gboolean capitalised)
{
    char key[SENTENCE_WORD_MAX_NBYTES];
    guint n;

    if (!c->rules->words || end - start >= SENTENCE_WORD_MAX_NBYTES)
        return 0;
    n = fold(c->text + start, end - start, key);
    return n > 0 ? find_key(c->rules, key, n, capitalised) : 0;
}

/* Whether sentences begin with the token: "The", also "The’s" (its part before the apostrophe). */
static gboolean
is_starter(const Cutter *c, guint at)
{
    const Token *token = &c->tokens[at];
    char key[SENTENCE_WORD_MAX_NBYTES];
    const char *apostrophe;
    guint n, part;

    if (!c->rules->words || !(token->flags & TOKEN_UPPER) ||
        token->end - token->start >= SENTENCE_WORD_MAX_NBYTES)
        return FALSE;
    n = fold(c->text + token->start, token->end - token->start, key);
    if (n == 0)
        return FALSE;
    if (find_key(c->rules, key, n, TRUE) & SENTENCE_STARTER)
        return TRUE;
    apostrophe = memchr(key, '\'', n);
    if (!apostrophe)
        return FALSE;
    part = apostrophe - key;
    return (find_key(c->rules, key, part + 1, TRUE) |
            (part > 1 ? find_key(c->rules, key, part, TRUE) : 0)) &
           SENTENCE_STARTER;
}

static gboolean
has(const Cutter *c, guint32 flag)
{
    return (c->rules->switches & flag) != 0;
}

/* ---- tokens */

static guint32
length(const Token *token)
{
    return token->end - token->start;
}

static char
byte_at(const Cutter *c, guint32 at)
{
    return at >= c->start && at < c->end ? c->text[at] : '\0';
}

/* Letters of a token, counted to at most n; 0 if it holds anything but letters. */
static guint
count_letters(const Cutter *c, const Token *token, guint max)
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

static gboolean
is_digits(const Cutter *c, const Token *token)
{
    if (token->type != TOKEN_NUMBER || length(token) > 9)
        return FALSE;
    for (guint32 i = token->start; i < token->end; i++)
        if (!g_ascii_isdigit(c->text[i]))
            return FALSE;
    return TRUE;
}

static gboolean
is_roman(const Cutter *c, const Token *token)
{
    if (length(token) > 6)
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
    return length(token) > 2 && g_ascii_isupper(c->text[token->start + 1]) ? UPPER : LOWER;
}

/* Whether the token is written "Word": an upper-case letter, then a lower-case ASCII or any other.
 */
static gboolean
is_title_case(const Cutter *c, const Token *token)
{
    return (token->flags & TOKEN_UPPER) && !(token->flags & (TOKEN_CAPITALS | TOKEN_DOTTED)) &&
           length(token) > 1 && !g_ascii_isupper(c->text[token->start + 1]);
}

static gboolean
followed_by_stop(const Cutter *c, guint at)
{
    return byte_at(c, c->tokens[at].end) == '.';
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
    guint32 n = length(token);

    if (n < 2 || n > 5 || (token->flags & TOKEN_CAPITALS))
        return FALSE;
    for (guint32 i = token->start; i < token->end; i++)
        if (!g_ascii_isalpha(c->text[i]) || memchr("aeiouyAEIOUY", c->text[i], 12))
            return FALSE;
    return TRUE;
}

static guint
classes_before(const Cutter *c, guint at)
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

/* "5 p.m. EST", "9 a.m. Monday"; also "At 5 a.m. Mr. Smith": hardly a sentence yet. */
static gboolean
time_goes_on(const Cutter *c, guint at)
{
    const Token *after = &c->tokens[at + 1];

    if (classes_of(c, after->start, after->end, after->flags & TOKEN_UPPER) & SENTENCE_ZONE)
        return TRUE;
    return at < c->first + 3 && !is_starter(c, at + 1);
}

/* "J. Smith", "Albert I. Jones" go on; "you and I. Did" and "Plan B. The" do not. */
static gboolean
initial_ends(const Cutter *c, guint at, guint after)
{
    const Token *token = &c->tokens[at];

    if (at == c->first)
        return FALSE;
    if (length(&c->tokens[after]) == 1 && followed_by_stop(c, after))
        return FALSE;
    if (is_starter(c, after))
        return TRUE;
    return c->text[token->start] == 'I' && length(token) == 1 && c->rules->words &&
           !(c->tokens[at - 1].flags & TOKEN_UPPER);
}

/* One full stop, and then something that is not a lower-case word. */
static gboolean
ends_before_upper(const Cutter *c, guint at, guint after, Start start, const Separator *separator)
{
    const Token *token = &c->tokens[at];
    guint classes = classes_before(c, at);
    gboolean starter = is_starter(c, after);
    gboolean quoted = separator->quote_opened && !separator->bracket_opened && start == UPPER;

    if (separator->quote_closed && !(classes & SENTENCE_TITLE))
        return classes == 0 || start != DIGITS;
    if ((classes & ~SENTENCE_NUMBER_OR_WORD) && first_piece(c, at) == c->first)
        return FALSE; /* no sentence is an abbreviation */
    if (classes & SENTENCE_TITLE)
        return FALSE;
    if ((classes & (SENTENCE_NUMBER | SENTENCE_MONTH)) && (token->flags & TOKEN_CAPITALS) &&
        length(token) > 2 && is_title_case(c, &c->tokens[after]))
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
        if (at == c->first && length(token) <= 3 && is_digits(c, token))
            return FALSE; /* the number of what follows */
        return !has(c, SENTENCE_ORDINALS) || starter || length(token) > 2 || !is_digits(c, token);
    }
    if (token->type == TOKEN_WORD) {
        if (token->flags & TOKEN_DOTTED)
            return at != c->first && start != DIGITS && (starter || quoted);
        if (count_letters(c, token, 2) == 1 && (token->flags & (TOKEN_UPPER | TOKEN_LOWER)))
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
        return at > c->first && length(token) > 2;
    if (token->type != TOKEN_WORD || (token->flags & TOKEN_DOTTED) || first_piece(c, at) != at)
        return FALSE;
    return count_letters(c, token, MIN_LETTERS) == MIN_LETTERS && classes_before(c, at) == 0;
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
        (length(next) == 1 || !g_ascii_isalpha(c->text[next->start + 1])))
        return FALSE; /* a capital anywhere */
    return separator->dots > 3 || !separator->spaced || is_starter(c, after);
}

/*
 * '?" Betty asked', '!" President Bush said', '! he cried': a verb of saying within two words after
 * the first, nothing but spaces between. '?" The' begins a sentence whatever follows.
 */
static gboolean
is_reported(const Cutter *c, guint after)
{
    if (is_starter(c, after))
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
    return !is_exclaiming(c, at, separator) || is_starter(c, after);
}

/* "it.The": no white space after the stop. */
static gboolean
ends_without_space(const Cutter *c, guint at, guint after, const Separator *separator)
{
    const Token *token = &c->tokens[at], *next = &c->tokens[after];
    gboolean starter, title, next_is_word;
    char before = byte_at(c, token->start - 1), behind = byte_at(c, next->end);

    if (!has(c, SENTENCE_MISSING_SPACE) || separator->dash || separator->symbol ||
        start_of(c, next) != UPPER || (next->flags & TOKEN_DOTTED) ||
        (before && strchr("./@=", before)))
        return FALSE;
    starter = is_starter(c, after);
    next_is_word = is_title_case(c, next) || (starter && length(next) == 1);
    if (separator->questions + separator->exclamations + separator->others > 0)
        return count_letters(c, token, 2) == 2 && behind != '=' && behind != '/';
    if (separator->dots > 1 || separator->quote_closed || separator->bracket_closed)
        return next_is_word && token->type == TOKEN_WORD;
    if (separator->quote_opened || separator->bracket_opened)
        return next_is_word && count_letters(c, token, 2) == 2;
    if (token->type == TOKEN_NUMBER)
        return starter && next_is_word;
    title = behind == '.' && (classes_of(c, next->start, next->end, TRUE) & SENTENCE_TITLE);
    if (behind == '.' && !g_ascii_isspace(byte_at(c, next->end + 1)))
        return FALSE; /* a.Chain.of */
    return token->type == TOKEN_WORD && count_letters(c, token, 2) == 2 && next_is_word &&
           !(token->flags & (TOKEN_DOTTED | TOKEN_CAPITALS)) &&
           ((token->flags & TOKEN_LOWER) || starter || title) && classes_before(c, at) == 0;
}

static gboolean
ends(const Cutter *c, guint at, guint after, const Separator *separator)
{
    if (separator->full_width)
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

/* ---- footnote marks */

/* "[12]", "[2, 3]", "[2–11]" after text[from]: the last token inside, or at if there is none. */
static guint
skip_bracketed_mark(const Cutter *c, guint at, guint32 from)
{
    guint32 open = c->tokens[at + 1].start - 1;

    if (from > open || c->text[open] != '[' || open - from > 1 ||
        (open > from && c->text[from] != ' '))
        return at;
    for (guint i = at + 1; i < c->n_tokens && i <= at + MAX_MARKS; i++) {
        const Token *token = &c->tokens[i];

        if (!is_digits(c, token) && length(token) > 1)
            return at;
        if (byte_at(c, token->end) == ']')
            return i;
        if (i + 1 == c->n_tokens || c->tokens[i + 1].start - token->end > 4)
            return at;
    }
    return at;
}

/* "²³": a token of such digits alone. */
static gboolean
is_superscript(const Cutter *c, const Token *token)
{
    for (guint32 i = token->start; i < token->end;) {
        gunichar digit = g_utf8_get_char_validated(c->text + i, token->end - i);

        if (digit != 0xB9 && digit != 0xB2 && digit != 0xB3 && (digit < 0x2070 || digit > 0x2079))
            return FALSE;
        i += g_unichar_to_utf8(digit, NULL);
    }
    return TRUE;
}

/*
 * "consultation.11 12 Take", "rights. 4 Even": bare numbers after the stop. Where they touch it, a
 * capital must follow; where they do not, a word that begins sentences and nothing else.
 */
static guint
skip_bare_mark(const Cutter *c, guint at, const Separator *separator)
{
    const Token *token = &c->tokens[at];
    guint32 gap = c->tokens[at + 1].start - separator->end;

    if (gap == 0 && is_superscript(c, &c->tokens[at + 1]))
        return at + 1;
    if (separator->dots != 1 || gap > 1 || (gap == 1 && c->text[separator->end] != ' ') ||
        !(separator->closed_before || separator->end > token->end + 1 ||
          (token->type == TOKEN_WORD && count_letters(c, token, 3) == 3)) ||
        classes_before(c, at) != 0)
        return at;
    for (guint i = at + 1; i + 1 < c->n_tokens && i <= at + 3; i++) {
        const Token *number = &c->tokens[i];

        if (!is_digits(c, number) || length(number) > 3 || byte_at(c, number->end) != ' ' ||
            c->tokens[i + 1].start != number->end + 1)
            return at;
        if (is_starter(c, i + 1) || (gap == 0 && is_title_case(c, &c->tokens[i + 1])))
            return i;
    }
    return at;
}

/* Moves *separator past footnote marks; returns the token before what it then describes. */
static guint
skip_marks(const Cutter *c, guint at, Separator *separator)
{
    guint last = at, before = at, limit = at + MAX_MARKS;
    guint32 from = separator->end;

    while (last + 1 < c->n_tokens && last < limit) {
        before = last;
        last = skip_bracketed_mark(c, before, from);
        if (last == before)
            break;
        from = c->tokens[last].end + 1;
    }
    if (last == at && at + 1 < c->n_tokens)
        last = skip_bare_mark(c, at, separator);
    if (last > at && last + 1 < c->n_tokens) {
        gboolean bare = byte_at(c, c->tokens[last].end) != ']';

        separator_read_rest(c->text, c->tokens[last].end + !bare, c->tokens[last + 1].start,
                            separator);
    }
    return last;
}

/* ---- lists */

/* The value of "7" or "c" as the mark of a list's item, 0 if it is none. */
static guint32
item_value(const Cutter *c, const Token *token, gboolean *ret_letter)
{
    *ret_letter = FALSE;
    if (is_digits(c, token) && length(token) <= 2)
        return g_ascii_strtoull(c->text + token->start, NULL, 10);
    *ret_letter = TRUE;
    return length(token) == 1 && g_ascii_islower(c->text[token->start])
               ? (guint32)(c->text[token->start] - 'a' + 1)
               : 0;
}

/* Whether ". ", ") " or ".) " follows the token. */
static gboolean
has_item_delimiter(const Cutter *c, const Token *token)
{
    guint32 at = token->end;

    if (byte_at(c, at) == '.')
        at++;
    if (byte_at(c, at) == ')')
        at++;
    return at > token->end && g_ascii_isspace(byte_at(c, at));
}

static void
begin_sentence(Cutter *c, guint32 offset, guint token)
{
    offset_list_append(c->starts, offset);
    c->first = token;
}

/*
 * Token at is followed by a delimiter of lists. At the start of a sentence it begins a list; later
 * it is the next item if its value is the next one, and a sentence begins with it.
 */
static void
follow_list(Cutter *c, guint at)
{
    const Token *token = &c->tokens[at];
    gboolean letters;
    guint32 value, from;
    Separator gap;

    if (!has_item_delimiter(c, token) || (value = item_value(c, token, &letters)) == 0)
        return;
    if (at == c->first) {
        c->list = (ListState){value, c->text[token->end], letters};
        return;
    }
    if (c->list.value == 0 || value != c->list.value + 1 || letters != c->list.letters ||
        c->list.delimiter != c->text[token->end])
        return;
    from = c->tokens[at - 1].end;
    separator_read(c->text, from, token->start, &gap);
    if (!gap.space || gap.symbol)
        return;
    c->list.value = value;
    begin_sentence(c, gap.next, at);
}

/* A line break and a bullet or a list's number, or "•" anywhere: where the item begins, else 0. */
static guint32
item_in_separator(const Cutter *c, guint at)
{
    guint32 from = c->tokens[at].end, to = c->tokens[at + 1].start, next;
    gboolean line = FALSE, space = FALSE, letters;

    for (guint32 i = from; i < to; i = next) {
        if (separator_space_at(c->text, i, to, &next)) {
            space = TRUE;
            line |= c->text[i] == '\n' || c->text[i] == '\r';
            continue;
        }
        if (space && separator_bullet(c->text, i, to, line))
            return i;
        line = space = FALSE;
    }
    if (line && has_item_delimiter(c, &c->tokens[at + 1]) &&
        item_value(c, &c->tokens[at + 1], &letters) > 0)
        return to;
    return 0;
}

/* ---- the paragraph */

/* Decides the separator after token at; returns the last token that needs no look any more. */
static guint
cut_after(Cutter *c, guint at)
{
    guint32 from = c->tokens[at].end, to = c->tokens[at + 1].start, item;
    Separator separator;
    gboolean matters = FALSE;
    guint last;

    if (c->text[from] == '.' || c->text[from] == ')')
        follow_list(c, at);
    for (guint32 i = from; i < to && !matters; i++)
        matters = separator_matters[(guint8)c->text[i]];
    if (!matters)
        return at;
    item = item_in_separator(c, at);
    if (item) {
        begin_sentence(c, item, at + 1);
        return at;
    }
    if (!separator_read(c->text, from, to, &separator) ||
        (at == c->first && c->list.value > 0 && has_item_delimiter(c, &c->tokens[at]) &&
         item_value(c, &c->tokens[at], &(gboolean){FALSE}) == c->list.value))
        return at;
    last = skip_marks(c, at, &separator);
    if (last + 1 >= c->n_tokens || !ends(c, at, last + 1, &separator))
        return at;
    begin_sentence(c, separator.next, last + 1);
    return last;
}

void
sentences_cut(const SentenceRules *rules, const char *text, guint32 start, guint32 end,
              const Token *tokens, guint n_tokens, OffsetList *starts)
{
    Cutter cutter = {.rules = rules,
                     .text = text,
                     .start = start,
                     .end = end,
                     .tokens = tokens,
                     .n_tokens = n_tokens,
                     .starts = starts};

    for (guint i = 0; i + 1 < n_tokens; i++) {
        guint32 from = tokens[i].end, to = tokens[i + 1].start;

        if (to - from <= 1 && (to == from || text[from] == ' '))
            continue;
        i = cut_after(&cutter, i);
    }
}
