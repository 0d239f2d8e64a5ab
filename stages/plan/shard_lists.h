/*
 * ShardLists: the last step of a plan, which writes S.list of each shard, plan.tsv, and what the
 * table of metadata and the corpus have without each other.
 */
#ifndef TEXTMILL_SHARD_LISTS_H
#define TEXTMILL_SHARD_LISTS_H

#include <glib.h>

#include "plan.h"
#include "planned_files.h"

/*
 * Writes them into the options' work folder, each only if it differs. corpus: what paths are
 * relative to. shard_pieces: guint64, the pieces of each shard in order. The shards' names are
 * added to taken, which owns them, and in order to shards.
 */
gboolean shard_lists_write(const PlanOptions *options, const char *corpus,
                           const PlannedFiles *files, const GArray *shard_pieces, GHashTable *taken,
                           GPtrArray *shards, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
