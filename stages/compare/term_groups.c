#include "term_groups.h"

void
term_groups_init(TermGroups *groups)
{
    *groups = (TermGroups){.parts = g_array_new(FALSE, FALSE, sizeof(GroupPart)),
                           .periods = g_array_new(FALSE, FALSE, sizeof(PeriodPart))};
}

void
term_groups_clear(TermGroups *groups)
{
    g_clear_pointer(&groups->parts, g_array_unref);
    g_clear_pointer(&groups->periods, g_array_unref);
    multiset_clear(&groups->cells);
}

static void
read_periods(TermGroups *groups, SectionReader *section, guint n_values)
{
    guint32 n = section_get_count(section);
    guint64 value = 0;

    g_array_set_size(groups->periods, 0);
    for (guint32 i = 0; i < n && !section->failed; i++) {
        PeriodPart part;

        value += section_get_below(section, n_values - value, "a value");
        part.value = value;
        part.f = section_get_uint(section);
        part.df = section_get_uint(section);
        g_array_append_val(groups->periods, part);
    }
}

/* The cells from start on to the last part, which has those before them. */
static void
add_cells(TermGroups *groups, guint32 start)
{
    GroupPart *part = &g_array_index(groups->parts, GroupPart, groups->parts->len - 1);
    const Multiset added = {groups->cells.cells + start, groups->cells.n_cells - start, 0};
    const MultisetSums sums = multiset_sums(&added);

    part->n_cells += added.n_cells;
    part->sums.f += sums.f;
    part->sums.df += sums.df;
    part->sums.reach += sums.reach;
    groups->all.f += sums.f;
    groups->all.df += sums.df;
    groups->all.reach += sums.reach;
}

static void
read_parts(TermGroups *groups, SectionReader *section, guint n_values)
{
    guint32 n = section_get_count(section);
    guint64 value = 0;

    g_array_set_size(groups->parts, 0);
    multiset_reset(&groups->cells);
    groups->all = (MultisetSums){0, 0, 0};
    for (guint32 i = 0; i < n && !section->failed; i++) {
        guint32 start = groups->cells.n_cells;
        guint64 step = section_get_below(section, n_values - value, "a value");

        value += step;
        multiset_read_runs(section, &groups->cells, (guint32[3]){0}); /* for sums: in any order */
        if (i == 0 || step > 0)
            g_array_append_vals(groups->parts, &(GroupPart){.value = value, .first_cell = start},
                                1);
        add_cells(groups, start);
    }
}

gboolean
term_groups_next(TermGroups *groups, SectionReader *section, guint n_languages)
{
    if (!section_next(section))
        return FALSE;
    groups->term.language = section_get_below(section, n_languages, "a language");
    groups->term.bytes = (const char *)section_get_prefixed(section, &groups->term.nbytes);
    return !section->failed;
}

gboolean
term_groups_read(TermGroups *groups, SectionReader *section, guint n_values)
{
    read_periods(groups, section, n_values);
    read_parts(groups, section, n_values);
    return !section->failed;
}

gboolean
term_groups_skip(SectionReader *section)
{
    enum { PERIOD_COLUMNS = 3 };

    for (guint64 n = (guint64)PERIOD_COLUMNS * section_get_count(section);
         n > 0 && !section->failed; n--)
        section_get_uint(section);
    for (guint32 n = section_get_count(section); n > 0 && !section->failed; n--) {
        section_get_uint(section);
        multiset_skip(section);
    }
    return !section->failed;
}

const GroupPart *
term_groups_find(const TermGroups *groups, guint value)
{
    guint low = 0, high = groups->parts->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        const GroupPart *part = &g_array_index(groups->parts, GroupPart, middle);

        if (part->value == value)
            return part;
        if (part->value < value)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static MultisetSums
difference(const MultisetSums *all, const MultisetSums *part)
{
    return (MultisetSums){all->f - part->f, all->df - part->df, all->reach - part->reach};
}

MultisetSums
term_groups_sums(const GroupPart *part)
{
    return part ? part->sums : (MultisetSums){0, 0, 0};
}

MultisetSums
term_groups_rest_sums(const TermGroups *groups, const GroupPart *part)
{
    return part ? difference(&groups->all, &part->sums) : groups->all;
}

Integer128
term_groups_dp_sum(const TermGroups *groups, const GroupPart *part, guint64 n_words)
{
    MultisetSums sums = term_groups_sums(part);
    Multiset cells = {0};

    if (part)
        cells = (Multiset){groups->cells.cells + part->first_cell, part->n_cells, part->n_cells};
    return dispersion_dp_sum(&cells, 1, &sums, n_words);
}

Integer128
term_groups_rest_dp_sum(const TermGroups *groups, const GroupPart *part, guint64 n_words)
{
    MultisetSums sums = term_groups_rest_sums(groups, part);
    guint32 n = groups->cells.n_cells, before = part ? part->first_cell : n,
            behind = part ? before + part->n_cells : n;
    Multiset around[2] = {{groups->cells.cells, before, before},
                          {groups->cells.cells + behind, n - behind, n - behind}};

    return dispersion_dp_sum(around, G_N_ELEMENTS(around), &sums, n_words);
}
