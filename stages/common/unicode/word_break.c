#include "unicode/word_break.h"

#include "unicode/utf8.h"

#include "word_break_table.h"

#define IN(class, set) ((1u << (class) & (set)) != 0)

enum {
    LINE_END = 1 << WORD_BREAK_CR | 1 << WORD_BREAK_LF | 1 << WORD_BREAK_NEWLINE,
    IGNORED = 1 << WORD_BREAK_EXTEND | 1 << WORD_BREAK_FORMAT | 1 << WORD_BREAK_ZWJ,
    LETTER = 1 << WORD_BREAK_ALETTER | 1 << WORD_BREAK_HEBREW_LETTER,
    NUMERIC = 1 << WORD_BREAK_NUMERIC,
    KATAKANA = 1 << WORD_BREAK_KATAKANA,
    CONNECTOR = 1 << WORD_BREAK_EXTENDNUMLET,
    MID_BOTH = 1 << WORD_BREAK_MIDNUMLET | 1 << WORD_BREAK_SINGLE_QUOTE,
    MID_LETTER = 1 << WORD_BREAK_MIDLETTER | MID_BOTH,
    MID_NUMBER = 1 << WORD_BREAK_MIDNUM | MID_BOTH,
};

/* The class of the first character at or after pos that rule WB4 does not ignore; OTHER at the end.
 */
static WordBreak
next_significant(const char *text, gsize nbytes, gsize pos)
{
    while (pos < nbytes) {
        gunichar c;
        guint class;

        pos += utf8_decode(text + pos, &c);
        class = unicode_properties(c) & UNICODE_WORD_BREAK;
        if (!IN(class, IGNORED))
            return class;
    }
    return WORD_BREAK_OTHER;
}

/* Rules WB5 to WB13b but those that look further: no break between a and b. */
static gboolean
joined(WordBreak a, WordBreak b)
{
    if (IN(a, LETTER | NUMERIC))
        return IN(b, LETTER | NUMERIC | CONNECTOR);
    if (a == WORD_BREAK_KATAKANA)
        return IN(b, KATAKANA | CONNECTOR);
    if (a == WORD_BREAK_EXTENDNUMLET)
        return IN(b, LETTER | NUMERIC | KATAKANA | CONNECTOR);
    return FALSE;
}

/* What the rules need to know of the segment so far; ignored characters left out. */
typedef struct {
    WordBreak before, last; /* the last two classes */
    WordBreak end_class;    /* that of the last character, ignored ones too */
    guint n_regional;
} Segment;

/* Whether a character of this class, the next one at pos, goes on with the segment. */
static gboolean
continues(const Segment *s, WordBreak class, const char *text, gsize nbytes, gsize next)
{
    if (joined(s->last, class))
        return TRUE;
    switch (class) {
    case WORD_BREAK_REGIONAL_INDICATOR: /* WB15, WB16 */
        return s->last == WORD_BREAK_REGIONAL_INDICATOR && s->n_regional % 2 == 1;
    case WORD_BREAK_DOUBLE_QUOTE: /* WB7b */
        return s->last == WORD_BREAK_HEBREW_LETTER &&
               next_significant(text, nbytes, next) == WORD_BREAK_HEBREW_LETTER;
    case WORD_BREAK_SINGLE_QUOTE: /* WB7a */
        if (s->last == WORD_BREAK_HEBREW_LETTER)
            return TRUE;
        G_GNUC_FALLTHROUGH;
    case WORD_BREAK_MIDNUMLET: /* WB6, WB12 */
    case WORD_BREAK_MIDLETTER:
    case WORD_BREAK_MIDNUM:
        if (IN(s->last, LETTER) && IN(class, MID_LETTER))
            return IN(next_significant(text, nbytes, next), LETTER);
        return s->last == WORD_BREAK_NUMERIC && IN(class, MID_NUMBER) &&
               next_significant(text, nbytes, next) == WORD_BREAK_NUMERIC;
    default: /* WB7, WB7c, WB11 */
        if (s->last == WORD_BREAK_DOUBLE_QUOTE)
            return s->before == WORD_BREAK_HEBREW_LETTER && class == WORD_BREAK_HEBREW_LETTER;
        if (IN(s->before, LETTER) && IN(s->last, MID_LETTER))
            return IN(class, LETTER);
        return s->before == WORD_BREAK_NUMERIC && IN(s->last, MID_NUMBER) &&
               class == WORD_BREAK_NUMERIC;
    }
}

gsize
word_break_next(const char *text, gsize nbytes, gsize pos, gboolean *ret_is_word)
{
    gunichar c;
    guint properties, all;
    Segment s = {WORD_BREAK_OTHER, WORD_BREAK_OTHER, WORD_BREAK_OTHER, 0};

    pos += utf8_decode(text + pos, &c);
    all = properties = unicode_properties(c);
    s.last = s.end_class = properties & UNICODE_WORD_BREAK;
    s.n_regional = s.last == WORD_BREAK_REGIONAL_INDICATOR;
    while (pos < nbytes) {
        gsize next = pos + utf8_decode(text + pos, &c);
        WordBreak class;

        properties = unicode_properties(c);
        class = properties & UNICODE_WORD_BREAK;
        if (IN(s.end_class, LINE_END) || IN(class, LINE_END)) { /* WB3, WB3a, WB3b */
            if (s.end_class != WORD_BREAK_CR || class != WORD_BREAK_LF)
                break;
        } else if (IN(class, IGNORED)) { /* WB4 */
            s.end_class = class;
            all |= properties;
            pos = next;
            continue;
        } else if (!(s.end_class == WORD_BREAK_ZWJ &&
                     (properties & UNICODE_PICTOGRAPHIC)) && /* WB3c */
                   !(s.end_class == WORD_BREAK_WSEGSPACE &&
                     class == WORD_BREAK_WSEGSPACE) && /* WB3d */
                   !continues(&s, class, text, nbytes, next)) {
            break;
        }
        s.n_regional += class == WORD_BREAK_REGIONAL_INDICATOR;
        s.before = s.last;
        s.last = s.end_class = class;
        all |= properties;
        pos = next;
    }
    if (ret_is_word)
        *ret_is_word = (all & UNICODE_WORD) != 0;
    return pos;
}
