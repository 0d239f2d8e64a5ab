#include "keywords.h"

#include "candidates.h"
#include "container/container_writer.h"
#include "corpus_stats.h"
#include "files/kinds.h"
#include "ranking.h"

/* The keywords of all articles of the shard, until it is known which terms they are. */
typedef struct {
    GArray *words;     /* of RankedWord, article after article */
    GArray *n_words;   /* of guint32, of each article */
    guint32 *articles; /* of each stem: articles in which it is a keyword */
} Chosen;

static gboolean
choose(Chosen *chosen, TokensFile *tokens, const StemsFile *stems, const CorpusStats *stats,
       guint n_best, GError **error)
{
    g_auto(Candidates) candidates = {0};
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(RankedWord));
    TokensArticle article;

    candidates_init(&candidates, tokens_file_forms(tokens), stems, stats);
    while (tokens_file_next(tokens, &article)) {
        candidates_gather(&candidates, &article);
        ranking_best(&candidates, stems, stats, article.language, n_best, ranked);
        for (guint i = 0; i < ranked->len; i++)
            chosen->articles[g_array_index(ranked, RankedWord, i).stem]++;
        g_array_append_vals(chosen->words, ranked->data, ranked->len);
        g_array_append_val(chosen->n_words, ranked->len);
    }
    return tokens_file_finish(tokens, error);
}

/* The list of terms, in order. Afterwards articles[stem] is the term's place in it. */
static void
write_terms(Chosen *chosen, const StemsFile *stems, SectionWriter *section)
{
    guint32 place = 0;

    for (guint32 stem = 0; stem < stems->n_stems; stem++) {
        if (chosen->articles[stem] == 0)
            continue;
        section_put_uint(section, stems->language[stem]);
        section_put_prefixed(section, stem_bytes(stems, stem), stem_nbytes(stems, stem));
        section_put_uint(section, chosen->articles[stem]);
        section_end_record(section);
        chosen->articles[stem] = place++;
    }
}

static void
write_articles(const Chosen *chosen, SectionWriter *section)
{
    guint next = 0;

    for (guint i = 0; i < chosen->n_words->len; i++) {
        guint32 n = g_array_index(chosen->n_words, guint32, i);

        section_put_uint(section, n);
        for (guint32 k = 0; k < n; k++) {
            const RankedWord *word = &g_array_index(chosen->words, RankedWord, next++);

            section_put_uint(section, chosen->articles[word->stem]);
            section_put_uint(section, word->count);
            section_put_uint(section, word->first);
            section_put_uint(section, word->sentences);
            section_put_uint(section, word->score);
        }
        section_end_record(section);
    }
}

gboolean
keywords_of_shard(const KeywordsInputs *inputs, guint n_best, const char *output, GError **error)
{
    g_autoptr(TokensFile) tokens = tokens_file_open_paired(inputs->tokens, error);
    g_autoptr(StemsFile) stems = tokens ? stems_file_read(inputs->stems, tokens, error) : NULL;
    g_autoptr(RunsFile) runs =
        stems ? runs_file_open(inputs->runs, stems->made, tokens_file_languages(tokens), error)
              : NULL;
    g_autoptr(WordsFile) words = runs ? words_file_open(inputs->words, error) : NULL;
    g_autoptr(CorpusStats) stats =
        words ? corpus_stats_read(tokens, stems, runs, words, error) : NULL;
    g_autoptr(ContainerWriter) writer = NULL;
    Chosen chosen;
    gboolean whole;
    guint64 source;

    if (!stats)
        return FALSE;
    source = container_combine_sources(
        container_combine_sources(stems->made, container_checksum(runs_file_container(runs))),
        container_checksum(words_file_container(words)));
    writer = container_writer_open(output, &KEYWORDS_KIND, source, error);
    if (!writer)
        return FALSE;
    chosen = (Chosen){g_array_new(FALSE, FALSE, sizeof(RankedWord)),
                      g_array_new(FALSE, FALSE, sizeof(guint32)),
                      g_new0(guint32, (gsize)stems->n_stems + 1)};
    whole = choose(&chosen, tokens, stems, stats, n_best, error);
    if (whole) {
        languages_write(tokens_file_languages(tokens),
                        container_writer_section(writer, KEYWORDS_LANGUAGES), FALSE);
        write_terms(&chosen, stems, container_writer_section(writer, KEYWORDS_TERMS));
        write_articles(&chosen, container_writer_section(writer, KEYWORDS_ARTICLES));
        whole = container_writer_commit(writer, error);
    }
    g_array_unref(chosen.words);
    g_array_unref(chosen.n_words);
    g_free(chosen.articles);
    return whole;
}
