/*
 * RunsFile: S.runs.gz, what a shard knows of each of its terms, and which of its articles have them
 * how often. Merged runs are of the same kind, but know no articles any more, only how many words
 * these have.
 */
#ifndef TEXTMILL_RUNS_FILE_H
#define TEXTMILL_RUNS_FILE_H

#include <glib.h>

#include "container/container_reader.h"
#include "files/languages.h"
#include "files/multiset.h"
#include "files/terms.h"

/* Whether the sections of a record a term are as long as each other. */
gboolean runs_check_lengths(Container *runs, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The articles of a shard in the order of their words; cells name them by their place here. */
typedef struct {
    guint32 n;                /* 0 of merged runs: n of their cells is words already */
    guint32 *words, *numbers; /* of each place: the article's words; its number in the shard */
} RunsArticles;

/* Reads them; what articles had is freed. Each number must be there once. After a failure articles
 * has what was read, to be cleared as well. */
gboolean runs_articles_read(RunsArticles *articles, Container *runs,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void runs_articles_clear(RunsArticles *articles);

/* In the cells of set from start on, words for places; fails the section if there is no such. */
void runs_articles_resolve(const RunsArticles *articles, SectionReader *section, Multiset *set,
                           guint32 start);

/*
 * Tells whether the cells of a term are those of a shard: each place once, below the number of places,
 * with m = 1; those with v = 1 first, which is the list ones. 4 bytes a place.
 */
typedef struct {
    guint32 *terms; /* of each place: the last term with it, numbered from 1 as they are checked */
    guint32 n_places, term;
} RunsPlaces;

void runs_places_init(RunsPlaces *places, guint32 n_places);
void runs_places_clear(RunsPlaces *places);
/* set, ends, n_runs: as multiset_read_runs() gives them for the next term. */
gboolean runs_places_check(RunsPlaces *places, const Multiset *set, const guint32 *ends,
                           guint n_runs) G_GNUC_WARN_UNUSED_RESULT;

/* What a record says of its term, apart from cells and forms. */
typedef struct {
    guint64 runs, stopped, f, df; /* shards with it; occurrences of stop words; all; articles */
} RunSums;

/* Reads the columns after language and bytes. */
static inline RunSums
run_sums_read(SectionReader *section)
{
    RunSums sums;

    sums.runs = section_get_uint(section);
    sums.stopped = section_get_uint(section);
    sums.f = section_get_uint(section);
    sums.df = section_get_uint(section);
    return sums;
}

typedef struct _RunsFile RunsFile;

/*
 * Opens the runs of a shard, which must have been made from what has this source (see
 * stems_file.h). languages: those of the shard; terms have their numbers.
 */
RunsFile *runs_file_open(const char *path, guint64 made, const Languages *languages,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void runs_file_close(RunsFile *file);
Container *runs_file_container(RunsFile *file);

/* The next term, whose bytes stay valid until the next call, and its sums. FALSE at the end or on
 * damage. */
gboolean runs_file_next(RunsFile *file, Term *ret_term, RunSums *ret_sums);

/* The cells of that term, n being a place among the articles, as at most two runs (see
 * multiset_read_runs(); ends has room for MULTISET_MAX_RUNS): those with v = 1, then the others; or
 * goes past them. Who asks for any asks for those of every term. FALSE on damage. */
gboolean runs_file_read_cells(RunsFile *file, Multiset *set, guint32 *ends, guint *ret_n_runs);
gboolean runs_file_skip_cells(RunsFile *file);

gboolean runs_file_finish(RunsFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RunsArticles, runs_articles_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RunsPlaces, runs_places_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RunsFile, runs_file_close)

#endif
