/*
 * TermsTable: terms.tsv, and what the corpus knows of the keywords of shards.
 *
 * The shards' lists of keywords are merged beside the words of the corpus. A batch of shards at a
 * time, so that neither open files nor memory grow with their number; corpus.words.gz is read once
 * a batch, and the table is written with the last one.
 */
#ifndef TEXTMILL_TERMS_TABLE_H
#define TEXTMILL_TERMS_TABLE_H

#include <glib.h>

#include "files/languages.h"
#include "files/plan_file.h"

enum { TERMS_TABLE_BATCH = 64 };

/* A keyword, as the corpus knows it: its label lies behind it, because the rows of keywords.tsv want
 * them in no order, and what lies elsewhere is a cache miss more. */
typedef struct {
    guint64 number, f, df;
    double idf;
    guint32 label_nbytes;
    char label[];
} KnownTerm;

/* A term with the number of articles in which it is a keyword. */
typedef struct {
    guint64 articles;
    char *label;
} TopTerm;

typedef struct {
    Languages languages; /* of the corpus, with articles and words */
    guint64 n_terms;
    GArray *top; /* of TopTerm: the keywords of most articles, known after the last batch */

    /* of the batch */
    GByteArray *known; /* of KnownTerm, each at a multiple of 8 bytes */
    GPtrArray *lists;  /* of GArray * of guint32: of each shard the keywords, places in known */

    GArray *key_articles; /* of guint32, for each term of the corpus: articles so far with it as
                             keyword. 4 bytes a term. */
} TermsTable;

void terms_table_init(TermsTable *terms);
void terms_table_clear(TermsTable *terms);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TermsTable, terms_table_clear)

/*
 * Reads the batch of shards [first, limit), TERMS_TABLE_BATCH at most; every shard must be in one,
 * in order. With the last one terms.tsv is written into folder.
 */
gboolean terms_table_read(TermsTable *terms, const PlanFile *plan, guint first, guint limit,
                          const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* list: of a shard of the batch. */
static inline const KnownTerm *
terms_table_known(const TermsTable *terms, const GArray *list, guint place)
{
    return (const KnownTerm *)(const void *)(terms->known->data +
                                             (gsize)8 * g_array_index(list, guint32, place));
}

#endif
