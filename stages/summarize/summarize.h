/* summarize: for each article of a shard the sentences that stand for it. The article alone
 * decides. */
#ifndef TEXTMILL_SUMMARIZE_H
#define TEXTMILL_SUMMARIZE_H

#include <glib.h>

#include "summary.h"

/* Reads tokens and stems of a shard, writes the chosen sentences with their places and texts. */
gboolean summarize_shard(const char *tokens, const char *stems, SummaryMethod method,
                         const SummaryLength *length, const char *output,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
