/*
 * RunAccount: what the run did and cost, for run.json and the digest. Costs come from usage.tsv, to
 * which every program appends a line; of several lines for the same output the last one counts.
 */
#ifndef TEXTMILL_RUN_ACCOUNT_H
#define TEXTMILL_RUN_ACCOUNT_H

#include <glib.h>

#include "files/languages.h"
#include "files/plan_file.h"

typedef struct {
    guint64 pieces; /* files, or parts of them, that were read */
    guint64 inputs; /* articles and records that there were to read */
    guint64 articles, rejects, words, terms;
    guint64 unmatched;         /* rows of metadata and files that have not found each other */
    guint64 repaired, repairs; /* articles that were not whole in their encoding; places in them */
    guint64 misfits;           /* paths that the path template does not fit */
    guint64 dictionary_words;
    GTree *encodings; /* name → articles that were in it, in the order of names */
} RunCounts;

void run_counts_init(RunCounts *counts);
void run_counts_clear(RunCounts *counts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RunCounts, run_counts_clear)

/* Adds what tokenize counted in a shard, whose tokens these are, to counts. */
gboolean run_account_add_shard(RunCounts *counts, Container *tokens,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes run.json into output. */
gboolean run_account_write(const PlanFile *plan, const char *output, const RunCounts *counts,
                           const Languages *languages, GError **error);

#endif
