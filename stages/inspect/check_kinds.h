/* The checks of check.h for one kind each. The form of the file was checked before. */
#ifndef TEXTMILL_CHECK_KINDS_H
#define TEXTMILL_CHECK_KINDS_H

#include <glib.h>

#include "container/container_reader.h"

/* Reports the file as corrupt. FALSE always. */
gboolean check_fail(const Container *container, GError **error, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

gboolean check_tokens(Container *container, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* check_terms.c: what is made of terms of a shard or the corpus */
gboolean check_stems(Container *container, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean check_counts(Container *container, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean check_runs(Container *container, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean check_words(Container *container, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* check_corpus.c: the rest */
gboolean check_articles(Container *container, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean check_keywords(Container *container, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean check_summaries(Container *container, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean check_groups(Container *container, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean check_comparisons(Container *container, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
