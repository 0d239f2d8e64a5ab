/*
 * merge: files of the same kind, sorted by term, into one. Runs give runs, or at the end of the
 * tree the words of the corpus; groups give groups. The kind is that of the inputs.
 */
#ifndef TEXTMILL_MERGE_H
#define TEXTMILL_MERGE_H

#include <glib.h>

#include "container/container_reader.h"

/*
 * Merges n files into output. as_words: runs become the corpus's words, with labels, frequencies
 * and dispersion instead of multisets.
 */
gboolean merge_files(char **paths, guint n, gboolean as_words, const char *output,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One for each kind; the files are open and of that kind, source is what their result is made from. */
gboolean merge_runs(Container *const *files, guint n, gboolean as_words, guint64 source,
                    const char *output, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean merge_groups(Container *const *inputs, guint n, guint64 source, const char *output,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
