#include "corpus_stats.h"

#include "files/kinds.h"
#include "files/multiset.h"
#include "statistics/idf.h"

static Term
term_of(const StemsFile *stems, guint32 stem)
{
    return (Term){stems->language[stem], stem_bytes(stems, stem), stem_nbytes(stems, stem)};
}

/* The first stem from *stem on that is term, or FALSE; *stem is then the first one after it. */
static gboolean
find_stem(const StemsFile *stems, const Term *term, guint32 *stem)
{
    while (*stem < stems->n_stems) {
        Term known = term_of(stems, *stem);
        int order = term_compare(&known, term);

        if (order >= 0)
            return order == 0;
        ++*stem;
    }
    return FALSE;
}

static void
skip_surfaces(SectionReader *section)
{
    guint32 n = section_get_count(section);

    for (guint32 i = 0; i < n && !section->failed; i++) {
        gsize nbytes;

        section_get_bytes(section, &nbytes);
        section_get_uint(section);
        section_get_uint(section);
    }
}

static gboolean
read_runs(CorpusStats *stats, const StemsFile *stems, const LanguageMap *map, Container *runs,
          GError **error)
{
    SectionReader *section = container_section(runs, RUNS_TERMS);
    guint32 stem = 0;

    while (section_next(section)) {
        Term term = {language_map_get(map, section), NULL, 0};
        guint64 stopped;
        MultisetSums sums;

        term.bytes = (const char *)section_get_prefixed(section, &term.nbytes);
        section_get_uint(section);
        stopped = section_get_uint(section);
        sums = multiset_read_sums(section);
        skip_surfaces(section);
        if (!find_stem(stems, &term, &stem)) {
            section_fail(section, "a term that is no stem of the shard");
            break;
        }
        stats->df[stem] = sums.df;
        stats->stop[stem] = 2 * stopped > sums.f;
    }
    return section_finish(section, error);
}

static gboolean
read_shared(CorpusStats *stats, const StemsFile *stems, const Languages *languages,
            WordsFile *words, GError **error)
{
    const Languages *all = words_file_languages(words);
    g_autofree int *numbers = g_new(int, all->n + 1);
    guint32 stem = 0;
    Word word;

    for (guint i = 0; i < all->n; i++)
        numbers[i] = languages_find(languages, all->languages[i].code);
    while (words_file_next_shared(words, &word)) {
        Term term = word.term;

        if (numbers[term.language] < 0)
            continue;
        term.language = numbers[term.language];
        if (!find_stem(stems, &term, &stem))
            continue;
        stats->df[stem] = word.df;
        stats->stop[stem] = word.stop;
    }
    return words_file_finish(words, error);
}

CorpusStats *
corpus_stats_read(TokensFile *tokens, const StemsFile *stems, Container *runs, WordsFile *words,
                  GError **error)
{
    g_autoptr(CorpusStats) stats = g_new0(CorpusStats, 1);
    const Languages *languages = tokens_file_languages(tokens), *all = words_file_languages(words);
    g_auto(Languages) own = {0};
    g_auto(LanguageMap) map = {0};
    gsize n = (gsize)stems->n_stems + 1;

    stats->idf = g_new0(double, n);
    stats->df = g_new0(guint64, n);
    stats->stop = g_new0(guint8, n);
    stats->n_articles = g_new0(guint64, languages->n + 1);
    for (guint i = 0; i < languages->n; i++) {
        int number = languages_find(all, languages->languages[i].code);

        stats->n_articles[i] = number < 0 ? 0 : all->languages[number].articles;
    }
    if (!languages_read(&own, runs, RUNS_LANGUAGES, TRUE, error))
        return NULL;
    map = languages_map(languages, &own);
    if (!read_runs(stats, stems, &map, runs, error) ||
        !read_shared(stats, stems, languages, words, error))
        return NULL;
    for (guint32 rank = 0; rank < stems->n_stems; rank++) {
        guint32 stem = stems->by_rank[rank];

        stats->idf[rank] = MAX(0, idf(stats->n_articles[stems->language[stem]], stats->df[stem]));
    }
    return g_steal_pointer(&stats);
}

void
corpus_stats_free(CorpusStats *stats)
{
    if (!stats)
        return;
    g_free(stats->idf);
    g_free(stats->df);
    g_free(stats->stop);
    g_free(stats->n_articles);
    g_free(stats);
}
