#include "tables.h"

#include <string.h>

#include "files/group_table.h"
#include "files/kinds.h"
#include "program/tsv.h"
#include "statistics/keyness.h"

/* Articles and words of each value and language: sizes[value * n_languages + language]. */
typedef struct {
    guint64 articles, words;
} PeriodSize;

typedef struct {
    Languages languages;
    GroupTable table;
    PeriodSize *sizes;
} Periods;

static gboolean
read_periods(Periods *periods, Container *groups, GError **error)
{
    group_table_init(&periods->table);
    if (!languages_read(&periods->languages, groups, GROUPS_LANGUAGES, FALSE, error) ||
        !group_table_read(&periods->table, groups, periods->languages.n, error))
        return FALSE;
    periods->sizes = g_new0(PeriodSize, (gsize)periods->table.values->len * periods->languages.n + 1);
    for (guint i = 0; i < periods->table.totals->len; i++) {
        const GroupTotal *total = &g_array_index(periods->table.totals, GroupTotal, i);

        periods->sizes[total->value * periods->languages.n + total->language] =
            (PeriodSize){total->articles, total->words};
    }
    return TRUE;
}

static void
clear_periods(Periods *periods)
{
    languages_clear(&periods->languages);
    group_table_clear(&periods->table);
    g_free(periods->sizes);
}

static void
write_row(Tsv *tsv, const char *period, const char *language, guint64 term, const char *label, gsize label_nbytes,
          guint64 f, guint64 df, const PeriodSize *size)
{
    double low, high;

    keyness_wilson_interval(f, size->words, &low, &high);
    tsv_string(tsv, period);
    tsv_string(tsv, language);
    tsv_uint(tsv, term);
    tsv_text(tsv, label, label_nbytes);
    tsv_string(tsv, "w");
    tsv_uint(tsv, f);
    tsv_uint(tsv, size->words);
    tsv_uint(tsv, df);
    tsv_uint(tsv, size->articles);
    tsv_real(tsv, 1e6 * f / size->words);
    tsv_real(tsv, 1e6 * low);
    tsv_real(tsv, 1e6 * high);
    tsv_end_line(tsv);
}

static void
write_term(Tsv *tsv, const Periods *periods, SectionReader *section)
{
    guint64 term = section_get_delta(section, 0), value = 0;
    g_autofree char *code = section_get_string(section);
    int language = languages_find(&periods->languages, code);
    gsize nbytes;
    const char *label = (const char *)section_get_bytes(section, &nbytes);
    guint32 n = section_get_count(section);

    if (language < 0) {
        section_fail(section, "a language");
        return;
    }
    for (guint32 i = 0; i < n && !section->failed; i++) {
        guint64 f, df;

        value += section_get_below(section, periods->table.values->len - value, "a period");
        f = section_get_uint(section);
        df = section_get_uint(section);
        if (!section->failed)
            write_row(tsv, g_array_index(periods->table.values, GroupValue, value).value, code, term, label, nbytes, f,
                      df, &periods->sizes[value * periods->languages.n + language]);
    }
}

gboolean
write_trends_table(const PlanFile *plan, const char *folder, GError **error)
{
    g_autofree char *groups_path = corpus_path(plan, "corpus.groups.gz");
    g_autofree char *path = corpus_path(plan, "corpus.comparisons.gz");
    g_autoptr(Container) groups = container_open(groups_path, &GROUPS_KIND, error);
    g_autoptr(Container) comparisons = groups ? container_open(path, &COMPARISONS_KIND, error) : NULL;
    g_auto(Tsv) tsv = {0};
    Periods periods = {0};
    gboolean whole;

    whole = comparisons && read_periods(&periods, groups, error) &&
            tsv_open(&tsv, folder, "trends.tsv",
                     "period language term label type count words df articles per_million ci_low ci_high", error);
    if (whole) {
        SectionReader *section = container_section(comparisons, COMPARISONS_TRENDS);

        while (section_next(section))
            write_term(&tsv, &periods, section);
        whole = section_finish(section, error) && tsv_commit(&tsv, error);
    }
    clear_periods(&periods);
    return whole;
}
