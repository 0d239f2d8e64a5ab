#include "shard_articles.h"

#include <string.h>

#include "article_list.h"
#include "cutter.h"
#include "files/kinds.h"
#include "head.h"
#include "language_detection.h"
#include "path_metadata.h"

/* What is counted in a shard has 32 bits. Plans make shards far smaller, but go by the size of
 * files, and a packed one may be a thousand times as large. */
#define SHARD_MAX_NBYTES ((guint64)G_MAXUINT32)

struct _ShardArticles {
    const TokenizeOptions *options;
    PathTemplate *template;
    ShardTotals totals;
    Cutter cutter;
    ArticleList list;

    /* of the article at hand, and used again for the next */
    ArticleHead head;
    Metadata from_text, from_path;
    ParagraphCutter *paragraphs;
    GArray *parts; /* of Paragraph */
};

ShardArticles *
shard_articles_new(const TokenizeOptions *options, GError **error)
{
    g_autoptr(ShardArticles) articles = g_new0(ShardArticles, 1);

    articles->options = options;
    articles->totals.encodings = g_hash_table_new(g_str_hash, g_str_equal);
    head_init(&articles->head);
    metadata_init(&articles->from_text);
    metadata_init(&articles->from_path);
    articles->paragraphs = paragraph_cutter_new();
    articles->parts = g_array_new(FALSE, FALSE, sizeof(Paragraph));
    cutter_init(&articles->cutter);
    article_list_init(&articles->list);
    if (options->path_template &&
        !(articles->template = path_template_new(options->path_template, error)))
        return NULL;
    return g_steal_pointer(&articles);
}

void
shard_articles_free(ShardArticles *articles)
{
    if (!articles)
        return;
    g_hash_table_unref(articles->totals.encodings);
    head_release(&articles->head);
    metadata_release(&articles->from_text);
    metadata_release(&articles->from_path);
    paragraph_cutter_free(articles->paragraphs);
    g_array_unref(articles->parts);
    cutter_clear(&articles->cutter);
    article_list_clear(&articles->list);
    path_template_free(articles->template);
    g_free(articles);
}

const ShardTotals *
shard_articles_totals(const ShardArticles *articles)
{
    return &articles->totals;
}

void
shard_articles_add_repairs(ShardArticles *articles, guint64 n_repairs)
{
    articles->totals.repairs += n_repairs;
}

/* ---- an article */

static void
read_path(ShardArticles *articles, const char *path)
{
    metadata_clear(&articles->from_path);
    if (!articles->template)
        path_metadata_read(path, &articles->from_path);
    else if (!path_template_read(articles->template, path, &articles->from_path))
        articles->totals.misfits++;
}

/* Reads what stands around the text, and tiles it with parts. */
static void
read_parts(ShardArticles *articles, const ArticleSource *source)
{
    const guint32 offset = source->title_nbytes;
    const Metadata *known = source->known;
    HeadContext context = {known ? known->date : (NewsDate){0},
                           known && known->columns[METADATA_TITLE]};
    ArticleHead *head = &articles->head;

    if (context.date.year == 0)
        context.date = articles->from_path.date;
    head_read(source->text + offset, source->nbytes - offset, &context, head);

    g_array_set_size(articles->parts, 0);
    if (offset > 0) {
        Paragraph title = {0, offset, PARAGRAPH_TITLE};

        g_array_append_val(articles->parts, title);
    }
    for (guint i = 0; i < head->parts->len; i++) {
        Paragraph part = g_array_index(head->parts, Paragraph, i);

        part.start += offset;
        part.end += offset;
        g_array_append_val(articles->parts, part);
    }
    paragraphs_cut(articles->paragraphs, source->text, offset + head->body_start, source->nbytes,
                   head->is_message, articles->parts);
}

/* What record, table and text say, in this order. */
static const Metadata *
gather_metadata(ShardArticles *articles, const ArticleSource *source)
{
    if (!source->known)
        return &articles->head.metadata;
    metadata_clear(&articles->from_text);
    metadata_fill(&articles->from_text, source->known);
    metadata_fill(&articles->from_text, &articles->head.metadata);
    return &articles->from_text;
}

/* Of the body; of the title where the body says nothing. */
static const char *
detect_language(const ShardArticles *articles, const ArticleSource *source,
                const Metadata *metadata)
{
    gsize start = source->title_nbytes + articles->head.body_start;
    const char *title = metadata->columns[METADATA_TITLE];
    const char *code =
        language_detect(source->text + start, source->nbytes - start, LANGUAGE_BY_ALL);

    if (strcmp(code, LANGUAGE_UNKNOWN) == 0 && title)
        code = language_detect(title, strlen(title), LANGUAGE_BY_ALL);
    return code;
}

static const char *
language_of(const ShardArticles *articles, const ArticleSource *source, const Metadata *metadata)
{
    const char *own = metadata->columns[METADATA_LANGUAGE];

    if (!own)
        own = articles->from_path.columns[METADATA_LANGUAGE];
    if (!own)
        own = articles->options->language;
    return own ? own : detect_language(articles, source, metadata);
}

static void
count_encoding(GHashTable *encodings, const char *name)
{
    gpointer n = g_hash_table_lookup(encodings, name);

    g_hash_table_insert(encodings, (gpointer)(guintptr)name,
                        GUINT_TO_POINTER(GPOINTER_TO_UINT(n) + 1));
}

const char *
shard_articles_add(ShardArticles *articles, const ArticleSource *source)
{
    const ArticleOrigin origin = {.path = source->path,
                                  .id = source->id,
                                  .record = source->record,
                                  .encoding = source->encoding,
                                  .flags = source->changed ? ARTICLE_TEXT_CHANGED : 0,
                                  .nbytes = source->nbytes};
    const Metadata *metadata;
    const char *code;
    CutArticle cut;
    guint8 language;

    if (articles->totals.nbytes + source->nbytes > SHARD_MAX_NBYTES)
        return "more than 4 GiB of text in its shard";
    read_path(articles, source->path);
    read_parts(articles, source);
    metadata = gather_metadata(articles, source);
    code = language_of(articles, source, metadata);
    language = article_list_language(&articles->list, code);
    if (!cutter_cut(&articles->cutter, source->text, source->nbytes,
                    (const Paragraph *)(void *)articles->parts->data, articles->parts->len,
                    language, words_habits(code), sentences_rules(code), &cut))
        return "no words";
    article_list_add(&articles->list, &origin, metadata, &articles->from_path, language, &cut);
    articles->totals.articles++;
    articles->totals.nbytes += source->nbytes;
    articles->totals.repaired += source->n_repairs > 0;
    articles->totals.repairs += source->n_repairs;
    count_encoding(articles->totals.encodings, source->encoding);
    return NULL;
}

/* ---- writing */

static void
put_list(SectionWriter *section, const guint32 *values, guint32 n)
{
    section_put_uint(section, n);
    section_put_uints(section, values, n);
}

/* A record of the next n items, by their final numbers. */
static void
put_items(SectionWriter *section, ItemReader *items, guint32 n, const guint32 *numbers)
{
    guint32 some[512];

    section_put_uint(section, n);
    while (n > 0) {
        guint32 n_here = MIN(n, G_N_ELEMENTS(some));

        for (guint32 i = 0; i < n_here; i++)
            some[i] = numbers[item_reader_next(items)];
        section_put_uints(section, some, n_here);
        n -= n_here;
    }
    section_end_record(section);
}

/* The structure and stream of all articles, items by their final numbers. */
static void
write_texts(const ShardArticles *articles, ContainerWriter *writer, const guint32 *numbers,
            const guint8 *languages)
{
    SectionWriter *paragraphs = container_writer_section(writer, TOKENS_PARAGRAPHS);
    SectionWriter *sentences = container_writer_section(writer, TOKENS_SENTENCES);
    SectionWriter *stream = container_writer_section(writer, TOKENS_STREAM);
    const guint8 *kind = articles->cutter.kinds->data;
    const guint32 *paragraph = (const guint32 *)(void *)articles->cutter.paragraph_sentences->data;
    const guint32 *sentence = (const guint32 *)(void *)articles->cutter.sentence_items->data;
    ItemReader items = item_list_read(&articles->cutter.items);

    for (guint i = 0; i < articles->list.articles->len; i++) {
        guint8 language;
        CutArticle cut;

        article_list_get(&articles->list, i, &language, &cut);
        section_put_uint(paragraphs, languages[language]);
        section_put_uint(paragraphs, cut.n_paragraphs);
        for (guint32 k = 0; k < cut.n_paragraphs; k++)
            section_put_uint(paragraphs, *kind++);
        put_list(paragraphs, paragraph, cut.n_paragraphs);
        section_end_record(paragraphs);
        put_list(sentences, sentence, cut.n_sentences);
        section_end_record(sentences);
        put_items(stream, &items, cut.n_items, numbers);
        paragraph += cut.n_paragraphs;
        sentence += cut.n_sentences;
    }
}

void
shard_articles_write(ShardArticles *articles, ContainerWriter *writer)
{
    g_autofree guint8 *languages = article_list_number_languages(&articles->list);
    g_autofree guint32 *numbers = form_table_write(&articles->cutter.forms, languages,
                                                   container_writer_section(writer, TOKENS_FORMS));

    article_list_write(&articles->list, languages, writer);
    write_texts(articles, writer, numbers, languages);
}
