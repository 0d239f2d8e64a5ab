/* Finds articles of a corpus by what people call them; article_request.h says how. */
#ifndef TEXTMILL_ARTICLE_FINDER_H
#define TEXTMILL_ARTICLE_FINDER_H

#include <glib.h>

#define ARTICLE_FINDER_ERROR article_finder_error_quark()
GQuark article_finder_error_quark(void);
enum { ARTICLE_FINDER_ERROR_UNKNOWN, ARTICLE_FINDER_ERROR_AMBIGUOUS };

typedef struct {
    guint64 number; /* from 1, as the tables have it */
    char *id, *title, *date;
    char *language; /* its code */
    guint64 words;
} FoundArticle;

/*
 * The articles that the n names mean, in their order, each once. path: corpus.articles.gz, which is
 * streamed, twice. To be unreffed (of FoundArticle, which it frees), or NULL with error set; a name
 * that no article has or that several share is told with the ids that may be meant.
 */
GArray *articles_find(const char *path, char *const *names, guint n,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
