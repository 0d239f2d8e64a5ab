#include "choosing.h"

#include <stdlib.h>
#include <string.h>

enum { MONTH_NBYTES = 7 }; /* of "YYYY-MM" */

void
seen_add(Seen *seen, const char *section, const char *date)
{
    if (*section && !seen->section)
        seen->section = g_strdup(section);
    if (*section && !seen->sections_differ)
        seen->sections_differ = strcmp(section, seen->section) != 0;
    if (strlen(date) < MONTH_NBYTES)
        return;
    if (!seen->first_date || strcmp(date, seen->first_date) < 0) {
        g_free(seen->first_date);
        seen->first_date = g_strdup(date);
    }
    if (!seen->last_date || strcmp(date, seen->last_date) > 0) {
        g_free(seen->last_date);
        seen->last_date = g_strdup(date);
    }
}

void
seen_clear(Seen *seen)
{
    g_clear_pointer(&seen->section, g_free);
    g_clear_pointer(&seen->first_date, g_free);
    g_clear_pointer(&seen->last_date, g_free);
}

/* Months from the first date to the last; 0 if they are of one month or there are none. */
static int
months_spanned(const Seen *seen)
{
    if (!seen->first_date)
        return 0;
    return 12 * (atoi(seen->last_date) - atoi(seen->first_date)) + atoi(seen->last_date + 5) -
           atoi(seen->first_date + 5);
}

const char *
choose_group(const Seen *seen)
{
    if (seen->sections_differ)
        return "section";
    return months_spanned(seen) > 0 ? "month" : "";
}

const char *
choose_period(const Seen *seen)
{
    int months = months_spanned(seen);

    if (months == 0)
        return "";
    return months <= 1 ? "day" : months <= 120 ? "month" : "year";
}
