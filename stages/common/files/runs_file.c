#include "files/runs_file.h"

#include "files/kinds.h"

/* A claim until they are read, for which a few bytes each are asked. */
enum { MAX_PLACES = 1 << 28 };

gboolean
runs_check_lengths(Container *runs, GError **error)
{
    guint64 n = container_section_records(runs, RUNS_TERMS);

    if (container_section_records(runs, RUNS_CELLS) == n &&
        container_section_records(runs, RUNS_FORMS) == n)
        return TRUE;
    g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT,
                "%s: corrupt: sections terms, cells and forms differ in length",
                container_path(runs));
    return FALSE;
}

/* ---- articles */

/* Whether the n numbers, all below n, are different. */
static gboolean
is_permutation(const guint32 *numbers, guint32 n)
{
    g_autofree guint8 *there = g_new0(guint8, (gsize)n + 1);
    gboolean twice = FALSE;

    for (guint32 i = 0; i < n; i++)
        twice |= there[numbers[i]]++;
    return !twice;
}

gboolean
runs_articles_read(RunsArticles *articles, Container *runs, GError **error)
{
    SectionReader *section = container_section(runs, RUNS_ARTICLES);
    guint64 n = container_section_records(runs, RUNS_ARTICLES);
    guint32 capacity = 0;

    runs_articles_clear(articles);
    while (section_next(section)) {
        guint64 words = section_get_delta(section, 0);

        if (words > G_MAXUINT32)
            section_fail(section, "an article's words");
        if (articles->n == capacity) { /* grows with what is read: n is only a claim until then */
            capacity = MAX(1 << 12, 2 * capacity);
            articles->words = g_renew(guint32, articles->words, capacity);
            articles->numbers = g_renew(guint32, articles->numbers, capacity);
        }
        articles->words[articles->n] = words;
        articles->numbers[articles->n++] = section_get_below(section, n, "an article");
    }
    if (!section->failed && !is_permutation(articles->numbers, articles->n))
        section_fail(section, "an article that is there twice");
    return section_finish(section, error);
}

void
runs_articles_clear(RunsArticles *articles)
{
    g_clear_pointer(&articles->words, g_free);
    g_clear_pointer(&articles->numbers, g_free);
    articles->n = 0;
}

/* Whether all cells from start on name places that there are. */
static gboolean
check_places(const Multiset *set, guint32 start, guint32 n_places)
{
    guint32 largest = 0;

    for (guint32 i = start; i < set->n_cells; i++)
        largest = MAX(largest, set->cells[i].n);
    return start == set->n_cells || largest < n_places;
}

void
runs_articles_resolve(const RunsArticles *articles, SectionReader *section, Multiset *set,
                      guint32 start)
{
    if (articles->n == 0)
        return;
    if (!check_places(set, start, articles->n)) {
        section_fail(section, "an article");
        set->n_cells = start;
    }
    for (guint32 i = start; i < set->n_cells; i++)
        set->cells[i].n = articles->words[set->cells[i].n];
}

/* ---- the cells of a shard */

void
runs_places_init(RunsPlaces *places, guint32 n_places)
{
    *places = (RunsPlaces){g_new0(guint32, (gsize)n_places + 1), n_places, 0};
}

void
runs_places_clear(RunsPlaces *places)
{
    g_clear_pointer(&places->terms, g_free);
}

gboolean
runs_places_check(RunsPlaces *places, const Multiset *set, const guint32 *ends, guint n_runs)
{
    guint32 term = ++places->term, n_ones = 0, wrong = 0;

    if (n_runs > 2 || !check_places(set, 0, places->n_places))
        return FALSE;
    for (guint32 i = 0; i < set->n_cells; i++) {
        const MultisetCell *cell = &set->cells[i];

        wrong |= (cell->m != 1) | (places->terms[cell->n] == term);
        places->terms[cell->n] = term;
        n_ones += cell->v == 1;
    }
    /* the ones end where the first of two runs does; one alone has nothing else, or none */
    for (guint32 i = 0; i < n_ones; i++)
        wrong |= set->cells[i].v != 1;
    return !wrong && (n_runs == 2 ? n_ones == ends[0] : n_ones == 0 || n_ones == set->n_cells);
}

/* ---- the file */

struct _RunsFile {
    Container *container;
    LanguageMap *languages;
    SectionReader *terms, *cells;
    RunsPlaces places;
};

RunsFile *
runs_file_open(const char *path, guint64 made, const Languages *languages, GError **error)
{
    g_autoptr(RunsFile) file = g_new0(RunsFile, 1);
    guint64 n_places;

    file->container = container_open(path, &RUNS_KIND, error);
    if (!file->container || !runs_check_lengths(file->container, error))
        return NULL;
    if (container_source(file->container) != made) {
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                    "%s: not made from the shard's stems as they are", path);
        return NULL;
    }
    file->languages = languages_maps(languages, &file->container, 1, RUNS_LANGUAGES, TRUE, error);
    if (!file->languages)
        return NULL;
    n_places = container_section_records(file->container, RUNS_ARTICLES);
    if (n_places > MAX_PLACES) {
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT,
                    "%s: corrupt: too many articles", path);
        return NULL;
    }
    runs_places_init(&file->places, n_places);
    file->terms = container_section(file->container, RUNS_TERMS);
    file->cells = container_section(file->container, RUNS_CELLS);
    return g_steal_pointer(&file);
}

void
runs_file_close(RunsFile *file)
{
    if (!file)
        return;
    language_maps_free(file->languages, 1);
    runs_places_clear(&file->places);
    container_close(file->container);
    g_free(file);
}

Container *
runs_file_container(RunsFile *file)
{
    return file->container;
}

gboolean
runs_file_next(RunsFile *file, Term *ret_term, RunSums *ret_sums)
{
    SectionReader *section = file->terms;

    if (!section_next(section))
        return FALSE;
    ret_term->language = language_map_get(file->languages, section);
    ret_term->bytes = (const char *)section_get_prefixed(section, &ret_term->nbytes);
    *ret_sums = run_sums_read(section);
    return !section->failed;
}

gboolean
runs_file_read_cells(RunsFile *file, Multiset *set, guint32 *ends, guint *ret_n_runs)
{
    multiset_reset(set);
    if (!section_next(file->cells))
        return FALSE;
    *ret_n_runs = multiset_read_runs(file->cells, set, ends);
    if (!file->cells->failed && !runs_places_check(&file->places, set, ends, *ret_n_runs))
        section_fail(file->cells, "an article");
    return !file->cells->failed;
}

gboolean
runs_file_skip_cells(RunsFile *file)
{
    if (section_next(file->cells))
        multiset_skip(file->cells);
    return !file->cells->failed;
}

gboolean
runs_file_finish(RunsFile *file, GError **error)
{
    gboolean whole = section_finish(file->terms, error);

    whole = section_finish(file->cells, whole ? error : NULL) && whole;
    file->terms = file->cells = NULL;
    return whole;
}
