/*
 * Bylines: who wrote it, and when it was published, in lines of their own before the first
 * sentence.
 *
 *   By Jane Roe        Von Max Muster        BY JANE ROE        By Jane Roe and John Doe
 *   By Jane Roe LONDON (Reuters) -
 *   By . Jane Roe . PUBLISHED: . 06:38 EST, 15 March 2013 . | . UPDATED: . 07:00 EST, ...
 *
 * Only names of two words or more, each with a capital, that fill their line are bylines, or such
 * before a dateline. All functions look at a few hundred bytes at most and allocate nothing.
 */
#ifndef TEXTMILL_BYLINE_H
#define TEXTMILL_BYLINE_H

#include "dateline.h"
#include "dates.h"

#include <glib.h>

typedef struct {
    gsize nbytes;   /* up to the next line, or to the dateline in the same one */
    Stretch author; /* "Jane Roe and John Doe" */
    NewsDate date;  /* of publication, all zero if it is not there */
} Byline;

/* Read the byline at the beginning of text (no white space before it). */
gboolean byline_scan(const char *text, gsize nbytes, Byline *ret);

#endif
