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

/* An integer of at most 10 bytes, all of which are there. */
static inline guint64
take_uint(const guint8 **p)
{
    guint64 value = *(*p)++;

    if (value >= 0x80) {
        guint shift = 7;

        value &= 0x7f;
        for (; **p >= 0x80 && shift < 63; shift += 7)
            value |= (guint64)(*(*p)++ & 0x7f) << shift;
        value |= (guint64) * (*p)++ << shift;
    }
    return value;
}

/* Whether the cell that these make may come after last, the place of the one before. What is less
 * than 2³² each cannot overflow when it is added up. */
static inline gboolean
follows(guint64 n, guint64 v, guint64 m, guint64 last, gboolean is_first)
{
    return n <= G_MAXUINT32 && v - 1 < G_MAXUINT32 && m - 1 < G_MAXUINT32 &&
           (is_first || (n << 32 | v) > last);
}

/* Appends one of the three lists to set; a constant list makes a loop of its own for each. */
static inline void
read_list(SectionReader *section, Multiset *set, const guint list)
{
    enum { LONGEST = 30 }; /* bytes of a cell, however it is written */
    guint32 count = section_get_count(section), first = set->n_cells;
    guint64 n = 0, last = 0;
    MultisetCell *cell;

    if (count > G_MAXUINT32 - first) {
        section_fail(section, "a multiset");
        return;
    }
    reserve(set, first + count);
    cell = set->cells + first;
    for (guint32 i = 0; i < count; i++, cell++) {
        guint64 step, v = 1, m = 1;

        if (G_LIKELY(section->end - section->p >= LONGEST)) {
            const guint8 *p = section->p;

            step = take_uint(&p);
            v = list >= 1 ? take_uint(&p) : 1;
            m = list == 2 ? take_uint(&p) : 1;
            section->p = p;
        } else {
            step = section_get_uint(section);
            v = list >= 1 ? section_get_uint(section) : 1;
            m = list == 2 ? section_get_uint(section) : 1;
        }
        n += MIN(step, (guint64)G_MAXUINT32 + 1); /* so that it cannot wrap around */
        if (G_UNLIKELY(section->failed || !follows(n, v, m, last, i == 0))) {
            section_fail(section, "a multiset");
            return;
        }
        *cell = (MultisetCell){n, v, m};
        last = n << 32 | v;
    }
    set->n_cells = first + count;
}

guint
multiset_read_runs(SectionReader *section, Multiset *set, guint32 *ends)
{
    guint32 start = set->n_cells;
    guint n = 0;

    read_list(section, set, 0);
    if (set->n_cells > start)
        ends[n++] = start = set->n_cells;
    read_list(section, set, 1);
    if (set->n_cells > start)
        ends[n++] = start = set->n_cells;
    read_list(section, set, 2);
    if (set->n_cells > start)
        ends[n++] = set->n_cells;
    return n;
}

/* Goes past n integers: each ends with its only byte below 0x80, and eight bytes are looked at at
 * once. */
static void
skip_uints(SectionReader *section, guint64 n)
{
    static const guint64 highest_bits = G_GUINT64_CONSTANT(0x8080808080808080);
    const guint8 *p = section->p, *end = section->end;

    while (n >= 8 && end - p >= 8) {
        guint64 bytes;

        memcpy(&bytes, p, sizeof bytes);
        n -= ((~bytes & highest_bits) >> 7) * G_GUINT64_CONSTANT(0x0101010101010101) >> 56;
        p += 8;
    }
    while (n > 0 && p < end)
        n -= *p++ < 0x80;
    section->p = p;
    if (n > 0)
        section_fail(section, "a multiset");
}

void
multiset_skip(SectionReader *section)
{
    for (guint list = 0; list < 3; list++)
        skip_uints(section, (guint64)section_get_count(section) * (list + 1));
}

/* Merges the runs [a, middle) and [middle, b) of from, appending to to. */
static void
merge_two(const MultisetCell *from, guint32 a, guint32 middle, guint32 b, Multiset *to)
{
    MultisetCell *out = to->cells + to->n_cells;
    guint32 i = a, j = middle;

    while (i < middle && j < b) {
        /* no branches: which run goes on is anyone's guess */
        guint64 x = place(&from[i]), y = place(&from[j]), least = MIN(x, y);
        guint64 first = x == least, second = y == least;

        *out++ = (MultisetCell){least >> 32, (guint32)least,
                                (-first & from[i].m) + (-second & from[j].m)};
        i += first;
        j += second;
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
    guint32 start = set->n_cells, ends[3];
    guint n_runs = multiset_read_runs(section, set, ends);

    for (guint i = 1; i < n_runs; i++) {
        guint32 middle = ends[i - 1] - start, end = ends[i] - start;
        g_autofree MultisetCell *both = NULL;
        Multiset merged = {set->cells + start, 0, end};

        if (place(&set->cells[ends[i - 1] - 1]) < place(&set->cells[ends[i - 1]]))
            continue; /* nothing to bring together with what was read before */
        both = g_memdup2(set->cells + start, end * sizeof *both);
        merge_two(both, 0, middle, end, &merged);
        if (merged.n_cells != end) {
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
