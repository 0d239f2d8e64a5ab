#include "sentences.h"

#include "sentence_cutter.h"
#include "sentence_rules.h"

enum { MAX_MARKS = 8 }; /* tokens in a row of footnote marks */

/* ---- footnote marks */

/* "[12]", "[2, 3]", "[2–11]" after text[from]: the last token inside, or at if there is none. */
static guint
skip_bracketed_mark(const SentenceCutter *c, guint at, guint32 from)
{
    guint32 open = c->tokens[at + 1].start - 1;

    if (from > open || c->text[open] != '[' || open - from > 1 ||
        (open > from && c->text[from] != ' '))
        return at;
    for (guint i = at + 1; i < c->n_tokens && i <= at + MAX_MARKS; i++) {
        const Token *token = &c->tokens[i];

        if (!sentence_cutter_is_digits(c, token) && sentence_cutter_length(token) > 1)
            return at;
        if (sentence_cutter_byte_at(c, token->end) == ']')
            return i;
        if (i + 1 == c->n_tokens || c->tokens[i + 1].start - token->end > 4)
            return at;
    }
    return at;
}

/* "²³": a token of such digits alone. */
static gboolean
is_superscript(const SentenceCutter *c, const Token *token)
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
 * "harvest.11 12 Most", "harvest. 4 The": bare numbers after the stop. Where they touch it, a
 * capital must follow; where they do not, a word that begins sentences and nothing else.
 */
static guint
skip_bare_mark(const SentenceCutter *c, guint at, const Separator *separator)
{
    const Token *token = &c->tokens[at];
    guint32 gap = c->tokens[at + 1].start - separator->end;
    guint first;

    if (gap == 0 && is_superscript(c, &c->tokens[at + 1]))
        return at + 1;
    if (separator->dots != 1 || gap > 1 || (gap == 1 && c->text[separator->end] != ' ') ||
        !(separator->closed_before || separator->end > token->end + 1 ||
          (token->type == TOKEN_WORD && sentence_cutter_count_letters(c, token, 3) == 3)) ||
        sentence_cutter_classes_before(c, at, &first) != 0)
        return at;
    for (guint i = at + 1; i + 1 < c->n_tokens && i <= at + 3; i++) {
        const Token *number = &c->tokens[i];

        if (!sentence_cutter_is_digits(c, number) || sentence_cutter_length(number) > 3 ||
            sentence_cutter_byte_at(c, number->end) != ' ' ||
            c->tokens[i + 1].start != number->end + 1)
            return at;
        if (sentence_cutter_is_starter(c, i + 1) ||
            (gap == 0 && sentence_cutter_is_title_case(c, &c->tokens[i + 1])))
            return i;
    }
    return at;
}

/* Moves *separator past footnote marks; returns the token before what it then describes. */
static guint
skip_marks(const SentenceCutter *c, guint at, Separator *separator)
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
        gboolean bare = sentence_cutter_byte_at(c, c->tokens[last].end) != ']';

        separator_read_rest(c->text, c->tokens[last].end + !bare, c->tokens[last + 1].start,
                            separator);
    }
    return last;
}

/* ---- lists */

/* The value of "7" or "c" as the mark of a list's item, 0 if it is none. */
static guint32
item_value(const SentenceCutter *c, const Token *token, gboolean *ret_letter)
{
    *ret_letter = FALSE;
    if (sentence_cutter_is_digits(c, token) && sentence_cutter_length(token) <= 2)
        return g_ascii_strtoull(c->text + token->start, NULL, 10);
    *ret_letter = TRUE;
    return sentence_cutter_length(token) == 1 && g_ascii_islower(c->text[token->start])
               ? (guint32)(c->text[token->start] - 'a' + 1)
               : 0;
}

/* Whether ". ", ") " or ".) " follows the token. */
static gboolean
has_item_delimiter(const SentenceCutter *c, const Token *token)
{
    guint32 at = token->end;

    if (sentence_cutter_byte_at(c, at) == '.')
        at++;
    if (sentence_cutter_byte_at(c, at) == ')')
        at++;
    return at > token->end && g_ascii_isspace(sentence_cutter_byte_at(c, at));
}

static void
begin_sentence(SentenceCutter *c, guint32 offset, guint token)
{
    offset_list_append(c->starts, offset);
    c->first = token;
}

/*
 * Token at is followed by a delimiter of lists. At the start of a sentence it begins a list; later
 * it is the next item if its value is the next one, and a sentence begins with it.
 */
static void
follow_list(SentenceCutter *c, guint at)
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
item_in_separator(const SentenceCutter *c, guint at)
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

/* Whether the token can be the mark of an item: most lines of a paragraph begin with none. */
static inline gboolean
may_be_item(const SentenceCutter *c, guint at)
{
    char after = sentence_cutter_byte_at(c, c->tokens[at].end);

    return after == '.' || after == ')';
}

/* ---- the paragraph */

/* Decides the separator after token at, in which there is what was seen; returns the last token that
 * needs no look any more. */
static guint
cut_after(SentenceCutter *c, guint at, guint seen)
{
    guint32 from = c->tokens[at].end, to = c->tokens[at + 1].start, item = 0;
    Separator separator;
    guint last;

    if (c->text[from] == '.' || c->text[from] == ')')
        follow_list(c, at);
    if (seen & (SEPARATOR_LINE | SEPARATOR_LONG))
        item = item_in_separator(c, at);
    if (!item && (seen & SEPARATOR_PAUSE) && (c->rules->switches & SENTENCE_PAUSES) &&
        !(seen & SEPARATOR_STOP) && !sentence_cutter_ends_at_pause(c, at, &item))
        item = 0;
    if (item) {
        begin_sentence(c, item, at + 1);
        return at;
    }
    if (!(seen & (SEPARATOR_STOP | SEPARATOR_LONG)) ||
        !separator_read(c->text, from, to, &separator) ||
        (at == c->first && c->list.value > 0 && has_item_delimiter(c, &c->tokens[at]) &&
         item_value(c, &c->tokens[at], &(gboolean){FALSE}) == c->list.value))
        return at;
    last = skip_marks(c, at, &separator);
    if (last + 1 >= c->n_tokens || !sentence_cutter_ends(c, at, last + 1, &separator))
        return at;
    begin_sentence(c, separator.next, last + 1);
    return last;
}

void
sentences_cut(const SentenceRules *rules, const char *text, guint32 start, guint32 end,
              const Token *tokens, guint n_tokens, OffsetList *starts)
{
    SentenceCutter cutter = {.rules = rules,
                             .text = text,
                             .start = start,
                             .end = end,
                             .tokens = tokens,
                             .n_tokens = n_tokens,
                             .starts = starts};

    for (guint i = 0; i + 1 < n_tokens; i++) {
        guint32 from = tokens[i].end, to = tokens[i + 1].start;
        guint seen;

        if (to - from == 1 &&
            (text[from] == ' ' || (text[from] == '\n' && !may_be_item(&cutter, i + 1))))
            continue;
        seen = separator_look(text, from, to);
        if (seen & SEPARATOR_MATTERS)
            i = cut_after(&cutter, i, seen);
    }
}
