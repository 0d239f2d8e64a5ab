/* Dates in the names of files: dates_find_in_name() of dates.h. */
#include "cursor.h"
#include "dates.h"

/* Eight digits in a file name are more often a number than a date of the Middle Ages. */
#define COMPACT_YEAR_FIRST 1800
#define COMPACT_YEAR_LAST  2099

static NewsDate
date_of(guint year, guint month, guint day)
{
    NewsDate date = {(guint16)year, (guint8)month, (guint8)day};

    return date;
}

/* Whether the letters just before at (the digits of a date) make a word and no hexadecimal name. */
static gboolean
follows_word(const char *name, const char *at)
{
    gboolean word = FALSE;

    while (at > name && g_ascii_isalpha(at[-1])) {
        at--;
        word |= !g_ascii_isxdigit(*at);
    }
    return word && (at == name || !g_ascii_isdigit(at[-1]));
}

static gboolean
is_name_separator(char c)
{
    return c == '-' || c == '_' || c == '/' || c == '.' || c == ' ';
}

/* 8 hexadecimal digits, 3 times 4, 12, with hyphens */
static gsize
uuid_nbytes(Cursor at)
{
    static const guint8 groups[] = {8, 4, 4, 4, 12};
    gsize n = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(groups); i++) {
        if (i > 0 && cursor_peek(at, n++) != '-')
            return 0;
        for (gsize j = 0; j < groups[i]; j++)
            if (!g_ascii_isxdigit(cursor_peek(at, n++)))
                return 0;
    }
    return n;
}

/* "2019-05-03", "2019/05", "2019" where a whole folder is called so */
static gboolean
read_name_parts(const char *name, Cursor at, NewsDate *ret)
{
    const char *start = at.at;
    guint year, month, day = 0;
    char separator;
    gsize ndigits;

    if (!cursor_read_number(&at, 4, 4, &year))
        return FALSE;
    separator = cursor_peek(at, 0);
    if (is_name_separator(separator)) {
        Cursor next = {at.at + 1, at.end};

        if (cursor_count_digits(next) == 2 && cursor_read_number(&next, 2, 2, &month) &&
            !g_ascii_isalpha(cursor_peek(next, 0)) && month > 0) {
            Cursor last = {next.at + 1, next.end};

            ndigits = cursor_peek(next, 0) == separator ? cursor_count_digits(last) : 0;
            if (ndigits == 1 || ndigits == 2) {
                cursor_read_number(&last, 1, 2, &day);
                *ret = date_of(year, month, day);
                if (day > 0 && dates_is_possible(*ret) && !g_ascii_isalpha(cursor_peek(last, 0)))
                    return TRUE;
                if (separator != '/')
                    return FALSE; /* 2019-05-45: not a date at all */
            }
            *ret = date_of(year, month, 0);
            return dates_is_possible(*ret);
        }
    }
    *ret = date_of(year, 0, 0);
    return separator == '/' && (start == name || start[-1] == '/') && dates_is_possible(*ret);
}

static gboolean
read_name_compact(Cursor at, NewsDate *ret)
{
    gboolean timed = cursor_peek(at, 8) == 'T' && g_ascii_isdigit(cursor_peek(at, 9));
    guint number;

    if (!cursor_read_number(&at, 8, 8, &number) || (g_ascii_isalpha(cursor_peek(at, 0)) && !timed))
        return FALSE;
    *ret = date_of(number / 10000, number / 100 % 100, number % 100);
    return ret->month > 0 && ret->day > 0 && dates_is_possible(*ret) &&
           ret->year >= COMPACT_YEAR_FIRST && ret->year <= COMPACT_YEAR_LAST;
}

gboolean
dates_find_in_name(const char *name, gsize nbytes, NewsDate *ret)
{
    Cursor at = {name, name + nbytes};
    NewsDate best = {0}, date;
    guint folder = 0, best_folder = 0;

    while (at.at < at.end) {
        gsize n = uuid_nbytes(at);

        if (n == 0 && g_ascii_isdigit(*at.at)) {
            n = cursor_count_digits(at);
            if ((at.at == name || !g_ascii_isalpha(at.at[-1]) || follows_word(name, at.at)) &&
                (n == 8 ? read_name_compact(at, &date) : read_name_parts(name, at, &date)) &&
                (dates_precision(date) > dates_precision(best) ||
                 (dates_precision(date) == dates_precision(best) && folder > best_folder))) {
                best = date;
                best_folder = folder;
            }
        }
        folder += *at.at == '/';
        at.at += MAX(n, 1);
    }
    if (best.year == 0)
        return FALSE;
    *ret = best;
    return TRUE;
}
