#include "count.h"

#include "container/container_writer.h"
#include "files/kinds.h"
#include "files/stems_file.h"
#include "files/tokens_file.h"
#include "runs.h"

/* Counts the items of one article that may be words of it. Returns how many they are. */
static guint32
count_items(const TokensArticle *article, Runs *runs)
{
    guint32 n_counted = 0, item = 0, sentence = 0;

    for (guint32 p = 0; p < article->n_paragraphs; p++) {
        guint32 n_items = 0;

        for (guint32 s = 0; s < article->paragraph_sentences[p]; s++)
            n_items += article->sentence_items[sentence++];
        if (!PARAGRAPH_COUNTS(article->kinds[p])) {
            item += n_items;
            continue;
        }
        n_counted += n_items;
        for (guint32 end = item + n_items; item < end; item++) {
            tokens_look_ahead(runs->forms, article->items + item);
            runs_count(runs, article->items[item]);
        }
    }
    return n_counted;
}

static gboolean
count_articles(TokensFile *tokens, Languages *totals, SectionWriter *articles, Runs *runs,
               GError **error)
{
    TokensArticle article;

    while (tokens_file_next(tokens, &article)) {
        guint32 n_types, n_words;

        postings_begin_article(&runs->postings, article.n_items);
        n_types = postings_end_article(&runs->postings, count_items(&article, runs), &n_words);
        section_put_uint(articles, article.language);
        section_put_uint(articles, n_words);
        section_put_uint(articles, n_types);
        section_end_record(articles);
        totals->languages[article.language].articles++;
        totals->languages[article.language].words += n_words;
    }
    return tokens_file_finish(tokens, error);
}

/* Each item takes a byte of its section at least. */
static guint64
items_at_most(TokensFile *tokens)
{
    return container_section_nbytes(tokens_file_container(tokens), TOKENS_STREAM);
}

gboolean
count_shard(const char *tokens_path, const char *stems_path, const char *counts_path,
            const char *runs_path, GError **error)
{
    g_autoptr(TokensFile) tokens = tokens_file_open_paired(tokens_path, error);
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
    runs_init(&runs, stems, items_at_most(tokens));
    if (!count_articles(tokens, &totals, container_writer_section(counts, COUNTS_ARTICLES), &runs,
                        error))
        return FALSE;
    languages_write(&totals, container_writer_section(counts, COUNTS_LANGUAGES), TRUE);
    languages_write(&totals, container_writer_section(writer, RUNS_LANGUAGES), TRUE);
    runs_write(&runs, tokens_file_forms(tokens), stems, writer);
    return container_writer_commit(writer, error) && container_writer_commit(counts, error);
}
