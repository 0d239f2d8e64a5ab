/*
 * Articles through the whole of tokenize, into a file and out of it: no byte is lost, and the file
 * is one that `inspect --check` accepts; if chosen the stages behind go on with it. Input: a byte
 * for the language, a byte of choices, the articles with FF between.
 */
#include "article_file.h"
#include "check.h"
#include "files/tokens_file.h"
#include "fuzz.h"
#include "fuzz_stages.h"
#include "shard_articles.h"

enum { MAX_ARTICLES = 16 };
enum { WITH_TITLE = 1, WITH_KNOWN = 2, WITH_STAGES = 4 };

/* What is behind the first blank line, if there is one. */
static gsize
title_nbytes(const char *text, gsize nbytes)
{
    const char *blank = g_strstr_len(text, nbytes, "\n\n");

    return blank ? (gsize)(blank + 2 - text) : 0;
}

/* Adds the articles; those that are some are kept in texts, of GBytes. */
static void
add_articles(ShardArticles *articles, FuzzBytes *input, guint8 choices, const Metadata *known,
             GPtrArray *texts)
{
    for (guint i = 0; i < MAX_ARTICLES && fuzz_left(input) > 0; i++) {
        FuzzBytes piece = fuzz_take_until(input, 0xff);
        g_autofree char *path = g_strdup_printf("section/%02u.txt", i);
        gsize nbytes;
        g_autofree char *text = fuzz_copy_clean(&piece, ARTICLE_FILE_SLACK, &nbytes);
        const ArticleSource source = {.path = path,
                                      .text = text,
                                      .nbytes = nbytes,
                                      .title_nbytes =
                                          choices & WITH_TITLE ? title_nbytes(text, nbytes) : 0,
                                      .encoding = "utf-8",
                                      .known = choices & WITH_KNOWN ? known : NULL};

        if (!shard_articles_add(articles, &source))
            g_ptr_array_add(texts, g_bytes_new(text, nbytes));
    }
}

/* The totals that check_file() holds against the sections. */
static void
write_totals(const ShardArticles *articles, ContainerWriter *writer)
{
    SectionWriter *section = container_writer_section(writer, TOKENS_TOTALS);
    const ShardTotals *totals = shard_articles_totals(articles);

    section_put_string(section, "articles");
    section_put_uint(section, totals->articles);
    section_end_record(section);
    section_put_string(section, "bytes");
    section_put_uint(section, totals->nbytes);
    section_end_record(section);
}

static void
check_texts(const char *path, const GPtrArray *texts)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TokensFile) file = tokens_file_open(path, TRUE, &error);
    g_autoptr(GString) text = g_string_new(NULL);
    TokensArticle article;
    CheckResult result;

    g_assert_no_error(error);
    for (guint i = 0; i < texts->len; i++) {
        gsize nbytes;
        const char *expected = g_bytes_get_data(texts->pdata[i], &nbytes);

        g_assert_true(tokens_file_next(file, &article));
        g_string_truncate(text, 0);
        tokens_append_text(tokens_file_forms(file), article.items, article.n_items, text);
        g_assert_cmpmem(text->str, text->len, expected, nbytes);
    }
    g_assert_false(tokens_file_next(file, &article));
    g_assert_true(tokens_file_finish(file, &error));
    g_assert_cmpint(check_file(path, &result, &error), ==, error == NULL);
    g_assert_no_error(error);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes};
    const TokenizeOptions options = {.language = fuzz_language(&input)};
    guint8 choices = fuzz_byte(&input);
    g_autofree char *path = g_build_filename(fuzz_folder(), "tokens", NULL);
    g_autoptr(ShardArticles) articles = shard_articles_new(&options, NULL);
    g_autoptr(ContainerWriter) writer = container_writer_open(path, &TOKENS_KIND, 0, NULL);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_auto(Metadata) known;

    metadata_init(&known);
    metadata_add(&known, "Title", strlen("Title"), "Given", strlen("Given"), known.date);
    metadata_add(&known, "key", strlen("key"), "value", strlen("value"), known.date);
    add_articles(articles, &input, choices, &known, texts);
    shard_articles_write(articles, writer);
    write_totals(articles, writer);
    g_assert_true(container_writer_commit(writer, NULL));
    check_texts(path, texts);
    if (choices & WITH_STAGES)
        fuzz_run_stages(path, NULL, TRUE);
    return 0;
}
