#include "tables.h"

#include <string.h>

#include "files/kinds.h"
#include "program/tsv.h"
#include "statistics/keyness.h"

/* Articles and words of each value and language: sizes[value * n_languages + language]. */
typedef struct {
    guint64 articles, words;
} PeriodSize;

static PeriodSize *
sizes_of(const CorpusGroups *groups)
{
    PeriodSize *sizes =
        g_new0(PeriodSize, (gsize)groups->table.values->len * groups->languages.n + 1);

    for (guint i = 0; i < groups->table.totals->len; i++) {
        const GroupTotal *total = &g_array_index(groups->table.totals, GroupTotal, i);

        sizes[total->value * groups->languages.n + total->language] =
            (PeriodSize){total->articles, total->words};
    }
    return sizes;
}

static void
write_row(Tsv *tsv, const char *period, const char *language, guint64 term, const char *label,
          gsize label_nbytes, guint64 f, guint64 df, const PeriodSize *size)
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
write_term(Tsv *tsv, const CorpusGroups *groups, const PeriodSize *sizes, SectionReader *section)
{
    guint64 term = section_get_delta(section, 0), value = 0;
    g_autofree char *code = section_get_string(section);
    int language = languages_find(&groups->languages, code);
    gsize nbytes;
    const char *label = (const char *)section_get_bytes(section, &nbytes);
    guint32 n = section_get_count(section);

    if (language < 0) {
        section_fail(section, "a language");
        return;
    }
    for (guint32 i = 0; i < n && !section->failed; i++) {
        guint64 f, df;

        value += section_get_below(section, groups->table.values->len - value, "a period");
        f = section_get_uint(section);
        df = section_get_uint(section);
        if (!section->failed)
            write_row(tsv, g_array_index(groups->table.values, GroupValue, value).value, code, term,
                      label, nbytes, f, df, &sizes[value * groups->languages.n + language]);
    }
}

gboolean
write_trends_table(const CorpusGroups *groups, const PlanFile *plan, const char *folder,
                   GError **error)
{
    g_autofree char *path = corpus_path(plan, "corpus.comparisons.gz");
    g_autoptr(Container) comparisons = container_open(path, &COMPARISONS_KIND, error);
    g_autofree PeriodSize *sizes = sizes_of(groups);
    g_auto(Tsv) tsv = {0};
    SectionReader *section;

    if (!comparisons ||
        !tsv_open(
            &tsv, folder, "trends.tsv",
            "period language term label type count words df articles per_million ci_low ci_high",
            error))
        return FALSE;
    section = container_section(comparisons, COMPARISONS_TRENDS);
    while (section_next(section))
        write_term(&tsv, groups, sizes, section);
    return section_finish(section, error) && tsv_commit(&tsv, error);
}
