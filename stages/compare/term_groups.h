/* TermGroups: one term of a file of groups, how it is spread over each group and how often it is in
 * each period. */
#ifndef TEXTMILL_TERM_GROUPS_H
#define TEXTMILL_TERM_GROUPS_H

#include <glib.h>

#include "files/multiset.h"
#include "files/terms.h"
#include "statistics/dispersion.h"

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
    Multiset cells;   /* of all parts; those of one in any order */
} TermGroups;

void term_groups_init(TermGroups *groups);
void term_groups_clear(TermGroups *groups);

/* Goes to the next record of the section of terms and reads which term it is. FALSE at the end or
 * on damage. */
gboolean term_groups_next(TermGroups *groups, SectionReader *section, guint n_languages);

/* Reads the rest of the record, or goes past it, which is a fraction of the work: one of these must
 * follow. FALSE on damage. */
gboolean term_groups_read(TermGroups *groups, SectionReader *section, guint n_values);
gboolean term_groups_skip(SectionReader *section);

/* The part of a value, NULL if the term is not in it. */
const GroupPart *term_groups_find(const TermGroups *groups, guint value);

/* The sums of a part that was found or not, or of all values but that one. */
MultisetSums term_groups_sums(const GroupPart *part);
MultisetSums term_groups_rest_sums(const TermGroups *groups, const GroupPart *part);

/* The dispersion of the term over the articles of the part's value, or of all but that one, which
 * have n_words words; see dispersion.h. */
Integer128 term_groups_dp_sum(const TermGroups *groups, const GroupPart *part, guint64 n_words);
Integer128 term_groups_rest_dp_sum(const TermGroups *groups, const GroupPart *part,
                                   guint64 n_words);

#endif
