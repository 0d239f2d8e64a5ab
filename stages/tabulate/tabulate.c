#include "tabulate.h"

#include <stdlib.h>

#include "container/container_writer.h"
#include "files/counts_file.h"
#include "files/group_table.h"
#include "files/grouping.h"
#include "files/kinds.h"
#include "files/multiset.h"
#include "files/postings.h"
#include "files/stems_file.h"

/* Where an article belongs. */
typedef struct {
    guint32 group, period; /* values of the table */
    guint32 n_words;
} Place;

typedef struct {
    GroupTable table;
    GArray *places; /* of Place, of each article */
    Postings postings;
} Tabulation;

/* ---- reading */

static void
place_article(Tabulation *tabulation, const Choices *choices, TokensFile *tokens,
              const TokensAbout *about, guint language, guint32 n_words)
{
    const GPtrArray *keys = tokens_file_keys(tokens);
    const Languages *languages = tokens_file_languages(tokens);
    GroupTable *table = &tabulation->table;
    char buffer[GROUPING_BUFFER_NBYTES];
    Place place = {0, 0, n_words};

    place.group = group_table_add_value(
        table, DIMENSION_GROUP, grouping_value(about, keys, languages, choices->group, buffer));
    place.period = group_table_add_value(
        table, DIMENSION_PERIOD, grouping_value(about, keys, languages, choices->period, buffer));
    group_table_add_total(table, place.group, language, 1, n_words, about->date, about->date);
    group_table_add_total(table, place.period, language, 1, n_words, about->date, about->date);
    g_array_append_val(tabulation->places, place);
}

static gboolean
read_articles(Tabulation *tabulation, const Choices *choices, TokensFile *tokens,
              CountsFile *counts, GError **error)
{
    gboolean whole = TRUE;
    ArticleCounts article;
    TokensAbout about;

    while (counts_file_next(counts, &article)) {
        whole = tokens_file_next_about(tokens, &about) &&
                article.language < tokens_file_languages(tokens)->n;
        if (!whole)
            break;
        postings_add_article(&tabulation->postings, article.terms, article.n_types);
        place_article(tabulation, choices, tokens, &about, article.language, article.n_words);
    }
    if (!counts_file_finish(counts, error) || !tokens_file_finish(tokens, error))
        return FALSE;
    if (!whole)
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                    "%s: other articles than the tokens have",
                    container_path(counts_file_container(counts)));
    return whole;
}

/* ---- writing */

static gint
by_place(gconstpointer a, gconstpointer b, gpointer data)
{
    const Place *x = (const Place *)data + *(const guint32 *)a,
                *y = (const Place *)data + *(const guint32 *)b;

    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->n_words != y->n_words)
        return x->n_words < y->n_words ? -1 : 1;
    return x < y ? -1 : 1;
}

/* Gives values their final numbers and turns the postings: each term's come by group, then words.
 */
static void
turn(Tabulation *tabulation)
{
    g_autofree guint *numbers = group_table_sort(&tabulation->table);
    guint n = tabulation->places->len;
    g_autofree guint32 *order = g_new(guint32, n + 1);

    for (guint i = 0; i < n; i++) {
        Place *place = &g_array_index(tabulation->places, Place, i);

        place->group = numbers[place->group];
        place->period = numbers[place->period];
        order[i] = i;
    }
    g_qsort_with_data(order, n, sizeof *order, by_place, tabulation->places->data);
    postings_turn(&tabulation->postings, order);
}

typedef struct {
    guint64 f, df;
} PeriodCount;

/* Scratch memory, each array as long as there are values. */
typedef struct {
    PeriodCount *counts; /* of each value, all zero between terms */
    guint32 *periods;    /* those met */
    guint n_periods;
    guint32 *groups, *ends; /* those met, and the postings that each ends before */
    guint n_groups;
    Multiset set;
} TermScratch;

static void
term_scratch_init(TermScratch *scratch, guint n_values)
{
    *scratch = (TermScratch){.counts = g_new0(PeriodCount, (gsize)n_values + 1),
                             .periods = g_new(guint32, (gsize)n_values + 1),
                             .groups = g_new(guint32, (gsize)n_values + 1),
                             .ends = g_new(guint32, (gsize)n_values + 1)};
}

static void
term_scratch_clear(TermScratch *scratch)
{
    g_free(scratch->counts);
    g_free(scratch->periods);
    g_free(scratch->groups);
    g_free(scratch->ends);
    multiset_clear(&scratch->set);
}

/* One walk over the postings of a term, which come by group, then words: what is met, and the words
 * of the article instead of its number. */
static void
spread(Posting *postings, guint32 n, const Place *places, TermScratch *scratch)
{
    guint32 group = G_MAXUINT32;

    scratch->n_periods = scratch->n_groups = 0;
    for (guint32 i = 0; i < n; i++) {
        const Place *place = &places[postings[i].article];
        PeriodCount *count = &scratch->counts[place->period];

        if (count->df++ == 0)
            scratch->periods[scratch->n_periods++] = place->period;
        count->f += postings[i].count;
        if (place->group != group)
            scratch->groups[scratch->n_groups++] = group = place->group;
        scratch->ends[scratch->n_groups - 1] = i + 1;
        postings[i].article = place->n_words;
    }
}

static int
compare_numbers(const void *a, const void *b)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;

    return (x > y) - (x < y);
}

static void
write_periods(TermScratch *scratch, SectionWriter *section)
{
    guint32 last = 0;

    if (scratch->n_periods > 1)
        qsort(scratch->periods, scratch->n_periods, sizeof *scratch->periods, compare_numbers);
    section_put_uint(section, scratch->n_periods);
    for (guint i = 0; i < scratch->n_periods; i++) {
        guint32 period = scratch->periods[i];

        section_put_uint(section, period - last);
        section_put_uint(section, scratch->counts[period].f);
        section_put_uint(section, scratch->counts[period].df);
        scratch->counts[period] = (PeriodCount){0, 0};
        last = period;
    }
}

static void
write_groups(Posting *postings, TermScratch *scratch, SectionWriter *section)
{
    guint32 last = 0, first = 0;

    section_put_uint(section, scratch->n_groups);
    for (guint i = 0; i < scratch->n_groups; i++) {
        multiset_collect(&scratch->set, postings + first, scratch->ends[i] - first);
        section_put_uint(section, scratch->groups[i] - last);
        multiset_write(section, &scratch->set);
        last = scratch->groups[i];
        first = scratch->ends[i];
    }
}

static void
write_terms(Tabulation *tabulation, const StemsFile *stems, SectionWriter *section)
{
    const Place *places = (const Place *)(void *)tabulation->places->data;
    TermScratch scratch;

    term_scratch_init(&scratch, tabulation->table.values->len);
    for (guint32 stem = 0; stem < stems->n_stems; stem++) {
        guint32 n;
        Posting *postings = postings_of_term(&tabulation->postings, stem, &n);

        if (n == 0)
            continue;
        section_put_uint(section, stems->language[stem]);
        section_put_prefixed(section, stem_bytes(stems, stem), stem_nbytes(stems, stem));
        spread(postings, n, places, &scratch);
        write_periods(&scratch, section);
        write_groups(postings, &scratch, section);
        section_end_record(section);
    }
    term_scratch_clear(&scratch);
}

gboolean
tabulate_shard(const TabulateInputs *inputs, const char *output, GError **error)
{
    g_auto(Choices) choices = {0};
    g_autoptr(TokensFile) tokens = tokens_file_open(inputs->tokens, TRUE, error);
    g_autoptr(StemsFile) stems = tokens ? stems_file_read(inputs->stems, tokens, error) : NULL;
    g_autoptr(CountsFile) counts = stems ? counts_file_open(inputs->counts, stems, error) : NULL;
    g_autoptr(ContainerWriter) writer = NULL;
    Tabulation tabulation;
    gboolean whole;

    if (!counts || !choices_read(&choices, inputs->choices, error))
        return FALSE;
    writer = container_writer_open(
        output, &GROUPS_KIND,
        container_combine_sources(stems->made, container_checksum(counts_file_container(counts))),
        error);
    if (!writer)
        return FALSE;
    group_table_init(&tabulation.table);
    for (guint i = 0; i < N_DIMENSIONS; i++) {
        g_free(tabulation.table.dimensions[i]);
        tabulation.table.dimensions[i] =
            g_strdup(i == DIMENSION_GROUP ? choices.group : choices.period);
    }
    tabulation.places = g_array_new(FALSE, FALSE, sizeof(Place));
    postings_init(&tabulation.postings, stems->n_stems);
    whole = read_articles(&tabulation, &choices, tokens, counts, error);
    if (whole) {
        turn(&tabulation);
        languages_write(tokens_file_languages(tokens),
                        container_writer_section(writer, GROUPS_LANGUAGES), FALSE);
        group_table_write(&tabulation.table, writer);
        write_terms(&tabulation, stems, container_writer_section(writer, GROUPS_TERMS));
        whole = container_writer_commit(writer, error);
    }
    group_table_clear(&tabulation.table);
    g_array_unref(tabulation.places);
    postings_clear(&tabulation.postings);
    return whole;
}
