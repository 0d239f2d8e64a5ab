/* Runs: a shard's counts turned from articles to terms. */
#ifndef TEXTMILL_RUNS_H
#define TEXTMILL_RUNS_H

#include <glib.h>

#include "container/container_writer.h"
#include "files/stems_file.h"
#include "postings.h"

/* Both are needed of every word that is met: one line of the cache. */
typedef struct {
    guint32 rank; /* of its stem; of what is no word the number of stems */
    guint32 n;    /* how often it was counted */
} CountedForm;

typedef struct {
    guint32 n_forms;
    CountedForm *forms; /* by number */
    Postings postings;  /* terms are known by rank, so that frequent ones lie together */
} Runs;

/* n_items: as of postings_init(). */
void runs_init(Runs *runs, const StemsFile *stems, guint64 n_items);
void runs_clear(Runs *runs);

/* Counts an item of the article at hand. */
static inline void
runs_count(Runs *runs, guint32 form)
{
    CountedForm *counted = &runs->forms[form];

    counted->n++;
    postings_count(&runs->postings, counted->rank);
}

/* Writes the articles, and a record in each other section for each stem that an article has, in
 * term order. */
void runs_write(Runs *runs, const Forms *forms, const StemsFile *stems, ContainerWriter *writer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Runs, runs_clear)

#endif
