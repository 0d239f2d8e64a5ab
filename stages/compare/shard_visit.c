#include "shard_visit.h"

#include <stdlib.h>

#include "files/counts_file.h"
#include "files/kinds.h"

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
    map = languages_maps(languages, &container, 1, KEYWORDS_LANGUAGES, error);
    whole = map && read_terms(container, map, listed, strings, keywords, error);
    if (map)
        language_maps_free(map, 1);
    return whole;
}

/* ---- counts */

enum { NOT_COMPARED = G_MAXUINT };

/* For each stem of the shard the compared term that it is, or NOT_COMPARED. To be freed. */
static guint *
terms_of_stems(const StemsFile *stems, const LanguageMap *map, const SideBySide *side,
               const guint *order)
{
    guint *terms = g_new(guint, (gsize)stems->n_stems + 1);
    guint next = 0, n = side->terms->len;

    for (guint32 stem = 0; stem < stems->n_stems; stem++) {
        const Term term = {map->numbers[stems->language[stem]], stem_bytes(stems, stem),
                           stem_nbytes(stems, stem)};
        int compared = -1;

        while (next < n &&
               (compared = term_compare(&g_array_index(side->terms, SideTerm, order[next]).term,
                                        &term)) < 0)
            next++;
        terms[stem] = next < n && compared == 0 ? order[next++] : NOT_COMPARED;
    }
    return terms;
}

static gboolean
read_articles(const ShardVisit *visit, CountsFile *counts, const guint *terms, SideBySide *side,
              GError **error)
{
    guint64 number = visit->n_before;
    guint next = 0;
    ArticleCounts article;

    while (next < visit->n && counts_file_next(counts, &article)) {
        guint place;

        if (++number != visit->wanted[next].number)
            continue;
        place = visit->wanted[next++].place;
        for (guint32 i = 0; i < article.n_types; i++) {
            guint term = terms[article.terms[i].term];

            if (term != NOT_COMPARED)
                side->counts[(gsize)term * side->articles->len + place] = article.terms[i].count;
        }
    }
    if (!counts_file_finish(counts, error))
        return FALSE;
    if (next == visit->n)
        return TRUE;
    g_set_error(error, SHARD_VISIT_ERROR, 0, "%s: fewer articles than the keywords have",
                container_path(counts_file_container(counts)));
    return FALSE;
}

/* The numbers of the shard's languages among those compared. */
static gboolean
map_languages(TokensFile *tokens, const SideBySide *side, LanguageMap *map, GError **error)
{
    Container *container = tokens_file_container(tokens);
    LanguageMap *maps = languages_maps(&side->languages, &container, 1, TOKENS_LANGUAGES, error);

    if (!maps)
        return FALSE;
    *map = maps[0];
    g_free(maps);
    return TRUE;
}

gboolean
shard_visit_counts(const ShardVisit *visit, const PlanFile *plan, SideBySide *side,
                   const guint *order, GError **error)
{
    g_autofree char *tokens_path = plan_file_path(plan, visit->shard, ".tokens.gz");
    g_autofree char *stems_path = plan_file_path(plan, visit->shard, ".stems.gz");
    g_autofree char *counts_path = plan_file_path(plan, visit->shard, ".counts.gz");
    g_autoptr(TokensFile) tokens = tokens_file_open(tokens_path, TRUE, error);
    g_autoptr(StemsFile) stems = tokens ? stems_file_read(stems_path, tokens, error) : NULL;
    g_autoptr(CountsFile) counts = stems ? counts_file_open(counts_path, stems, error) : NULL;
    g_auto(LanguageMap) map = {0};
    g_autofree guint *terms = NULL;

    if (!counts || !map_languages(tokens, side, &map, error))
        return FALSE;
    terms = terms_of_stems(stems, &map, side, order);
    return read_articles(visit, counts, terms, side, error);
}
