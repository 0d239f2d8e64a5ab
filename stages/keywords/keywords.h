/*
 * keywords: the best words of each article, with what of their statistics the article decides. What
 * the whole corpus decides (df, tf-idf, G2, log ratio) follows when tables are printed.
 */
#ifndef TEXTMILL_KEYWORDS_H
#define TEXTMILL_KEYWORDS_H

#include <glib.h>

typedef struct {
    const char *tokens, *stems, *runs,
        *words; /* paths: the shard's three files and the corpus's words */
} KeywordsInputs;

/* Writes at most n_best keywords for each article of the shard to output. */
gboolean keywords_of_shard(const KeywordsInputs *inputs, guint n_best, const char *output,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
