#include "files/counts_file.h"

#include "files/kinds.h"

struct _CountsFile {
    Container *container;
    const StemsFile *stems;
    SectionReader *articles, *terms;
    GArray *found; /* of TermCount */
};

CountsFile *
counts_file_open(const char *path, const StemsFile *stems, GError **error)
{
    Container *container = container_open(path, &COUNTS_KIND, error);
    CountsFile *file;

    if (!container)
        return NULL;
    if (container_source(container) != stems->made) {
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                    "%s: not made from the shard's stems as they are", path);
        container_close(container);
        return NULL;
    }
    file = g_new0(CountsFile, 1);
    file->container = container;
    file->stems = stems;
    file->articles = container_section(container, COUNTS_ARTICLES);
    file->terms = container_section(container, COUNTS_TERMS);
    file->found = g_array_new(FALSE, FALSE, sizeof(TermCount));
    return file;
}

void
counts_file_close(CountsFile *file)
{
    if (!file)
        return;
    container_close(file->container);
    g_array_unref(file->found);
    g_free(file);
}

Container *
counts_file_container(CountsFile *file)
{
    return file->container;
}

gboolean
counts_file_next(CountsFile *file, ArticleCounts *article)
{
    SectionReader *terms = file->terms;
    const StemsFile *stems = file->stems;
    TermCount *found;
    guint64 rank = 0;

    if (!section_next(file->articles))
        return FALSE;
    article->language = section_get_below(file->articles, G_MAXUINT8, "a language");
    article->n_words = section_get_uint(file->articles);
    article->n_types = section_get_uint(file->articles);
    if (!section_next(terms) || section_get_count(terms) != article->n_types) {
        section_fail(terms, "a number of terms");
        return FALSE;
    }
    g_array_set_size(file->found, article->n_types);
    found = (TermCount *)(void *)file->found->data;
    for (guint32 i = 0; i < article->n_types; i++) {
        rank += section_get_below(terms, stems->n_stems - rank, "a term");
        found[i].term = stems->by_rank[rank < stems->n_stems ? rank : 0];
    }
    if (section_get_uint(terms) != article->n_types)
        section_fail(terms, "lists that differ in length");
    for (guint32 i = 0; i < article->n_types; i++)
        found[i].count = section_get_uint(terms);
    article->terms = found;
    return !terms->failed && !file->articles->failed;
}

gboolean
counts_file_finish(CountsFile *file, GError **error)
{
    gboolean whole = section_finish(file->articles, error);

    whole = section_finish(file->terms, whole ? error : NULL) && whole;
    file->articles = file->terms = NULL;
    return whole;
}
