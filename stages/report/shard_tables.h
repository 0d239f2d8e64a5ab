/*
 * ShardTables: the tables whose rows come from the shards' files: articles.tsv, keywords.tsv and
 * summaries.jsonl, and what else the tokens files know for report. Every file is read once, a
 * shard's side by side: there must be the same articles in all.
 */
#ifndef TEXTMILL_SHARD_TABLES_H
#define TEXTMILL_SHARD_TABLES_H

#include <glib.h>

#include "files/plan_file.h"
#include "run_account.h"
#include "tables.h"
#include "terms_table.h"

typedef struct _ShardTables ShardTables;

ShardTables *shard_tables_open(const PlanFile *plan, const char *folder,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Adds the rows of the next shard in order. terms, list: what is known of its keywords. Adds its
 * articles, words and what tokenize counted to counts, and its rejects to rejects.
 */
gboolean shard_tables_add(ShardTables *tables, const TermsTable *terms, const GArray *list,
                          RunCounts *counts, RejectsTable *rejects,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* All shards are added. */
gboolean shard_tables_commit(ShardTables *tables, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void shard_tables_free(ShardTables *tables);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ShardTables, shard_tables_free)

#endif
