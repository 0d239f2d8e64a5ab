#include "side_by_side.h"

#include <stdlib.h>
#include <string.h>

#include "files/plan_file.h"
#include "files/words_file.h"
#include "shard_visit.h"
#include "statistics/idf.h"
#include "statistics/keyness.h"

#define SIDE_BY_SIDE_ERROR g_quark_from_static_string("side-by-side-error-quark")

static SideTerm *
term_at(const SideBySide *side, guint number)
{
    return &g_array_index(side->terms, SideTerm, number);
}

void
side_by_side_clear(SideBySide *side)
{
    g_clear_pointer(&side->articles, g_array_unref);
    g_clear_pointer(&side->terms, g_array_unref);
    g_clear_pointer(&side->counts, g_free);
    g_clear_pointer(&side->strings, g_string_chunk_free);
    languages_clear(&side->languages);
}

/* ---- which terms */

static int
compare_wanted(const void *a, const void *b)
{
    const WantedArticle *x = a, *y = b;

    return (x->number > y->number) - (x->number < y->number);
}

/* The articles in the order of the shards; to be freed. */
static WantedArticle *
sort_articles(const GArray *articles)
{
    WantedArticle *wanted = g_new(WantedArticle, articles->len + 1);

    for (guint i = 0; i < articles->len; i++)
        wanted[i] = (WantedArticle){g_array_index(articles, FoundArticle, i).number, i};
    qsort(wanted, articles->len, sizeof *wanted, compare_wanted);
    return wanted;
}

static int
compare_keywords(const void *a, const void *b)
{
    const BestKeyword *x = a, *y = b;

    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

static guint
term_hash(gconstpointer data)
{
    const Term *term = data;
    guint h = term->language;

    for (gsize i = 0; i < term->nbytes; i++)
        h = h * 31 + (guint8)term->bytes[i];
    return h;
}

static gboolean
term_equal(gconstpointer a, gconstpointer b)
{
    return term_compare(a, b) == 0;
}

/* The keywords of all articles, each once. */
static void
unite_keywords(SideBySide *side, GArray *keywords)
{
    g_autoptr(GHashTable) known = g_hash_table_new(term_hash, term_equal);

    if (keywords->len > 1)
        qsort(keywords->data, keywords->len, sizeof(BestKeyword), compare_keywords);
    for (guint i = 0; i < keywords->len; i++) {
        BestKeyword *keyword = &g_array_index(keywords, BestKeyword, i);
        SideTerm term = {.term = keyword->term, .of = keyword->place};

        if (g_hash_table_add(known, &keyword->term))
            g_array_append_val(side->terms, term);
    }
}

static gboolean
read_keywords(SideBySide *side, const PlanFile *plan, const GArray *visits, guint n_keywords,
              GError **error)
{
    g_autoptr(GArray) keywords = g_array_new(FALSE, FALSE, sizeof(BestKeyword));

    for (guint i = 0; i < visits->len; i++)
        if (!shard_visit_keywords(&g_array_index(visits, ShardVisit, i), plan, &side->languages,
                                  n_keywords, side->strings, keywords, error))
            return FALSE;
    unite_keywords(side, keywords);
    return TRUE;
}

/* ---- what the corpus knows of them */

static gint
compare_places(gconstpointer a, gconstpointer b, gpointer data)
{
    return term_compare(&term_at(data, *(const guint *)a)->term,
                        &term_at(data, *(const guint *)b)->term);
}

/* The numbers of the terms in the order of terms; to be freed. */
static guint *
sort_terms(SideBySide *side)
{
    guint *order = g_new(guint, side->terms->len + 1);

    for (guint i = 0; i < side->terms->len; i++)
        order[i] = i;
    g_qsort_with_data(order, side->terms->len, sizeof *order, compare_places, side);
    return order;
}

static gboolean
read_words(SideBySide *side, WordsFile *words, const guint *order, const char *path, GError **error)
{
    guint next = 0;
    Word word;

    while (next < side->terms->len && words_file_next(words, &word)) {
        SideTerm *term = term_at(side, order[next]);

        if (term_compare(&term->term, &word.term) != 0)
            continue;
        term->number = word.number;
        term->label = g_string_chunk_insert_len(side->strings, word.label, word.label_nbytes);
        term->f = word.f;
        term->df = word.df;
        next++;
    }
    if (!words_file_finish(words, error))
        return FALSE;
    if (next == side->terms->len)
        return TRUE;
    g_set_error(error, SIDE_BY_SIDE_ERROR, 0,
                "%s: not of the same run as the keywords: let make pipeline finish", path);
    return FALSE;
}

/* ---- reading */

static gboolean
read_terms(SideBySide *side, const PlanFile *plan, guint n_keywords, GError **error)
{
    g_autofree WantedArticle *wanted = sort_articles(side->articles);
    g_autofree char *path = corpus_path(plan, "corpus.words.gz");
    g_autoptr(WordsFile) words = words_file_open(path, error);
    g_autoptr(GArray) visits = NULL;
    g_autofree guint *order = NULL;

    if (!words)
        return FALSE;
    languages_add(&side->languages, words_file_languages(words));
    visits = shard_visits_plan(plan, wanted, side->articles->len, error);
    if (!visits || !read_keywords(side, plan, visits, n_keywords, error))
        return FALSE;
    order = sort_terms(side);
    if (!read_words(side, words, order, path, error))
        return FALSE;
    side->counts = g_new0(guint64, (gsize)side->terms->len * side->articles->len + 1);
    for (guint i = 0; i < visits->len; i++)
        if (!shard_visit_counts(&g_array_index(visits, ShardVisit, i), plan, side, order, error))
            return FALSE;
    return TRUE;
}

gboolean
side_by_side_read(SideBySide *side, const char *folder, char *const *names, guint n,
                  guint n_keywords, GError **error)
{
    g_autofree char *plan_path = g_build_filename(folder, "plan.tsv", NULL), *path = NULL;
    g_auto(PlanFile) plan = {0};

    if (!g_file_test(plan_path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                    "%s: no run here; make pipeline makes one, --work says where it is", folder);
        return FALSE;
    }
    if (!plan_file_read(&plan, plan_path, error))
        return FALSE;
    path = corpus_path(&plan, "corpus.articles.gz");
    side->terms = g_array_new(FALSE, FALSE, sizeof(SideTerm));
    side->strings = g_string_chunk_new(1 << 12);
    side->articles = articles_find(path, names, n, error);
    return side->articles && read_terms(side, &plan, n_keywords, error);
}

/* ---- statistics */

SideCell
side_by_side_cell(const SideBySide *side, guint term_number, guint article_number)
{
    const SideTerm *term = term_at(side, term_number);
    const FoundArticle *article = &g_array_index(side->articles, FoundArticle, article_number);
    const LanguageTotals *language = &side->languages.languages[term->term.language];
    SideCell cell = {.count =
                         side->counts[(gsize)term_number * side->articles->len + article_number]};
    KeynessCounts counts;

    cell.exists = strcmp(language->code, article->language) == 0;
    if (!cell.exists)
        return cell;
    cell.tfidf = cell.count * idf(language->articles, term->df);
    cell.has_rate = article->words > 0;
    if (cell.has_rate)
        cell.per_thousand = 1000. * cell.count / article->words;
    cell.has_rest = cell.has_rate && language->words > article->words && term->f >= cell.count;
    if (cell.has_rest) {
        counts = (KeynessCounts){cell.count, article->words, term->f - cell.count,
                                 language->words - article->words};
        cell.log_ratio = keyness_log_ratio(&counts);
    }
    return cell;
}
