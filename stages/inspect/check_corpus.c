#include "check_kinds.h"

#include <string.h>

#include "files/group_table.h"
#include "files/kinds.h"
#include "files/multiset.h"
#include "term_order.h"

/* ---- articles */

/* No key is that of more articles than there are. */
static gboolean
check_keys(Container *container, GError **error)
{
    guint64 n_articles = container_section_records(container, ARTICLES_ARTICLES);
    SectionReader *section = container_section(container, ARTICLES_KEYS);

    while (section_next(section)) {
        gsize nbytes;
        guint64 articles;

        section_get_bytes(section, &nbytes);
        articles = section_get_uint(section);
        if (articles > n_articles)
            section_fail(section, "a key of more articles than there are");
    }
    return section_finish(section, error);
}

gboolean
check_articles(Container *container, GError **error)
{
    SectionReader *section = container_section(container, ARTICLES_ARTICLES);
    g_auto(TermOrder) order = {0};

    while (section_next(section)) {
        gsize nbytes;
        const guint8 *path = section_get_prefixed(section, &nbytes);
        guint64 words;

        if (term_order_next(&order, 0, path, nbytes) > 0)
            section_fail(section, "paths out of order");
        for (guint i = 0; i < 4; i++) /* id, title, date, language */
            section_get_bytes(section, &nbytes);
        words = section_get_uint(section);
        if (section_get_uint(section) > words)
            section_fail(section, "more types than words");
    }
    return section_finish(section, error) && check_keys(container, error);
}

/* ---- keywords */

/* Counts in articles for each term how many articles have it as a keyword. */
static gboolean
count_keywords(Container *container, guint32 *articles, guint64 n_terms, GError **error)
{
    SectionReader *section = container_section(container, KEYWORDS_ARTICLES);

    while (section_next(section)) {
        guint32 n = section_get_count(section);

        for (guint32 i = 0; i < n && !section->failed; i++) {
            guint64 term = section_get_below(section, n_terms, "a term"),
                    count = section_get_uint(section);

            section_get_uint(section);
            if (section_get_uint(section) > count || count == 0) /* sentences with the term */
                section_fail(section, "a keyword's counts");
            section_get_uint(section);
            if (!section->failed)
                articles[term]++;
        }
    }
    return section_finish(section, error);
}

gboolean
check_keywords(Container *container, GError **error)
{
    guint64 n_terms = container_section_records(container, KEYWORDS_TERMS);
    g_autofree guint32 *articles = g_new0(guint32, n_terms + 1);
    g_auto(Languages) languages = {0};
    g_auto(TermOrder) order = {0};
    SectionReader *section;

    if (!languages_read(&languages, container, KEYWORDS_LANGUAGES, FALSE, error) ||
        !count_keywords(container, articles, n_terms, error))
        return FALSE;
    section = container_section(container, KEYWORDS_TERMS);
    for (guint64 i = 0; section_next(section); i++) {
        term_order_read(&order, section, languages.n);
        if (section_get_uint(section) != articles[i])
            section_fail(section, "a number of articles that is not that of the section articles");
    }
    return section_finish(section, error);
}

/* ---- summaries */

gboolean
check_summaries(Container *container, GError **error)
{
    SectionReader *section = container_section(container, SUMMARIES_ARTICLES);

    while (section_next(section)) {
        guint32 n = section_get_count(section);
        guint64 next_sentence = 1, next_start = 0, next_item = 0;

        for (guint32 i = 0; i < n && !section->failed; i++) {
            guint64 sentence = section_get_uint(section), start = section_get_uint(section),
                    nbytes = section_get_uint(section), item, n_items;

            section_get_int(section);
            item = section_get_uint(section);
            n_items = section_get_uint(section);
            section_get_uint(section);
            if (sentence < next_sentence || start < next_start || item < next_item)
                section_fail(section, "sentences out of order");
            if (nbytes == 0 || n_items == 0)
                section_fail(section, "an empty sentence");
            next_sentence = sentence + 1;
            next_start = start + nbytes;
            next_item = item + n_items;
        }
    }
    return section_finish(section, error);
}

/* ---- groups */

static gboolean
check_group_table(const Container *container, const GroupTable *table, GError **error)
{
    for (guint i = 1; i < table->values->len; i++) {
        const GroupValue *a = &g_array_index(table->values, GroupValue, i - 1), *b = a + 1;

        if (a->dimension > b->dimension ||
            (a->dimension == b->dimension && strcmp(a->value, b->value) >= 0))
            return check_fail(container, error, "section values, record %u: out of order", i + 1);
    }
    for (guint i = 0; i < table->totals->len; i++) {
        const GroupTotal *b = &g_array_index(table->totals, GroupTotal, i), *a = b - (i > 0);

        if (i > 0 && (a->value > b->value || (a->value == b->value && a->language >= b->language)))
            return check_fail(container, error, "section totals, record %u: out of order", i + 1);
        if (strcmp(b->first_date, b->last_date) > 0)
            return check_fail(container, error, "section totals, record %u: dates out of order",
                              i + 1);
    }
    return TRUE;
}

typedef struct {
    const GroupTable *table;
    Multiset set;
    guint64 f[N_DIMENSIONS]; /* of the term at hand: both dimensions must come to the same */
    guint64 df[N_DIMENSIONS];
} GroupCheck;

/* One value of the list of a dimension. *last: the value before, plus 1; 0 at first. A group may have
 * several multisets, a period only one count. */
static void
read_value(GroupCheck *check, SectionReader *section, guint dimension, guint64 *last)
{
    guint64 step = section_get_below(section, check->table->values->len, "a value");
    guint64 value = *last == 0 ? step : *last - 1 + step;

    if ((*last > 0 && step == 0 && dimension == DIMENSION_PERIOD) ||
        value >= check->table->values->len ||
        g_array_index(check->table->values, GroupValue, value).dimension != dimension)
        section_fail(section, "a value");
    *last = value + 1;
}

static void
check_group_term(GroupCheck *check, SectionReader *section)
{
    guint64 last = 0;
    guint32 n = section_get_count(section);

    memset(check->f, 0, sizeof check->f);
    memset(check->df, 0, sizeof check->df);
    for (guint32 i = 0; i < n && !section->failed; i++) {
        read_value(check, section, DIMENSION_PERIOD, &last);
        check->f[DIMENSION_PERIOD] += section_get_uint(section);
        check->df[DIMENSION_PERIOD] += section_get_uint(section);
    }
    last = 0;
    n = section_get_count(section);
    for (guint32 i = 0; i < n && !section->failed; i++) {
        MultisetSums sums;

        read_value(check, section, DIMENSION_GROUP, &last);
        multiset_reset(&check->set);
        multiset_read(section, &check->set);
        sums = multiset_sums(&check->set);
        check->f[DIMENSION_GROUP] += sums.f;
        check->df[DIMENSION_GROUP] += sums.df;
    }
    if (check->f[DIMENSION_GROUP] != check->f[DIMENSION_PERIOD] ||
        check->df[DIMENSION_GROUP] != check->df[DIMENSION_PERIOD])
        section_fail(section, "groups and periods that do not add up to the same");
}

gboolean
check_groups(Container *container, GError **error)
{
    g_auto(Languages) languages = {0};
    g_auto(GroupTable) table = {0};
    g_auto(TermOrder) order = {0};
    GroupCheck check = {.table = &table};
    SectionReader *section;

    if (!languages_read(&languages, container, GROUPS_LANGUAGES, FALSE, error))
        return FALSE;
    group_table_init(&table);
    if (!group_table_read(&table, container, languages.n, error) ||
        !check_group_table(container, &table, error))
        return FALSE;
    section = container_section(container, GROUPS_TERMS);
    while (section_next(section)) {
        term_order_read(&order, section, languages.n);
        check_group_term(&check, section);
    }
    multiset_clear(&check.set);
    return section_finish(section, error);
}

/* ---- comparisons */

gboolean
check_comparisons(Container *container, GError **error)
{
    guint64 n = container_section_records(container, COMPARISONS_COMPARISONS), last = 0;
    SectionReader *section = container_section(container, COMPARISONS_ROWS);

    while (section_next(section)) {
        guint64 comparison = section_get_below(section, n, "a comparison");
        gsize nbytes;

        if (comparison < last)
            section_fail(section, "comparisons out of order");
        last = comparison;
        section_get_uint(section);
        section_get_bytes(section, &nbytes);
        for (guint i = 0; i < 10; i++) /* f1 to dp2_low */
            section_get_uint(section);
    }
    return section_finish(section, error);
}
