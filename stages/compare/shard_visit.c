#include "shard_visit.h"

#include <stdlib.h>

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

/* A term by its number in the shard and in the comparison. */
typedef struct {
    guint32 stem;
    guint term;
} StemOfTerm;

/* Appends (StemOfTerm) the terms that the shard has, in the order of its stems. */
static gboolean
find_stems(Container *stems, const LanguageMap *map, const SideBySide *side, const guint *order,
           GArray *found, GError **error)
{
    SectionReader *section = container_section(stems, STEMS_STEMS);
    guint next = 0, n = side->terms->len;

    for (guint32 stem = 0; next < n && section_next(section); stem++) {
        Term term;
        int compared = -1;

        term.language = language_map_get(map, section);
        term.bytes = (const char *)section_get_prefixed(section, &term.nbytes);
        if (section->failed)
            break;
        while (next < n &&
               (compared = term_compare(&g_array_index(side->terms, SideTerm, order[next]).term,
                                        &term)) < 0)
            next++;
        if (next < n && compared == 0) {
            StemOfTerm pair = {stem, order[next++]};

            g_array_append_val(found, pair);
        }
    }
    return section_finish(section, error);
}

/* One article's record: the counts of the terms in stems are set, those of the article in place. */
static void
read_counts(SectionReader *section, const GArray *stems, SideBySide *side, guint place, GArray *met)
{
    guint32 n = section_get_count(section), next = 0;
    guint64 stem = 0;

    g_array_set_size(met, 0);
    for (guint32 i = 0; i < n && !section->failed; i++) {
        stem += section_get_uint(section);
        while (next < stems->len && g_array_index(stems, StemOfTerm, next).stem < stem)
            next++;
        if (next < stems->len && g_array_index(stems, StemOfTerm, next).stem == stem) {
            StemOfTerm pair = {
                i, g_array_index(stems, StemOfTerm, next++).term}; /* i: where its count stands */

            g_array_append_val(met, pair);
        }
    }
    if (section_get_count(section) != n)
        section_fail(section, "lists that do not belong together");
    next = 0;
    for (guint32 i = 0; i < n && !section->failed; i++) {
        guint64 count = section_get_uint(section);

        if (next < met->len && g_array_index(met, StemOfTerm, next).stem == i) {
            guint term = g_array_index(met, StemOfTerm, next++).term;

            side->counts[(gsize)term * side->articles->len + place] = count;
        }
    }
}

static gboolean
read_articles(const ShardVisit *visit, Container *counts, const GArray *stems, SideBySide *side,
              GError **error)
{
    static const WantedArticle none = {0, 0};
    g_autoptr(GArray) nothing = g_array_new(FALSE, FALSE, sizeof(StemOfTerm));
    g_autoptr(GArray) met = g_array_new(FALSE, FALSE, sizeof(StemOfTerm));
    SectionReader *section = container_section(counts, COUNTS_TERMS);
    guint64 number = visit->n_before;
    guint next = 0;

    while (next < visit->n && section_next(section)) {
        const WantedArticle *article =
            ++number == visit->wanted[next].number ? &visit->wanted[next++] : &none;

        read_counts(section, article == &none ? nothing : stems, side, article->place, met);
    }
    if (next < visit->n)
        section_fail(section, "fewer articles than the keywords have");
    return section_finish(section, error);
}

/* A run that was stopped may have left counts of other stems, and numbers that mean other words. */
static gboolean
check_same_run(const char *path, Container *tokens, Container *stems, Container *counts,
               GError **error)
{
    guint64 source = container_combine_sources(
        container_combine_sources(0, container_checksum(tokens)), container_checksum(stems));

    if (container_check_source(stems, tokens, NULL) && container_source(counts) == source)
        return TRUE;
    g_set_error(error, SHARD_VISIT_ERROR, 0,
                "%s: not of the same run as its stems: let make pipeline finish", path);
    return FALSE;
}

gboolean
shard_visit_counts(const ShardVisit *visit, const PlanFile *plan, SideBySide *side,
                   const guint *order, GError **error)
{
    g_autofree char *tokens_path = plan_file_path(plan, visit->shard, ".tokens.gz");
    g_autofree char *stems_path = plan_file_path(plan, visit->shard, ".stems.gz");
    g_autofree char *counts_path = plan_file_path(plan, visit->shard, ".counts.gz");
    g_autoptr(Container) tokens = container_open(tokens_path, &TOKENS_KIND, error);
    g_autoptr(Container) stems = tokens ? container_open(stems_path, &STEMS_KIND, error) : NULL;
    g_autoptr(Container) counts = stems ? container_open(counts_path, &COUNTS_KIND, error) : NULL;
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(StemOfTerm));
    LanguageMap *map;
    gboolean whole;

    if (!counts || !check_same_run(counts_path, tokens, stems, counts, error))
        return FALSE;
    map = languages_maps(&side->languages, &stems, 1, STEMS_LANGUAGES, error);
    whole = map && find_stems(stems, map, side, order, found, error) &&
            read_articles(visit, counts, found, side, error);
    if (map)
        language_maps_free(map, 1);
    return whole;
}
