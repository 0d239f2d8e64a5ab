/*
 * Datelines and credits: what agencies put before the first sentence.
 *
 *   NEW YORK, March 31 (Reuter) -      COMMACK, N.Y., Feb 26 —\n (Reuters) —      (CNN) --
 *   LONDON (AP) —    WASHINGTON —      PARIS, 3 mars (AFP) -      SEOUL, South Korea (AP) —
 *   Washington (CNN) —    (CNN)        NEW YORK, March 3, 2011 /PRNewswire/ --
 *
 * They are told from prose by what follows the place: a date, a credit in brackets, a dash. A place
 * must be in capitals unless a date or a well-known agency vouches for it, and in capitals alone
 * ("WASHINGTON — ") it must not look like an acronym, a company or a heading. When in doubt there
 * is no dateline: words of a sentence are worth more than a missing place.
 *
 * All functions look at a few hundred bytes at most and allocate nothing.
 */
#ifndef TEXTMILL_DATELINE_H
#define TEXTMILL_DATELINE_H

#include "dates.h"

#include <glib.h>

/* A stretch of the text scanned; NULL if there is none. */
typedef struct {
    const char *start;
    gsize nbytes;
} Stretch;

typedef struct {
    gsize nbytes;   /* all of it, with the white space that follows */
    gboolean sure;  /* has a date or a credit; else the capitals and a dash are all there is */
    NewsDate date;  /* perhaps without its year */
    Stretch place;  /* "SEOUL, South Korea" */
    Stretch source; /* "AP" */
} Dateline;

/* Read the dateline or credit at the beginning of text (no white space before it). */
gboolean dateline_scan(const char *text, gsize nbytes, Dateline *ret);

#endif
