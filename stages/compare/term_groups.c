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

static void
read_parts(TermGroups *groups, SectionReader *section, guint n_values)
{
    guint32 n = section_get_count(section);
    guint64 value = 0;

    g_array_set_size(groups->parts, 0);
    multiset_reset(&groups->cells);
    groups->all = (MultisetSums){0, 0, 0};
    for (guint32 i = 0; i < n && !section->failed; i++) {
        GroupPart part = {.first_cell = groups->cells.n_cells};
        Multiset view;

        value += section_get_below(section, n_values - value, "a value");
        part.value = value;
        multiset_read(section, &groups->cells);
        part.n_cells = groups->cells.n_cells - part.first_cell;
        view = (Multiset){groups->cells.cells + part.first_cell, part.n_cells, part.n_cells};
        part.sums = multiset_sums(&view);
        groups->all.f += part.sums.f;
        groups->all.df += part.sums.df;
        groups->all.reach += part.sums.reach;
        g_array_append_val(groups->parts, part);
    }
}

gboolean
term_groups_next(TermGroups *groups, SectionReader *section, guint n_languages, guint n_values)
{
    if (!section_next(section))
        return FALSE;
    groups->term.language = section_get_below(section, n_languages, "a language");
    groups->term.bytes = (const char *)section_get_prefixed(section, &groups->term.nbytes);
    read_periods(groups, section, n_values);
    read_parts(groups, section, n_values);
    return !section->failed;
}

const GroupPart *
term_groups_find(const TermGroups *groups, guint value)
{
    for (guint i = 0; i < groups->parts->len; i++) {
        const GroupPart *part = &g_array_index(groups->parts, GroupPart, i);

        if (part->value == value)
            return part;
    }
    return NULL;
}

static Multiset
view_of(const TermGroups *groups, const GroupPart *part)
{
    return (Multiset){groups->cells.cells + part->first_cell, part->n_cells, part->n_cells};
}

void
term_groups_part(const TermGroups *groups, guint value, Multiset *set)
{
    const GroupPart *part = term_groups_find(groups, value);

    multiset_reset(set);
    if (part) {
        Multiset view = view_of(groups, part);

        multiset_add(set, &view);
    }
}

void
term_groups_rest(const TermGroups *groups, guint value, Multiset *set, Multiset *scratch)
{
    g_autofree guint32 *ends = g_new(guint32, groups->parts->len + 1);
    guint n = 0;

    multiset_reset(set);
    for (guint i = 0; i < groups->parts->len; i++) {
        const GroupPart *part = &g_array_index(groups->parts, GroupPart, i);
        const MultisetCell *cells = groups->cells.cells + part->first_cell;

        if (part->value == value)
            continue;
        for (guint32 k = 0; k < part->n_cells; k++)
            multiset_append(set, cells[k].n, cells[k].v, cells[k].m);
        ends[n++] = set->n_cells;
    }
    multiset_unite(set, ends, n, scratch);
}
