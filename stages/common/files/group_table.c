#include "files/group_table.h"

#include <stdlib.h>
#include <string.h>

#include "files/kinds.h"

void
group_table_init(GroupTable *table)
{
    *table = (GroupTable){
        0,
        0,
        {g_strdup(""), g_strdup("")},
        g_array_new(FALSE, FALSE, sizeof(GroupValue)),
        g_array_new(FALSE, FALSE, sizeof(GroupTotal)),
        {g_hash_table_new(g_str_hash, g_str_equal), g_hash_table_new(g_str_hash, g_str_equal)},
        g_hash_table_new(NULL, NULL)};
}

void
group_table_clear(GroupTable *table)
{
    for (guint i = 0; i < N_DIMENSIONS; i++) {
        g_clear_pointer(&table->dimensions[i], g_free);
        g_clear_pointer(&table->numbers[i], g_hash_table_unref);
    }
    g_clear_pointer(&table->places, g_hash_table_unref);
    for (guint i = 0; table->values && i < table->values->len; i++)
        g_free(g_array_index(table->values, GroupValue, i).value);
    for (guint i = 0; table->totals && i < table->totals->len; i++) {
        g_free(g_array_index(table->totals, GroupTotal, i).first_date);
        g_free(g_array_index(table->totals, GroupTotal, i).last_date);
    }
    g_clear_pointer(&table->values, g_array_unref);
    g_clear_pointer(&table->totals, g_array_unref);
}

static gboolean
read_dimensions(GroupTable *table, Container *container, GError **error)
{
    SectionReader *section = container_section(container, GROUPS_DIMENSIONS);
    guint n = 0;

    while (section_next(section)) {
        char *name = section_get_string(section);

        if (n == N_DIMENSIONS) {
            section_fail(section, "too many dimensions");
            g_free(name);
            break;
        }
        g_free(table->dimensions[n]);
        table->dimensions[n++] = name;
    }
    return section_finish(section, error);
}

static gboolean
read_least(GroupTable *table, Container *container, GError **error)
{
    SectionReader *section = container_section(container, GROUPS_LEAST);

    if (section_next(section)) {
        table->least_f = section_get_uint(section);
        table->least_df = section_get_uint(section);
    }
    if (container_section_records(container, GROUPS_LEAST) != 1)
        section_fail(section, "not one record");
    return section_finish(section, error);
}

gboolean
group_table_read(GroupTable *table, Container *container, guint n_languages, GError **error)
{
    SectionReader *section;

    if (!read_least(table, container, error) || !read_dimensions(table, container, error))
        return FALSE;
    section = container_section(container, GROUPS_VALUES);
    while (section_next(section)) {
        GroupValue value;

        value.dimension = section_get_below(section, N_DIMENSIONS, "a dimension");
        value.value = section_get_string(section);

        g_array_append_val(table->values, value);
    }
    if (!section_finish(section, error))
        return FALSE;
    section = container_section(container, GROUPS_TOTALS);
    while (section_next(section)) {
        GroupTotal total;

        total.value = section_get_below(section, table->values->len, "a value");
        total.language = section_get_below(section, n_languages, "a language");
        total.articles = section_get_uint(section);
        total.words = section_get_uint(section);
        total.first_date = section_get_string(section);
        total.last_date = section_get_string(section);
        g_array_append_val(table->totals, total);
    }
    return section_finish(section, error);
}

void
group_table_write(const GroupTable *table, ContainerWriter *writer)
{
    SectionWriter *least = container_writer_section(writer, GROUPS_LEAST);
    SectionWriter *dimensions = container_writer_section(writer, GROUPS_DIMENSIONS);
    SectionWriter *values = container_writer_section(writer, GROUPS_VALUES);
    SectionWriter *totals = container_writer_section(writer, GROUPS_TOTALS);

    section_put_uint(least, table->least_f);
    section_put_uint(least, table->least_df);
    section_end_record(least);
    for (guint i = 0; i < N_DIMENSIONS; i++) {
        section_put_string(dimensions, table->dimensions[i]);
        section_end_record(dimensions);
    }
    for (guint i = 0; i < table->values->len; i++) {
        const GroupValue *value = &g_array_index(table->values, GroupValue, i);

        section_put_uint(values, value->dimension);
        section_put_string(values, value->value);
        section_end_record(values);
    }
    for (guint i = 0; i < table->totals->len; i++) {
        const GroupTotal *total = &g_array_index(table->totals, GroupTotal, i);

        section_put_uint(totals, total->value);
        section_put_uint(totals, total->language);
        section_put_uint(totals, total->articles);
        section_put_uint(totals, total->words);
        section_put_string(totals, total->first_date);
        section_put_string(totals, total->last_date);
        section_end_record(totals);
    }
}

guint
group_table_add_value(GroupTable *table, guint dimension, const char *value)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(table->numbers[dimension], value));

    if (number == 0) {
        GroupValue added = {dimension, g_strdup(value)};

        g_array_append_val(table->values, added);
        number = table->values->len;
        g_hash_table_insert(table->numbers[dimension], added.value, GUINT_TO_POINTER(number));
    }
    return number - 1;
}

void
group_table_add_total(GroupTable *table, guint value, guint language, guint64 articles,
                      guint64 words, const char *first_date, const char *last_date)
{
    gpointer key = GSIZE_TO_POINTER((gsize)value << 8 | language);
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(table->places, key));
    GroupTotal *total;

    if (place == 0) {
        GroupTotal fresh = {value, language, 0, 0, g_strdup(""), g_strdup("")};

        g_array_append_val(table->totals, fresh);
        place = table->totals->len;
        g_hash_table_insert(table->places, key, GUINT_TO_POINTER(place));
    }
    total = &g_array_index(table->totals, GroupTotal, place - 1);
    total->articles += articles;
    total->words += words;
    if (*first_date && (!*total->first_date || strcmp(first_date, total->first_date) < 0)) {
        g_free(total->first_date);
        total->first_date = g_strdup(first_date);
    }
    if (*last_date && strcmp(last_date, total->last_date) > 0) {
        g_free(total->last_date);
        total->last_date = g_strdup(last_date);
    }
}

static gint
by_value(gconstpointer a, gconstpointer b, gpointer values)
{
    const GroupValue *x = &g_array_index((GArray *)values, GroupValue, *(const guint *)a);
    const GroupValue *y = &g_array_index((GArray *)values, GroupValue, *(const guint *)b);

    if (x->dimension != y->dimension)
        return x->dimension < y->dimension ? -1 : 1;
    return strcmp(x->value, y->value);
}

static gint
by_value_and_language(gconstpointer a, gconstpointer b)
{
    const GroupTotal *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->language < y->language ? -1 : x->language > y->language;
}

guint *
group_table_sort(GroupTable *table)
{
    guint n = table->values->len;
    g_autofree guint *order = g_new(guint, n + 1);
    guint *numbers = g_new(guint, n + 1);
    g_autofree GroupValue *values = g_memdup2(table->values->data, n * sizeof *values);

    for (guint i = 0; i < n; i++)
        order[i] = i;
    g_qsort_with_data(order, n, sizeof *order, by_value, table->values);
    for (guint i = 0; i < n; i++) {
        numbers[order[i]] = i;
        g_array_index(table->values, GroupValue, i) = values[order[i]];
    }
    for (guint i = 0; i < table->totals->len; i++) {
        GroupTotal *total = &g_array_index(table->totals, GroupTotal, i);

        total->value = numbers[total->value];
    }
    g_array_sort(table->totals, by_value_and_language);
    for (guint i = 0; i < N_DIMENSIONS; i++) /* they knew the preliminary numbers */
        g_hash_table_remove_all(table->numbers[i]);
    g_hash_table_remove_all(table->places);
    return numbers;
}
