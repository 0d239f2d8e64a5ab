/*
 * tokenize: the files of a shard read, cut into paragraphs, sentences, words and what lies between
 * them, and kept once: the distinct forms, and each text as their numbers.
 */
#ifndef TEXTMILL_TOKENIZE_H
#define TEXTMILL_TOKENIZE_H

#include <glib.h>

#include "records/record_format.h"

typedef struct {
    const char *language; /* of articles that do not say: an ISO 639-1 code; NULL to detect it */
    const char *path_template; /* what paths tell (see path_metadata.h), NULL for the default */
    RecordOptions records;     /* how files are read; of the encoding see article_file.h */
    gsize max_nbytes;          /* of a file that is an article, or of a record */
} TokenizeOptions;

/* Reads the files of list and writes their tokens. What is no article is in the section of rejects.
 */
gboolean tokenize_shard(const char *list, const TokenizeOptions *options, const char *output,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
