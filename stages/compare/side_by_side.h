/*
 * SideBySide: the keywords of a few articles and what each of these terms is in every one of them.
 * The numbers are those of keywords.tsv.
 */
#ifndef TEXTMILL_SIDE_BY_SIDE_H
#define TEXTMILL_SIDE_BY_SIDE_H

#include <glib.h>

#include "article_finder.h"
#include "files/languages.h"
#include "files/terms.h"

/* A keyword of at least one of the articles. */
typedef struct {
    Term term;      /* its language is numbered as in SideBySide */
    guint of;       /* the first of the articles whose keyword it is */
    guint64 number; /* as the tables have it */
    const char *label;
    guint64 f, df;
} SideTerm;

typedef struct {
    GArray *articles; /* of FoundArticle, in the order asked for */
    GArray *terms;   /* of SideTerm: the keywords of the first article by rank, then what the second
                        adds, ... */
    guint64 *counts; /* term after term, of each article */
    GStringChunk *strings;
    Languages languages; /* of the corpus, with articles and words */
} SideBySide;

/* A term in an article. */
typedef struct {
    gboolean exists;   /* FALSE if the article is in another language */
    gboolean has_rate; /* FALSE if the article has no words */
    gboolean has_rest; /* FALSE if it is all there is in its language */
    guint64 count;
    double per_thousand;
    double tfidf;
    double log_ratio; /* against the rest of the corpus */
} SideCell;

/*
 * Finds the n articles that the names mean (see article_request.h) in the run whose intermediate
 * files are in folder, with the n_keywords best keywords of each, as far as the run has kept so
 * many.
 */
gboolean side_by_side_read(SideBySide *side, const char *folder, char *const *names, guint n,
                           guint n_keywords, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void side_by_side_clear(SideBySide *side);

SideCell side_by_side_cell(const SideBySide *side, guint term, guint article);

/* One row for every term and article, to path ("-" for standard output). */
gboolean side_by_side_write_tsv(const SideBySide *side, const char *path,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For people, in 80 columns. */
gboolean side_by_side_write_text(const SideBySide *side, const char *path,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SideBySide, side_by_side_clear)

#endif
