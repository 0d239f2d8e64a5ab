/*
 * stem: what each distinct form of a shard counts as: its stem and its class. Forms are few beside
 * the tokens (150,000 of them in 34 MB of news), so each is folded and stemmed once.
 */
#ifndef TEXTMILL_STEM_H
#define TEXTMILL_STEM_H

#include <glib.h>

/* Reads the forms of tokens, writes stems. stopwords: a file that replaces the stop words, or NULL.
 */
gboolean stem_shard(const char *tokens, const char *stopwords, const char *output,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
