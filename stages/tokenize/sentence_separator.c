#include "sentence_separator.h"

#include "unicode/entity.h"

#include <string.h>

/* The kinds of characters in a separator. */
typedef enum {
    OTHER,
    SPACE,
    DOT,
    ELLIPSIS,
    QUESTION,
    EXCLAMATION,
    TERMINATOR,  /* of another script, with white space after it */
    UNSPACED,    /* ends a sentence whatever follows: 。！ । ። */
    QUOTE,       /* may open or close */
    QUOTE_OPEN,  /* made to open; closes in some languages, and where people mix them up */
    QUOTE_CLOSE, /* likewise */
    BRACKET_OPEN,
    BRACKET_CLOSE,
    COMMA, /* and the colon, the semicolon, the slash: a sentence goes on */
    DASH,
    BULLET,
    SYMBOL, /* stands before a word and belongs to it: $ # ¿ */
} Kind;

static const guint8 ascii_kinds[128] = {
    ['\t'] = SPACE,        ['\n'] = SPACE,        ['\v'] = SPACE,        ['\f'] = SPACE,
    ['\r'] = SPACE,        [' '] = SPACE,         ['.'] = DOT,           ['?'] = QUESTION,
    ['!'] = EXCLAMATION,   ['"'] = QUOTE,         ['\''] = QUOTE,        ['`'] = QUOTE_OPEN,
    ['('] = BRACKET_OPEN,  ['['] = BRACKET_OPEN,  ['{'] = BRACKET_OPEN,  ['<'] = BRACKET_OPEN,
    [')'] = BRACKET_CLOSE, [']'] = BRACKET_CLOSE, ['}'] = BRACKET_CLOSE, ['>'] = BRACKET_CLOSE,
    [','] = COMMA,         [';'] = COMMA,         [':'] = COMMA,         ['/'] = COMMA,
    ['&'] = COMMA,         ['='] = COMMA,         ['|'] = OTHER,         ['-'] = DASH,
    ['*'] = BULLET,        ['#'] = SYMBOL,        ['$'] = SYMBOL,        ['_'] = SYMBOL,
    ['+'] = SYMBOL,        ['~'] = SYMBOL,        ['@'] = SYMBOL,        ['%'] = OTHER,
};

enum {
    STOP = SEPARATOR_MATTERS | SEPARATOR_STOP,
    LINE = SEPARATOR_MATTERS | SEPARATOR_LINE,
    LONG = SEPARATOR_LONG,
    LEAD = SEPARATOR_MATTERS | SEPARATOR_LONG, /* of a terminator or a bullet */
};

const guint8 separator_bytes[256] = {
    [')'] = SEPARATOR_MATTERS,
    [':'] = SEPARATOR_MATTERS | SEPARATOR_PAUSE,
    [';'] = SEPARATOR_MATTERS | SEPARATOR_PAUSE,
    ['.'] = STOP,
    ['?'] = STOP,
    ['!'] = STOP,
    ['\n'] = LINE,
    ['\r'] = LINE,
    ['&'] = LEAD,
    [0x80 ... 0xC1] = LONG,
    [0xC2] = LEAD,
    [0xC3 ... 0xCC] = LONG,
    [0xCD] = LEAD,
    [0xCE ... 0xD5] = LONG,
    [0xD6] = LEAD,
    [0xD7] = LONG,
    [0xD8] = LEAD,
    [0xD9 ... 0xDA] = LONG,
    [0xDB] = LEAD,
    [0xDC ... 0xDF] = LONG,
    [0xE0 ... 0xE3] = LEAD,
    [0xE4 ... 0xEE] = LONG,
    [0xEF] = LEAD,
    [0xF0 ... 0xFF] = LONG,
};

/* The characters beyond ASCII that have a kind, in order. */
static const struct {
    gunichar from, to;
    Kind kind;
} kinds[] = {
    {0x0085, 0x0085, SPACE},        {0x00A0, 0x00A0, SPACE},
    {0x00A1, 0x00A1, SYMBOL},       {0x00A3, 0x00A5, SYMBOL},
    {0x00A7, 0x00A7, SYMBOL},       {0x00AB, 0x00AB, QUOTE_OPEN},
    {0x00B6, 0x00B6, SYMBOL},       {0x00B7, 0x00B7, BULLET},
    {0x00BB, 0x00BB, QUOTE_CLOSE},  {0x00BF, 0x00BF, SYMBOL},
    {0x037E, 0x037E, QUESTION},     {0x0589, 0x0589, TERMINATOR},
    {0x060C, 0x060C, COMMA},        {0x061B, 0x061B, COMMA},
    {0x061F, 0x061F, QUESTION},     {0x06D4, 0x06D4, TERMINATOR},
    {0x0964, 0x0965, UNSPACED},     {0x104B, 0x104B, UNSPACED},
    {0x1362, 0x1362, UNSPACED},     {0x1367, 0x1368, UNSPACED},
    {0x1680, 0x1680, SPACE},        {0x17D4, 0x17D5, UNSPACED},
    {0x2000, 0x200B, SPACE},        {0x2010, 0x2015, DASH},
    {0x2018, 0x2018, QUOTE_OPEN},   {0x2019, 0x2019, QUOTE_CLOSE},
    {0x201A, 0x201C, QUOTE_OPEN},   {0x201D, 0x201D, QUOTE_CLOSE},
    {0x201E, 0x201F, QUOTE_OPEN},   {0x2022, 0x2023, BULLET},
    {0x2026, 0x2026, ELLIPSIS},     {0x2028, 0x2029, SPACE},
    {0x202F, 0x202F, SPACE},        {0x2032, 0x2033, QUOTE},
    {0x2039, 0x2039, QUOTE_OPEN},   {0x203A, 0x203A, QUOTE_CLOSE},
    {0x203C, 0x203C, EXCLAMATION},  {0x2043, 0x2043, BULLET},
    {0x2047, 0x2048, QUESTION},     {0x2049, 0x2049, EXCLAMATION},
    {0x205F, 0x205F, SPACE},        {0x20AC, 0x20AC, SYMBOL},
    {0x2116, 0x2116, SYMBOL},       {0x2212, 0x2212, DASH},
    {0x25A0, 0x25A0, BULLET},       {0x25AA, 0x25AA, BULLET},
    {0x25BA, 0x25BA, BULLET},       {0x25CF, 0x25CF, BULLET},
    {0x25E6, 0x25E6, BULLET},       {0x3000, 0x3000, SPACE},
    {0x3001, 0x3001, COMMA},        {0x3002, 0x3002, UNSPACED},
    {0x3008, 0x3008, BRACKET_OPEN}, {0x3009, 0x3009, BRACKET_CLOSE},
    {0x300A, 0x300A, BRACKET_OPEN}, {0x300B, 0x300B, BRACKET_CLOSE},
    {0x300C, 0x300C, QUOTE_OPEN},   {0x300D, 0x300D, QUOTE_CLOSE},
    {0x300E, 0x300E, QUOTE_OPEN},   {0x300F, 0x300F, QUOTE_CLOSE},
    {0x3010, 0x3010, BRACKET_OPEN}, {0x3011, 0x3011, BRACKET_CLOSE},
    {0x3014, 0x3014, BRACKET_OPEN}, {0x3015, 0x3015, BRACKET_CLOSE},
    {0xFEFF, 0xFEFF, SPACE},        {0xFF01, 0xFF01, UNSPACED},
    {0xFF02, 0xFF02, QUOTE},        {0xFF07, 0xFF07, QUOTE},
    {0xFF08, 0xFF08, BRACKET_OPEN}, {0xFF09, 0xFF09, BRACKET_CLOSE},
    {0xFF0C, 0xFF0C, COMMA},        {0xFF0E, 0xFF0E, UNSPACED},
    {0xFF1A, 0xFF1B, COMMA},        {0xFF1F, 0xFF1F, UNSPACED},
    {0xFF61, 0xFF61, UNSPACED},
};

static inline gboolean
is_stop(Kind kind)
{
    return kind >= DOT && kind <= UNSPACED;
}

static Kind
kind_of_unichar(gunichar c)
{
    guint low = 0, high = G_N_ELEMENTS(kinds);

    if (c < 0x80)
        return ascii_kinds[c];
    while (low < high) {
        guint middle = (low + high) / 2;

        if (c > kinds[middle].to)
            low = middle + 1;
        else
            high = middle;
    }
    return low < G_N_ELEMENTS(kinds) && c >= kinds[low].from ? kinds[low].kind : OTHER;
}

/* The rest of kind_at(): what is longer than a byte. */
static Kind
long_kind_at(const char *text, guint32 at, guint32 end, guint32 *ret_next)
{
    guint8 lead = text[at];
    guint n = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    gunichar c;

    if (lead == '&' && (n = entity_decode(text + at, end - at, &c)) > 0) {
        *ret_next = at + n;
        return kind_of_unichar(c);
    }
    if (lead < 0x80) {
        *ret_next = at + 1; /* an "&" and nothing else */
        return ascii_kinds[lead];
    }
    if (n > end - at) {
        *ret_next = end;
        return OTHER;
    }
    c = lead & (0x7F >> n);
    for (guint i = 1; i < n; i++)
        c = c << 6 | ((guint8)text[at + i] & 0x3F);
    *ret_next = at + n;
    return kind_of_unichar(c);
}

/*
 * The kind of the character at text[at], which may be written as a reference (&quot;), and where
 * the next one is. Never looks past end.
 */
static inline Kind
kind_at(const char *text, guint32 at, guint32 end, guint32 *ret_next)
{
    guint8 byte = text[at];

    if (byte >= 0x80 || byte == '&')
        return long_kind_at(text, at, end, ret_next);
    *ret_next = at + 1;
    return ascii_kinds[byte];
}

gboolean
separator_space_at(const char *text, guint32 at, guint32 end, guint32 *ret_next)
{
    return kind_at(text, at, end, ret_next) == SPACE;
}

/* The kind of the character before text[at], at > start, and where it begins. */
static Kind
kind_before(const char *text, guint32 start, guint32 at, guint32 *ret_from)
{
    guint32 from = at - 1, next;
    Kind kind;

    if (text[from] == ';') {
        for (guint32 i = from; i > start && at - i < ENTITY_MAX_NBYTES && text[i] != '&'; i--)
            from = i - 1;
        kind = kind_at(text, from, at, &next);
        if (text[from] == '&' && next == at) {
            *ret_from = from;
            return kind;
        }
        from = at - 1;
    }
    while (from > start && at - from < 4 && ((guint8)text[from] & 0xC0) == 0x80)
        from--;
    *ret_from = from;
    return kind_at(text, from, at, &next);
}

static guint32
skip_space(const char *text, guint32 at, guint32 end)
{
    guint32 next;

    while (at < end && kind_at(text, at, end, &next) == SPACE)
        at = next;
    return at;
}

/*
 * "[...]", "(…)", "(?)": an omission or a doubt of the writer's, no end of a sentence. The offset
 * after it, or 0. Looks at six characters.
 */
static guint32
skip_bracketed_stops(const char *text, guint32 at, guint32 end)
{
    guint32 next;
    gboolean any = FALSE;

    if (kind_at(text, at, end, &next) != BRACKET_OPEN)
        return 0;
    for (guint i = 0; i < 6 && next < end; i++) {
        Kind kind = kind_at(text, next, end, &next);

        if (kind == BRACKET_CLOSE)
            return any ? next : 0;
        if (is_stop(kind))
            any = TRUE;
        else if (kind != SPACE)
            return 0;
    }
    return 0;
}

/* ":-)", ";)", "=(": the offset after it, or 0. */
static guint32
skip_emoticon(const char *text, guint32 at, guint32 end)
{
    guint32 mouth = at + 1;

    if (!strchr(":;=", text[at]) || text[at] == '\0')
        return 0;
    if (mouth < end && (text[mouth] == '-' || text[mouth] == '\''))
        mouth++;
    if (mouth < end && text[mouth] != '\0' && strchr("()[]|", text[mouth]))
        return mouth + 1;
    return 0;
}

/* Dots that touch the next word: "...and", ".jpeg". They belong to it. */
static gboolean
leads(const char *text, guint32 at, guint32 end)
{
    while (at < end) {
        Kind kind = kind_at(text, at, end, &at);

        if (kind != DOT && kind != ELLIPSIS)
            return FALSE;
    }
    return TRUE;
}

static void
count_stop(Separator *separator, Kind kind)
{
    switch (kind) {
    case DOT:
        separator->dots++;
        break;
    case ELLIPSIS:
        separator->dots += 3;
        break;
    case QUESTION:
        separator->dots = 0;
        separator->questions++;
        break;
    case EXCLAMATION:
        separator->dots = 0;
        separator->exclamations++;
        break;
    case UNSPACED:
        separator->unspaced = TRUE;
        break;
    default:
        separator->others++;
        break;
    }
    separator->closed_before |= separator->quote_closed || separator->bracket_closed;
    separator->quote_closed = separator->bracket_closed = FALSE;
}

/*
 * Whether a mark of this kind that touches the stop before it closes. One made to open does if
 * white space follows it (German “, and mixed-up marks); the straight ones do unless only they
 * stand between a stop and a word after white space, which the caller has seen.
 */
static gboolean
closes(const char *text, Kind kind, guint32 next, guint32 end)
{
    guint32 after;

    if (kind == QUOTE_CLOSE || kind == BRACKET_CLOSE || kind == QUOTE)
        return TRUE;
    return kind == QUOTE_OPEN && next < end && kind_at(text, next, end, &after) == SPACE;
}

/*
 * After white space only what is made to close does, and only if it touches no word: "« Oui. »". A
 * straight mark with white space on both sides closes more often than it opens.
 */
static gboolean
closes_after_space(const char *text, Kind kind, guint32 next, guint32 end)
{
    guint32 after;
    Kind following;

    if ((kind != QUOTE_CLOSE && kind != BRACKET_CLOSE && kind != QUOTE) || next >= end)
        return FALSE;
    following = kind_at(text, next, end, &after);
    return following == SPACE ||
           (kind != QUOTE && (is_stop(following) || following == COMMA ||
                              following == BRACKET_CLOSE || following == QUOTE_CLOSE));
}

/* Reads the group of terminators at text[at] with what closes after it; returns the offset after
 * it. */
static guint32
read_stop(const char *text, guint32 at, guint32 end, Separator *separator)
{
    while (at < end) {
        guint32 next, unit;
        Kind kind = kind_at(text, at, end, &next);

        if (is_stop(kind)) {
            count_stop(separator, kind);
        } else if (kind == SPACE) {
            next = skip_space(text, at, end);
            if (next == end)
                break;
            kind = kind_at(text, next, end, &unit);
            if (is_stop(kind) && !leads(text, next, end))
                separator->spaced = TRUE;
            else if (skip_emoticon(text, next, end))
                next = skip_emoticon(text, next, end);
            else if (!closes_after_space(text, kind, unit, end))
                break;
        } else if (closes(text, kind, next, end)) {
            separator->quote_closed |= kind != BRACKET_CLOSE;
            separator->bracket_closed |= kind == BRACKET_CLOSE;
        } else if ((unit = skip_bracketed_stops(text, at, end)) ||
                   (unit = skip_emoticon(text, at, end))) {
            next = unit;
        } else {
            break;
        }
        at = next;
    }
    return at;
}

gboolean
separator_bullet(const char *text, guint32 at, guint32 end, gboolean line)
{
    guint32 next, after;
    Kind kind = kind_at(text, at, end, &next);

    if (kind == BULLET && text[at] != '*')
        return TRUE; /* nothing else is written with it */
    return line && (kind == BULLET || kind == DASH) && next < end &&
           kind_at(text, next, end, &after) == SPACE;
}

static void
note_opener(Separator *separator, Kind kind)
{
    separator->quote_opened |= kind == QUOTE || kind == QUOTE_OPEN || kind == QUOTE_CLOSE;
    separator->bracket_opened |= kind == BRACKET_OPEN;
    separator->dash |= kind == DASH;
    separator->ellipsis_opened |= kind == ELLIPSIS || (kind == DOT && separator->symbol);
    separator->symbol |= kind == SYMBOL || kind == DOT || kind == ELLIPSIS;
}

static gboolean
opens(Kind kind)
{
    return kind == QUOTE || kind == QUOTE_OPEN || kind == QUOTE_CLOSE || kind == BRACKET_OPEN ||
           kind == DASH || kind == BULLET || kind == SYMBOL || kind == DOT || kind == ELLIPSIS;
}

/*
 * Takes one mark that ends at text[at] and has white space around it for a part of what follows:
 * a quotation mark, a bracket, a bullet, a dash of up to three hyphens. A row of them ("* * *") is
 * an ornament.
 */
static void
find_mark_apart(const char *text, guint32 start, guint32 at, Separator *separator)
{
    guint32 from, before, previous;
    Kind kind = kind_before(text, start, at, &from);

    if (kind != BULLET && kind != DASH && kind != QUOTE && kind != QUOTE_OPEN &&
        kind != BRACKET_OPEN && kind != SYMBOL)
        return;
    while (kind == DASH && from > start && at - from < 3 && text[from - 1] == '-')
        from--;
    before = from;
    while (before > start && kind_before(text, start, before, &previous) == SPACE)
        before = previous;
    if (before > start && (before == from || kind_before(text, start, before, &previous) == kind))
        return;
    note_opener(separator, kind);
    separator->next = from;
    separator->space |= before < from;
}

/*
 * Finds from behind where the next sentence begins in text[start, end): at the marks that touch its
 * first word, and at one more mark apart from them ("– “Yes", "• “Yes"). What stands before that
 * ("* * *", ":-)") belongs to the sentence before.
 */
static void
find_next(const char *text, guint32 start, guint32 end, Separator *separator)
{
    guint32 at = end, from, gap;
    Kind kind;

    while (at > start && opens(kind = kind_before(text, start, at, &from))) {
        note_opener(separator, kind);
        at = from;
    }
    separator->next = at;
    gap = at;
    while (gap > start && kind_before(text, start, gap, &from) == SPACE)
        gap = from;
    separator->space = gap < at;
    if (gap < at && gap > start)
        find_mark_apart(text, start, gap, separator);
}

void
separator_read_rest(const char *text, guint32 start, guint32 end, Separator *separator)
{
    guint32 at = skip_space(text, start, end), next;
    Kind kind;

    separator->end = start;
    separator->space = separator->continued = FALSE;
    separator->quote_opened = separator->bracket_opened = separator->dash = FALSE;
    separator->symbol = separator->ellipsis_opened = FALSE;
    if (at < end) {
        kind = kind_at(text, at, end, &next);
        separator->continued = kind == COMMA || kind == BRACKET_CLOSE;
    }
    find_next(text, start, end, separator);
}

void
separator_read_pause(const char *text, guint32 start, guint32 end, Separator *ret)
{
    memset(ret, 0, sizeof *ret);
    separator_read_rest(text, read_stop(text, start, end, ret), end, ret);
}

/* The rest of separator_read() for one ASCII terminator with at most blanks and line feeds behind:
 * most that end. */
static gboolean
read_plain(const char *text, guint32 start, guint32 end, Separator *ret)
{
    guint32 at = start;

    if (at == end || !is_stop(kind_at(text, at, end, &at)) || at != start + 1)
        return FALSE;
    while (at < end && (text[at] == ' ' || text[at] == '\n'))
        at++;
    if (at < end)
        return FALSE;
    count_stop(ret, ascii_kinds[(guint8)text[start]]);
    ret->end = start + 1;
    ret->next = end;
    ret->space = end > start + 1;
    return TRUE;
}

gboolean
separator_read(const char *text, guint32 start, guint32 end, Separator *ret)
{
    guint32 at = start, next, unit, stop_end = start;
    gboolean found = FALSE, space = FALSE, closed = FALSE;

    memset(ret, 0, sizeof *ret);
    if (read_plain(text, start, end, ret))
        return TRUE;
    while (at < end) {
        Kind kind = kind_at(text, at, end, &next);

        if (is_stop(kind) && (space || found) && leads(text, at, end))
            break;
        if (is_stop(kind)) {
            memset(ret, 0, sizeof *ret);
            ret->closed_before = closed;
            next = stop_end = read_stop(text, at, end, ret);
            found = TRUE;
        } else if ((unit = skip_bracketed_stops(text, at, end)) != 0) {
            next = unit;
        }
        space = kind == SPACE || kind == BRACKET_OPEN;
        closed |= kind == BRACKET_CLOSE || kind == QUOTE_CLOSE || kind == QUOTE;
        at = next;
    }
    separator_read_rest(text, stop_end, end, ret);
    return found;
}
