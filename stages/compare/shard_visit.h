/* ShardVisit: a shard with articles that are wanted, and what is read of it: their best keywords,
 * their counts. */
#ifndef TEXTMILL_SHARD_VISIT_H
#define TEXTMILL_SHARD_VISIT_H

#include <glib.h>

#include "files/languages.h"
#include "files/plan_file.h"
#include "side_by_side.h"

typedef struct {
    guint64 number; /* of the article in the corpus, from 1 */
    guint place;    /* in what was asked for */
} WantedArticle;

typedef struct {
    guint shard;                 /* in the plan */
    guint64 n_before;            /* articles of the shards before it */
    const WantedArticle *wanted; /* in the order of numbers */
    guint n;
} ShardVisit;

/* A keyword of an article. */
typedef struct {
    guint place, rank; /* of the article; of the keyword in it */
    Term term;
} BestKeyword;

/* The visits for wanted articles, in the order of numbers. To be unreffed, NULL with error set if
 * any is not there. */
GArray *shard_visits_plan(const PlanFile *plan, const WantedArticle *wanted, guint n,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends the n_best keywords (BestKeyword) of each wanted article, in no order; their bytes are
 * kept in strings. */
gboolean shard_visit_keywords(const ShardVisit *visit, const PlanFile *plan,
                              const Languages *languages, guint n_best, GStringChunk *strings,
                              GArray *keywords, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the counts of the wanted articles. order: the numbers of the terms in the order of terms. */
gboolean shard_visit_counts(const ShardVisit *visit, const PlanFile *plan, SideBySide *side,
                            const guint *order, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
