/*
 * ShardArticles: the articles of a shard, from their texts to what is written of them.
 *
 * Of each text what stands around it is read, the rest cut into paragraphs, sentences and words, and
 * kept as numbers of forms, which are known for certain when the last article is there.
 */
#ifndef TEXTMILL_SHARD_ARTICLES_H
#define TEXTMILL_SHARD_ARTICLES_H

#include <glib.h>

#include "container/container_writer.h"
#include "metadata.h"
#include "tokenize.h"

typedef struct {
    const char *path;
    const char *id; /* what the record calls itself; NULL or empty: nothing */
    guint64 record; /* which of its piece it is, from 1; 0: the file is the article */

    const char *text; /* valid UTF-8; ARTICLE_FILE_SLACK bytes behind it can be read */
    gsize nbytes;
    gsize
        title_nbytes; /* a title of the record's stands before the body, with a blank line; or 0 */
    const char *encoding;  /* the text was read as: a static string */
    gboolean changed;      /* the text is not the bytes of the file */
    guint64 n_repairs;     /* places that were no text, or not as it was meant */
    const Metadata *known; /* from a record or a table: comes before what text and path say */
} ArticleSource;

typedef struct _ShardArticles ShardArticles;

/* NULL with error set if the options' path template is none. */
ShardArticles *shard_articles_new(const TokenizeOptions *options,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds an article, in byte order of paths. Returns NULL, or why it is none. */
const char *shard_articles_add(ShardArticles *articles,
                               const ArticleSource *source) G_GNUC_WARN_UNUSED_RESULT;

/* Repairs that are of no article alone. */
void shard_articles_add_repairs(ShardArticles *articles, guint64 n_repairs);

/* What there is, and what was met. */
typedef struct {
    guint64 articles, nbytes;
    guint64 repaired, repairs; /* articles with repairs, and these */
    guint64 misfits;           /* paths that the path template does not fit */
    GHashTable *encodings;     /* name → articles that were in it (GUINT_TO_POINTER) */
} ShardTotals;

const ShardTotals *shard_articles_totals(const ShardArticles *articles);

/* Writes the sections of articles, texts and forms. */
void shard_articles_write(ShardArticles *articles, ContainerWriter *writer);

/* NULL is accepted. */
void shard_articles_free(ShardArticles *articles);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ShardArticles, shard_articles_free)

#endif
