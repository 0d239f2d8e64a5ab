/*
 * The files of tokens and of stems as the stages read them: what `inspect --check` accepts can be
 * read, and is what it says. Input: chunks (fuzz_container.h); sections of the tokens from 0, of
 * the stems from 32.
 */
#include "check.h"
#include "files/grouping.h"
#include "files/stems_file.h"
#include "files/tokens_file.h"
#include "fuzz_container.h"

enum { FIRST_STEMS = 32 };

static void
read_pieces(TokensFile *file, gboolean sound)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) pieces = tokens_file_read_pieces(file, &error);

    g_assert_cmpint(pieces == NULL, ==, error != NULL);
    if (sound)
        g_assert_no_error(error);
}

static void
read_about(TokensFile *file)
{
    const Grouping groupings[] = {grouping_find("month", file), grouping_find("section", file),
                                  grouping_find("language", file), grouping_find("key", file)};
    const Languages *languages = tokens_file_languages(file);
    char buffer[GROUPING_BUFFER_NBYTES];
    TokensAbout about;
    TokensMeta meta;

    while (tokens_file_next_about(file, &about) && tokens_file_next_meta(file, &meta)) {
        g_assert_cmpuint(about.language, <, languages->n);
        for (guint i = 0; i < meta.n; i++)
            g_assert_cmpuint(meta.pairs[i].key, <, tokens_file_keys(file)->len);
        for (guint i = 0; i < G_N_ELEMENTS(groupings); i++)
            g_assert_nonnull(grouping_value(&groupings[i], &about, &meta, languages, buffer));
    }
}

/* The lengths of an article add up, and its items are forms. */
static void
check_article(const TokensArticle *article, const Forms *forms)
{
    guint64 n_sentences = 0, n_items = 0;

    for (guint32 i = 0; i < article->n_paragraphs; i++) {
        g_assert_cmpuint(article->kinds[i], <, PARAGRAPH_N_KINDS);
        n_sentences += article->paragraph_sentences[i];
    }
    g_assert_cmpuint(n_sentences, ==, article->n_sentences);
    for (guint32 i = 0; i < article->n_sentences; i++)
        n_items += article->sentence_items[i];
    g_assert_cmpuint(n_items, ==, article->n_items);
    for (guint32 i = 0; i < article->n_items; i++)
        g_assert_cmpuint(article->items[i], <, forms->n);
    for (guint32 i = 0; i < TOKENS_AHEAD; i++)
        g_assert_cmpuint(article->items[article->n_items + i], ==, 0);
}

static void
read_texts(TokensFile *file)
{
    const Forms *forms = tokens_file_forms(file);
    g_autoptr(GString) text = g_string_new(NULL);
    TokensArticle article;

    while (tokens_file_next(file, &article)) {
        check_article(&article, forms);
        g_string_truncate(text, 0);
        if (article.n_items < 1000)
            tokens_append_text(forms, article.items, article.n_items, text);
    }
}

static void
read_stems(const char *path, TokensFile *tokens)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(StemsFile) stems = stems_file_read(path, tokens, &error);
    const Forms *forms = tokens_file_forms(tokens);

    g_assert_cmpint(stems == NULL, ==, error != NULL);
    if (!stems)
        return;
    g_assert_cmpuint(stems->n_forms, ==, forms->n);
    for (guint32 i = 0; i < stems->n_forms; i++) {
        g_assert_true(stems->stem[i] == NO_STEM || stems->stem[i] < stems->n_stems);
        g_assert_true(stems->rank[i] == NO_STEM ||
                      stems->by_rank[stems->rank[i]] == stems->stem[i]);
        g_assert_cmpuint(stems->skip[i] + stems->trim[i], <=, forms->info[i].nbytes);
    }
    for (guint32 i = 0; i < stems->n_stems; i++) {
        g_assert_cmpuint(stems->language[i], <, tokens_file_languages(tokens)->n);
        g_assert_cmpuint(stems->start[i], <=, stems->start[i + 1]);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    const FuzzBytes input = {data, data + nbytes};
    const char *path = fuzz_container_make(0, &TOKENS_KIND, 0, 0, input);
    g_autoptr(GError) error = NULL, ignored = NULL;
    g_autoptr(TokensFile) file = NULL;
    guint64 checksum;
    CheckResult result;
    gboolean sound = check_file(path, &result, &ignored);

    g_assert_cmpint(sound, ==, ignored == NULL);
    file = tokens_file_open(path, TRUE, &error);
    g_assert_cmpint(file == NULL, ==, error != NULL);
    if (sound)
        g_assert_no_error(error);
    if (!file)
        return 0;
    read_pieces(file, sound);
    read_about(file);
    read_texts(file);
    checksum = container_checksum(tokens_file_container(file));
    read_stems(fuzz_container_make(1, &STEMS_KIND, container_combine_sources(0, checksum),
                                   FIRST_STEMS, input),
               file);
    if (!tokens_file_finish(file, &error))
        g_assert_nonnull(error);
    if (sound)
        g_assert_no_error(error);
    return 0;
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t nbytes, size_t capacity, unsigned int seed)
{
    return fuzz_chunks_mutate(data, nbytes, capacity, seed, 0);
}
