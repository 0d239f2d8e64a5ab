/* CountsFile: S.counts.gz, the terms of each article with their counts. */
#ifndef TEXTMILL_COUNTS_FILE_H
#define TEXTMILL_COUNTS_FILE_H

#include <glib.h>

#include "files/postings.h"
#include "files/stems_file.h"

/* One article. terms: n_types stems by rank (see stems_file.h) with their counts, valid until the next article. */
typedef struct {
    guint language; /* number as in the tokens file */
    guint32 n_words, n_types;
    const TermCount *terms; /* term: the stem's number, not its rank */
} ArticleCounts;

typedef struct _CountsFile CountsFile;

/* Opens the file of the shard that stems are of. */
CountsFile *counts_file_open(const char *path, const StemsFile *stems, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void counts_file_close(CountsFile *file);
Container *counts_file_container(CountsFile *file);

/* The next article. FALSE at the end or on damage. */
gboolean counts_file_next(CountsFile *file, ArticleCounts *article);
gboolean counts_file_finish(CountsFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CountsFile, counts_file_close)

#endif
