#include "tables.h"

#include <math.h>

#include "files/kinds.h"
#include "program/tsv.h"
#include "statistics/dispersion.h"
#include "statistics/keyness.h"

/* One comparison in one language. */
typedef struct {
    char *name, *language;
    guint64 n1, n2, d1, d2, m;
} Contest;

static void
clear_contest(gpointer data)
{
    g_free(((Contest *)data)->name);
    g_free(((Contest *)data)->language);
}

static GArray *
read_contests(Container *comparisons, GError **error)
{
    SectionReader *section = container_section(comparisons, COMPARISONS_COMPARISONS);
    g_autoptr(GArray) contests = g_array_new(FALSE, FALSE, sizeof(Contest));

    g_array_set_clear_func(contests, clear_contest);
    while (section_next(section)) {
        Contest contest;

        contest.name = section_get_string(section);
        contest.language = section_get_string(section);
        contest.n1 = section_get_uint(section);
        contest.n2 = section_get_uint(section);
        contest.d1 = section_get_uint(section);
        contest.d2 = section_get_uint(section);
        contest.m = section_get_uint(section);
        g_array_append_val(contests, contest);
    }
    return section_finish(section, error) ? g_steal_pointer(&contests) : NULL;
}

static void
write_dp(Tsv *tsv, SectionReader *section, guint64 f, guint64 n)
{
    Integer128 sum;

    sum.high = section_get_uint(section);
    sum.low = section_get_uint(section);
    if (f > 0)
        tsv_real(tsv, dispersion_dp(sum, f, n));
    else
        tsv_empty(tsv); /* a term that is not there is not spread */
}

/* The order of the columns: words, articles, rates, evidence, effect, then articles again,
 * dispersion. */
static void
write_statistics(Tsv *tsv, const KeynessCounts *words, const KeynessCounts *articles, long double q,
                 guint64 m)
{
    double g2 = keyness_g2(words), low, high;

    tsv_uint(tsv, words->f1);
    tsv_uint(tsv, words->n1);
    tsv_uint(tsv, words->f2);
    tsv_uint(tsv, words->n2);
    tsv_uint(tsv, articles->f1);
    tsv_uint(tsv, articles->n1);
    tsv_uint(tsv, articles->f2);
    tsv_uint(tsv, articles->n2);
    tsv_real(tsv, 1e6 * words->f1 / words->n1);
    tsv_real(tsv, 1e6 * words->f2 / words->n2);
    tsv_real(tsv, g2);
    tsv_probability(tsv, keyness_p(g2));
    tsv_probability(tsv, q);
    tsv_uint(tsv, m);
    keyness_log_ratio_interval(words, &low, &high);
    tsv_real(tsv, keyness_log_ratio(words));
    tsv_real(tsv, low);
    tsv_real(tsv, high);
    tsv_real(tsv, keyness_g2(articles));
}

static void
write_row(Tsv *tsv, const Contest *contest, SectionReader *section)
{
    guint64 term = section_get_uint(section), q_digits;
    KeynessCounts words = {.n1 = contest->n1, .n2 = contest->n2},
                  articles = {.n1 = contest->d1, .n2 = contest->d2};
    gint64 q_exponent;
    gsize nbytes;
    const guint8 *label = section_get_bytes(section, &nbytes);

    words.f1 = section_get_uint(section);
    words.f2 = section_get_uint(section);
    articles.f1 = section_get_uint(section);
    articles.f2 = section_get_uint(section);
    q_digits = section_get_uint(section);
    q_exponent = section_get_int(section);

    tsv_string(tsv, contest->name);
    tsv_string(tsv, contest->language);
    tsv_uint(tsv, term);
    tsv_text(tsv, (const char *)label, nbytes);
    tsv_string(tsv, "w");
    write_statistics(tsv, &words, &articles, q_digits * powl(10, q_exponent), contest->m);
    write_dp(tsv, section, words.f1, words.n1);
    write_dp(tsv, section, words.f2, words.n2);
    tsv_end_line(tsv);
}

gboolean
write_keyness_table(const PlanFile *plan, const char *folder, GError **error)
{
    g_autofree char *path = corpus_path(plan, "corpus.comparisons.gz");
    g_autoptr(Container) comparisons = container_open(path, &COMPARISONS_KIND, error);
    g_autoptr(GArray) contests = comparisons ? read_contests(comparisons, error) : NULL;
    g_auto(Tsv) tsv = {0};
    SectionReader *section;

    if (!contests ||
        !tsv_open(&tsv, folder, "keyness.tsv",
                  "comparison language term label type f1 n1 f2 n2 df1 d1 df2 d2 per_million1 "
                  "per_million2 g2 p q m log_ratio ci_low ci_high g2_df dp1 dp2",
                  error))
        return FALSE;
    section = container_section(comparisons, COMPARISONS_ROWS);
    while (section_next(section)) {
        guint number = section_get_below(section, contests->len, "a comparison");

        if (!section->failed)
            write_row(&tsv, &g_array_index(contests, Contest, number), section);
    }
    return section_finish(section, error) && tsv_commit(&tsv, error);
}
