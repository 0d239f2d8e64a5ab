/* RecordArticles: makes the source of an article from a record of a record file. */
#ifndef TEXTMILL_RECORD_ARTICLES_H
#define TEXTMILL_RECORD_ARTICLES_H

#include <glib.h>

#include "metadata.h"
#include "records/record_reader.h"
#include "shard_articles.h"

/* Memory that is used again from record to record. */
typedef struct {
    GString *text, *id;
    Metadata known;
} RecordArticles;

void record_articles_init(RecordArticles *articles);
void record_articles_clear(RecordArticles *articles);

/*
 * Fills in the source for a record that is not rejected; it is valid until the next call. The text
 * is the record's, with its title in front where it does not begin with it. more: metadata that
 * comes before the record's own, or NULL.
 */
void record_articles_make(RecordArticles *articles, const Record *record, const Metadata *more,
                          const char *path, const char *encoding, ArticleSource *ret_source);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RecordArticles, record_articles_clear)

#endif
