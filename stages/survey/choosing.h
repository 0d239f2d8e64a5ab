/*
 * Choosing: what articles are grouped by, where nobody says. Groups: the section if there are two
 * or more, else the month, else nothing. Periods: days for a corpus of up to two months, months up
 * to ten years, years beyond; nothing if all dates are of one month.
 */
#ifndef TEXTMILL_CHOOSING_H
#define TEXTMILL_CHOOSING_H

#include <glib.h>

/* What is seen of the articles, one by one. */
typedef struct {
    char *section; /* the first that is not empty */
    gboolean sections_differ;
    char *first_date, *last_date; /* of dates that have a month */
} Seen;

void seen_add(Seen *seen, const char *section, const char *date);
void seen_clear(Seen *seen);

/* Static strings; "" for nothing. */
const char *choose_group(const Seen *seen);
const char *choose_period(const Seen *seen);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Seen, seen_clear)

#endif
