/* How much text a shard is to hold. */
#ifndef TEXTMILL_SHARD_SIZE_H
#define TEXTMILL_SHARD_SIZE_H

#include <glib.h>

#define SHARD_SIZE_LEAST (G_GUINT64_CONSTANT(4) << 10)
#define SHARD_SIZE_MOST  (G_GUINT64_CONSTANT(1) << 30)

/*
 * Half the corpus in whole 4 MB, from 8 to 32 MB; beyond 10 GB of corpus the power of two nearest (as
 * a ratio) to 32 MB times the root of its size in 10 GB. Few and large, because each shard has its own
 * distinct words and starts six programs: 46 MB of messages took 7 % more CPU in four shards than in
 * two, and half as much again in shards of 4 MB.
 */
guint64 shard_size_ideal(guint64 corpus_nbytes);

/* The size of the last plan if there is one and it is less than 4 times off, else the ideal.
 * previous: 0 for none. */
guint64 shard_size_keep(guint64 previous, guint64 ideal);

/* Reads a size (program/size.h) from SHARD_SIZE_LEAST to SHARD_SIZE_MOST. */
gboolean shard_size_parse(const char *text, guint64 *ret_nbytes) G_GNUC_WARN_UNUSED_RESULT;

#endif
