#include "comparisons.h"

#include <string.h>

GQuark
comparisons_error_quark(void)
{
    return g_quark_from_static_string("comparisons-error-quark");
}

static const GroupValue *
value_of(const GroupTable *table, guint number)
{
    return &g_array_index(table->values, GroupValue, number);
}

static gboolean
is_group(const GroupTable *table, guint number)
{
    return value_of(table, number)->dimension == DIMENSION_GROUP && *value_of(table, number)->value;
}

static void
add(GArray *comparisons, const GroupTable *table, guint value1, guint value2)
{
    Comparison comparison = {NULL, value1, value2};

    for (guint i = 0; i < comparisons->len; i++) {
        const Comparison *known = &g_array_index(comparisons, Comparison, i);

        if (known->value1 == value1 && known->value2 == value2)
            return;
    }
    comparison.name = g_strdup_printf(
        "%s=%s|%s", table->dimensions[DIMENSION_GROUP], value_of(table, value1)->value,
        value2 == COMPARISON_REST ? "rest" : value_of(table, value2)->value);
    g_array_append_val(comparisons, comparison);
}

static void
add_each(GArray *comparisons, const GroupTable *table)
{
    for (guint i = 0; i < table->values->len; i++)
        if (is_group(table, i))
            add(comparisons, table, i, COMPARISON_REST);
}

static void
add_pairs(GArray *comparisons, const GroupTable *table)
{
    for (guint i = 0; i < table->values->len; i++)
        for (guint k = i + 1; k < table->values->len; k++)
            if (is_group(table, i) && is_group(table, k))
                add(comparisons, table, i, k);
}

static gboolean
find_group(const GroupTable *table, const char *name, gsize nbytes, guint *ret_value,
           GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);

    for (guint i = 0; i < table->values->len; i++) {
        if (!is_group(table, i))
            continue;
        if (strlen(value_of(table, i)->value) == nbytes &&
            memcmp(value_of(table, i)->value, name, nbytes) == 0) {
            *ret_value = i;
            return TRUE;
        }
        if (known->len < 400)
            g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "",
                                   value_of(table, i)->value);
    }
    g_set_error(error, COMPARISONS_ERROR, COMPARISONS_ERROR_REQUEST, "no group '%.*s'%s%s%s",
                (int)nbytes, name, known->len > 0 ? "; there are " : "", known->str,
                known->len >= 400 ? ", ..." : "");
    return FALSE;
}

static gboolean
add_one(GArray *comparisons, const GroupTable *table, const char *item, GError **error)
{
    const char *colon = strchr(item, ':');
    guint value1, value2 = COMPARISON_REST;

    if (strcmp(item, "each:rest") == 0) {
        add_each(comparisons, table);
        return TRUE;
    }
    if (strcmp(item, "pairs") == 0) {
        add_pairs(comparisons, table);
        return TRUE;
    }
    if (!colon) {
        g_set_error(error, COMPARISONS_ERROR, COMPARISONS_ERROR_REQUEST,
                    "'%s' is not a comparison: expected each:rest, pairs, A:rest or A:B", item);
        return FALSE;
    }
    if (!find_group(table, item, colon - item, &value1, error) ||
        (strcmp(colon + 1, "rest") != 0 &&
         !find_group(table, colon + 1, strlen(colon + 1), &value2, error)))
        return FALSE;
    if (value1 == value2) {
        g_set_error(error, COMPARISONS_ERROR, COMPARISONS_ERROR_REQUEST,
                    "'%s' compares a group with itself", item);
        return FALSE;
    }
    add(comparisons, table, value1, value2);
    return TRUE;
}

static void
clear_comparison(gpointer data)
{
    g_free(((Comparison *)data)->name);
}

GArray *
comparisons_parse(const char *request, const GroupTable *table, GError **error)
{
    g_autoptr(GArray) comparisons = g_array_new(FALSE, FALSE, sizeof(Comparison));
    g_auto(GStrv) items = g_strsplit(request, ",", -1);

    g_array_set_clear_func(comparisons, clear_comparison);
    for (guint i = 0; items[i]; i++)
        if (!add_one(comparisons, table, g_strstrip(items[i]), error))
            return NULL;
    if (comparisons->len >
        COMPARISONS_MOST) { /* each keeps 8 bytes for every tested term, and its rows */
        g_set_error(error, COMPARISONS_ERROR, COMPARISONS_ERROR_REQUEST,
                    "%u comparisons by %s are more than %d: name some, as in --compare=A:rest,B:C, "
                    "or group by less",
                    comparisons->len, table->dimensions[DIMENSION_GROUP], COMPARISONS_MOST);
        return NULL;
    }
    return g_steal_pointer(&comparisons);
}
