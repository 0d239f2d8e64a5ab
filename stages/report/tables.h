/*
 * The tables, one module each. Every module writes one file into a folder from files of the work
 * folder; shard_tables.h brings those together whose rows come shard by shard.
 */
#ifndef TEXTMILL_TABLES_H
#define TEXTMILL_TABLES_H

#include <glib.h>

#include "article.h"
#include "files/group_table.h"
#include "files/languages.h"
#include "files/plan_file.h"
#include "files/tokens_file.h"
#include "program/tsv.h"
#include "terms_table.h"

/* ---- articles.tsv */

typedef struct _ArticlesTable ArticlesTable;

/* corpus: corpus.articles.gz. */
ArticlesTable *articles_table_open(const char *folder, Container *corpus, GError **error);
/* A shard's articles follow. keys: the names of its other metadata. */
void articles_table_begin_shard(ArticlesTable *table, const GArray *keys);
/* metadata: at the article's record of the section meta in S.tokens.gz, which is read. */
void articles_table_add(ArticlesTable *table, const Article *article, SectionReader *metadata);
gboolean articles_table_commit(ArticlesTable *table, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void articles_table_free(ArticlesTable *table);

/* ---- keywords.tsv */

gboolean keywords_table_open(Tsv *tsv, const char *folder, GError **error);
/* number: of the article. list: the shard's keywords. keywords: at the article's record in
 * S.keywords.gz, which is read. */
void keywords_table_add(Tsv *tsv, guint64 number, const ArticleSize *size, const TermsTable *terms,
                        const GArray *list, SectionReader *keywords);

/* ---- summaries.jsonl */

typedef struct _Summaries Summaries;

Summaries *summaries_open(const char *folder, GError **error);
/* sentences: at the article's record in S.summaries.gz; stream: in S.tokens.gz. Both are read. */
void summaries_add(Summaries *summaries, const Article *article, const Forms *forms,
                   SectionReader *sentences, SectionReader *stream);
gboolean summaries_commit(Summaries *summaries, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void summaries_free(Summaries *summaries);

/* ---- groups.tsv and trends.tsv */

/* What the statistics of groups and periods are of. */
typedef struct {
    Languages languages;
    GroupTable table;
} CorpusGroups;

gboolean corpus_groups_read(CorpusGroups *groups, const PlanFile *plan,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void corpus_groups_clear(CorpusGroups *groups);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CorpusGroups, corpus_groups_clear)

gboolean write_groups_table(const CorpusGroups *groups, const char *folder,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean write_trends_table(const CorpusGroups *groups, const PlanFile *plan, const char *folder,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- keyness.tsv */

gboolean write_keyness_table(const PlanFile *plan, const char *folder,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- rejects.tsv */

/* All inputs that were not used, of plan and of the shards, in order of path and offset. */
typedef struct _RejectsTable RejectsTable;

RejectsTable *rejects_table_open(const PlanFile *plan, const char *folder,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds those of the next shard, whose tokens these are. */
gboolean rejects_table_add_shard(RejectsTable *table, Container *tokens,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean rejects_table_commit(RejectsTable *table, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many there are, once it is committed, and how many of them plan told. */
guint64 rejects_table_n(const RejectsTable *table, guint64 *ret_n_planned);
void rejects_table_free(RejectsTable *table);

/* ---- unmatched.tsv */

/* Rows of the table of metadata that no file got, and files without a row. */
gboolean write_unmatched_table(const PlanFile *plan, const char *folder, guint64 *ret_rows,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ArticlesTable, articles_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RejectsTable, rejects_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Summaries, summaries_free)

#endif
