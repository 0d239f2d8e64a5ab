#include "tabulate.h"

#include <stdlib.h>

#include "container/container_writer.h"
#include "files/group_table.h"
#include "files/grouping.h"
#include "files/kinds.h"
#include "files/multiset.h"
#include "files/runs_file.h"
#include "files/stems_file.h"
#include "files/tokens_file.h"
#include "files/words_file.h"

/* Where an article belongs. */
typedef struct {
    guint32 group, period; /* values of the table */
    guint32 n_words;
} Place;

typedef struct {
    GroupTable table;
    GArray *places;         /* of Place, of each article in the order of the runs */
    LanguageMap *languages; /* the numbers of the shard's languages in the words file */
} Tabulation;

/* ---- reading */

static void
place_article(Tabulation *tabulation, const Grouping groupings[N_DIMENSIONS],
              const Languages *languages, const TokensAbout *about, const TokensMeta *meta,
              guint32 n_words)
{
    GroupTable *table = &tabulation->table;
    char buffer[GROUPING_BUFFER_NBYTES];
    guint32 values[N_DIMENSIONS];
    Place place;

    for (guint i = 0; i < N_DIMENSIONS; i++) {
        values[i] = group_table_add_value(
            table, i, grouping_value(&groupings[i], about, meta, languages, buffer));
        group_table_add_total(table, values[i], about->language, 1, n_words, about->date,
                              about->date);
    }
    place = (Place){values[DIMENSION_GROUP], values[DIMENSION_PERIOD], n_words};
    g_array_append_val(tabulation->places, place);
}

/* The places of the shard's articles, in their order; n_words: of each. */
static gboolean
read_articles(Tabulation *tabulation, TokensFile *tokens, const guint32 *n_words, guint32 n,
              GError **error)
{
    const Languages *languages = tokens_file_languages(tokens);
    Grouping groupings[N_DIMENSIONS];
    gboolean by_key = FALSE;
    TokensAbout about;
    TokensMeta meta = {NULL, 0};
    guint32 i = 0;

    for (guint k = 0; k < N_DIMENSIONS; k++) {
        groupings[k] = grouping_find(tabulation->table.dimensions[k], tokens);
        by_key = by_key || groupings[k].by == GROUPING_KEY;
    }
    while (i < n && tokens_file_next_about(tokens, &about) &&
           (!by_key || tokens_file_next_meta(tokens, &meta)))
        place_article(tabulation, groupings, languages, &about, &meta, n_words[i++]);
    return tokens_file_finish(tokens, error);
}

/* Gives values their final numbers, and the articles the order in which the runs name them. */
static void
order_places(Tabulation *tabulation, const RunsArticles *articles)
{
    g_autofree guint *numbers = group_table_sort(&tabulation->table);
    GArray *ordered = g_array_sized_new(FALSE, FALSE, sizeof(Place), articles->n);

    for (guint32 i = 0; i < articles->n; i++) {
        Place place = g_array_index(tabulation->places, Place, articles->numbers[i]);

        place.group = numbers[place.group];
        place.period = numbers[place.period];
        g_array_append_val(ordered, place);
    }
    g_array_unref(tabulation->places);
    tabulation->places = ordered;
}

static gboolean
place_articles(Tabulation *tabulation, TokensFile *tokens, RunsFile *runs, GError **error)
{
    Container *container = runs_file_container(runs);
    guint64 n = container_section_records(tokens_file_container(tokens), TOKENS_ARTICLES);
    g_auto(RunsArticles) articles = {0};
    g_autofree guint32 *n_words = NULL;

    if (!runs_articles_read(&articles, container, error))
        return FALSE;
    if (articles.n != n) {
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                    "%s: other articles than the tokens have", container_path(container));
        return FALSE;
    }
    n_words = g_new0(guint32, (gsize)articles.n + 1);
    for (guint32 i = 0; i < articles.n; i++)
        n_words[articles.numbers[i]] = articles.words[i];
    if (!read_articles(tabulation, tokens, n_words, articles.n, error))
        return FALSE;
    order_places(tabulation, &articles);
    return TRUE;
}

/* ---- writing */

typedef struct {
    guint64 f, df;
} PeriodCount;

/* The cells of a group: in order up to start, behind it as the articles come. */
typedef struct {
    Multiset set;
    guint32 start;
    guint32 ends[3]; /* of the runs before start */
    guint n_runs;
    guint n_united; /* of these, where some cells became one */
} GroupCells;

/* Scratch memory, each array as long as there are values. */
typedef struct {
    PeriodCount *counts; /* of each value, all zero between terms */
    guint32 *periods;    /* those met */
    guint n_periods;
    GroupCells *sets; /* of each value, all empty between terms */
    guint32 *groups;  /* those met */
    guint n_groups;
    Multiset united;
    guint n_values;
} TermScratch;

static void
term_scratch_init(TermScratch *scratch, guint n_values)
{
    *scratch = (TermScratch){.counts = g_new0(PeriodCount, (gsize)n_values + 1),
                             .periods = g_new(guint32, (gsize)n_values + 1),
                             .sets = g_new0(GroupCells, (gsize)n_values + 1),
                             .groups = g_new(guint32, (gsize)n_values + 1),
                             .n_values = n_values};
}

static void
term_scratch_clear(TermScratch *scratch)
{
    for (guint i = 0; i < scratch->n_values; i++)
        multiset_clear(&scratch->sets[i].set);
    multiset_clear(&scratch->united);
    g_free(scratch->counts);
    g_free(scratch->periods);
    g_free(scratch->sets);
    g_free(scratch->groups);
}

/* Deals out the cells [i, end): articles that have a term, in the order of their words. */
static void
spread(const Multiset *cells, guint32 i, guint32 end, const Place *places, TermScratch *scratch)
{
    for (; i < end; i++) {
        const MultisetCell *cell = &cells->cells[i];
        const Place *place = &places[cell->n];
        PeriodCount *count = &scratch->counts[place->period];
        Multiset *set = &scratch->sets[place->group].set;

        if (count->df++ == 0)
            scratch->periods[scratch->n_periods++] = place->period;
        count->f += cell->v;
        if (set->n_cells == 0)
            scratch->groups[scratch->n_groups++] = place->group;
        multiset_append(set, place->n_words, cell->v, 1);
    }
}

/* Ends a run of every group: articles of as many words came in any order. */
static void
end_runs(TermScratch *scratch)
{
    for (guint i = 0; i < scratch->n_groups; i++) {
        GroupCells *cells = &scratch->sets[scratch->groups[i]];
        guint32 n_cells = cells->set.n_cells;

        if (n_cells == cells->start)
            continue;
        multiset_arrange(&cells->set, cells->start);
        cells->n_united += cells->set.n_cells < n_cells;
        cells->ends[cells->n_runs++] = cells->start = cells->set.n_cells;
    }
}

static int
compare_numbers(const void *a, const void *b)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;

    return (x > y) - (x < y);
}

/* The n values that were met, in order. */
static void
sort_values(guint32 *values, guint n)
{
    if (n > 1)
        qsort(values, n, sizeof *values, compare_numbers);
}

static void
write_periods(TermScratch *scratch, SectionWriter *section)
{
    guint32 last = 0;

    sort_values(scratch->periods, scratch->n_periods);
    section_put_uint(section, scratch->n_periods);
    for (guint i = 0; i < scratch->n_periods; i++) {
        guint32 period = scratch->periods[i];

        section_put_uint(section, period - last);
        section_put_uint(section, scratch->counts[period].f);
        section_put_uint(section, scratch->counts[period].df);
        scratch->counts[period] = (PeriodCount){0, 0};
        last = period;
    }
    scratch->n_periods = 0;
}

static void
write_groups(TermScratch *scratch, SectionWriter *section)
{
    guint32 last = 0;

    sort_values(scratch->groups, scratch->n_groups);
    section_put_uint(section, scratch->n_groups);
    for (guint i = 0; i < scratch->n_groups; i++) {
        guint32 group = scratch->groups[i];
        GroupCells *cells = &scratch->sets[group];

        if (cells->n_united > 1) /* else each list that is written is of one run */
            multiset_unite(&cells->set, cells->ends, cells->n_runs, &scratch->united);
        section_put_uint(section, group - last);
        multiset_write(section, &cells->set);
        multiset_reset(&cells->set);
        cells->start = cells->n_runs = cells->n_united = 0;
        last = group;
    }
    scratch->n_groups = 0;
}

/* Whether a term is frequent enough. What no other shard has is so often in the corpus as here. */
static gboolean
is_kept(const Tabulation *tabulation, WordsFile *words, const Term *term, const RunSums *sums)
{
    const Term same = {tabulation->languages->numbers[term->language], term->bytes, term->nbytes};
    const Word *word = words_file_find_shared(words, &same);

    return (word ? word->f : sums->f) >= tabulation->table.least_f &&
           (word ? word->df : sums->df) >= tabulation->table.least_df;
}

static gboolean
write_terms(Tabulation *tabulation, RunsFile *runs, WordsFile *words, SectionWriter *section,
            GError **error)
{
    const Place *places = (const Place *)(void *)tabulation->places->data;
    g_auto(Multiset) cells = {0};
    guint32 ends[3];
    guint n_runs;
    TermScratch scratch;
    RunSums sums;
    Term term;

    term_scratch_init(&scratch, tabulation->table.values->len);
    while (runs_file_next(runs, &term, &sums)) {
        if (!is_kept(tabulation, words, &term, &sums)) {
            if (!runs_file_skip_cells(runs))
                break;
            continue;
        }
        if (!runs_file_read_cells(runs, &cells, ends, &n_runs))
            break;
        section_put_uint(section, term.language);
        section_put_prefixed(section, term.bytes, term.nbytes);
        for (guint i = 0; i < n_runs; i++) {
            spread(&cells, i > 0 ? ends[i - 1] : 0, ends[i], places, &scratch);
            end_runs(&scratch);
        }
        write_periods(&scratch, section);
        write_groups(&scratch, section);
        section_end_record(section);
    }
    term_scratch_clear(&scratch);
    return runs_file_finish(runs, error) && words_file_finish(words, error);
}

/* ---- all of it */

static gboolean
tabulate(Tabulation *tabulation, const Choices *choices, TokensFile *tokens, RunsFile *runs,
         WordsFile *words, ContainerWriter *writer, GError **error)
{
    Container *container = tokens_file_container(tokens);

    for (guint i = 0; i < N_DIMENSIONS; i++) {
        g_free(tabulation->table.dimensions[i]);
        tabulation->table.dimensions[i] =
            g_strdup(i == DIMENSION_GROUP ? choices->group : choices->period);
    }
    tabulation->languages =
        languages_maps(words_file_languages(words), &container, 1, TOKENS_LANGUAGES, FALSE, error);
    if (!tabulation->languages || !place_articles(tabulation, tokens, runs, error))
        return FALSE;
    languages_write(tokens_file_languages(tokens),
                    container_writer_section(writer, GROUPS_LANGUAGES), FALSE);
    group_table_write(&tabulation->table, writer);
    return write_terms(tabulation, runs, words, container_writer_section(writer, GROUPS_TERMS),
                       error) &&
           container_writer_commit(writer, error);
}

gboolean
tabulate_shard(const TabulateInputs *inputs, const TabulateOptions *options, const char *output,
               GError **error)
{
    g_auto(Choices) choices = {0};
    g_autoptr(TokensFile) tokens = tokens_file_open(inputs->tokens, FALSE, error);
    g_autoptr(RunsFile) runs = NULL;
    g_autoptr(WordsFile) words = NULL;
    g_autoptr(ContainerWriter) writer = NULL;
    Tabulation tabulation = {0};
    guint64 source;
    gboolean whole;

    if (!tokens || !stems_file_made(inputs->stems, tokens_file_container(tokens), &source, error))
        return FALSE;
    runs = runs_file_open(inputs->runs, source, tokens_file_languages(tokens), error);
    words = runs ? words_file_open(inputs->words, error) : NULL;
    if (!words || !choices_read(&choices, inputs->choices, error))
        return FALSE;
    source = container_combine_sources(source, container_checksum(runs_file_container(runs)));
    source = container_combine_sources(source, container_checksum(words_file_container(words)));
    writer = container_writer_open(output, &GROUPS_KIND, source, error);
    if (!writer)
        return FALSE;
    group_table_init(&tabulation.table);
    tabulation.table.least_f = options->min_count;
    tabulation.table.least_df = options->min_df;
    tabulation.places = g_array_new(FALSE, FALSE, sizeof(Place));
    whole = tabulate(&tabulation, &choices, tokens, runs, words, writer, error);
    group_table_clear(&tabulation.table);
    g_array_unref(tabulation.places);
    language_maps_free(tabulation.languages, 1);
    return whole;
}
