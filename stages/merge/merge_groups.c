#include "merge.h"

#include <stdlib.h>
#include <string.h>

#include "container/container_writer.h"
#include "files/group_table.h"
#include "files/kinds.h"
#include "files/multiset.h"
#include "files/term_merge.h"

/* What is gathered of one term from all inputs: for each value the columns of its multisets, as they
 * are written. So few as most values have are written again as they are: compare needs only sums. */
typedef struct {
    guint value;
    gsize start, nbytes; /* in text */
    SectionReader *section;
} Part;

typedef struct {
    guint value;
    guint64 f, df;
} Period;

/* Arrays keep their memory from term to term. */
typedef struct {
    Part *parts;
    gsize n_parts, parts_capacity;
    Period *periods;
    gsize n_periods, periods_capacity;
    guint8 *text;
    gsize n_text, text_capacity;
    Multiset set, scratch;
    guint32 *ends;
    gsize ends_capacity;
} Gatherer;

/* For each input the numbers its values have in the result. */
typedef struct {
    guint *numbers;
    guint n;
    gboolean in_order; /* a list of values in order is one in the result, too */
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

/* Room for n more of array; counts are of type gsize. What a list's length claims is no measure. */
#define MAKE_ROOM(array, used, capacity, n)                                                        \
    G_STMT_START                                                                                   \
    {                                                                                              \
        if (G_UNLIKELY((capacity) - (used) < (n))) {                                               \
            (capacity) = 2 * (capacity) + (n) + 64;                                                \
            (array) = g_renew(__typeof__(*(array)), (array), (capacity));                          \
        }                                                                                          \
    }                                                                                              \
    G_STMT_END

static void
gather_part(Gatherer *gatherer, guint value, SectionReader *section)
{
    const guint8 *start = section->p;
    Part part = {value, gatherer->n_text, 0, section};

    multiset_skip(section);
    part.nbytes = section->p - start;
    MAKE_ROOM(gatherer->text, gatherer->n_text, gatherer->text_capacity, part.nbytes);
    memcpy(gatherer->text + gatherer->n_text, start, part.nbytes);
    gatherer->n_text += part.nbytes;
    gatherer->parts[gatherer->n_parts++] = part;
}

static void
gather_record(Gatherer *gatherer, const ValueMap *map, SectionReader *section)
{
    guint32 n = section_get_count(section);
    guint64 last = 0;

    for (guint32 i = 0; i < n && !section->failed; i++) {
        Period *period;

        MAKE_ROOM(gatherer->periods, gatherer->n_periods, gatherer->periods_capacity, 1);
        period = &gatherer->periods[gatherer->n_periods++];
        period->value = read_value(map, section, &last);
        period->f = section_get_uint(section);
        period->df = section_get_uint(section);
    }
    n = section_get_count(section);
    last = 0;
    for (guint32 i = 0; i < n && !section->failed; i++) {
        MAKE_ROOM(gatherer->parts, gatherer->n_parts, gatherer->parts_capacity, 1);
        gather_part(gatherer, read_value(map, section, &last), section);
    }
}

/* Lists are few and short, most of them in order: that of each input is. */
static void
sort_parts(Part *parts, guint n)
{
    for (guint i = 1; i < n; i++) {
        Part moved = parts[i];
        guint k = i;

        for (; k > 0 && parts[k - 1].value > moved.value; k--)
            parts[k] = parts[k - 1];
        parts[k] = moved;
    }
}

static int
by_value(const void *a, const void *b)
{
    const Part *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->start < y->start ? -1 : x->start > y->start;
}

static int
by_period(const void *a, const void *b)
{
    const Period *x = a, *y = b;

    return (x->value > y->value) - (x->value < y->value);
}

/* Writes the n parts of one value as one multiset. */
static void
write_united(Gatherer *gatherer, const Part *parts, guint n, SectionWriter *section)
{
    enum { MAX_RUNS = 3 };
    guint n_runs = 0;

    MAKE_ROOM(gatherer->ends, 0, gatherer->ends_capacity, MAX_RUNS * n);
    multiset_reset(&gatherer->set);
    for (guint i = 0; i < n; i++) {
        const guint8 *bytes = gatherer->text + parts[i].start;
        guint n_more;

        if (!multiset_decode_runs(bytes, bytes + parts[i].nbytes, &gatherer->set,
                                  gatherer->ends + n_runs, &n_more))
            section_fail(parts[i].section, "a multiset");
        n_runs += n_more;
    }
    multiset_unite(&gatherer->set, gatherer->ends, n_runs, &gatherer->scratch);
    multiset_write(section, &gatherer->set);
}

/* How many of the n parts are of the value of the first. */
static guint
count_same(const Part *parts, guint n)
{
    guint i = 1;

    while (i < n && parts[i].value == parts[0].value)
        i++;
    return i;
}

static void
write_groups(Gatherer *gatherer, SectionWriter *section)
{
    enum { FEW = 16, MOST_PARTS = 8 };
    Part *parts = gatherer->parts;
    guint n = gatherer->n_parts, n_written = 0, last = 0;

    if (n <= FEW)
        sort_parts(parts, n);
    else
        qsort(parts, n, sizeof *parts, by_value);
    for (guint i = 0, same; i < n; i += same) {
        same = count_same(parts + i, n - i);
        n_written += same <= MOST_PARTS ? same : 1;
    }
    section_put_uint(section, n_written);
    for (guint i = 0, same; i < n; i += same) {
        same = count_same(parts + i, n - i);
        section_put_uint(section, parts[i].value - last);
        last = parts[i].value;
        if (same > MOST_PARTS) {
            write_united(gatherer, parts + i, same, section);
            continue;
        }
        for (guint k = i; k < i + same; k++) {
            if (k > i)
                section_put_uint(section, 0);
            section_put_raw(section, gatherer->text + parts[k].start, parts[k].nbytes);
        }
    }
}

static void
write_periods(Gatherer *gatherer, SectionWriter *section)
{
    Period *p = gatherer->periods;
    guint kept = 0, last = 0;

    if (gatherer->n_periods > 1)
        qsort(p, gatherer->n_periods, sizeof *p, by_period);
    for (guint i = 0; i < gatherer->n_periods; i++) {
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

/* The columns periods and groups of a term that no other input has: only values change. */
static void
copy_record(const ValueMap *map, SectionReader *record, SectionWriter *section)
{
    guint32 n = section_get_count(record);
    guint64 read = 0;
    guint last = 0;

    section_put_uint(section, n);
    for (guint32 i = 0; i < n && !record->failed; i++) {
        guint value = read_value(map, record, &read);

        section_put_uint(section, value - last);
        section_put_uint(section, section_get_uint(record));
        section_put_uint(section, section_get_uint(record));
        last = value;
    }
    n = section_get_count(record);
    read = last = 0;
    section_put_uint(section, n);
    for (guint32 i = 0; i < n && !record->failed; i++) {
        guint value = read_value(map, record, &read);
        const guint8 *start = record->p;

        multiset_skip(record);
        section_put_uint(section, value - last);
        section_put_raw(section, start, record->p - start);
        last = value;
    }
}

static void
merge_terms(TermMerge *merge, const ValueMap *values, SectionWriter *section)
{
    Gatherer gatherer = {0};
    Term term;

    while (term_merge_next(merge, &term)) {
        guint input;
        SectionReader *record = term_merge_next_record(merge, &input);

        section_put_uint(section, term.language);
        section_put_prefixed(section, term.bytes, term.nbytes);
        if (record && values[input].in_order && term_merge_is_last_record(merge)) {
            copy_record(&values[input], record, section);
        } else {
            gatherer.n_parts = gatherer.n_periods = 0;
            gatherer.n_text = 0;
            for (; record; record = term_merge_next_record(merge, &input))
                gather_record(&gatherer, &values[input], record);
            write_periods(&gatherer, section);
            write_groups(&gatherer, section);
        }
        section_end_record(section);
    }
    g_free(gatherer.parts);
    g_free(gatherer.periods);
    g_free(gatherer.text);
    g_free(gatherer.ends);
    multiset_clear(&gatherer.set);
    multiset_clear(&gatherer.scratch);
}

/* Whether input's table is of the same grouping as the union, which is that of the first. */
static gboolean
check_same(const GroupTable *all, const GroupTable *table, Container *input, GError **error)
{
    gboolean same = table->least_f == all->least_f && table->least_df == all->least_df;

    for (guint i = 0; i < N_DIMENSIONS; i++)
        same = same && strcmp(table->dimensions[i], all->dimensions[i]) == 0;
    if (!same)
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                    "%s: tabulated otherwise than the files before it", container_path(input));
    return same;
}

/* What is said of the terms and dimensions. */
static void
copy_grouping(GroupTable *all, const GroupTable *table)
{
    all->least_f = table->least_f;
    all->least_df = table->least_df;
    for (guint i = 0; i < N_DIMENSIONS; i++) {
        g_free(all->dimensions[i]);
        all->dimensions[i] = g_strdup(table->dimensions[i]);
    }
}

/* Adds input's table to the union; preliminary numbers go to map. */
static gboolean
add_table(GroupTable *all, Container *input, const LanguageMap *languages, gboolean first,
          ValueMap *map, GError **error)
{
    g_auto(GroupTable) table = {0};

    group_table_init(&table);
    if (!group_table_read(&table, input, languages->n, error))
        return FALSE;
    if (first)
        copy_grouping(all, &table);
    else if (!check_same(all, &table, input, error))
        return FALSE;
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
        if (!add_table(all, inputs[i], &languages[i], i == 0, &maps[i], error))
            return FALSE;
    numbers = group_table_sort(all);
    for (guint i = 0; i < n; i++) {
        maps[i].in_order = TRUE;
        for (guint k = 0; k < maps[i].n; k++) {
            maps[i].numbers[k] = numbers[maps[i].numbers[k]];
            maps[i].in_order &= k == 0 || maps[i].numbers[k - 1] < maps[i].numbers[k];
        }
    }
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
