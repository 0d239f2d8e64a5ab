/* A tokens file written by hand: what it reads as, and that each thing wrong with it is told. */
#include "files/tokens_file.h"

#include "check.h"
#include "container/container_writer.h"
#include "scratch_folder.h"

enum { MOST = 12 };

/*
 * One article, "A a, cat\n#tag#tag": a title and a body of a sentence each. Lists end in LIST_END;
 * a case changes a copy.
 */
#define LIST_END G_MAXUINT64

typedef struct {
    guint64 language, article_language;
    guint64 kinds[MOST], sentences[MOST], items[MOST], stream[MOST];
    guint64 bytes, paragraphs, n_sentences, words, meta_key, key_articles;
    const char *meta_value;
    struct {
        guint64 language;
        const char *bytes;
        guint64 type, n, inside;
    } forms[6];
    const char *languages[3];
    guint64 total_articles;
    guint64 record; /* of its piece */
    struct {
        const char *path;
        guint64 records;
    } pieces[2];
    guint n_meta;  /* records of meta */
    guint n_texts; /* records of paragraphs, sentences and stream */
} Tokens;

/* "#tag" is form 1, because it is there twice; the others follow in the order of the file: "\n" 2,
 * ", " 3, "A" 4 ... */
static const Tokens GOOD = {
    .language = 1,
    .article_language = 1,
    .kinds = {PARAGRAPH_TITLE, PARAGRAPH_BODY, LIST_END},
    .sentences = {1, 1, LIST_END},
    .items = {5, 3, LIST_END},
    .stream = {4, 5, 3, 6, 2, 1, 0, 1, LIST_END},
    .bytes = 17,
    .paragraphs = 1,
    .n_sentences = 1,
    .words = 5,
    .meta_key = 0,
    .key_articles = 1,
    .meta_value = "value",
    .n_meta = 1,
    .forms = {{0, "\n", 0, 1, 0},
              {0, ", ", 0, 1, 0},
              {1, "#tag", 5, 2, 1},
              {1, "A", 1, 1, 0},
              {1, "a", 1, 1, 0},
              {1, "cat", 1, 1, 0}},
    .languages = {"", "en", NULL},
    .total_articles = 1,
    .n_texts = 1,
};

static void
put_list(SectionWriter *section, const guint64 *values)
{
    guint n = 0;

    while (values[n] != LIST_END)
        n++;
    section_put_uint(section, n);
    for (guint i = 0; i < n; i++)
        section_put_uint(section, values[i]);
}

static void
put_article(const Tokens *tokens, SectionWriter *section)
{
    section_put_prefixed(section, "folder/name", strlen("folder/name"));
    section_put_string(section, ""); /* id */
    section_put_uint(section, tokens->record);
    for (guint i = 0; i < 5; i++)
        section_put_string(section, i == 0 ? "A cat" : "");
    section_put_uint(section, tokens->article_language);
    section_put_string(section, "utf-8");
    section_put_uint(section, 0);
    section_put_uint(section, tokens->bytes);
    section_put_uint(section, tokens->paragraphs);
    section_put_uint(section, tokens->n_sentences);
    section_put_uint(section, tokens->words);
    section_end_record(section);
}

/* A key twice: the article counts once. */
static void
put_meta(const Tokens *tokens, SectionWriter *section)
{
    section_put_uint(section, 2);
    section_put_uint(section, tokens->meta_key);
    section_put_string(section, tokens->meta_value);
    section_put_uint(section, 0);
    section_put_string(section, "another");
    section_end_record(section);
}

static void
write_tokens(const Tokens *tokens)
{
    g_autoptr(ContainerWriter) writer = container_writer_open("tokens", &TOKENS_KIND, 0, NULL);
    SectionWriter *sections[TOKENS_TOTALS + 1];

    for (guint i = 0; i <= TOKENS_TOTALS; i++)
        sections[i] = container_writer_section(writer, i);
    for (guint i = 0; tokens->languages[i]; i++) {
        section_put_string(sections[TOKENS_LANGUAGES], tokens->languages[i]);
        section_end_record(sections[TOKENS_LANGUAGES]);
    }
    section_put_string(sections[TOKENS_KEYS], "key");
    section_put_uint(sections[TOKENS_KEYS], tokens->key_articles);
    section_end_record(sections[TOKENS_KEYS]);
    put_article(tokens, sections[TOKENS_ARTICLES]);
    for (guint i = 0; i < tokens->n_meta; i++)
        put_meta(tokens, sections[TOKENS_META]);
    for (guint i = 0; i < tokens->n_texts; i++) {
        section_put_uint(sections[TOKENS_PARAGRAPHS], tokens->language);
        put_list(sections[TOKENS_PARAGRAPHS], tokens->kinds);
        put_list(sections[TOKENS_PARAGRAPHS], tokens->sentences);
        section_end_record(sections[TOKENS_PARAGRAPHS]);
        put_list(sections[TOKENS_SENTENCES], tokens->items);
        section_end_record(sections[TOKENS_SENTENCES]);
        put_list(sections[TOKENS_STREAM], tokens->stream);
        section_end_record(sections[TOKENS_STREAM]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(tokens->forms); i++) {
        section_put_uint(sections[TOKENS_FORMS], tokens->forms[i].language);
        section_put_prefixed(sections[TOKENS_FORMS], tokens->forms[i].bytes,
                             strlen(tokens->forms[i].bytes));
        section_put_uint(sections[TOKENS_FORMS], tokens->forms[i].type);
        section_put_uint(sections[TOKENS_FORMS], tokens->forms[i].n);
        section_put_uint(sections[TOKENS_FORMS], tokens->forms[i].inside);
        section_end_record(sections[TOKENS_FORMS]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(tokens->pieces) && tokens->pieces[i].path; i++) {
        section_put_prefixed(sections[TOKENS_PIECES], tokens->pieces[i].path,
                             strlen(tokens->pieces[i].path));
        section_put_uint(sections[TOKENS_PIECES], 4096);
        section_put_uint(sections[TOKENS_PIECES], tokens->pieces[i].records);
        section_end_record(sections[TOKENS_PIECES]);
    }
    section_put_string(sections[TOKENS_TOTALS], "articles");
    section_put_uint(sections[TOKENS_TOTALS], tokens->total_articles);
    section_end_record(sections[TOKENS_TOTALS]);
    g_assert_true(container_writer_commit(writer, NULL));
}

static void
test_good(void)
{
    g_autoptr(TokensFile) file = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    TokensArticle article;
    TokensAbout about;
    TokensMeta meta;
    CheckResult result;

    write_tokens(&GOOD);
    file = tokens_file_open("tokens", TRUE, &error);
    g_assert_no_error(error);
    g_assert_true(tokens_file_next_about(file, &about));
    g_assert_true(tokens_file_next_meta(file, &meta));
    g_assert_true(tokens_file_next(file, &article));
    g_assert_cmpstr(about.path, ==, "folder/name");
    g_assert_cmpstr(about.title, ==, "A cat");
    g_assert_cmpuint(meta.n, ==, 2);
    g_assert_cmpstr(meta.pairs[0].value, ==, "value");
    g_assert_cmpstr(meta.pairs[1].value, ==, "another");
    g_assert_cmpuint(meta.pairs[1].nbytes, ==, strlen("another"));
    g_assert_cmpstr(g_array_index(tokens_file_keys(file), TokensKey, 0).name, ==, "key");
    tokens_append_text(tokens_file_forms(file), article.items, article.n_items, text);
    g_assert_cmpstr(text->str, ==, "A a, cat\n#tag#tag");
    g_assert_false(tokens_file_next(file, &article));
    g_assert_false(tokens_file_next_about(file, &about));
    g_assert_true(tokens_file_finish(file, &error));
    g_assert_true(check_file("tokens", &result, &error));
    g_assert_no_error(error);
    g_assert_true(result.known);
}

/* What reading the whole file says: NULL if nothing. */
static char *
read_whole(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TokensFile) file = tokens_file_open("tokens", TRUE, &error);
    TokensArticle article;
    TokensAbout about;
    TokensMeta meta;

    if (!file)
        return g_strdup(error->message);
    while (tokens_file_next_about(file, &about) && tokens_file_next_meta(file, &meta))
        g_assert_nonnull(about.path);
    while (tokens_file_next(file, &article))
        g_assert_nonnull(article.items);
    if (tokens_file_finish(file, &error))
        return NULL;
    g_assert_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT);
    return g_strdup(error->message);
}

/* by_reader: what tokens_file.h finds, else only the check does */
static void
assert_told(const Tokens *tokens, gboolean by_reader, const char *what)
{
    g_autofree char *said = NULL;
    g_autoptr(GError) error = NULL;
    CheckResult result;

    write_tokens(tokens);
    said = read_whole();
    g_test_message("%s: %s", what, said ? said : "read");
    g_assert_cmpint(said != NULL, ==, by_reader);
    if (by_reader)
        g_assert_nonnull(strstr(said, what));
    g_assert_false(check_file("tokens", &result, &error));
    g_assert_nonnull(strstr(error->message, what));
}

#define BAD(by_reader, what, change)                                                               \
    {                                                                                              \
        Tokens bad = GOOD;                                                                         \
        change;                                                                                    \
        assert_told(&bad, by_reader, what);                                                        \
    }

static void
test_lengths(void)
{
    BAD(TRUE, "lengths that do not add up", bad.sentences[1] = 2)
    BAD(TRUE, "lengths that do not add up", bad.sentences[1] = LIST_END)
    BAD(TRUE, "lengths that do not add up", bad.items[0] = 6)
    BAD(TRUE, "lengths that do not add up", bad.items[1] = LIST_END)
    BAD(TRUE, "lengths that do not add up", bad.stream[7] = LIST_END)
    BAD(TRUE, "a number of sentences", bad.sentences[0] = (guint64)1 << 63)
    BAD(TRUE, "a number of items", bad.items[0] = (guint64)1 << 32)
    BAD(TRUE, "a form number", bad.stream[3] = 7)
    BAD(TRUE, "a form number", bad.stream[3] = G_MAXUINT32)
    BAD(TRUE, "a kind of paragraph", bad.kinds[0] = PARAGRAPH_N_KINDS)
    BAD(FALSE, "differ in length", bad.n_texts = 0)
    BAD(FALSE, "differ in length", bad.n_texts = 2)
}

static void
test_forms(void)
{
    BAD(TRUE, "a form's length", bad.forms[0].bytes = "")
    BAD(TRUE, "a type of form", bad.forms[2].type = 7)
    BAD(TRUE, "a language", bad.forms[2].language = 2)
    BAD(TRUE, "count", bad.forms[2].n = (guint64)1 << 32)
    BAD(TRUE, "count", bad.forms[3].inside = 2)
    BAD(FALSE, "forms out of order", bad.forms[0].bytes = "-")
    BAD(FALSE, "forms out of order", bad.forms[3].bytes = "a")
    BAD(FALSE, "a form's counts", bad.forms[4].n = 0)
    BAD(FALSE, "occurs 3 times", bad.forms[2].n = 3)
    BAD(FALSE, "a separator with a language", bad.forms[5].type = 0)
}

static void
test_articles(void)
{
    BAD(TRUE, "a language", bad.language = 2)
    BAD(TRUE, "a language", bad.article_language = 2)
    BAD(TRUE, "a metadata key", bad.meta_key = 1)
    BAD(TRUE, "more articles than records", bad.n_meta = 0)
    BAD(FALSE, "differ in length", bad.n_meta = 2)
    BAD(FALSE, "an empty value", bad.meta_value = "")
    BAD(FALSE, "2 articles have key, of section meta 1", bad.key_articles = 2)
    BAD(TRUE, "languages out of order", bad.languages[0] = "fr")
    BAD(FALSE, "the first is not the empty one", bad.languages[0] = "de")
    BAD(FALSE, "language is 0, in the text 1", bad.article_language = 0)
    BAD(FALSE, "bytes is 18, in the text 17", bad.bytes = 18)
    BAD(FALSE, "paragraphs is 2, in the text 1", bad.paragraphs = 2)
    BAD(FALSE, "sentences is 0, in the text 1", bad.n_sentences = 0)
    BAD(FALSE, "words is 4, in the text 5", bad.words = 4)
    BAD(FALSE, "a total that does not add up", bad.total_articles = 2)
    BAD(FALSE, "ends without a separator", (bad.items[0] = 4, bad.items[1] = 4))
}

static void
test_records(void)
{
    Tokens good = GOOD;
    g_autoptr(TokensFile) file = NULL;
    g_autoptr(GArray) pieces = NULL;
    g_autoptr(GError) error = NULL;
    CheckResult result;

    good.record = 2;
    good.pieces[0].path = "folder/name";
    good.pieces[0].records = 2;
    write_tokens(&good);
    g_assert_true(check_file("tokens", &result, &error));
    g_assert_no_error(error);
    file = tokens_file_open("tokens", FALSE, NULL);
    pieces = tokens_file_read_pieces(file, NULL);
    g_assert_cmpuint(pieces->len, ==, 1);
    g_assert_cmpstr(g_array_index(pieces, TokensPiece, 0).path, ==, "folder/name");
    g_assert_cmpuint(g_array_index(pieces, TokensPiece, 0).offset, ==, 4096);
    g_assert_cmpuint(g_array_index(pieces, TokensPiece, 0).records, ==, 2);

    BAD(FALSE, "no such record", bad.record = 1)
    BAD(FALSE, "no such record", (bad = good, bad.pieces[0].records = 1))
    BAD(FALSE, "no such record", (bad = good, bad.pieces[0].path = "folder"))
    BAD(FALSE, "section pieces: paths out of order", (bad = good, bad.pieces[1] = bad.pieces[0]))
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tokens-file/good", test_good);
    g_test_add_func("/tokens-file/lengths", test_lengths);
    g_test_add_func("/tokens-file/forms", test_forms);
    g_test_add_func("/tokens-file/articles", test_articles);
    g_test_add_func("/tokens-file/records", test_records);
    return scratch_run();
}
