#include "byline.h"

#include "cursor.h"
#include "dateline_words.h"
#include "paragraphs.h"

#define BYLINE_NBYTES    120
#define PUBLISHED_NBYTES 400
#define NAME_NWORDS      10

/* The words of a name or names; with before_capitals none in capitals: a place begins there. */
static gboolean
read_name(Cursor *cursor, gboolean before_capitals, Stretch *ret)
{
    Cursor at = *cursor;
    Stretch name = {cursor->at, 0};
    guint n = 0;
    Word word;

    while (n < NAME_NWORDS && word_read(&at, &word)) {
        if (!word.upper && (n == 0 || !word_is_in(word, WORDS_NAME_PARTICLES)))
            break;
        if (n == 0 && word_is_in(word, WORDS_SENTENCE_OPENERS)) /* "By The River" */
            break;
        if (before_capitals && word.capitals && word.nletters > 1)
            break;
        n++;
        name.nbytes = (gsize)(word.start + word.nbytes - name.start);
        cursor->at = word.start + word.nbytes;
        cursor_skip(&at, ",");
        if (!cursor_skip(&at, " "))
            break;
        while (cursor_skip(&at, " "))
            continue;
    }
    *ret = name;
    return n >= 2;
}

static void
skip_white(Cursor *cursor)
{
    cursor->at += line_count_white(cursor->at, cursor_left(*cursor));
}

/* The words up to " . ", which are stepped over too. */
static gboolean
read_piece(Cursor *cursor, Stretch *ret)
{
    for (const char *c = cursor->at; c + 1 < cursor->end; c++)
        if (g_ascii_isspace(*c) && c[1] == '.' && (c + 2 == cursor->end || g_ascii_isspace(c[2]))) {
            ret->start = cursor->at;
            ret->nbytes = (gsize)(c - cursor->at);
            cursor->at = c + 2;
            skip_white(cursor);
            return TRUE;
        }
    return FALSE;
}

/* The date in "06:38 EST, 15 March 2013" or "11:53 AM on 14th October 2011". */
static gboolean
find_date(Stretch piece, NewsDate *ret)
{
    const char *end = piece.start + piece.nbytes;

    for (const char *c = piece.start; c < end; c++)
        if (g_ascii_isalnum(*c) && (c == piece.start || g_ascii_isspace(c[-1])) &&
            dates_scan(c, (gsize)(end - c), ret) > 0 && dates_precision(*ret) == DATE_DAY)
            return TRUE;
    return FALSE;
}

/* "PUBLISHED: . 06:38 EST, 15 March 2013 . | . UPDATED: . 07:00 EST, 15 March 2013 . " */
static gboolean
read_published(Cursor *cursor, NewsDate *ret)
{
    static const char *const labels[] = {"PUBLISHED:", "UPDATED:", "Last updated at", "Created:"};
    NewsDate date;
    Stretch piece;
    gboolean found = FALSE, again = TRUE;

    while (again) {
        Cursor at = *cursor;

        again = FALSE;
        if (cursor_skip(&at, "|"))
            skip_white(&at);
        if (cursor_skip(&at, "."))
            skip_white(&at);
        for (gsize i = 0; i < G_N_ELEMENTS(labels) && !again; i++)
            again = cursor_skip(&at, labels[i]);
        skip_white(&at);
        if (again && cursor_skip(&at, "."))
            skip_white(&at);
        again = again && read_piece(&at, &piece) && find_date(piece, &date);
        if (again) {
            if (!found)
                *ret = date;
            found = TRUE;
            *cursor = at;
        }
    }
    return found;
}

/* "By . Jane Roe . and John Doe . PUBLISHED: . ..." */
static gboolean
read_pieces(const char *text, gsize nbytes, Byline *ret)
{
    Cursor at = cursor_within(text, nbytes, PUBLISHED_NBYTES);
    Stretch piece = {0};
    Byline byline = {0};

    if (!cursor_skip(&at, "By"))
        return FALSE;
    skip_white(&at);
    if (!cursor_skip(&at, "."))
        return FALSE;
    skip_white(&at);
    for (int i = 0; i < 4; i++) {
        if (i > 0 && read_published(&at, &byline.date)) {
            byline.nbytes = (gsize)(at.at - text);
            *ret = byline;
            return TRUE;
        }
        if (!read_piece(&at, &piece) || piece.nbytes == 0 || piece.nbytes > BYLINE_NBYTES)
            return FALSE;
        if (byline.author.start == NULL)
            byline.author = piece;
        byline.author.nbytes = (gsize)(piece.start + piece.nbytes - byline.author.start);
    }
    return FALSE;
}

gboolean
byline_scan(const char *text, gsize nbytes, Byline *ret)
{
    static const char *const openers[] = {"By ", "BY ", "by ", "Von ", "Par ", "Por ", "Di "};
    Cursor cursor = cursor_within(text, nbytes, BYLINE_NBYTES), start;
    Byline byline = {0};
    Dateline dateline;
    Line line;

    if (read_pieces(text, nbytes, ret))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(openers) && cursor.at == text; i++)
        cursor_skip(&cursor, openers[i]);
    if (cursor.at == text)
        return FALSE;
    while (cursor_skip(&cursor, " "))
        continue;
    start = cursor;
    line = line_read(text, (gsize)(cursor.end - text), 0);
    if (read_name(&cursor, FALSE, &byline.author)) {
        skip_white(&cursor);
        if (cursor.at >= text + line.end && line.next > line.end) {
            byline.nbytes = line.next;
            *ret = byline;
            return TRUE;
        }
    }
    cursor = start;
    if (!read_name(&cursor, TRUE, &byline.author) || !cursor_skip(&cursor, " ") ||
        !dateline_scan(cursor.at, (gsize)(text + nbytes - cursor.at), &dateline) ||
        dateline.place.start == NULL)
        return FALSE;
    byline.nbytes = (gsize)(cursor.at - text);
    *ret = byline;
    return TRUE;
}
