/*
 * The files of a plan that are about all shards: their names, shards.mk, and clearing away what
 * belongs to shards that are no more.
 *
 * shards.mk is for a makefile to include. It sets SHARDS, in the order of the plan; PARTS, what is
 * merged last; TREE, every part, above before below; and MEMBERS_<part> for each. Runs in the
 * folder W are merged so:
 *
 *     .SECONDEXPANSION:
 *     members_of = $(addprefix W/,$(addsuffix .runs.gz,$(MEMBERS_$1)))
 *     $(TREE:%=W/%.runs.gz): W/%.runs.gz: $$(call members_of,$$*) W/%.members
 *     W/corpus.words.gz: $(PARTS:%=W/%.runs.gz) W/shards.mk
 *
 * This is a static pattern because make applies no pattern rule twice in a chain, and a part may
 * consist of parts. A rule for W/part-%.runs.gz works too, if the files are mentioned somewhere:
 * $(TREE:%=W/%.runs.gz): with nothing behind it will do.
 *
 * A shard that is gone makes nothing newer than what was merged from it. So each part has a file
 * PART.members, one name a line, which changes with the part's members and with nothing else;
 * shards.mk itself does the same for the whole.
 */
#ifndef TEXTMILL_PLAN_FILES_H
#define TEXTMILL_PLAN_FILES_H

#include <glib.h>

#include "merge_tree.h"
#include "program/out_file.h"

/*
 * A name for a shard whose first file's path has this hash: 12 hexadecimal digits of it, or, if
 * they are in taken already, of a number drawn from it. Added to taken (a set of char *), which
 * owns it.
 */
char *plan_name_shard(GHashTable *taken, guint64 hash);

/* Begins the file of this name in the folder work. */
OutFile *plan_files_open(const char *work, const char *name,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Frees file after committing it if it is changed. */
gboolean plan_files_commit(OutFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes work/shards.mk and the parts' .members. shards: char *, in the order of the plan. */
gboolean plan_files_write_tree(const char *work, const GPtrArray *shards, const MergeTree *tree,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Removes from work every SHARD.* and PART.* of a shard not among those taken or a part not in the
 * tree, and what a process that was killed left of any (*.part). Folders are left alone.
 */
gboolean plan_files_remove_stale(const char *work, GHashTable *taken, const MergeTree *tree,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
