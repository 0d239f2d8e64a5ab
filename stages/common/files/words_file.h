/* WordsFile: corpus.words.gz, the terms of the corpus in order, with what is known of each
 * corpus-wide. */
#ifndef TEXTMILL_WORDS_FILE_H
#define TEXTMILL_WORDS_FILE_H

#include <glib.h>

#include "container/container_reader.h"
#include "files/languages.h"
#include "files/terms.h"
#include "statistics/dispersion.h"

typedef struct {
    guint64 number; /* from 1, in term order */
    Term term;
    const char *label; /* the form people write; not terminated */
    gsize label_nbytes;
    gboolean stop;
    guint64 f, df; /* occurrences; articles with the term */
    guint64 reach; /* words of these articles */
    Integer128 dp; /* see dispersion_dp_sum() */
} Word;

typedef struct _WordsFile WordsFile;

WordsFile *words_file_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void words_file_close(WordsFile *file);

Container *words_file_container(WordsFile *file);
/* Articles and words of each language. */
const Languages *words_file_languages(const WordsFile *file);

/* The next term. word stays valid until the next call. FALSE at the end or on damage. */
gboolean words_file_next(WordsFile *file, Word *word);

/*
 * What is known of term, whose language is numbered as here, if more than one shard has it: NULL if
 * not, or on damage. Terms are asked for in their order, and words_file_next() is not called.
 */
const Word *words_file_find_shared(WordsFile *file, const Term *term);
gboolean words_file_finish(WordsFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WordsFile, words_file_close)

#endif
