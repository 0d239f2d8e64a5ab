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

static gint
compare_numbers(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;

    return (x > y) - (x < y);
}

static void
write_groups(Posting *postings, guint32 n, const Place *places, Multiset *set,
             SectionWriter *section)
{
    guint32 n_groups = 0, last = 0;

    for (guint32 i = 0; i < n; i++)
        n_groups +=
            i == 0 || places[postings[i].article].group != places[postings[i - 1].article].group;
    section_put_uint(section, n_groups);
    for (guint32 i = 0; i < n;) {
        guint32 first = i, group = places[postings[i].article].group;

        while (i < n && places[postings[i].article].group == group)
            i++;
        for (guint32 k = first; k < i; k++) /* the words of the article instead of its number */
            postings[k].article = places[postings[k].article].n_words;
        multiset_collect(set, postings + first, i - first);
        section_put_uint(section, group - last);
        multiset_write(section, set);
        last = group;
    }
}

typedef struct {
    guint64 f, df;
} PeriodCount;

/* counts: of each value, all zero before and after. */
static void
write_periods(const Posting *postings, guint32 n, const Place *places, PeriodCount *counts,
              GArray *met, SectionWriter *section)
{
    guint32 last = 0;

    g_array_set_size(met, 0);
    for (guint32 i = 0; i < n; i++) {
        guint32 period = places[postings[i].article].period;

        if (counts[period].df++ == 0)
            g_array_append_val(met, period);
        counts[period].f += postings[i].count;
    }
    g_array_sort(met, compare_numbers);
    section_put_uint(section, met->len);
    for (guint32 i = 0; i < met->len; i++) {
        guint32 period = g_array_index(met, guint32, i);

        section_put_uint(section, period - last);
        section_put_uint(section, counts[period].f);
        section_put_uint(section, counts[period].df);
        counts[period] = (PeriodCount){0, 0};
        last = period;
    }
}

static void
write_terms(Tabulation *tabulation, const StemsFile *stems, SectionWriter *section)
{
    const Place *places = (const Place *)(void *)tabulation->places->data;
    g_autofree PeriodCount *counts = g_new0(PeriodCount, (gsize)tabulation->table.values->len + 1);
    g_autoptr(GArray) met = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_auto(Multiset) set = {0};

    for (guint32 stem = 0; stem < stems->n_stems; stem++) {
        guint32 n;
        Posting *postings = postings_of_term(&tabulation->postings, stem, &n);

        if (n == 0)
            continue;
        section_put_uint(section, stems->language[stem]);
        section_put_prefixed(section, stem_bytes(stems, stem), stem_nbytes(stems, stem));
        write_periods(postings, n, places, counts, met, section);
        write_groups(postings, n, places, &set, section);
        section_end_record(section);
    }
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
