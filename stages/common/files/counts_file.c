#include "files/counts_file.h"

#include "files/kinds.h"

struct _CountsFile {
    Container *container;
    const StemsFile *stems;
    SectionReader *articles, *terms;
    TermCount *found;
    guint32 *values; /* scratch: a list as it is read */
    guint32 capacity;
};

CountsFile *
counts_file_open(const char *path, const StemsFile *stems, GError **error)
{
    Container *container = stems_file_open_made(stems, path, &COUNTS_KIND, error);
    CountsFile *file;

    if (!container)
        return NULL;
    file = g_new0(CountsFile, 1);
    file->container = container;
    file->stems = stems;
    file->articles = container_section(container, COUNTS_ARTICLES);
    file->terms = container_section(container, COUNTS_TERMS);
    return file;
}

void
counts_file_close(CountsFile *file)
{
    if (!file)
        return;
    container_close(file->container);
    g_free(file->found);
    g_free(file->values);
    g_free(file);
}

Container *
counts_file_container(CountsFile *file)
{
    return file->container;
}

static void
make_room(CountsFile *file, guint32 n)
{
    if (n <= file->capacity)
        return;
    file->capacity = n + n / 2;
    g_free(file->found);
    g_free(file->values);
    file->found = g_new(TermCount, file->capacity);
    file->values = g_new(guint32, file->capacity);
}

gboolean
counts_file_next(CountsFile *file, ArticleCounts *article)
{
    SectionReader *terms = file->terms;
    const StemsFile *stems = file->stems;
    guint32 n, rank = 0;

    if (!section_next(file->articles))
        return FALSE;
    article->language = section_get_below(file->articles, LANGUAGES_MAX, "a language");
    article->n_words = section_get_uint(file->articles);
    article->n_types = n = section_get_uint(file->articles);
    if (!section_next(terms) || section_get_count(terms) != n) {
        section_fail(terms, "a number of terms");
        return FALSE;
    }
    make_room(file, n);
    /* the last rank is the sum of the steps, and no other is larger */
    if (section_get_uints(terms, file->values, n, stems->n_stems, "a term") >=
        MAX(stems->n_stems, 1))
        section_fail(terms, "a term");
    if (terms->failed)
        return FALSE;
    for (guint32 i = 0; i < n; i++) {
        rank += file->values[i];
        file->found[i].term = stems->by_rank[rank];
    }
    if (section_get_uint(terms) != n)
        section_fail(terms, "lists that differ in length");
    section_get_uints(terms, file->values, n, (guint64)G_MAXUINT32 + 1, "a count");
    if (terms->failed)
        return FALSE;
    for (guint32 i = 0; i < n; i++)
        file->found[i].count = file->values[i];
    article->terms = file->found;
    return !file->articles->failed;
}

gboolean
counts_file_finish(CountsFile *file, GError **error)
{
    gboolean whole = section_finish(file->articles, error);

    whole = section_finish(file->terms, whole ? error : NULL) && whole;
    file->articles = file->terms = NULL;
    return whole;
}
