/*
 * Dates as news copy writes them.
 *
 * A date has the precision it was written with: a day, a month or a year; what is not known is 0,
 * and a date of which nothing is known is all zero. "March 31" has a month and a day but no year
 * until dates_complete() gives it one. Only dates of the Gregorian calendar from 1400 to 2200 are
 * dates: 31 February is none.
 *
 * Nothing here allocates, fails or keeps state: all functions may be called from any thread.
 */
#ifndef TEXTMILL_DATES_H
#define TEXTMILL_DATES_H

#include <glib.h>

typedef struct {
    guint16 year;
    guint8 month; /* 1..12, 0: not known */
    guint8 day;   /* 1..31, 0: not known */
} NewsDate;

/* The numbers are part of the file format: never renumber. */
typedef enum {
    DATE_NONE = 0,
    DATE_YEAR = 1,
    DATE_MONTH = 2,
    DATE_DAY = 3,
} DatePrecision;

/* Bytes that dates_print() may write, the final NUL among them. */
#define DATES_PRINT_NBYTES 16

/* The precision of date; DATE_NONE if it lacks its year. */
DatePrecision dates_precision(NewsDate date);

/*
 * Read the longest date that stands at the beginning of text (nbytes of valid UTF-8, no white space
 * before it) and return how many bytes it takes, 0 if there is none. *ret may lack its year.
 *
 *   2025-05-16  2025/05/16  2025.5.16  20250516  2025-05  2025  31.03.1987
 *   March 31, 1987   Mar. 31   31 March 1987   3. März 2025   le 1er mars   16 de mayo de 2025
 *   Tue, 06 Apr 1993   6 Apr 93   31-Mar-1987   Mon Apr  6 20:15:23 1993   2025年5月16日
 *
 * Names of months and days are read in English, German, French, Spanish, Italian, Portuguese,
 * Dutch, Swedish, Polish and Russian, whole or cut short to three letters or more. Years of two
 * digits are read after the name of a month only: 70 to 99 are 19xx, 00 to 69 are 20xx. 3/4/2025 is
 * no date, since nobody can tell its day from its month; 31/3/2025 is one.
 */
gsize dates_scan(const char *text, gsize nbytes, NewsDate *ret);

/*
 * Read text as a date and nothing else than perhaps a time of day ("2025-05-16T12:00:00+02:00"; the
 * date is taken as written, zones are not converted). A year that is missing is found by
 * dates_complete(). *ret is set only on success.
 */
gboolean dates_parse(const char *text, gsize nbytes, NewsDate near_date, NewsDate *ret);

/*
 * Give a month and day without a year the year of near_date; where that has a month too, the year
 * that brings it nearest (December 31 in copy of 1988-01-01 was in 1987). All zero if there is no
 * year to give or the day does not exist in it.
 */
NewsDate dates_complete(NewsDate date, NewsDate near_date);

/*
 * Find the date in a path ("1987-03-31-11234.txt", "20250516_x.txt", "2019/05/story.txt"). The most
 * precise one wins, then the one nearest to the file's name. Digits within longer runs of digits
 * or in hexadecimal names are no dates; a year alone counts as a folder's name only, because many
 * a file is called 1999.txt for its number.
 */
gboolean dates_find_in_name(const char *name, gsize nbytes, NewsDate *ret);

/* Whether there is such a date; one without its year may be any leap day. */
gboolean dates_is_possible(NewsDate date);

/* "YYYY-MM-DD", "YYYY-MM", "YYYY" or "". */
void dates_print(NewsDate date, char ret[DATES_PRINT_NBYTES]);

#endif
