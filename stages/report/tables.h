/*
 * The tables, one module each. Every function writes one file into a folder from files of the work
 * folder; what several of them need is read once and handed on.
 */
#ifndef TEXTMILL_TABLES_H
#define TEXTMILL_TABLES_H

#include <glib.h>

#include "files/languages.h"
#include "files/plan_file.h"

/* Of an article, what statistics of its keywords need. 8 bytes an article. */
typedef struct {
    guint32 words;
    guint8 language; /* in the languages of the corpus's words */
} ArticleSize;

/* A keyword of a shard, as the corpus knows it. */
typedef struct {
    guint64 term, f, df;
    const char *label;
    guint32 label_nbytes;
} KnownTerm;

/* The keywords of each shard, in the order of its list of terms. */
typedef struct {
    GPtrArray *shards; /* of GArray * of KnownTerm */
    GStringChunk *labels;
    Languages languages; /* of the corpus, with articles and words */
    guint64 n_terms;
    GArray *top; /* of TopTerm: the digest's best keywords */
} KnownTerms;

/* A term with the number of articles in which it is a keyword. */
typedef struct {
    guint64 articles;
    const char *label;
    guint32 label_nbytes;
} TopTerm;

void known_terms_init(KnownTerms *known);
void known_terms_clear(KnownTerms *known);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KnownTerms, known_terms_clear)

/* terms.tsv; fills known with what keywords.tsv needs. */
gboolean write_terms_table(const PlanFile *plan, const char *folder, KnownTerms *known,
                           GError **error);

/* articles.tsv; appends an ArticleSize for each article to sizes. */
gboolean write_articles_table(const PlanFile *plan, const char *folder, const Languages *languages,
                              GArray *sizes, GError **error);

/* keywords.tsv. */
gboolean write_keywords_table(const PlanFile *plan, const char *folder, const KnownTerms *known,
                              const GArray *sizes, GError **error);

/* groups.tsv. */
gboolean write_groups_table(const PlanFile *plan, const char *folder, GError **error);

/* keyness.tsv. */
gboolean write_keyness_table(const PlanFile *plan, const char *folder, GError **error);

/* trends.tsv. */
gboolean write_trends_table(const PlanFile *plan, const char *folder, GError **error);

/* summaries.jsonl. */
gboolean write_summaries(const PlanFile *plan, const char *folder, GError **error);

/* rejects.tsv; *ret_n_rejects is how many rows it has, *ret_n_unlisted those of them that plan put
 * into no shard. */
gboolean write_rejects_table(const PlanFile *plan, const char *folder, guint64 *ret_n_rejects,
                             guint64 *ret_n_unlisted, GError **error);

#endif
