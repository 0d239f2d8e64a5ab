#include "shard_tables.h"

#include <string.h>

#include "files/kinds.h"
#include "files/tokens_file.h"
#include "tables.h"

struct _ShardTables {
    const PlanFile *plan;
    guint next; /* shard */
    Container *corpus;
    SectionReader *surveyed; /* its articles */
    guint64 n_articles;

    ArticlesTable *articles;
    Tsv keywords;
    Summaries *summaries;
};

ShardTables *
shard_tables_open(const PlanFile *plan, const char *folder, GError **error)
{
    g_autofree char *path = corpus_path(plan, "corpus.articles.gz");
    g_autoptr(ShardTables) tables = g_new0(ShardTables, 1);

    tables->plan = plan;
    if (!(tables->corpus = container_open(path, &ARTICLES_KIND, error)) ||
        !(tables->articles = articles_table_open(folder, tables->corpus, error)) ||
        !keywords_table_open(&tables->keywords, folder, error) ||
        !(tables->summaries = summaries_open(folder, error)))
        return NULL;
    tables->surveyed = container_section(tables->corpus, ARTICLES_ARTICLES);
    return g_steal_pointer(&tables);
}

void
shard_tables_free(ShardTables *tables)
{
    if (!tables)
        return;
    articles_table_free(tables->articles);
    tsv_clear(&tables->keywords);
    summaries_free(tables->summaries);
    container_close(tables->corpus);
    g_free(tables);
}

/* ---- an article */

/* What tokenize says of it, but for other metadata. Returns its language in the shard. */
static guint
read_article(SectionReader *section, guint n_languages, Article *article)
{
    guint language;

    article->path.bytes = (const char *)section_get_prefixed(section, &article->path.nbytes);
    text_read(section);        /* its own id: survey has made one that no other article has */
    section_get_uint(section); /* record */
    article->title = text_read(section);
    article->date = text_read(section);
    article->place = text_read(section);
    article->source = text_read(section);
    article->section = text_read(section);
    language = section_get_below(section, n_languages, "a language");
    article->encoding = text_read(section);
    section_get_uint(section); /* flags */
    article->nbytes = section_get_uint(section);
    article->n_paragraphs = section_get_uint(section);
    article->n_sentences = section_get_uint(section);
    section_get_uint(section); /* words before stemming */
    return language;
}

/* What survey says of it. FALSE if that is another article. */
static gboolean
read_surveyed(SectionReader *section, Article *article)
{
    gsize nbytes;
    const guint8 *path = section_get_prefixed(section, &nbytes);
    gboolean same =
        nbytes == article->path.nbytes && memcmp(path, article->path.bytes, nbytes) == 0;

    article->id = text_read(section);
    if (article->id.nbytes == 0)
        article->id = article->path;
    for (guint i = 0; i < 3; i++) /* title, date, language */
        text_read(section);
    article->n_words = section_get_uint(section);
    article->n_types = section_get_uint(section);
    return same || section->failed;
}

/* ---- a shard */

/* What is read beside the articles of the tokens file: a record for each of them. */
enum { SURVEYED, META, STREAM, KEYWORDS, SUMMARIES, N_WALKS };

typedef struct {
    Container *file;
    SectionReader *section;
} Walk;

typedef struct {
    TokensFile *tokens;
    Container *keywords, *summaries;
    SectionReader *articles;
    Walk walks[N_WALKS];
    const LanguageTotals **languages; /* of the corpus, by the number in the tokens file */
    GArray *sizes;                    /* of ArticleSize */
} Shard;

static void
clear_shard(Shard *shard)
{
    tokens_file_close(shard->tokens);
    container_close(shard->keywords);
    container_close(shard->summaries);
    g_free(shard->languages);
    g_clear_pointer(&shard->sizes, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Shard, clear_shard)

static Walk
walk_over(Container *file, guint section)
{
    return (Walk){file, container_section(file, section)};
}

static gboolean
open_shard(Shard *shard, const ShardTables *tables, GError **error)
{
    g_autofree char *tokens = plan_file_path(tables->plan, tables->next, ".tokens.gz"),
                    *keywords = plan_file_path(tables->plan, tables->next, ".keywords.gz"),
                    *summaries = plan_file_path(tables->plan, tables->next, ".summaries.gz");
    Container *container;

    if (!(shard->tokens = tokens_file_open(tokens, TRUE, error)) ||
        !(shard->keywords = container_open(keywords, &KEYWORDS_KIND, error)) ||
        !(shard->summaries = container_open(summaries, &SUMMARIES_KIND, error)))
        return FALSE;
    shard->sizes = g_array_new(FALSE, FALSE, sizeof(ArticleSize));
    container = tokens_file_container(shard->tokens);
    shard->articles = container_section(container, TOKENS_ARTICLES);
    shard->walks[SURVEYED] = (Walk){tables->corpus, tables->surveyed};
    shard->walks[META] = walk_over(container, TOKENS_META);
    shard->walks[STREAM] = walk_over(container, TOKENS_STREAM);
    shard->walks[KEYWORDS] = walk_over(shard->keywords, KEYWORDS_ARTICLES);
    shard->walks[SUMMARIES] = walk_over(shard->summaries, SUMMARIES_ARTICLES);
    return TRUE;
}

/* A language that the corpus has not has no words. */
static void
find_languages(Shard *shard, const Languages *corpus)
{
    static char no_code[] = "";
    static const LanguageTotals none = {no_code, 0, 0};
    const Languages *languages = tokens_file_languages(shard->tokens);

    shard->languages = g_new(const LanguageTotals *, languages->n + 1);
    for (guint i = 0; i < languages->n; i++) {
        int number = languages_find(corpus, languages->languages[i].code);

        shard->languages[i] = number >= 0 ? &corpus->languages[number] : &none;
    }
}

/* A file that does not have the articles of the shard's tokens, and in which way; or NULL. */
typedef struct {
    const Container *file;
    const char *difference;
} Mismatch;

/* Goes on to an article's record. */
static gboolean
advance(const Walk *walk, Mismatch *ret_mismatch)
{
    if (section_next(walk->section))
        return TRUE;
    *ret_mismatch = (Mismatch){walk->file, "fewer articles than"};
    return FALSE;
}

/* There is none after the last article. */
static gboolean
end(const Walk *walk, Mismatch *ret_mismatch)
{
    if (!section_next(walk->section))
        return TRUE;
    *ret_mismatch = (Mismatch){walk->file, "more articles than"};
    return FALSE;
}

/* The rows of articles.tsv and summaries.jsonl, which say the same of an article. */
static gboolean
add_articles(ShardTables *tables, Shard *shard, Mismatch *ret_mismatch)
{
    const Languages *languages = tokens_file_languages(shard->tokens);
    const Forms *forms = tokens_file_forms(shard->tokens);
    const Walk *walks = shard->walks;
    Article article = {.number = tables->n_articles};

    while (section_next(shard->articles)) {
        guint language = read_article(shard->articles, languages->n, &article);
        ArticleSize size;

        if (shard->articles->failed || !advance(&walks[SURVEYED], ret_mismatch) ||
            !advance(&walks[META], ret_mismatch) || !advance(&walks[STREAM], ret_mismatch) ||
            !advance(&walks[SUMMARIES], ret_mismatch))
            return FALSE;
        if (!read_surveyed(tables->surveyed, &article)) {
            *ret_mismatch = (Mismatch){tables->corpus, "other articles than"};
            return FALSE;
        }
        article.number++;
        article.language = languages->languages[language].code;
        articles_table_add(tables->articles, &article, walks[META].section);
        summaries_add(tables->summaries, &article, forms, walks[SUMMARIES].section,
                      walks[STREAM].section);
        size = (ArticleSize){article.n_words, shard->languages[language]};
        g_array_append_val(shard->sizes, size);
    }
    return end(&walks[META], ret_mismatch) && end(&walks[STREAM], ret_mismatch) &&
           end(&walks[SUMMARIES], ret_mismatch);
}

/* The rows of keywords.tsv: for themselves, because they need other memory than the articles. */
static gboolean
add_keywords(ShardTables *tables, const Shard *shard, const TermsTable *terms, const GArray *list,
             Mismatch *ret_mismatch)
{
    const Walk *walk = &shard->walks[KEYWORDS];

    for (guint i = 0; i < shard->sizes->len; i++) {
        if (!advance(walk, ret_mismatch))
            return FALSE;
        keywords_table_add(&tables->keywords, tables->n_articles + i + 1,
                           &g_array_index(shard->sizes, ArticleSize, i), terms, list,
                           walk->section);
    }
    return end(walk, ret_mismatch);
}

/* Ends the walks. Damage is told first: it may be why one of them is short. */
static gboolean
finish_shard(ShardTables *tables, Shard *shard, const Mismatch *found, GError **error)
{
    gboolean whole = section_finish(shard->articles, error);

    for (guint i = 0; i < N_WALKS; i++)
        if (i != SURVEYED || tables->surveyed->failed)
            whole = section_finish(shard->walks[i].section, whole ? error : NULL) && whole;
    if (whole && found->file)
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH, "%s: has %s %s",
                    container_path(found->file), found->difference,
                    container_path(tokens_file_container(shard->tokens)));
    return whole && !found->file;
}

gboolean
shard_tables_add(ShardTables *tables, const TermsTable *terms, const GArray *list,
                 RunCounts *counts, RejectsTable *rejects, GError **error)
{
    g_auto(Shard) shard = {0};
    Mismatch found = {0};
    Container *tokens;

    if (!open_shard(&shard, tables, error))
        return FALSE;
    tokens = tokens_file_container(shard.tokens);
    if (!rejects_table_add_shard(rejects, tokens, error) ||
        !run_account_add_shard(counts, tokens, error))
        return FALSE;
    find_languages(&shard, &terms->languages);
    articles_table_begin_shard(tables->articles, tokens_file_keys(shard.tokens));
    if (add_articles(tables, &shard, &found))
        add_keywords(tables, &shard, terms, list, &found);
    if (!finish_shard(tables, &shard, &found, error))
        return FALSE;
    for (guint i = 0; i < shard.sizes->len; i++)
        counts->words += g_array_index(shard.sizes, ArticleSize, i).n_words;
    tables->n_articles += shard.sizes->len;
    counts->articles = tables->n_articles;
    tables->next++;
    return TRUE;
}

gboolean
shard_tables_commit(ShardTables *tables, GError **error)
{
    gboolean more = section_next(tables->surveyed);

    if (!section_finish(tables->surveyed, error))
        return FALSE;
    if (more) {
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                    "%s: has more articles than the shards", container_path(tables->corpus));
        return FALSE;
    }
    return articles_table_commit(tables->articles, error) && tsv_commit(&tables->keywords, error) &&
           summaries_commit(tables->summaries, error);
}
