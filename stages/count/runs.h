/* Runs: a shard's counts turned from articles to terms. */
#ifndef TEXTMILL_RUNS_H
#define TEXTMILL_RUNS_H

#include <glib.h>

#include "container/container_writer.h"
#include "files/postings.h"
#include "files/stems_file.h"

typedef struct {
    guint32 n_forms;
    guint32 *form_counts; /* of each form: how often it was counted as a word */
    GArray *n_words;      /* of guint32, of each article */
    Postings postings;
} Runs;

void runs_init(Runs *runs, guint32 n_forms, guint32 n_stems);
void runs_clear(Runs *runs);

/* One article of n_words with its terms, each once. */
void runs_add_article(Runs *runs, guint32 n_words, const TermCount *found, guint32 n_found);

/* Writes a record for each stem that an article has: multiset and surface forms, in term order. */
void runs_write(Runs *runs, const Forms *forms, const StemsFile *stems, SectionWriter *section);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Runs, runs_clear)

#endif
