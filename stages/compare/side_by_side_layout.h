/* How wide the columns of a comparison are. */
#ifndef TEXTMILL_SIDE_BY_SIDE_LAYOUT_H
#define TEXTMILL_SIDE_BY_SIDE_LAYOUT_H

#include <glib.h>

enum {
    SIDE_LINE = 80,
    SIDE_N_NUMBERS = 4,
    SIDE_GAP = 3,
    SIDE_MAX_PER_BLOCK = 2,
    SIDE_MIN_LABEL = 16
};

typedef struct {
    guint label;                   /* of the column of terms */
    guint numbers[SIDE_N_NUMBERS]; /* of an article's columns */
    guint space;                   /* between them */
    guint per_block;               /* articles beside each other */
} SideLayout;

/*
 * The columns for labels and numbers of at most these widths, in SIDE_LINE columns: two articles a
 * block, one if the terms would have less than SIDE_MIN_LABEL; numbers wide apart where the labels
 * leave room.
 */
SideLayout side_layout(guint label, const guint numbers[static SIDE_N_NUMBERS], guint n_articles);

/* What an article's numbers take together, without the gap before them. */
guint side_layout_group(const SideLayout *layout);

#endif
