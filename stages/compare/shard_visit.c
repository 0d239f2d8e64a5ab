#include "shard_visit.h"

#include <stdlib.h>
#include <string.h>

#include "files/kinds.h"
#include "files/runs_file.h"
#include "files/stems_file.h"

#define SHARD_VISIT_ERROR g_quark_from_static_string("shard-visit-error-quark")

GArray *
shard_visits_plan(const PlanFile *plan, const WantedArticle *wanted, guint n, GError **error)
{
    g_autoptr(GArray) visits = g_array_new(FALSE, FALSE, sizeof(ShardVisit));
    guint64 n_before = 0;
    guint next = 0;

    for (guint i = 0; i < plan->shards->len && next < n; i++) {
        g_autofree char *path = plan_file_path(plan, i, ".keywords.gz");
        g_autoptr(Container) keywords = container_open(path, &KEYWORDS_KIND, error);
        ShardVisit visit = {i, n_before, wanted + next, 0};

        if (!keywords)
            return NULL;
        n_before += container_section_records(keywords, KEYWORDS_ARTICLES);
        while (next < n && wanted[next].number <= n_before) {
            visit.n++;
            next++;
        }
        if (visit.n > 0)
            g_array_append_val(visits, visit);
    }
    if (next == n)
        return g_steal_pointer(&visits);
    g_set_error(error, SHARD_VISIT_ERROR, 0,
                "%s: fewer articles in the shards than in corpus.articles.gz", plan->folder);
    return NULL;
}

/* ---- keywords */

/* A keyword while only its place in the shard's list of terms is known. */
typedef struct {
    guint32 listed;
    BestKeyword keyword;
} ListedKeyword;

static int
by_place_in_list(const void *a, const void *b)
{
    const ListedKeyword *x = a, *y = b;

    return (x->listed > y->listed) - (x->listed < y->listed);
}

/* The record of one article; its first n_best are appended to listed. */
static void
read_article(SectionReader *section, guint place, guint n_best, guint n_terms, GArray *listed)
{
    guint32 n = section_get_count(section);

    for (guint32 i = 0; i < n && !section->failed; i++) {
        ListedKeyword found = {section_get_below(section, n_terms, "a term"), {place, i, {0}}};

        for (guint k = 0; k < 4; k++) /* count, first, sentences, score */
            section_get_uint(section);
        if (i < n_best && !section->failed)
            g_array_append_val(listed, found);
    }
}

static gboolean
read_listed(const ShardVisit *visit, Container *keywords, guint n_best, GArray *listed,
            GError **error)
{
    SectionReader *section = container_section(keywords, KEYWORDS_ARTICLES);
    guint n_terms = container_section_records(keywords, KEYWORDS_TERMS), next = 0;
    guint64 number = visit->n_before;

    while (next < visit->n && section_next(section)) {
        gboolean wanted = ++number == visit->wanted[next].number;

        read_article(section, visit->wanted[next].place, wanted ? n_best : 0, n_terms, listed);
        next += wanted;
    }
    return section_finish(section, error);
}

/* Looks the keywords up in the list of terms. */
static gboolean
read_terms(Container *container, const LanguageMap *map, GArray *listed, GStringChunk *strings,
           GArray *keywords, GError **error)
{
    SectionReader *section = container_section(container, KEYWORDS_TERMS);
    guint next = 0;

    for (guint32 place = 0; next < listed->len && section_next(section); place++) {
        Term term;

        term.language = language_map_get(map, section);
        term.bytes = (const char *)section_get_prefixed(section, &term.nbytes);
        section_get_uint(section); /* articles */
        if (section->failed)
            break;
        for (; next < listed->len && g_array_index(listed, ListedKeyword, next).listed == place;
             next++) {
            BestKeyword keyword = g_array_index(listed, ListedKeyword, next).keyword;

            keyword.term = term;
            keyword.term.bytes = g_string_chunk_insert_len(strings, term.bytes, term.nbytes);
            g_array_append_val(keywords, keyword);
        }
    }
    return section_finish(section, error);
}

gboolean
shard_visit_keywords(const ShardVisit *visit, const PlanFile *plan, const Languages *languages,
                     guint n_best, GStringChunk *strings, GArray *keywords, GError **error)
{
    g_autofree char *path = plan_file_path(plan, visit->shard, ".keywords.gz");
    g_autoptr(Container) container = container_open(path, &KEYWORDS_KIND, error);
    g_autoptr(GArray) listed = g_array_new(FALSE, FALSE, sizeof(ListedKeyword));
    LanguageMap *map;
    gboolean whole;

    if (!container || !read_listed(visit, container, n_best, listed, error))
        return FALSE;
    if (listed->len > 1)
        qsort(listed->data, listed->len, sizeof(ListedKeyword), by_place_in_list);
    map = languages_maps(languages, &container, 1, KEYWORDS_LANGUAGES, FALSE, error);
    whole = map && read_terms(container, map, listed, strings, keywords, error);
    if (map)
        language_maps_free(map, 1);
    return whole;
}

/* ---- counts */

enum { NOT_WANTED = G_MAXUINT };

/* For each place in the runs which of what was asked for is the article there, or NOT_WANTED. To be
 * freed; NULL with error set if any is not there. */
static guint *
wanted_places(const ShardVisit *visit, RunsFile *runs, GError **error)
{
    Container *container = runs_file_container(runs);
    g_auto(RunsArticles) articles = {0};
    g_autofree guint *of_number = NULL;
    guint *of_place;

    if (!runs_articles_read(&articles, container, error))
        return NULL;
    if (visit->wanted[visit->n - 1].number - visit->n_before > articles.n) {
        g_set_error(error, SHARD_VISIT_ERROR, 0, "%s: fewer articles than the keywords have",
                    container_path(container));
        return NULL;
    }
    of_number = g_new(guint, articles.n);
    of_place = g_new(guint, articles.n);
    memset(of_number, 0xff, articles.n * sizeof *of_number);
    for (guint i = 0; i < visit->n; i++)
        of_number[visit->wanted[i].number - visit->n_before - 1] = visit->wanted[i].place;
    for (guint32 place = 0; place < articles.n; place++)
        of_place[place] = of_number[articles.numbers[place]];
    return of_place;
}

/* The counts of a term in the wanted articles; cells come in any order. */
static void
set_counts(SideBySide *side, guint term, const Multiset *cells, const guint *wanted)
{
    for (guint32 i = 0; i < cells->n_cells; i++) {
        guint article = wanted[cells->cells[i].n];

        if (article != NOT_WANTED)
            side->counts[(gsize)term * side->articles->len + article] = cells->cells[i].v;
    }
}

/* A walk over the terms of the shard, beside which the compared ones come in the same order. */
static gboolean
read_counts(RunsFile *runs, SideBySide *side, const guint *order, const guint *wanted,
            GError **error)
{
    guint next = 0, n = side->terms->len;
    g_auto(Multiset) cells = {0};
    guint32 ends[3];
    guint n_runs;
    RunSums sums;
    Term term;

    while (next < n && runs_file_next(runs, &term, &sums)) {
        int compared = -1;

        while (next < n &&
               (compared = term_compare(&g_array_index(side->terms, SideTerm, order[next]).term,
                                        &term)) < 0)
            next++;
        if (next == n || compared > 0) {
            if (!runs_file_skip_cells(runs))
                break;
            continue;
        }
        if (!runs_file_read_cells(runs, &cells, ends, &n_runs))
            break;
        set_counts(side, order[next++], &cells, wanted);
    }
    return runs_file_finish(runs, error);
}

gboolean
shard_visit_counts(const ShardVisit *visit, const PlanFile *plan, SideBySide *side,
                   const guint *order, GError **error)
{
    g_autofree char *tokens_path = plan_file_path(plan, visit->shard, ".tokens.gz");
    g_autofree char *stems_path = plan_file_path(plan, visit->shard, ".stems.gz");
    g_autofree char *runs_path = plan_file_path(plan, visit->shard, ".runs.gz");
    g_autoptr(Container) tokens = container_open(tokens_path, &TOKENS_KIND, error);
    g_autoptr(RunsFile) runs = NULL;
    g_autofree guint *wanted = NULL;
    guint64 made;

    if (!tokens || !stems_file_made(stems_path, tokens, &made, error))
        return FALSE;
    runs = runs_file_open(runs_path, made, &side->languages, error);
    wanted = runs ? wanted_places(visit, runs, error) : NULL;
    return wanted && read_counts(runs, side, order, wanted, error);
}
