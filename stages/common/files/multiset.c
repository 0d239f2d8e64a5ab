#include "files/multiset.h"

#include <string.h>

#include "container/varint.h"
#include "program/bytes.h"

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

void
multiset_arrange(Multiset *set, guint32 start)
{
    MultisetCell *cells = set->cells;
    guint32 kept = start;

    for (guint32 i = start; i < set->n_cells; i++) {
        MultisetCell cell = cells[i];
        guint32 k = kept;

        while (k > start && place(&cells[k - 1]) > place(&cell))
            k--;
        if (k > start && place(&cells[k - 1]) == place(&cell)) {
            cells[k - 1].m += cell.m;
            continue;
        }
        if (k < kept)
            memmove(cells + k + 1, cells + k, (kept - k) * sizeof *cells);
        cells[k] = cell;
        kept++;
    }
    set->n_cells = kept;
}

/* One of the three lists while it is written. */
typedef struct {
    guint8 *begin, *p;
    guint32 last; /* n of the cell before */
} List;

static inline List
list_begin(guint8 *begin, gsize n)
{
    return (List){begin, varint_put(begin, n), 0};
}

static inline void
list_put_n(List *list, guint32 n)
{
    list->p = varint_put(list->p, n - list->last);
    list->last = n;
}

static inline void
list_end(const List *list, SectionWriter *section)
{
    memmove(section->bytes + section->used, list->begin, list->p - list->begin);
    section->used += list->p - list->begin;
}

/*
 * Three lists, of cells (n, 1) : 1, (n, v) : 1 and (n, v) : m. They grow side by side, each where
 * it is sure to reach no other, and the last two then move up to the first: one walk over the
 * cells, and room is asked for once.
 */
void
multiset_write(SectionWriter *section, const Multiset *set)
{
    enum { N_NBYTES = 5, V_NBYTES = 5, M_NBYTES = 10, COUNT_NBYTES = 5 }; /* at most */
    const MultisetCell *stop = set->cells + set->n_cells;
    gsize n_ones, n_once = 0, n_more = 0, most_ones, most_once, most_more;
    List ones, once, more;

    for (const MultisetCell *cell = set->cells; cell < stop; cell++) {
        n_once += cell->m == 1 && cell->v != 1;
        n_more += cell->m != 1;
    }
    n_ones = set->n_cells - n_once - n_more;
    most_ones = COUNT_NBYTES + n_ones * N_NBYTES;
    most_once = COUNT_NBYTES + n_once * (N_NBYTES + V_NBYTES);
    most_more = COUNT_NBYTES + n_more * (N_NBYTES + V_NBYTES + M_NBYTES);
    section_reserve(section, most_ones + most_once + most_more);
    ones = list_begin(section->bytes + section->used, n_ones);
    once = list_begin(ones.begin + most_ones, n_once);
    more = list_begin(once.begin + most_once, n_more);
    for (const MultisetCell *cell = set->cells; cell < stop; cell++) {
        if (cell->m != 1) {
            list_put_n(&more, cell->n);
            more.p = varint_put(more.p, cell->v);
            more.p = varint_put(more.p, cell->m);
        } else if (cell->v != 1) {
            list_put_n(&once, cell->n);
            once.p = varint_put(once.p, cell->v);
        } else {
            list_put_n(&ones, cell->n);
        }
    }
    section->used += ones.p - ones.begin;
    list_end(&once, section);
    list_end(&more, section);
}

/* An integer all of whose bytes are there, however many; beyond 64 bits the largest value. */
static inline guint64
take_uint(const guint8 **p)
{
    guint64 value = *(*p)++;

    return value < 0x80 ? value : varint_get_rest(p, value & 0x7f, 7);
}

/* Likewise where not all may be there; then, too, the largest value, which no column has. */
static guint64
take_uint_near_end(const guint8 **p, const guint8 *end)
{
    guint64 value;

    if (G_LIKELY(*p < end && **p < 0x80)) /* how long a list is: often no more than a byte */
        return *(*p)++;
    return varint_get(p, end, &value) ? value : G_MAXUINT64;
}

/* Whether the cell that these make may come after last, the place of the one before. What is less
 * than 2³² each cannot overflow when it is added up. */
static inline gboolean
follows(guint64 n, guint64 v, guint64 m, guint64 last, gboolean is_first)
{
    return n <= G_MAXUINT32 && v - 1 < G_MAXUINT32 && m - 1 < G_MAXUINT32 &&
           (is_first || (n << 32 | v) > last);
}

/* A cell as it is written in one of the three lists, a constant that makes a loop of its own for
 * each. step: from the n before it. */
typedef struct {
    guint64 step, v, m;
} WrittenCell;

static G_ALWAYS_INLINE inline WrittenCell
take_cell(const guint8 **p, const guint8 *end, const guint list)
{
    enum { LONGEST = 3 * VARINT_MAX_NBYTES }; /* bytes of a cell, however it is written */
    WrittenCell cell = {0, 1, 1};

    if (G_LIKELY(end - *p >= LONGEST)) {
        cell.step = take_uint(p);
        if (list >= 1)
            cell.v = take_uint(p);
        if (list == 2)
            cell.m = take_uint(p);
    } else {
        cell.step = take_uint_near_end(p, end);
        if (list >= 1)
            cell.v = take_uint_near_end(p, end);
        if (list == 2)
            cell.m = take_uint_near_end(p, end);
    }
    cell.step = MIN(cell.step, (guint64)G_MAXUINT32 + 1); /* so that a sum cannot wrap around */
    return cell;
}

/* Appends one of the lists to set. */
static G_ALWAYS_INLINE inline gboolean
decode_list(const guint8 **bytes, const guint8 *end, Multiset *set, const guint list)
{
    const guint8 *p = *bytes;
    guint64 count = take_uint_near_end(&p, end), n = 0, last = 0;
    guint32 first = set->n_cells;
    MultisetCell *cell;

    if (count > (guint64)(end - p) || count > G_MAXUINT32 - first) /* a cell takes a byte or more */
        return FALSE;
    reserve(set, first + count);
    cell = set->cells + first;
    for (guint64 i = 0; i < count; i++) {
        WrittenCell written = take_cell(&p, end, list);

        n += written.step;
        if (G_UNLIKELY(!follows(n, written.v, written.m, last, i == 0)))
            return FALSE;
        *cell++ = (MultisetCell){written.v, n, written.m};
        last = n << 32 | written.v;
    }
    set->n_cells = first + count;
    *bytes = p;
    return TRUE;
}

/* Notes where a run that was appended ends, if it has any cells. */
static inline void
end_run(const Multiset *set, guint32 start, guint32 *ends, guint *n_runs)
{
    if (set->n_cells > (*n_runs > 0 ? ends[*n_runs - 1] : start))
        ends[(*n_runs)++] = set->n_cells;
}

const guint8 *
multiset_decode_runs(const guint8 *bytes, const guint8 *end, Multiset *set, guint32 *ends,
                     guint *ret_n_runs)
{
    guint32 start = set->n_cells;

    *ret_n_runs = 0;
    if (!decode_list(&bytes, end, set, 0))
        return NULL;
    end_run(set, start, ends, ret_n_runs);
    if (!decode_list(&bytes, end, set, 1))
        return NULL;
    end_run(set, start, ends, ret_n_runs);
    if (!decode_list(&bytes, end, set, 2))
        return NULL;
    end_run(set, start, ends, ret_n_runs);
    return bytes;
}

guint
multiset_read_runs(SectionReader *section, Multiset *set, guint32 ends[MULTISET_MAX_RUNS])
{
    guint n_runs;
    const guint8 *behind = multiset_decode_runs(section->p, section->end, set, ends, &n_runs);

    if (behind)
        section->p = behind;
    else
        section_fail(section, "a multiset");
    return n_runs;
}

static G_ALWAYS_INLINE inline gboolean
fold_list(const guint8 **bytes, const guint8 *end, const guint32 *words, guint64 n_places,
          MultisetFold *fold, const guint list)
{
    typedef unsigned __int128 Wide;
    const guint8 *p = *bytes;
    guint64 count = take_uint_near_end(&p, end), place = 0;
    MultisetFold added = {.f = fold->f, .n_words = fold->n_words};

    if (count > (guint64)(end - p)) /* a cell takes a byte or more */
        return FALSE;
    for (guint64 i = 0; i < count; i++) {
        WrittenCell cell = take_cell(&p, end, list);
        guint64 n;
        Wide a, b;

        place += cell.step;
        if (G_UNLIKELY(place >= n_places || cell.v - 1 >= G_MAXUINT32 || cell.m - 1 >= G_MAXUINT32))
            return FALSE;
        n = words ? words[place] : place;
        added.sums.f += cell.v * cell.m;
        added.sums.df += cell.m;
        added.sums.reach += n * cell.m;
        a = (Wide)cell.v * added.n_words;
        b = (Wide)n * added.f;
        added.deviation += (a > b ? a - b : b - a) * cell.m;
    }
    fold->sums.f += added.sums.f;
    fold->sums.df += added.sums.df;
    fold->sums.reach += added.sums.reach;
    fold->deviation += added.deviation;
    *bytes = p;
    return TRUE;
}

void
multiset_fold(SectionReader *section, const guint32 *words, guint32 n_places, MultisetFold *fold)
{
    const guint64 n = words ? n_places : (guint64)G_MAXUINT32 + 1;

    if (!fold_list(&section->p, section->end, words, n, fold, 0) ||
        !fold_list(&section->p, section->end, words, n, fold, 1) ||
        !fold_list(&section->p, section->end, words, n, fold, 2))
        section_fail(section, "a multiset");
}

void
multiset_skip(SectionReader *section)
{
    for (guint list = 0; list < 3; list++)
        section_skip_uints(section, (guint64)section_get_count(section) * (list + 1));
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

        *out++ = (MultisetCell){(guint32)least, least >> 32,
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
