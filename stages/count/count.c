#include "count.h"

#include "container/container_writer.h"
#include "files/kinds.h"
#include "files/stems_file.h"
#include "files/tokens_file.h"
#include "runs.h"
#include "term_set.h"

/* Counts the words of one article into set, by the ranks of their stems. Returns how many they are.
 */
static guint32
count_words(const TokensArticle *article, const StemsFile *stems, guint32 *counted, TermSet *set)
{
    guint32 n_words = 0, item = 0, sentence = 0;

    for (guint32 p = 0; p < article->n_paragraphs; p++) {
        guint32 n_items = 0;

        for (guint32 s = 0; s < article->paragraph_sentences[p]; s++)
            n_items += article->sentence_items[sentence++];
        if (!PARAGRAPH_COUNTS(article->kinds[p])) {
            item += n_items;
            continue;
        }
        for (guint32 end = item + n_items; item < end; item++) {
            guint32 form = article->items[item], rank = stems->rank[form];

            if (rank == NO_STEM)
                continue;
            term_set_add(set, rank);
            counted[form]++;
            n_words++;
        }
    }
    return n_words;
}

/* scratch: room for as many integers as terms were found. */
static void
write_article(ContainerWriter *writer, guint language, guint32 n_words, const TermCount *found,
              guint32 n_found, guint32 *scratch)
{
    SectionWriter *articles = container_writer_section(writer, COUNTS_ARTICLES);
    SectionWriter *terms = container_writer_section(writer, COUNTS_TERMS);
    section_put_uint(articles, language);
    section_put_uint(articles, n_words);
    section_put_uint(articles, n_found);
    section_end_record(articles);

    section_put_uint(terms, n_found);
    for (guint32 i = 0, last = 0; i < n_found; i++) {
        scratch[i] = found[i].term - last;
        last = found[i].term;
    }
    section_put_uints(terms, scratch, n_found);
    section_put_uint(terms, n_found);
    for (guint32 i = 0; i < n_found; i++)
        scratch[i] = found[i].count;
    section_put_uints(terms, scratch, n_found);
    section_end_record(terms);
}

/* Walks the articles: counts go out, and what the runs need of them into runs. */
static gboolean
count_articles(TokensFile *tokens, const StemsFile *stems, Languages *totals,
               ContainerWriter *counts, Runs *runs, GError **error)
{
    g_autofree TermCount *found = NULL;
    g_autofree guint32 *scratch = NULL;
    guint32 found_capacity = 0;
    TokensArticle article;
    TermSet set;

    term_set_init(&set, stems->n_stems);
    while (tokens_file_next(tokens, &article)) {
        guint32 n_words, n_found;

        if (article.n_items > found_capacity) {
            found_capacity = article.n_items;
            found = g_renew(TermCount, found, found_capacity);
            scratch = g_renew(guint32, scratch, found_capacity);
        }
        n_words = count_words(&article, stems, runs->form_counts, &set);
        n_found = term_set_take(&set, found);
        write_article(counts, article.language, n_words, found, n_found, scratch);
        for (guint32 i = 0; i < n_found; i++)
            found[i].term = stems->by_rank[found[i].term];
        runs_add_article(runs, n_words, found, n_found);
        totals->languages[article.language].articles++;
        totals->languages[article.language].words += n_words;
    }
    term_set_clear(&set);
    return tokens_file_finish(tokens, error);
}

gboolean
count_shard(const char *tokens_path, const char *stems_path, const char *counts_path,
            const char *runs_path, GError **error)
{
    g_autoptr(TokensFile) tokens = tokens_file_open(tokens_path, TRUE, error);
    g_autoptr(StemsFile) stems = tokens ? stems_file_read(stems_path, tokens, error) : NULL;
    g_autoptr(ContainerWriter) counts = NULL, writer = NULL;
    g_auto(Languages) totals = {0};
    g_auto(Runs) runs = {0};

    if (!stems)
        return FALSE;
    counts = container_writer_open(counts_path, &COUNTS_KIND, stems->made, error);
    writer = counts ? container_writer_open(runs_path, &RUNS_KIND, stems->made, error) : NULL;
    if (!writer)
        return FALSE;
    languages_add(&totals, tokens_file_languages(tokens));
    runs_init(&runs, tokens_file_forms(tokens)->n, stems->n_stems);
    if (!count_articles(tokens, stems, &totals, counts, &runs, error))
        return FALSE;
    languages_write(&totals, container_writer_section(counts, COUNTS_LANGUAGES), TRUE);
    languages_write(&totals, container_writer_section(writer, RUNS_LANGUAGES), TRUE);
    runs_write(&runs, tokens_file_forms(tokens), stems,
               container_writer_section(writer, RUNS_TERMS));
    return container_writer_commit(writer, error) && container_writer_commit(counts, error);
}
