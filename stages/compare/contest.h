/*
 * Contest: one comparison in one language. Every tested term takes part; the strongest are kept,
 * and of all the G2 values that the correction for multiple testing needs (8 bytes a tested term).
 */
#ifndef TEXTMILL_CONTEST_H
#define TEXTMILL_CONTEST_H

#include <glib.h>

#include "statistics/dispersion.h"
#include "statistics/keyness.h"

typedef struct {
    guint64 term;
    const char *label; /* owned by the contest's chunk, not terminated */
    guint32 label_nbytes;
    gint64 strength; /* |g2| in millionths: what the order goes by */
    KeynessCounts words;
    guint64 df1, df2;
    double g2;
    Integer128 dp1, dp2;
    long double q; /* after contest_finish() */
} ContestRow;

typedef struct {
    guint64 n1, n2, d1, d2; /* words and articles of the two parts, in this language */
    guint top;
    GArray *rows; /* of ContestRow: at most twice top, until contest_finish() */
    GArray *all;  /* of double: |g2| of all tested terms */
    gint64 least; /* strength that a row must exceed or equal to be kept */
    GStringChunk *labels;
} Contest;

void contest_init(Contest *contest, guint top);
void contest_clear(Contest *contest);

/* Whether a tested term with this G2 may be among the strongest; takes note of it in any case. */
gboolean contest_enter(Contest *contest, double g2);

/* Keeps a row that contest_enter() said yes to; label is copied. */
void contest_add(Contest *contest, const ContestRow *row, const char *label, gsize label_nbytes);

/*
 * Brings the strongest rows in order, by strength, then frequency, then term, and gives each its q:
 * the false discovery rate at which it would be called (Benjamini and Hochberg 1995, "Controlling
 * the false discovery rate") among all tested terms.
 */
void contest_finish(Contest *contest);

#endif
