/* TermGroups: one term of a file of groups, how it is spread over each group and how often it is in
 * each period. */
#ifndef TEXTMILL_TERM_GROUPS_H
#define TEXTMILL_TERM_GROUPS_H

#include <glib.h>

#include "files/multiset.h"
#include "files/terms.h"

typedef struct {
    guint value;
    MultisetSums sums;
    guint32 first_cell, n_cells; /* in cells */
} GroupPart;

typedef struct {
    guint value;
    guint64 f, df;
} PeriodPart;

typedef struct {
    Term term;        /* its language numbered as in the file; valid until the next term */
    GArray *parts;    /* of GroupPart, in the order of values */
    GArray *periods;  /* of PeriodPart, likewise */
    MultisetSums all; /* over all groups */
    Multiset cells;
} TermGroups;

void term_groups_init(TermGroups *groups);
void term_groups_clear(TermGroups *groups);

/* Reads the next record of the section of terms. FALSE at the end or on damage. */
gboolean term_groups_next(TermGroups *groups, SectionReader *section, guint n_languages,
                          guint n_values);

/* The part of a value, NULL if the term is not in it. */
const GroupPart *term_groups_find(const TermGroups *groups, guint value);

/* Sets set to the cells of one value, or of all values but that one; scratch is for its memory. */
void term_groups_part(const TermGroups *groups, guint value, Multiset *set);
void term_groups_rest(const TermGroups *groups, guint value, Multiset *set, Multiset *scratch);

#endif
