#include "merge.h"

#include <stdlib.h>

#include "container/container_writer.h"
#include "files/group_table.h"
#include "files/kinds.h"
#include "files/multiset.h"
#include "files/term_merge.h"

/* What is gathered of one term from all inputs: the cells of each value, in the order they were
 * read. */
typedef struct {
    guint value;
    guint32 first, n; /* cells in set */
} Part;

typedef struct {
    guint value;
    guint64 f, df;
} Period;

typedef struct {
    Multiset set, united, scratch;
    GArray *parts;   /* of Part */
    GArray *periods; /* of Period */
    GArray *ends;    /* of guint32 */
} Gatherer;

/* For each input the numbers its values have in the result. */
typedef struct {
    guint *numbers;
    guint n;
} ValueMap;

/* Reads a column value. last: the input's number of the value before in this list, 0 at first. */
static guint
read_value(const ValueMap *map, SectionReader *section, guint64 *last)
{
    *last += section_get_uint(section);
    if (*last < map->n)
        return map->numbers[*last];
    section_fail(section, "a value");
    return 0;
}

static void
gather_record(Gatherer *gatherer, const ValueMap *map, SectionReader *section)
{
    guint32 n = section_get_count(section);
    guint64 last = 0;

    for (guint32 i = 0; i < n && !section->failed; i++) {
        Period period = {read_value(map, section, &last), 0, 0};

        period.f = section_get_uint(section);
        period.df = section_get_uint(section);
        g_array_append_val(gatherer->periods, period);
    }
    n = section_get_count(section);
    last = 0;
    for (guint32 i = 0; i < n && !section->failed; i++) {
        Part part = {read_value(map, section, &last), gatherer->set.n_cells, 0};

        multiset_read(section, &gatherer->set);
        part.n = gatherer->set.n_cells - part.first;
        g_array_append_val(gatherer->parts, part);
    }
}

static gint
by_value(gconstpointer a, gconstpointer b)
{
    const Part *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->first < y->first ? -1 : x->first > y->first;
}

static gint
by_period(gconstpointer a, gconstpointer b)
{
    const Period *x = a, *y = b;

    return x->value < y->value ? -1 : x->value > y->value;
}

static guint
count_values(const GArray *parts)
{
    guint n = 0;

    for (guint i = 0; i < parts->len; i++)
        n += i == 0 ||
             g_array_index(parts, Part, i).value != g_array_index(parts, Part, i - 1).value;
    return n;
}

static void
write_groups(Gatherer *gatherer, SectionWriter *section)
{
    GArray *parts = gatherer->parts;
    guint last = 0;

    g_array_sort(parts, by_value);
    section_put_uint(section, count_values(parts));
    for (guint i = 0; i < parts->len;) {
        guint value = g_array_index(parts, Part, i).value;

        multiset_reset(&gatherer->united);
        g_array_set_size(gatherer->ends, 0);
        for (; i < parts->len && g_array_index(parts, Part, i).value == value; i++) {
            const Part *part = &g_array_index(parts, Part, i);

            for (guint32 k = 0; k < part->n; k++) {
                const MultisetCell *cell = &gatherer->set.cells[part->first + k];

                multiset_append(&gatherer->united, cell->n, cell->v, cell->m);
            }
            g_array_append_val(gatherer->ends, gatherer->united.n_cells);
        }
        multiset_unite(&gatherer->united, (guint32 *)(void *)gatherer->ends->data,
                       gatherer->ends->len, &gatherer->scratch);
        section_put_uint(section, value - last);
        last = value;
        multiset_write(section, &gatherer->united);
    }
}

static void
write_periods(Gatherer *gatherer, SectionWriter *section)
{
    GArray *periods = gatherer->periods;
    Period *p = (Period *)(void *)periods->data;
    guint kept = 0, last = 0;

    g_array_sort(periods, by_period);
    for (guint i = 0; i < periods->len; i++) {
        if (kept > 0 && p[kept - 1].value == p[i].value) {
            p[kept - 1].f += p[i].f;
            p[kept - 1].df += p[i].df;
        } else {
            p[kept++] = p[i];
        }
    }
    section_put_uint(section, kept);
    for (guint i = 0; i < kept; i++) {
        section_put_uint(section, p[i].value - last);
        section_put_uint(section, p[i].f);
        section_put_uint(section, p[i].df);
        last = p[i].value;
    }
}

static void
merge_terms(TermMerge *merge, const ValueMap *values, SectionWriter *section)
{
    Gatherer gatherer = {.parts = g_array_new(FALSE, FALSE, sizeof(Part)),
                         .periods = g_array_new(FALSE, FALSE, sizeof(Period)),
                         .ends = g_array_new(FALSE, FALSE, sizeof(guint32))};
    Term term;

    while (term_merge_next(merge, &term)) {
        SectionReader *record;
        guint input;

        multiset_reset(&gatherer.set);
        g_array_set_size(gatherer.parts, 0);
        g_array_set_size(gatherer.periods, 0);
        while ((record = term_merge_next_record(merge, &input)))
            gather_record(&gatherer, &values[input], record);
        section_put_uint(section, term.language);
        section_put_prefixed(section, term.bytes, term.nbytes);
        write_periods(&gatherer, section);
        write_groups(&gatherer, section);
        section_end_record(section);
    }
    multiset_clear(&gatherer.set);
    multiset_clear(&gatherer.united);
    multiset_clear(&gatherer.scratch);
    g_array_unref(gatherer.parts);
    g_array_unref(gatherer.periods);
    g_array_unref(gatherer.ends);
}

/* Adds input's table to the union; preliminary numbers go to map. */
static gboolean
add_table(GroupTable *all, Container *input, const LanguageMap *languages, ValueMap *map,
          GError **error)
{
    g_auto(GroupTable) table = {0};

    group_table_init(&table);
    if (!group_table_read(&table, input, languages->n, error))
        return FALSE;
    for (guint i = 0; i < N_DIMENSIONS; i++) {
        g_free(all->dimensions[i]);
        all->dimensions[i] = g_strdup(table.dimensions[i]);
    }
    map->n = table.values->len;
    map->numbers = g_new(guint, map->n + 1);
    for (guint i = 0; i < map->n; i++) {
        const GroupValue *value = &g_array_index(table.values, GroupValue, i);

        map->numbers[i] = group_table_add_value(all, value->dimension, value->value);
    }
    for (guint i = 0; i < table.totals->len; i++) {
        const GroupTotal *total = &g_array_index(table.totals, GroupTotal, i);

        group_table_add_total(all, map->numbers[total->value], languages->numbers[total->language],
                              total->articles, total->words, total->first_date, total->last_date);
    }
    return TRUE;
}

/* The union of all tables, and for each input the final numbers of its values. */
static gboolean
unite_tables(Container *const *inputs, guint n, const LanguageMap *languages, GroupTable *all,
             ValueMap *maps, GError **error)
{
    g_autofree guint *numbers = NULL;

    for (guint i = 0; i < n; i++)
        if (!add_table(all, inputs[i], &languages[i], &maps[i], error))
            return FALSE;
    numbers = group_table_sort(all);
    for (guint i = 0; i < n; i++)
        for (guint k = 0; k < maps[i].n; k++)
            maps[i].numbers[k] = numbers[maps[i].numbers[k]];
    return TRUE;
}

gboolean
merge_groups(Container *const *inputs, guint n, guint64 source, const char *output, GError **error)
{
    g_autoptr(ContainerWriter) writer = container_writer_open(output, &GROUPS_KIND, source, error);
    g_auto(Languages) languages = {0};
    g_auto(GroupTable) table = {0};
    LanguageMap *language_maps = NULL;
    ValueMap *value_maps = g_new0(ValueMap, n);
    gboolean whole;

    group_table_init(&table);
    if (writer)
        language_maps = languages_unite(&languages, inputs, n, GROUPS_LANGUAGES, FALSE, error);
    whole = language_maps && unite_tables(inputs, n, language_maps, &table, value_maps, error);
    if (whole) {
        TermMerge *merge = term_merge_new(inputs, n, GROUPS_TERMS, language_maps);

        languages_write(&languages, container_writer_section(writer, GROUPS_LANGUAGES), FALSE);
        group_table_write(&table, writer);
        merge_terms(merge, value_maps, container_writer_section(writer, GROUPS_TERMS));
        whole = term_merge_finish(merge, error) && container_writer_commit(writer, error);
        term_merge_free(merge);
    }
    for (guint i = 0; i < n; i++)
        g_free(value_maps[i].numbers);
    g_free(value_maps);
    language_maps_free(language_maps, n);
    return whole;
}
