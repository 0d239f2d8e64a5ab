#include "dateline.h"

#include "cursor.h"
#include "dateline_words.h"
#include "paragraphs.h"

#include <string.h>

/* No dateline is longer than this, and nothing beyond it is looked at. */
#define DATELINE_NBYTES 256
#define CREDIT_NBYTES   48
#define PLACE_NWORDS    6
#define PLACE_NPARTS    4

typedef struct {
    Stretch text;
    guint nparts; /* parts between commas, the first included */
    guint nwords; /* of the first part */
    guint nletters;
    gboolean capitals;   /* the first part is in capitals */
    gboolean lower;      /* a word in it has no capital and is no "de" or "of" */
    gboolean impossible; /* a word in it is none of a place */
    Word first;
    Word last;
} Place;

/* Skip white space with at most one line end in it: a blank line ends a dateline. */
static gboolean
skip_white(Cursor *cursor)
{
    const char *before = cursor->at;
    guint nlines = 0;
    Cursor at = *cursor;

    for (;;) {
        gsize n = line_count_white(at.at, cursor_left(at));
        const char *end = at.at + n;

        for (const char *c = at.at; c < end; c++)
            nlines += *c == '\n' || (*c == '\r' && (c + 1 == end || c[1] != '\n'));
        at.at = end;
        if (n == 0)
            break;
    }
    if (nlines > 1)
        return FALSE;
    *cursor = at;
    return at.at > before;
}

static gunichar
peek_letter(Cursor cursor)
{
    return cursor.at < cursor.end ? g_utf8_get_char(cursor.at) : 0;
}

/* Whether what follows a dateline looks like the beginning of a sentence. */
static gboolean
begins_sentence(Cursor cursor)
{
    gunichar c = peek_letter(cursor);

    if (c == 0)
        return FALSE;
    if (c < 0x80)
        return g_ascii_isupper((char)c) || g_ascii_isdigit((char)c) ||
               strchr("\"'`<$([*&", (int)c) != NULL;
    if (g_unichar_isalpha(c))
        return !g_unichar_islower(c);
    return g_unichar_ispunct(c) || g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL;
}

/*
 * Step over the dash that separates a dateline's parts and the white space around it. A hyphen, _
 * or bullet needs white space on both sides (spaced: there was some before), unless a date or a
 * credit before it vouches for it; a colon needs that.
 */
static gboolean
read_dash(Cursor *cursor, gboolean spaced, gboolean vouched)
{
    Cursor at = *cursor;
    gboolean dash = FALSE;

    spaced |= skip_white(&at);
    if (cursor_skip(&at, "—") || cursor_skip(&at, "―") || cursor_skip(&at, "--")) {
        while (cursor_skip(&at, "-"))
            continue;
        skip_white(&at);
        dash = TRUE;
    } else if (cursor_skip(&at, "–") || cursor_skip(&at, "-") || cursor_skip(&at, "_") ||
               cursor_skip(&at, "•")) {
        dash = (spaced || vouched) && skip_white(&at);
    } else if (vouched && cursor_skip(&at, ":")) {
        dash = skip_white(&at);
    }
    if (dash)
        *cursor = at;
    return dash;
}

/* Words in brackets or between slashes: "(Reuters)" "(CBS/AP)" "/PRNewswire/". */
static gboolean
read_credit(Cursor *cursor, Stretch *ret)
{
    Cursor at = *cursor;
    char closer;
    const char *end;
    gsize n;

    if (at.at == at.end || (*at.at != '(' && *at.at != '/'))
        return FALSE;
    closer = *at.at == '(' ? ')' : '/';
    n = MIN(cursor_left(at) - 1, CREDIT_NBYTES);
    end = NULL;
    for (const char *c = at.at + 1; c < at.at + 1 + n; c++) {
        if (*c == '\n' || *c == '\r' || (*c == '(' && closer == ')') || *c == '"')
            return FALSE;
        /* the slash of "/CBS/AP/" is the credit's own */
        if (*c == closer && !(closer == '/' && c + 1 < at.end && g_ascii_isalnum(c[1]))) {
            end = c;
            break;
        }
    }
    if (end == NULL || end == at.at + 1 || !g_unichar_isalpha(g_utf8_get_char(at.at + 1)))
        return FALSE;
    ret->start = at.at + 1;
    ret->nbytes = (gsize)(end - ret->start);
    cursor->at = end + 1;
    return TRUE;
}

/* Whether the credit, or the first of several ("CBS/AP"), is an agency we know. */
static gboolean
is_agency(Stretch credit)
{
    const char *slash = memchr(credit.start, '/', credit.nbytes);

    if (words_have(WORDS_AGENCIES, credit.start, credit.nbytes))
        return TRUE;
    return slash != NULL && words_have(WORDS_AGENCIES, credit.start, (gsize)(slash - credit.start));
}

/* Whether a credit we do not know could be a stock's ticker or an abbreviation: "(MSFT)". */
static gboolean
is_ticker(Stretch credit)
{
    if (credit.nbytes > 6)
        return FALSE;
    for (gsize i = 0; i < credit.nbytes; i++)
        if (g_ascii_islower(credit.start[i]) || (credit.start[i] & 0x80) != 0)
            return FALSE;
    return TRUE;
}

/* A credit of one to four capitalised words or so, no remark: "(Eigener Bericht)", "(EW.com)". */
static gboolean
is_credit_like(Stretch credit)
{
    guint nspaces = 0;

    for (gsize i = 0; i < credit.nbytes; i++) {
        if (strchr(",;:!?", credit.start[i]) != NULL)
            return FALSE;
        nspaces += credit.start[i] == ' ';
    }
    return nspaces <= 3 && credit.nbytes > 1 && g_unichar_isupper(g_utf8_get_char(credit.start));
}

/* A day of a month, with or without a year; years and months alone are not dates of datelines. */
static gboolean
read_date(Cursor *cursor, NewsDate *ret)
{
    NewsDate date;
    gsize n = dates_scan(cursor->at, cursor_left(*cursor), &date);

    if (n == 0 || date.day == 0)
        return FALSE;
    *ret = date;
    cursor->at += n;
    return TRUE;
}

static void
add_word(Place *place, Word word)
{
    if (place->nparts == 1) {
        if (place->nwords++ == 0)
            place->first = word;
        place->last = word;
        place->nletters += word.nletters;
        if (word.upper)
            place->capitals &= word.capitals;
    }
    place->text.nbytes = (gsize)(word.start + word.nbytes - place->text.start);
    /* a full stop at a company's end: "Inc." */
    if (word.nbytes > 1 && word.start[word.nbytes - 1] == '.')
        word.nbytes--;
    if (place->nparts == 1 && word.capitals && word.nbytes > 1 &&
        !(place->nwords == 1 && word_is_in(word, WORDS_PLACE_OPENERS)))
        place->impossible |= word_is_in(word, WORDS_NOT_PLACES);
}

/*
 * Read words and parts up to the date, credit or dash. *ret_date is set if the date comes within:
 * "PARIS, 3 mars", "CHICAGO April 3", "ESSEN, West Germany, March 11".
 */
static gboolean
read_place(Cursor *cursor, Place *ret, NewsDate *ret_date)
{
    Place place = {.text = {cursor->at, 0}, .nparts = 1, .capitals = TRUE};
    Cursor at = *cursor;
    guint nwords = 0;

    for (;;) {
        Word word;
        Cursor before = at;

        if (nwords > 0 || place.nparts > 1) {
            if (read_date(&at, ret_date))
                break;
        }
        if (nwords == PLACE_NWORDS || !word_read(&at, &word)) {
            at = before;
            break;
        }
        place.lower |= !word.upper && (nwords == 0 || !word_is_in(word, WORDS_PARTICLES));
        nwords++;
        if (place.nparts == 1 || !word_is_month(word)) /* "CHICAGO, April — " */
            add_word(&place, word);
        gboolean white = cursor_skip(&at, " ") || cursor_skip(&at, "\xc2\xa0");
        while (white && cursor_skip(&at, " "))
            continue;
        if (cursor_skip(&at, ",")) {
            if (place.nparts++ == PLACE_NPARTS)
                return FALSE;
            nwords = 0;
            skip_white(&at);
        } else if (!white) {
            break;
        }
        if (at.at == at.end || *at.at == '(' || *at.at == '/')
            break;
    }
    if (place.nwords == 0)
        return FALSE;
    *ret = place;
    *cursor = at;
    return TRUE;
}

/* Whether a place in capitals can stand before a dash with nothing else to vouch for it. */
static gboolean
stands_alone(const Place *place)
{
    Word first = place->first;

    if (!place->capitals || place->impossible || place->nwords > 4)
        return FALSE;
    if (first.nbytes > 1 && first.start[first.nbytes - 1] == '.')
        first.nbytes--;
    if (place->nwords > 1)
        return place->nparts > 1 || word_is_in(first, WORDS_PLACE_OPENERS) ||
               word_is_in(place->last, WORDS_PLACE_CLOSERS);
    if (memchr(first.start, '.', first.nbytes) != NULL)
        return FALSE; /* U.S. */
    if (place->nletters <= 4)
        return word_is_in(first, WORDS_SHORT_CITIES);
    return TRUE;
}

static gboolean
opens_sentence(const Place *place)
{
    Word first = place->first;

    if (first.nbytes > 1 && first.start[first.nbytes - 1] == '.')
        first.nbytes--;
    return word_is_in(first, WORDS_SENTENCE_OPENERS);
}

/* What was found between a place and the first sentence. */
typedef struct {
    Stretch credit;
    gboolean known; /* the credit is an agency we know */
    gboolean close; /* text follows the credit without a space: "(CNN)The" */
    gboolean dash;  /* the last thing before the text */
} Tail;

/* "— (Reuters) —", "(AP) —", "Reuter —", "—"; spaced: after white space */
static void
read_tail(Cursor *cursor, gboolean spaced, gboolean vouched, Tail *tail)
{
    Cursor at = *cursor, after;
    Stretch credit;
    Word word;

    memset(tail, 0, sizeof *tail);
    cursor_skip(&at, ",");
    spaced |= skip_white(&at);
    after = at;
    /* "BRUSSELS, March 27, Reuter — (Reuters) —" */
    if (word_read(&after, &word) && word_is_in(word, WORDS_AGENCIES) &&
        read_dash(&after, FALSE, TRUE)) {
        tail->credit = (Stretch){word.start, word.nbytes};
        tail->known = tail->dash = TRUE;
        at = after;
    } else {
        tail->dash = read_dash(&at, spaced, vouched);
    }
    after = at;
    if (read_credit(&after, &credit)) {
        const char *end = after.at;
        gboolean known = is_agency(credit), dash = read_dash(&after, FALSE, TRUE);

        /* else brackets within the sentence */
        if (dash || !tail->dash || known) {
            tail->credit = credit;
            tail->known = known;
            tail->dash = dash;
            tail->close = !dash && end < after.end && !skip_white(&after);
            at = after;
        }
    }
    skip_white(&at);
    *cursor = at;
}

/* Whether place, date and tail are a dateline rather than the beginning of a sentence. */
static gboolean
is_dateline(const Place *place, NewsDate date, const Tail *tail, Cursor rest)
{
    gboolean sentence = begins_sentence(rest), credited = tail->credit.start != NULL,
             dated = date.day != 0;

    if (place->nwords == 0) { /* a credit, a date or both */
        if (!credited)
            return date.year != 0 && tail->dash && sentence;
        if (tail->dash)
            return tail->known || (sentence && is_credit_like(tail->credit));
        return sentence && (tail->known || (tail->close && is_credit_like(tail->credit) &&
                                            !is_ticker(tail->credit)));
    }
    if (!place->capitals && opens_sentence(place))
        return FALSE;
    if (dated && tail->known && tail->dash)
        return TRUE;
    if (place->lower)
        return FALSE;
    if (dated && tail->dash)
        return !place->impossible && (credited || sentence);
    if (dated)
        return tail->known && sentence;
    if (place->nwords == 1 && place->impossible)
        return FALSE;
    if (tail->known)
        return tail->dash || (sentence && (tail->close || stands_alone(place)));
    if (!tail->dash || !sentence)
        return FALSE;
    return stands_alone(place) && (!credited || is_credit_like(tail->credit));
}

/* A bracket or a dash: there is no dateline without one, and most lines that are none have none. */
static gboolean
has_mark(Cursor cursor)
{
    static const gboolean marks[256] = {
        ['('] = TRUE, ['/'] = TRUE, ['-'] = TRUE, ['_'] = TRUE, [':'] = TRUE, [0xe2] = TRUE};
    const char *at = cursor.at;

    while (at < cursor.end && !marks[(guchar)*at])
        at++;
    return at < cursor.end;
}

gboolean
dateline_scan(const char *text, gsize nbytes, Dateline *ret)
{
    Cursor cursor = cursor_within(text, nbytes, DATELINE_NBYTES);
    Dateline line = {0};
    Place place = {0};
    Tail tail;
    Stretch lead = {0};
    gboolean spaced;

    if (!has_mark(cursor))
        return FALSE;
    if (read_credit(&cursor, &lead) && is_agency(lead)) {
        /* "(CBS/AP) BROKEN ARROW, Okla. - " */
        Dateline inner;
        Cursor after = cursor;

        if (skip_white(&after) && after.at < after.end && *after.at != '(' &&
            dateline_scan(after.at, cursor_left(after), &inner) && inner.place.start != NULL) {
            inner.nbytes += (gsize)(after.at - text);
            inner.sure = TRUE;
            if (inner.source.start == NULL)
                inner.source = lead;
            *ret = inner;
            return TRUE;
        }
    }
    cursor.at = text;
    if (read_date(&cursor, &line.date)) {
        skip_white(&cursor);
    } else if (cursor.at == cursor.end || *cursor.at == '(' ||
               !read_place(&cursor, &place, &line.date)) {
        memset(&place, 0, sizeof place);
        cursor.at = text;
    }
    if (place.nwords > 0 && line.date.day == 0) {
        /* "LOUISVILLE, Colo. - March 16 — (Reuters) —" */
        Cursor at = cursor;

        if (read_dash(&at, TRUE, FALSE) && read_date(&at, &line.date))
            cursor = at;
    }
    spaced = cursor.at > text && line_count_white(cursor.at - 1, 1) == 1;
    read_tail(&cursor, spaced, line.date.day != 0, &tail);
    if (!is_dateline(&place, line.date, &tail, cursor))
        return FALSE;
    line.nbytes = (gsize)(cursor.at - text);
    line.sure = line.date.day != 0 || tail.known;
    if (place.nwords > 0)
        line.place = place.text;
    line.source = tail.credit;
    *ret = line;
    return TRUE;
}
