#include "dates.h"

#include "cursor.h"
#include "date_words.h"

#include <string.h>

#define YEAR_FIRST 1400
#define YEAR_LAST  2200

/* "Donnerstag, den 3." and longer ones in letters of two bytes */
#define FIRST_DIGIT_NBYTES 48

static const char *const links[] = {"de", "of", "di", "del", "do"};
static const char *const ordinals[] = {"st", "nd", "rd", "th", "er", "re", "\xc2\xba", "\xc2\xaa"};

static gboolean
is_leap(guint year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

gboolean
dates_is_possible(NewsDate date)
{
    static const guint8 ndays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (date.year != 0 && (date.year < YEAR_FIRST || date.year > YEAR_LAST))
        return FALSE;
    if (date.month == 0)
        return date.day == 0 && date.year != 0;
    if (date.month > 12)
        return FALSE;
    if (date.month == 2 && date.day == 29)
        return date.year == 0 || is_leap(date.year);
    return date.day <= ndays[date.month - 1];
}

static NewsDate
date_of(guint year, guint month, guint day)
{
    NewsDate date = {.year = year, .month = month, .day = day};

    return date;
}

static gboolean
skip_spaces(Cursor *cursor)
{
    const char *before = cursor->at;

    while (cursor->at < cursor->end && (g_ascii_isspace(*cursor->at)))
        cursor->at++;
    while (cursor_skip(cursor, "\xc2\xa0"))
        continue;
    return cursor->at > before;
}

static gboolean
read_month(Cursor *cursor, guint *ret)
{
    char word[DATE_WORD_NBYTES];
    Cursor at = *cursor;
    gsize n = date_word_read(&at, word);

    if (n > 0 && (word[0] & 0x80) != 0 && n < 6)
        return FALSE; /* three letters of two bytes at least */
    *ret = date_word_month(word, n);
    if (n == 0 || *ret == 0)
        return FALSE;
    if (cursor_peek(at, 0) == '.')
        at.at++;
    *cursor = at;
    return TRUE;
}

/* "Tue, " "le " "Freitag, den " */
static void
skip_weekday(Cursor *cursor)
{
    for (int i = 0; i < 2; i++) {
        char word[DATE_WORD_NBYTES];
        Cursor at = *cursor;
        gsize n = date_word_read(&at, word);

        /* "mar" may be a Tuesday, but a month more likely */
        if (n == 0 || date_word_month(word, n) != 0 || !date_word_is_weekday(word, n))
            return;
        cursor_skip(&at, "-feira");
        cursor_skip(&at, ".");
        cursor_skip(&at, ",");
        if (!skip_spaces(&at))
            return;
        *cursor = at;
    }
}

static gboolean
is_link(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(links); i++)
        if (strcmp(word, links[i]) == 0)
            return TRUE;
    return FALSE;
}

static void
skip_link(Cursor *cursor)
{
    char word[DATE_WORD_NBYTES];
    Cursor at = *cursor;

    if (date_word_read(&at, word) > 0 && is_link(word) && skip_spaces(&at))
        *cursor = at;
}

/* "th" of "31th", "." of "31." */
static void
skip_ordinal(Cursor *cursor)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ordinals); i++) {
        Cursor at = *cursor;

        if (cursor_skip(&at, ordinals[i]) && !g_ascii_isalnum(cursor_peek(at, 0))) {
            *cursor = at;
            return;
        }
    }
    cursor_skip(cursor, ".");
}

static gboolean
read_clock(Cursor *cursor)
{
    Cursor at = *cursor;
    guint number;

    if (!cursor_read_number(&at, 1, 2, &number) || !cursor_skip(&at, ":") ||
        !cursor_read_number(&at, 2, 2, &number))
        return FALSE;
    if (cursor_skip(&at, ":") && !cursor_read_number(&at, 2, 2, &number))
        return FALSE;
    *cursor = at;
    return TRUE;
}

/* A year after a month's name: " 1987", ", 1987", " de 1987", "-87"; 0 and no step if none. */
static guint
read_year(Cursor *cursor, gboolean short_too)
{
    Cursor at = *cursor;
    guint year;

    cursor_skip(&at, ",");
    if (!skip_spaces(&at) && !cursor_skip(&at, "-"))
        return 0;
    skip_link(&at);
    if (cursor_read_number(&at, 4, 4, &year) && year >= YEAR_FIRST && year <= YEAR_LAST) {
        if (g_ascii_isalpha(cursor_peek(at, 0)))
            return 0;
        *cursor = at;
        return year;
    }
    if (short_too && cursor_read_number(&at, 2, 2, &year) && cursor_peek(at, 0) != ':' &&
        !g_ascii_isalpha(cursor_peek(at, 0))) {
        *cursor = at;
        return year + (year >= 70 ? 1900 : 2000);
    }
    return 0;
}

/* " 20:15:23 GMT 1993", the end of what ctime() and date(1) print */
static guint
read_clock_and_year(Cursor *cursor)
{
    Cursor at = *cursor;
    char zone[DATE_WORD_NBYTES];
    guint year;

    if (!skip_spaces(&at) || !read_clock(&at) || !skip_spaces(&at))
        return 0;
    if (date_word_read(&at, zone) > 0)
        skip_spaces(&at);
    if (!cursor_read_number(&at, 4, 4, &year))
        return 0;
    *cursor = at;
    return year;
}

/* "March 31, 1987" "Mar. 31" "March 1987" "Apr  6 20:15:23 1993" */
static gboolean
read_month_first(Cursor *cursor, NewsDate *ret)
{
    guint month, day = 0, year;
    Cursor at = *cursor;

    if (!read_month(&at, &month))
        return FALSE;
    year = read_year(&at, FALSE);
    if (year == 0) {
        if (!skip_spaces(&at) && !cursor_skip(&at, "-"))
            return FALSE;
        if (!cursor_read_number(&at, 1, 2, &day) || cursor_peek(at, 0) == ':' || day == 0)
            return FALSE;
        Cursor before = at;
        skip_ordinal(&at);
        if (at.at == before.at + 1)
            at = before; /* a full stop after "March 31" ends the sentence */
        if (g_ascii_isalpha(cursor_peek(at, 0)))
            return FALSE;
        year = read_clock_and_year(&at);
        if (year == 0)
            year = read_year(&at, FALSE);
    }
    *ret = date_of(year, month, day);
    *cursor = at;
    return TRUE;
}

/* "31 March 1987" "3. März" "1er mars" "6 Apr 93" "16 de mayo de 2025" "31-Mar-1987" */
static gboolean
read_day_first(Cursor *cursor, NewsDate *ret)
{
    guint day, month;
    Cursor at = *cursor;

    if (!cursor_read_number(&at, 1, 2, &day) || day == 0)
        return FALSE;
    skip_ordinal(&at);
    if (!skip_spaces(&at))
        cursor_skip(&at, "-");
    skip_link(&at);
    if (!read_month(&at, &month))
        return FALSE;
    *ret = date_of(read_year(&at, TRUE), month, day);
    *cursor = at;
    return TRUE;
}

/* "31.03.1987", "31/3/1987", "3/31/1987"; where the day may be the month, not a date */
static gboolean
read_numeric(Cursor *cursor, NewsDate *ret)
{
    guint first, second, year;
    Cursor at = *cursor;
    char separator;

    if (!cursor_read_number(&at, 1, 2, &first))
        return FALSE;
    separator = cursor_peek(at, 0);
    if (separator == '\0' || strchr("./-", separator) == NULL)
        return FALSE;
    at.at++;
    if (!cursor_read_number(&at, 1, 2, &second) || cursor_peek(at, 0) != separator)
        return FALSE;
    at.at++;
    if (!cursor_read_number(&at, 4, 4, &year) || first == 0 || second == 0)
        return FALSE;
    if (separator == '.' || first > 12 || first == second)
        *ret = date_of(year, second, first);
    else if (second > 12)
        *ret = date_of(year, first, second);
    else
        return FALSE;
    *cursor = at;
    return TRUE;
}

/* What follows a year: "-05-16", "/05/16", "-05", "年5月16日" or nothing */
static void
read_rest_of_iso(Cursor *cursor, NewsDate *date)
{
    Cursor at = *cursor;
    char separator = cursor_peek(at, 0);
    guint month, day;

    if (cursor_skip(&at, "年")) {
        if (cursor_read_number(&at, 1, 2, &month) && cursor_skip(&at, "月")) {
            *cursor = at;
            *date = date_of(date->year, month, 0);
            if (cursor_read_number(&at, 1, 2, &day) && cursor_skip(&at, "日")) {
                *cursor = at;
                date->day = day;
            }
        }
        return;
    }
    if (separator == '\0' || strchr("-/.", separator) == NULL)
        return;
    at.at++;
    if (!cursor_read_number(&at, 1, 2, &month))
        return;
    Cursor after_month = at;
    if (cursor_peek(at, 0) == separator) {
        at.at++;
        if (cursor_read_number(&at, 1, 2, &day)) {
            /* a month and a day of 0 make the date impossible rather than less precise */
            *date = date_of(date->year, month == 0 ? 13 : month, day == 0 ? 32 : day);
            *cursor = at;
            return;
        }
    }
    if (separator != '.' && after_month.at - cursor->at == 3) {
        *date = date_of(date->year, month == 0 ? 13 : month, 0);
        *cursor = after_month;
    }
}

static gboolean
read_year_first(Cursor *cursor, NewsDate *ret)
{
    guint number;
    gsize ndigits = cursor_count_digits(*cursor);
    Cursor at = *cursor;

    if (ndigits == 8 || ndigits == 14) {
        Cursor digits = {at.at, at.at + 8};

        if (!cursor_read_number(&digits, 8, 8, &number) || number / 100 % 100 == 0 ||
            number % 100 == 0)
            return FALSE;
        at.at += ndigits;
        *ret = date_of(number / 10000, number / 100 % 100, number % 100);
    } else if (cursor_read_number(&at, 4, 4, &number) && number != 0) {
        *ret = date_of(number, 0, 0);
        read_rest_of_iso(&at, ret);
    } else {
        return FALSE;
    }
    *cursor = at;
    return TRUE;
}

/*
 * Whether a number follows within three words: there is one in every date. Most of what is not a
 * date is turned away here, before any word is looked up.
 */
static gboolean
has_number(Cursor cursor)
{
    gsize n = MIN(cursor_left(cursor), FIRST_DIGIT_NBYTES);
    guint nwords = 1;

    for (gsize i = 0; i < n && nwords <= 3; i++) {
        char c = cursor.at[i];

        if (g_ascii_isdigit(c))
            return TRUE;
        if (c == '(' || c == '"')
            return FALSE;
        nwords += c == ' ' && i > 0 && cursor.at[i - 1] != ' ';
    }
    return FALSE;
}

gsize
dates_scan(const char *text, gsize nbytes, NewsDate *ret)
{
    Cursor cursor = {text, text + nbytes};
    NewsDate date;

    if (!has_number(cursor))
        return 0;
    skip_weekday(&cursor);
    if (!(g_ascii_isdigit(cursor_peek(cursor, 0))
              ? read_year_first(&cursor, &date) || read_numeric(&cursor, &date) ||
                    read_day_first(&cursor, &date)
              : read_month_first(&cursor, &date)))
        return 0;
    if (!dates_is_possible(date) || g_ascii_isdigit(cursor_peek(cursor, 0)))
        return 0;
    *ret = date;
    return (gsize)(cursor.at - text);
}

/* Whether what follows a date can only be a time of day, a zone or a remark in brackets. */
static gboolean
is_time_of_day(Cursor at)
{
    char word[DATE_WORD_NBYTES];

    if (cursor_peek(at, 0) == 'T' || cursor_peek(at, 0) == 't')
        return g_ascii_isdigit(cursor_peek(at, 1));
    if (!skip_spaces(&at) && !cursor_skip(&at, ","))
        return at.at == at.end || cursor_peek(at, 0) == 'Z' || cursor_skip(&at, ".");
    skip_spaces(&at);
    if (at.at == at.end || cursor_peek(at, 0) == '(' || cursor_peek(at, 0) == '|')
        return TRUE;
    if (!g_ascii_isdigit(cursor_peek(at, 0)) && date_word_read(&at, word) > 0)
        skip_spaces(&at); /* at, um, à, or a zone */
    return at.at == at.end || g_ascii_isdigit(cursor_peek(at, 0));
}

gboolean
dates_parse(const char *text, gsize nbytes, NewsDate near_date, NewsDate *ret)
{
    Cursor cursor = {text, text + nbytes};
    NewsDate date;
    gsize n;

    skip_spaces(&cursor);
    n = dates_scan(cursor.at, (gsize)(cursor.end - cursor.at), &date);
    if (n == 0)
        return FALSE;
    cursor.at += n;
    if (!is_time_of_day(cursor))
        return FALSE;
    if (date.year == 0)
        date = dates_complete(date, near_date);
    if (date.year == 0)
        return FALSE;
    *ret = date;
    return TRUE;
}

NewsDate
dates_complete(NewsDate date, NewsDate near_date)
{
    int distance;

    if (date.year != 0 || near_date.year == 0)
        return date.year != 0 ? date : date_of(0, 0, 0);
    date.year = near_date.year;
    if (near_date.month != 0) {
        distance = 31 * ((int)date.month - (int)near_date.month);
        if (near_date.day != 0)
            distance += (int)date.day - (int)near_date.day;
        if (distance > 186)
            date.year--;
        else if (distance < -186)
            date.year++;
    }
    return dates_is_possible(date) ? date : date_of(0, 0, 0);
}

DatePrecision
dates_precision(NewsDate date)
{
    if (date.year == 0)
        return DATE_NONE;
    return date.month == 0 ? DATE_YEAR : date.day == 0 ? DATE_MONTH : DATE_DAY;
}

/* The number with n digits, zeros in front. */
static char *
put_digits(char *to, guint number, guint n)
{
    for (guint i = n; i-- > 0; number /= 10)
        to[i] = (char)('0' + number % 10);
    return to + n;
}

void
dates_print(NewsDate date, char ret[DATES_PRINT_NBYTES])
{
    DatePrecision precision = dates_precision(date);
    char *to = ret;

    if (precision >= DATE_YEAR)
        to = put_digits(to, date.year, 4);
    if (precision >= DATE_MONTH) {
        *to++ = '-';
        to = put_digits(to, date.month, 2);
    }
    if (precision == DATE_DAY) {
        *to++ = '-';
        to = put_digits(to, date.day, 2);
    }
    *to = '\0';
}
