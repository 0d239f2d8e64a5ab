#include "compare.h"

#include <math.h>
#include <string.h>

#include "comparisons.h"
#include "container/container_writer.h"
#include "contest.h"
#include "files/group_table.h"
#include "files/kinds.h"
#include "files/words_file.h"
#include "term_groups.h"

/* Everything of one run. */
typedef struct {
    const CompareOptions *options;
    Languages languages; /* of the groups file */
    GroupTable table;
    GArray *comparisons; /* of Comparison */
    Contest *contests;   /* of each comparison and language */
    SectionWriter *trends;
} Comparer;

static Contest *
contest_of(const Comparer *comparer, guint comparison, guint language)
{
    return &comparer->contests[comparison * comparer->languages.n + language];
}

/* ---- the sizes of parts */

static void
add_total(Comparer *comparer, const GroupTotal *total)
{
    guint dimension = g_array_index(comparer->table.values, GroupValue, total->value).dimension;

    for (guint i = 0; i < comparer->comparisons->len && dimension == DIMENSION_GROUP; i++) {
        const Comparison *comparison = &g_array_index(comparer->comparisons, Comparison, i);
        Contest *contest = contest_of(comparer, i, total->language);

        if (total->value == comparison->value1) {
            contest->n1 += total->words;
            contest->d1 += total->articles;
        } else if (comparison->value2 == COMPARISON_REST || comparison->value2 == total->value) {
            contest->n2 += total->words;
            contest->d2 += total->articles;
        }
    }
}

static void
prepare_contests(Comparer *comparer)
{
    guint n = comparer->comparisons->len * comparer->languages.n;

    comparer->contests = g_new0(Contest, n + 1);
    for (guint i = 0; i < n; i++)
        contest_init(&comparer->contests[i], comparer->options->top);
    for (guint i = 0; i < comparer->table.totals->len; i++)
        add_total(comparer, &g_array_index(comparer->table.totals, GroupTotal, i));
}

/* ---- terms */

static void
compare_term(Comparer *comparer, const TermGroups *groups, const Word *word)
{
    for (guint i = 0; i < comparer->comparisons->len; i++) {
        const Comparison *comparison = &g_array_index(comparer->comparisons, Comparison, i);
        Contest *contest = contest_of(comparer, i, groups->term.language);
        gboolean rest = comparison->value2 == COMPARISON_REST;
        const GroupPart *part1, *part2;
        MultisetSums sums1, sums2;
        ContestRow row = {.term = word->number};

        if (contest->n1 == 0 || contest->n2 == 0)
            continue; /* nothing to compare with in this language */
        part1 = term_groups_find(groups, comparison->value1);
        part2 = rest ? NULL : term_groups_find(groups, comparison->value2);
        sums1 = term_groups_sums(part1);
        sums2 = rest ? term_groups_rest_sums(groups, part1) : term_groups_sums(part2);
        if (sums1.f + sums2.f < comparer->options->min_count ||
            sums1.df + sums2.df < comparer->options->min_df)
            continue;
        row.words = (KeynessCounts){sums1.f, contest->n1, sums2.f, contest->n2};
        row.df1 = sums1.df;
        row.df2 = sums2.df;
        row.g2 = keyness_g2(&row.words);
        if (!contest_enter(contest, row.g2))
            continue;
        row.dp1 = term_groups_dp_sum(groups, part1, contest->n1);
        row.dp2 = rest ? term_groups_rest_dp_sum(groups, part1, contest->n2)
                       : term_groups_dp_sum(groups, part2, contest->n2);
        contest_add(contest, &row, word->label, word->label_nbytes);
    }
}

/* A tested term's counts in the periods of the corpus; articles without a date are in none. */
static void
write_trend(Comparer *comparer, const TermGroups *groups, const Word *word)
{
    SectionWriter *section = comparer->trends;
    guint32 n = 0, last = 0;

    if (!*comparer->table.dimensions[DIMENSION_PERIOD] ||
        groups->all.f < comparer->options->min_count || groups->all.df < comparer->options->min_df)
        return;
    for (guint i = 0; i < groups->periods->len; i++)
        n += *g_array_index(comparer->table.values, GroupValue,
                            g_array_index(groups->periods, PeriodPart, i).value)
                  .value != '\0';
    if (n == 0)
        return;
    section_put_delta(section, 0, word->number);
    section_put_string(section, comparer->languages.languages[groups->term.language].code);
    section_put_bytes(section, word->label, word->label_nbytes);
    section_put_uint(section, n);
    for (guint i = 0; i < groups->periods->len; i++) {
        const PeriodPart *part = &g_array_index(groups->periods, PeriodPart, i);

        if (!*g_array_index(comparer->table.values, GroupValue, part->value).value)
            continue;
        section_put_uint(section, part->value - last);
        section_put_uint(section, part->f);
        section_put_uint(section, part->df);
        last = part->value;
    }
    section_end_record(section);
}

/* The word of a term: both files are in the order of terms, and the words are all of them. */
static gboolean
find_word(const Comparer *comparer, WordsFile *words, const Term *term, Word *word, GError **error)
{
    const char *code = comparer->languages.languages[term->language].code;

    while (words_file_next(words, word)) {
        const char *known = words_file_languages(words)->languages[word->term.language].code;
        Term same = {term->language, word->term.bytes, word->term.nbytes};

        if (strcmp(known, code) == 0 && term_compare(&same, term) == 0)
            return TRUE;
    }
    if (words_file_finish(words, error))
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                    "%s: has not the terms of the groups",
                    container_path(words_file_container(words)));
    return FALSE;
}

static gboolean
compare_terms(Comparer *comparer, Container *groups_file, WordsFile *words, GError **error)
{
    SectionReader *section = container_section(groups_file, GROUPS_TERMS);
    TermGroups groups;
    gboolean whole = TRUE;
    Word word;

    term_groups_init(&groups);
    while (whole && term_groups_next(&groups, section, comparer->languages.n)) {
        whole = find_word(comparer, words, &groups.term, &word, error);
        if (!whole)
            break;
        /* the word is as frequent as all parts together */
        if (word.f < comparer->options->min_count || word.df < comparer->options->min_df) {
            term_groups_skip(section);
        } else if (term_groups_read(&groups, section, comparer->table.values->len)) {
            compare_term(comparer, &groups, &word);
            write_trend(comparer, &groups, &word);
        }
    }
    term_groups_clear(&groups);
    return section_finish(section, whole ? error : NULL) && whole;
}

/* Terms that would be tested must be there. */
static gboolean
check_least(const Comparer *comparer, Container *groups, GError **error)
{
    const GroupTable *table = &comparer->table;

    if (table->least_f <= comparer->options->min_count &&
        table->least_df <= comparer->options->min_df)
        return TRUE;
    g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                "%s: was made without terms that occur less than %" G_GUINT64_FORMAT
                " times or in less than %" G_GUINT64_FORMAT " articles",
                container_path(groups), table->least_f, table->least_df);
    return FALSE;
}

/* ---- writing */

/* q as an integer of at most 15 digits and a power of ten. */
static void
put_q(SectionWriter *section, long double q)
{
    int exponent = q > 0 ? (int)floorl(log10l(q)) - 14 : 0;

    section_put_uint(section, q > 0 ? (guint64)llroundl(q * powl(10, -exponent)) : 0);
    section_put_int(section, exponent);
}

static void
write_rows(const Contest *contest, guint number, SectionWriter *section)
{
    for (guint i = 0; i < contest->rows->len; i++) {
        const ContestRow *row = &g_array_index(contest->rows, ContestRow, i);

        section_put_uint(section, number);
        section_put_uint(section, row->term);
        section_put_bytes(section, row->label, row->label_nbytes);
        section_put_uint(section, row->words.f1);
        section_put_uint(section, row->words.f2);
        section_put_uint(section, row->df1);
        section_put_uint(section, row->df2);
        put_q(section, row->q);
        section_put_uint(section, row->dp1.high);
        section_put_uint(section, row->dp1.low);
        section_put_uint(section, row->dp2.high);
        section_put_uint(section, row->dp2.low);
        section_end_record(section);
    }
}

/* Comparisons in a language in which nothing was tested leave no trace. */
static void
write_contests(Comparer *comparer, ContainerWriter *writer)
{
    SectionWriter *section = container_writer_section(writer, COMPARISONS_COMPARISONS);
    guint number = 0;

    for (guint i = 0; i < comparer->comparisons->len; i++) {
        for (guint language = 0; language < comparer->languages.n; language++) {
            Contest *contest = contest_of(comparer, i, language);

            if (contest->all->len == 0)
                continue;
            contest_finish(contest);
            section_put_string(section, g_array_index(comparer->comparisons, Comparison, i).name);
            section_put_string(section, comparer->languages.languages[language].code);
            section_put_uint(section, contest->n1);
            section_put_uint(section, contest->n2);
            section_put_uint(section, contest->d1);
            section_put_uint(section, contest->d2);
            section_put_uint(section, contest->all->len);
            section_end_record(section);
            write_rows(contest, number++, container_writer_section(writer, COMPARISONS_ROWS));
        }
    }
}

static void
comparer_clear(Comparer *comparer)
{
    for (guint i = 0; comparer->contests && i < comparer->comparisons->len * comparer->languages.n;
         i++)
        contest_clear(&comparer->contests[i]);
    g_free(comparer->contests);
    languages_clear(&comparer->languages);
    group_table_clear(&comparer->table);
    g_clear_pointer(&comparer->comparisons, g_array_unref);
}

gboolean
compare_corpus(const char *groups_path, const char *words_path, const CompareOptions *options,
               const char *output, GError **error)
{
    g_autoptr(Container) groups = container_open(groups_path, &GROUPS_KIND, error);
    g_autoptr(WordsFile) words = groups ? words_file_open(words_path, error) : NULL;
    g_autoptr(ContainerWriter) writer = NULL;
    Comparer comparer = {.options = options};
    gboolean whole;

    if (!words)
        return FALSE;
    writer = container_writer_open(
        output, &COMPARISONS_KIND,
        container_combine_sources(container_checksum(groups),
                                  container_checksum(words_file_container(words))),
        error);
    group_table_init(&comparer.table);
    whole = writer && languages_read(&comparer.languages, groups, GROUPS_LANGUAGES, FALSE, error) &&
            group_table_read(&comparer.table, groups, comparer.languages.n, error) &&
            check_least(&comparer, groups, error);
    if (whole)
        whole = (comparer.comparisons =
                     comparisons_parse(options->request, &comparer.table, error)) != NULL;
    if (whole) {
        prepare_contests(&comparer);
        comparer.trends = container_writer_section(writer, COMPARISONS_TRENDS);
        whole = compare_terms(&comparer, groups, words, error);
    }
    if (whole) {
        write_contests(&comparer, writer);
        whole = container_writer_commit(writer, error);
    }
    comparer_clear(&comparer);
    return whole;
}
