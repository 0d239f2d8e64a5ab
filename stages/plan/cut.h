/*
 * ShardCutter: where the list of files is cut into shards.
 *
 * Content-defined, so that a change stays where it is: each file has a number drawn from its path
 * (hash_bytes()), and a shard ends after a file whose number is less than that of every other file
 * that ends within half a target before or after it. Such ends are at least half a target apart and
 * one target on average; whether one is there depends on its neighbours alone, never on where the
 * shard began. Where two are more than two targets apart, what lies between is divided at the
 * least number that leaves a quarter of the target on either side, until no part is too long; that
 * depends on nothing outside. (Local extremes as cut points are those of Bjørner, Blass and
 * Gurevich, "Content-dependent chunking for differential compression, the local maximum
 * approach", 2010; the division is ours.)
 *
 * A file of more than one and a half targets is a shard by itself, and the list is cut before and
 * after it as at its beginning and end. Hence every shard has at least a quarter and at most two
 * targets, but for such files, what is left between them, and a corpus that is less.
 *
 * Memory: 16 bytes for each file between two ends, and 8 for each shard.
 */
#ifndef TEXTMILL_CUT_H
#define TEXTMILL_CUT_H

#include <glib.h>

/* What a file counts at least, so that a million empty ones are not one shard. */
enum { CUT_LEAST_NBYTES = 64 };

typedef struct _ShardCutter ShardCutter;

/* target_nbytes: at least 4 kB. */
ShardCutter *shard_cutter_new(guint64 target_nbytes);

/* Takes the next file in order. hash: of its path. nbytes: of its text, estimated. */
void shard_cutter_push(ShardCutter *cutter, guint64 hash, guint64 nbytes);

/* Takes one that is a shard by itself whatever it counts, such as a part of a large file. */
void shard_cutter_push_alone(ShardCutter *cutter);

/* Ends the list. Returns the number of files in each shard as guint64; the cutter owns them. */
const GArray *shard_cutter_finish(ShardCutter *cutter);

/* NULL is accepted. */
void shard_cutter_free(ShardCutter *cutter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ShardCutter, shard_cutter_free)

#endif
