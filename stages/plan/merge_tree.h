/*
 * The merge tree: which sorted runs are merged into which, at most 64 at a time.
 *
 * A trie over the names of shards. Up to 64 shards are merged at once. More are parted by the first
 * digit of their names; a part that still has more than 64 by the next one; and so on. A shard that
 * comes or goes changes its own part, and others only when its part passes 64.
 */
#ifndef TEXTMILL_MERGE_TREE_H
#define TEXTMILL_MERGE_TREE_H

#include <glib.h>

enum { MERGE_TREE_MOST = 64 };

typedef struct {
    char *name;         /* "part-", then the digits that its shards begin with */
    GPtrArray *members; /* char *: names of shards and of parts, in byte order of their digits */
} MergePart;

typedef struct {
    GPtrArray *parts; /* MergePart *; a part before those it consists of */
    GPtrArray *roots; /* char *: what is merged last, at most MERGE_TREE_MOST */
} MergeTree;

/* shards: char *, distinct names of hexadecimal digits of one length, in any order. */
MergeTree *merge_tree_new(const GPtrArray *shards);

/* NULL is accepted. */
void merge_tree_free(MergeTree *tree);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MergeTree, merge_tree_free)

#endif
