/* plan.tsv: the shards of a corpus in order, as plan wrote it. */
#ifndef TEXTMILL_PLAN_FILE_H
#define TEXTMILL_PLAN_FILE_H

#include <glib.h>

typedef struct {
    GPtrArray *shards; /* of char *: names, in order */
    guint64 n_pieces;  /* of all of them: files, and parts of files */
    char *folder;      /* where plan.tsv lies, and with it the shards' files */
} PlanFile;

gboolean plan_file_read(PlanFile *plan, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void plan_file_clear(PlanFile *plan);

/* "FOLDER/SHARD.tokens.gz" for the suffix ".tokens.gz". To be freed. */
char *plan_file_path(const PlanFile *plan, guint shard, const char *suffix);

/* A file of the whole corpus beside the plan: "corpus.words.gz". To be freed. */
char *corpus_path(const PlanFile *plan, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PlanFile, plan_file_clear)

#endif
