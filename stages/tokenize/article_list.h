/*
 * ArticleList: what is known of the articles of a shard beside their texts, until all are read and
 * the languages have their numbers.
 */
#ifndef TEXTMILL_ARTICLE_LIST_H
#define TEXTMILL_ARTICLE_LIST_H

#include <glib.h>

#include "container/container_writer.h"
#include "cutter.h"
#include "metadata.h"

/* Where an article is from, and how its text was read. */
typedef struct {
    const char *path;
    const char *id; /* its own; NULL or empty: it has none */
    guint64 record; /* which of its piece it is, from 1; 0: the file is the article */
    const char *encoding;
    guint flags;  /* ARTICLE_TEXT_CHANGED or 0 */
    gsize nbytes; /* of the text */
} ArticleOrigin;

typedef struct {
    GArray *articles;   /* of ListedArticle */
    GByteArray *record; /* scratch */
    GStringChunk *strings;
    GArray *keys; /* of ListedKey: names of other metadata, numbered as they are met */
    GHashTable *key_numbers;
    GPtrArray *languages; /* codes, numbered as they are met; 0 is the empty code, of separators */
} ArticleList;

void article_list_init(ArticleList *list);
void article_list_clear(ArticleList *list);

/* The preliminary number of a language, added if it is new; at most 255 of them. */
guint8 article_list_language(ArticleList *list, const char *code);

/* Adds an article: what its text says comes before what its path says. */
void article_list_add(ArticleList *list, const ArticleOrigin *from, const Metadata *from_text,
                      const Metadata *from_path, guint8 language, const CutArticle *cut);

/* For each preliminary number of a language the one in the order of codes. To be freed. */
guint8 *article_list_number_languages(const ArticleList *list);

/* Preliminary number of the language, and what the text came to, of an article. */
void article_list_get(const ArticleList *list, guint number, guint8 *ret_language,
                      CutArticle *ret_cut);

/* Writes the sections of languages, keys, articles and their other metadata. */
void article_list_write(const ArticleList *list, const guint8 *language_numbers,
                        ContainerWriter *writer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ArticleList, article_list_clear)

#endif
