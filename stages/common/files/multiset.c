#include "files/multiset.h"

#include <stdlib.h>

void
multiset_reset(Multiset *set)
{
    set->n_cells = 0;
}

void
multiset_clear(Multiset *set)
{
    g_clear_pointer(&set->cells, g_free);
    set->n_cells = set->capacity = 0;
}

static inline guint64
place(const MultisetCell *cell)
{
    return (guint64)cell->n << 32 | cell->v;
}

static void
reserve(Multiset *set, guint32 n_cells)
{
    if (n_cells <= set->capacity)
        return;
    set->capacity = MAX(n_cells, (guint32)MIN((guint64)2 * set->capacity, G_MAXUINT32));
    set->cells = g_renew(MultisetCell, set->cells, set->capacity);
}

/* From the back, so that the merged cells fit behind those not yet merged. */
void
multiset_add(Multiset *set, const Multiset *other)
{
    guint32 i = set->n_cells, j = other->n_cells, end = i + j, kept;

    if (j == 0)
        return;
    reserve(set, end);
    if (i == 0 || place(&set->cells[i - 1]) < place(&other->cells[0])) {
        memcpy(set->cells + i, other->cells, j * sizeof *other->cells);
        set->n_cells = end;
        return;
    }
    kept = end;
    while (j > 0) {
        if (i > 0 && place(&set->cells[i - 1]) > place(&other->cells[j - 1])) {
            set->cells[--kept] = set->cells[--i];
        } else {
            MultisetCell cell = other->cells[--j];

            if (i > 0 && place(&set->cells[i - 1]) == place(&cell))
                cell.m += set->cells[--i].m;
            set->cells[--kept] = cell;
        }
    }
    memmove(set->cells + i, set->cells + kept, (end - kept) * sizeof *set->cells);
    set->n_cells = i + end - kept;
}

void
multiset_subtract(Multiset *set, const Multiset *other)
{
    guint32 kept = 0, j = 0;

    for (guint32 i = 0; i < set->n_cells; i++) {
        MultisetCell cell = set->cells[i];

        if (j < other->n_cells && place(&other->cells[j]) == place(&cell))
            cell.m -= other->cells[j++].m;
        if (cell.m > 0)
            set->cells[kept++] = cell;
    }
    g_assert(j == other->n_cells);
    set->n_cells = kept;
}

static int
by_count(const void *a, const void *b)
{
    const Posting *x = a, *y = b;

    return (x->count > y->count) - (x->count < y->count);
}

/* Brings n postings of articles with as many words, mostly one or two, in the order of their
 * counts. */
static void
sort_counts(Posting *postings, guint32 n)
{
    enum { FEW = 16 };

    if (n > FEW) {
        qsort(postings, n, sizeof *postings, by_count);
        return;
    }
    for (guint32 i = 1; i < n; i++) {
        Posting moved = postings[i];
        guint32 k = i;

        for (; k > 0 && postings[k - 1].count > moved.count; k--)
            postings[k] = postings[k - 1];
        postings[k] = moved;
    }
}

void
multiset_collect(Multiset *set, Posting *postings, guint32 n)
{
    multiset_reset(set);
    for (guint32 i = 0; i < n;) {
        guint32 first = i, end = i + 1, words = postings[i].article;

        while (end < n && postings[end].article == words)
            end++;
        if (end - first > 1)
            sort_counts(postings + first, end - first);
        while (i < end) {
            first = i;
            while (i < end && postings[i].count == postings[first].count)
                i++;
            multiset_append(set, words, postings[first].count, i - first);
        }
    }
}

/* Which of the three lists a cell is in: (n, 1) : 1, (n, v) : 1, (n, v) : m. */
static inline guint
list_of(const MultisetCell *cell)
{
    return cell->m != 1 ? 2 : cell->v != 1;
}

static void
write_list(SectionWriter *section, const Multiset *set, guint list, guint32 n)
{
    guint32 last = 0;

    section_put_uint(section, n);
    for (guint32 i = 0; n > 0; i++) {
        const MultisetCell *cell = &set->cells[i];

        if (list_of(cell) != list)
            continue;
        section_put_uint(section, cell->n - last);
        if (list >= 1)
            section_put_uint(section, cell->v);
        if (list == 2)
            section_put_uint(section, cell->m);
        last = cell->n;
        n--;
    }
}

void
multiset_write(SectionWriter *section, const Multiset *set)
{
    guint32 n[3] = {0, 0, 0};

    for (guint32 i = 0; i < set->n_cells; i++)
        n[list_of(&set->cells[i])]++;
    for (guint list = 0; list < 3; list++)
        write_list(section, set, list, n[list]);
}

/* Appends one of the three lists to set. */
static void
read_list(SectionReader *section, Multiset *set, guint list)
{
    guint32 count = section_get_count(section), first = set->n_cells;
    guint64 n = 0;

    if (count > G_MAXUINT32 - first) {
        section_fail(section, "a multiset");
        return;
    }
    reserve(set, first + count);
    for (guint32 i = 0; i < count && !section->failed; i++) {
        MultisetCell *cell = &set->cells[set->n_cells];
        guint64 v, m;

        n += section_get_below(section, (guint64)G_MAXUINT32 + 1, "a multiset");
        v = list >= 1 ? section_get_uint(section) : 1;
        m = list == 2 ? section_get_uint(section) : 1;
        *cell = (MultisetCell){n, v, m};
        /* what is less than 2³² each cannot overflow when it is added up */
        if (n > G_MAXUINT32 || v == 0 || v > G_MAXUINT32 || m == 0 || m > G_MAXUINT32 ||
            (set->n_cells > first && place(cell - 1) >= place(cell))) {
            section_fail(section, "a multiset");
            return;
        }
        set->n_cells++;
    }
}

/* Merges the runs [a, middle) and [middle, b) of from, appending to to. */
static void
merge_two(const MultisetCell *from, guint32 a, guint32 middle, guint32 b, Multiset *to)
{
    MultisetCell *out = to->cells + to->n_cells;
    guint32 i = a, j = middle;

    while (i < middle && j < b) {
        guint64 x = place(&from[i]), y = place(&from[j]);

        *out = x <= y ? from[i++] : from[j];
        if (x >= y) {
            if (x == y)
                out->m += from[j].m;
            j++;
        }
        out++;
    }
    while (i < middle)
        *out++ = from[i++];
    while (j < b)
        *out++ = from[j++];
    to->n_cells = out - to->cells;
}

/* Rounds of merging neighbours: every cell moves log2(n_runs) times, however the runs differ in
 * size. */
void
multiset_unite(Multiset *set, guint32 *ends, guint n_runs, Multiset *scratch)
{
    while (n_runs > 1) {
        guint32 start = 0;
        guint n = 0;
        Multiset swapped;

        multiset_reset(scratch);
        reserve(scratch, set->n_cells);
        for (guint i = 0; i < n_runs; i += 2) {
            guint32 middle = ends[i], end = i + 1 < n_runs ? ends[i + 1] : middle;

            merge_two(set->cells, start, middle, end, scratch);
            ends[n++] = scratch->n_cells;
            start = end;
        }
        n_runs = n;
        swapped = *set;
        *set = *scratch;
        *scratch = swapped;
    }
}

void
multiset_read(SectionReader *section, Multiset *set)
{
    guint32 start = set->n_cells;

    for (guint list = 0; list < 3; list++) {
        guint32 middle = set->n_cells;
        g_autofree MultisetCell *both = NULL;
        Multiset merged;

        read_list(section, set, list);
        if (section->failed)
            return;
        if (middle == start || middle == set->n_cells ||
            place(&set->cells[middle - 1]) < place(&set->cells[middle]))
            continue; /* nothing to bring together with what was read before */
        both = g_memdup2(set->cells + start, (set->n_cells - start) * sizeof *both);
        merged = (Multiset){set->cells + start, 0, set->n_cells - start};
        merge_two(both, 0, middle - start, set->n_cells - start, &merged);
        if (merged.n_cells != set->n_cells - start) {
            section_fail(section, "a multiset"); /* the same cell in two lists */
            return;
        }
    }
}

MultisetSums
multiset_sums(const Multiset *set)
{
    MultisetSums sums = {0, 0, 0};

    for (guint32 i = 0; i < set->n_cells; i++) {
        sums.f += set->cells[i].v * set->cells[i].m;
        sums.df += set->cells[i].m;
        sums.reach += set->cells[i].n * set->cells[i].m;
    }
    return sums;
}

MultisetSums
multiset_read_sums(SectionReader *section)
{
    MultisetSums sums = {0, 0, 0};

    for (guint list = 0; list < 3; list++) {
        guint32 count = section_get_count(section);
        guint64 n = 0;

        for (guint32 i = 0; i < count && !section->failed; i++) {
            guint64 v, m;

            n += section_get_uint(section);
            v = list >= 1 ? section_get_uint(section) : 1;
            m = list == 2 ? section_get_uint(section) : 1;
            sums.f += v * m;
            sums.df += m;
            sums.reach += n * m;
        }
    }
    return sums;
}
