/*
 * Comparisons: which groups are set against which. A request is a list with commas of `each:rest`
 * (every group against all others), `A:rest`, `A:B` and `pairs` (every group against every other).
 */
#ifndef TEXTMILL_COMPARISONS_H
#define TEXTMILL_COMPARISONS_H

#include <glib.h>

#include "files/group_table.h"

#define COMPARISONS_ERROR comparisons_error_quark()
GQuark comparisons_error_quark(void);
enum { COMPARISONS_ERROR_REQUEST };

enum { COMPARISON_REST = G_MAXUINT, COMPARISONS_MOST = 500 };

typedef struct {
    char *name;           /* "section=money|rest" */
    guint value1, value2; /* numbers in the table; value2 may be COMPARISON_REST */
} Comparison;

/*
 * The comparisons that request asks of the groups in table, in the order asked for, each once.
 * Articles without a value are part of every rest, but not a group of their own. To be unreffed (of
 * Comparison, which it frees), or NULL with error set if the request names no group of the table.
 */
GArray *comparisons_parse(const char *request, const GroupTable *table,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
