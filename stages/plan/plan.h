/*
 * plan: which articles there are, and into which shards the work on them is cut.
 *
 * Reads a corpus (walk.h: what counts as an input; cut.h: where it is cut) and opens only files that
 * are larger than a shard, which may be cut themselves (file_parts.h). Writes into the work folder:
 *
 *     S.list            a shard's files, with size and time of modification (files/shard_list.h)
 *     plan.tsv          shard, first path, pieces, bytes; in the order of paths
 *     plan.rejects.tsv  path, offset, reason: what could not be listed
 *     plan.unmatched.tsv  what, path, row, reason: rows of metadata and files without each other
 *     pieces/           parts of large packed files (unpack.h)
 *     shard-size        the target it was cut with, in bytes
 *     shards.mk, part-*.members      for make (plan_files.h)
 *
 * each only when its bytes differ, so that a time of modification says when something changed. Then
 * it removes what belongs to shards that are no more.
 *
 * A shard is named by 12 digits of a hash of its first path. A packed file, by its
 * name, counts for four or five times its size. Memory: one folder's names per depth, and 24 bytes and
 * the path for each file, to 64 MB; what is more goes to a temporary file in the work folder.
 */
#ifndef TEXTMILL_PLAN_H
#define TEXTMILL_PLAN_H

#include <glib.h>

#include "records/record_format.h"

#define PLAN_ERROR plan_error_quark()
GQuark plan_error_quark(void);
enum {
    PLAN_ERROR_NO_INPUT, /* the corpus has no file to read */
    PLAN_ERROR_OUTPUT,   /* what is written would be part of the corpus */
};

typedef struct {
    const char *corpus; /* a folder or a file */
    const char
        *work; /* made with its parents if missing; what holds it is not part of the corpus */
    guint64 shard_nbytes;  /* target size; 0: shard_size.h decides */
    RecordOptions records; /* how files are read */
    const char *metadata;  /* a table of metadata of files (metadata_table.h), or NULL */
    const char *key;       /* its column with the paths of files */
    gboolean keep;         /* leave the files of shards that are no longer in the plan */
} PlanOptions;

typedef struct {
    guint64 n_files;
    guint64 nbytes; /* of these files */
    guint64 n_rejects;
    guint n_shards;
    guint64 shard_nbytes; /* the target used */
} PlanSummary;

/* Makes the plan. ret_summary may be NULL. */
gboolean plan_make(const PlanOptions *options, PlanSummary *ret_summary,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
