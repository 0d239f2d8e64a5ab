#include "corpus_stats.h"

#include "files/kinds.h"
#include "statistics/idf.h"

static Term
term_of(const StemsFile *stems, guint32 stem)
{
    return (Term){stems->language[stem], stem_bytes(stems, stem), stem_nbytes(stems, stem)};
}

/*
 * A walk over the stems, beside which the terms of the runs and those that the corpus shares come in
 * the same order. map: the numbers of the shard's languages in the corpus.
 */
static gboolean
read_terms(CorpusStats *stats, const StemsFile *stems, const LanguageMap *map, RunsFile *runs,
           WordsFile *words, GError **error)
{
    RunSums sums;
    Term run;
    gboolean has = runs_file_next(runs, &run, &sums);

    for (guint32 stem = 0; stem < stems->n_stems; stem++) {
        Term term = term_of(stems, stem);
        const Word *word;

        if (has && term_compare(&run, &term) == 0) {
            stats->df[stem] = sums.df;
            stats->stop[stem] = 2 * sums.stopped > sums.f;
            has = runs_file_next(runs, &run, &sums);
        }
        term.language = map->numbers[term.language];
        word = words_file_find_shared(words, &term);
        if (word) {
            stats->df[stem] = word->df;
            stats->stop[stem] = word->stop;
        }
    }
    if (has) {
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                    "%s: a term that is no stem of the shard",
                    container_path(runs_file_container(runs)));
        return FALSE;
    }
    return runs_file_finish(runs, error) && words_file_finish(words, error);
}

CorpusStats *
corpus_stats_read(TokensFile *tokens, const StemsFile *stems, RunsFile *runs, WordsFile *words,
                  GError **error)
{
    g_autoptr(CorpusStats) stats = g_new0(CorpusStats, 1);
    const Languages *languages = tokens_file_languages(tokens), *all = words_file_languages(words);
    Container *container = tokens_file_container(tokens);
    LanguageMap *map = languages_maps(all, &container, 1, TOKENS_LANGUAGES, FALSE, error);
    gsize n = (gsize)stems->n_stems + 1;
    gboolean whole;

    if (!map)
        return NULL;
    stats->idf = g_new0(double, n);
    stats->df = g_new0(guint64, n);
    stats->stop = g_new0(guint8, n);
    stats->n_articles = g_new0(guint64, languages->n + 1);
    for (guint i = 0; i < languages->n; i++)
        stats->n_articles[i] = all->languages[map->numbers[i]].articles;
    whole = read_terms(stats, stems, map, runs, words, error);
    language_maps_free(map, 1);
    if (!whole)
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
