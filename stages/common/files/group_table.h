/*
 * GroupTable: what a file of groups says apart from its terms: how frequent these are, the
 * dimensions articles are grouped by, the values of each with their numbers in the file, and the
 * articles, words and dates of each value per language. Dimension 0 is the one of groups, dimension 1 that of periods; a name may be
 * empty where there is none.
 */
#ifndef TEXTMILL_GROUP_TABLE_H
#define TEXTMILL_GROUP_TABLE_H

#include <glib.h>

#include "container/container_reader.h"
#include "container/container_writer.h"
#include "files/languages.h"

enum { DIMENSION_GROUP = 0, DIMENSION_PERIOD = 1, N_DIMENSIONS = 2 };

typedef struct {
    guint dimension;
    char *value; /* empty: of articles without one */
} GroupValue;

typedef struct {
    guint value, language;
    guint64 articles, words;
    char *first_date, *last_date; /* empty without dates */
} GroupTotal;

typedef struct {
    guint64 least_f, least_df; /* of the file's terms, in the corpus; rarer ones are left out */
    char *dimensions[N_DIMENSIONS];
    GArray *values;                    /* of GroupValue, by dimension, then bytes */
    GArray *totals;                    /* of GroupTotal, by value, then language */
    GHashTable *numbers[N_DIMENSIONS]; /* value → preliminary number + 1, while values are added */
    GHashTable *places;                /* value and language → place in totals + 1, likewise */
} GroupTable;

void group_table_init(GroupTable *table);
void group_table_clear(GroupTable *table);

gboolean group_table_read(GroupTable *table, Container *container, guint n_languages,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void group_table_write(const GroupTable *table, ContainerWriter *writer);

/* The number of a value, added if it is new: before group_table_sort() numbers are only
 * preliminary. */
guint group_table_add_value(GroupTable *table, guint dimension, const char *value);

/* Adds to the total of a value and language; dates may be empty. */
void group_table_add_total(GroupTable *table, guint value, guint language, guint64 articles,
                           guint64 words, const char *first_date, const char *last_date);

/* Brings values and totals in order. Returns the new number of each preliminary one, to be freed.
 */
guint *group_table_sort(GroupTable *table);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GroupTable, group_table_clear)

#endif
