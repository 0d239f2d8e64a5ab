/*
 * Multiset: how a term is spread over articles, as cells (words of the article, count) : articles.
 *
 * This is the unit that shards are merged by: multisets of the same term add up cell by cell, and
 * f, df, every dispersion and every rank statistic over articles follow exactly, however the corpus
 * was cut.
 */
#ifndef TEXTMILL_MULTISET_H
#define TEXTMILL_MULTISET_H

#include <glib.h>

#include "container/container_reader.h"
#include "container/container_writer.h"

/* n is behind v so that both are one integer in their order, where the lower half comes first. */
typedef struct {
    guint32 v; /* count of the term in an article */
    guint32 n; /* words of the article */
    guint64 m; /* articles like that */
} MultisetCell;

/* Cells in the order of n, then v, each (n, v) once. */
typedef struct {
    MultisetCell *cells;
    guint32 n_cells, capacity;
} Multiset;

/* What follows from the cells by addition. */
typedef struct {
    guint64 f;     /* the term's count: the sum of v·m */
    guint64 df;    /* articles with the term: the sum of m */
    guint64 reach; /* words of these articles: the sum of n·m */
} MultisetSums;

/* Empties the set, keeping its memory. */
void multiset_reset(Multiset *set);
void multiset_clear(Multiset *set);

/* Appends a cell; the order of n, then v, is the caller's promise. */
static inline void
multiset_append(Multiset *set, guint32 n, guint32 v, guint64 m)
{
    if (G_UNLIKELY(set->n_cells == set->capacity)) {
        set->capacity = MAX(16, 2 * set->capacity);
        set->cells = g_renew(MultisetCell, set->cells, set->capacity);
    }
    set->cells[set->n_cells++] = (MultisetCell){v, n, m};
}

/* Adds the cells of one set, or takes them away (every cell of other must then be in set). */
void multiset_add(Multiset *set, const Multiset *other);
void multiset_subtract(Multiset *set, const Multiset *other);

/* Brings the cells from start on, which are nearly in order, in order and makes one of equal ones. */
void multiset_arrange(Multiset *set, guint32 start);

/*
 * Appends the columns ones, once and more as a run of cells in order, to be brought together with
 * the cells before it by multiset_unite(); fails the section if they are not in order.
 */
void multiset_read(SectionReader *section, Multiset *set);

/*
 * Likewise, but leaves the three columns as they are: a run each, of which there are as many as are
 * not empty. Returns how many and sets ends to theirs. Sums need no order, and many multisets are
 * united in one go: both are had cheaper this way.
 */
enum { MULTISET_MAX_RUNS = 3 }; /* one for each list */
guint multiset_read_runs(SectionReader *section, Multiset *set, guint32 ends[MULTISET_MAX_RUNS]);

/* Likewise from bytes that were kept, all before end. Returns what is behind the columns, or NULL
 * on damage. */
const guint8 *multiset_decode_runs(const guint8 *bytes, const guint8 *end, Multiset *set,
                                   guint32 *ends, guint *ret_n_runs);

/*
 * Σm·|vN − nf| and sums over cells, added up as they are read. f and N must be known before: what a
 * term comes to over all its multisets, and the words of all articles.
 */
typedef struct {
    guint64 f, n_words;
    MultisetSums sums;
    unsigned __int128 deviation;
} MultisetFold;

/* Adds the three columns. words: what n stands for, n_places of them; NULL where n is that itself.
 * Fails the section on damage. */
void multiset_fold(SectionReader *section, const guint32 *words, guint32 n_places,
                   MultisetFold *fold);

/* Goes past the three columns. */
void multiset_skip(SectionReader *section);

/* Adds up n_runs runs of cells, run i ending before cell ends[i] (which is used up). scratch is for
 * its memory. */
void multiset_unite(Multiset *set, guint32 *ends, guint n_runs, Multiset *scratch);
/* Writes a set, of which the cells of each of the three lists must be in order, not all of them. */
void multiset_write(SectionWriter *section, const Multiset *set);

MultisetSums multiset_sums(const Multiset *set);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Multiset, multiset_clear)

#endif
