#include "tokenize.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "article_file.h"
#include "article_list.h"
#include "container/container_writer.h"
#include "cutter.h"
#include "files/kinds.h"
#include "files/shard_list.h"
#include "head.h"
#include "path_metadata.h"

/* What is counted in a shard has 32 bits. Plans make shards far smaller, but go by the size of
 * files, and one packed by gzip may be a thousand times as large. */
#define SHARD_MAX_NBYTES ((guint64)G_MAXUINT32)

/* Everything that is used again from article to article, and what the shard comes to. */
typedef struct {
    const TokenizeOptions *options;
    PathTemplate *template;
    int folder; /* the corpus, open */
    ArticleFile file;
    ArticleHead head;
    Metadata from_path;
    ParagraphCutter *paragraphs;
    GArray *parts; /* of Paragraph */
    Cutter cutter;
    ArticleList articles;
    ContainerWriter *writer;
    guint64 n_pieces, n_inputs; /* read; files without records, and records, that were in them */
    guint64 n_bytes, n_rejects, n_repairs, n_repaired, n_misfits;
} Tokenizer;

static void
reject(Tokenizer *tokenizer, const char *path, const char *reason)
{
    SectionWriter *section = container_writer_section(tokenizer->writer, TOKENS_REJECTS);

    section_put_string(section, path);
    section_put_uint(section, 0);
    section_put_string(section, reason);
    section_end_record(section);
    tokenizer->n_rejects++;
}

/* Reads what stands around the text, and tiles it with parts. */
static void
read_parts(Tokenizer *tokenizer, const char *path)
{
    const ArticleFile *file = &tokenizer->file;
    HeadContext context = {{0}, FALSE};

    metadata_clear(&tokenizer->from_path);
    if (!tokenizer->template)
        path_metadata_read(path, &tokenizer->from_path);
    else if (!path_template_read(tokenizer->template, path, &tokenizer->from_path))
        tokenizer->n_misfits++;
    context.date = tokenizer->from_path.date;
    head_read(file->text, file->nbytes, &context, &tokenizer->head);

    g_array_set_size(tokenizer->parts, 0);
    g_array_append_vals(tokenizer->parts, tokenizer->head.parts->data, tokenizer->head.parts->len);
    paragraphs_cut(tokenizer->paragraphs, file->text, tokenizer->head.body_start, file->nbytes,
                   tokenizer->head.is_message, tokenizer->parts);
}

static const char *
language_of(const Tokenizer *tokenizer)
{
    const char *own = tokenizer->head.metadata.columns[METADATA_LANGUAGE];

    if (!own)
        own = tokenizer->from_path.columns[METADATA_LANGUAGE];
    return own ? own : tokenizer->options->language;
}

static void
read_article(Tokenizer *tokenizer, const char *path, gsize expected)
{
    ArticleFile *file = &tokenizer->file;
    g_autofree char *reason = article_file_read(file, tokenizer->folder, path, expected);
    const char *code;
    ArticleOrigin origin;
    CutArticle cut;
    guint8 language;

    if (reason) {
        reject(tokenizer, path, reason);
        return;
    }
    if (tokenizer->n_bytes + file->nbytes > SHARD_MAX_NBYTES) {
        reject(tokenizer, path, "more than 4 GiB of text in its shard");
        return;
    }
    read_parts(tokenizer, path);
    code = language_of(tokenizer);
    language = article_list_language(&tokenizer->articles, code);
    if (!cutter_cut(&tokenizer->cutter, file->text, file->nbytes,
                    (const Paragraph *)(void *)tokenizer->parts->data, tokenizer->parts->len,
                    language, sentences_rules(code), &cut)) {
        reject(tokenizer, path, "no words");
        return;
    }
    origin = (ArticleOrigin){.path = path,
                             .encoding = "utf-8",
                             .flags = file->repaired ? ARTICLE_TEXT_CHANGED : 0,
                             .nbytes = file->nbytes};
    article_list_add(&tokenizer->articles, &origin, &tokenizer->head.metadata,
                     &tokenizer->from_path, language, &cut);
    tokenizer->n_bytes += file->nbytes;
    tokenizer->n_repaired += file->repaired;
    tokenizer->n_repairs += file->n_repairs;
}

static gboolean
read_list(Tokenizer *tokenizer, const char *path, GError **error)
{
    g_autoptr(ShardList) list = shard_list_open(path, error);
    g_autoptr(GError) failure = NULL;
    ShardPiece piece;

    if (!list)
        return FALSE;
    tokenizer->folder = open(shard_list_corpus(list), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (tokenizer->folder < 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot open: %s",
                    shard_list_corpus(list), g_strerror(errno));
        return FALSE;
    }
    while (shard_list_next(list, &piece, &failure)) {
        tokenizer->n_pieces++;
        tokenizer->n_inputs++;
        read_article(tokenizer, piece.path, piece.nbytes);
    }
    if (!failure)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
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
write_texts(Tokenizer *tokenizer, const guint32 *numbers, const guint8 *languages)
{
    SectionWriter *paragraphs = container_writer_section(tokenizer->writer, TOKENS_PARAGRAPHS);
    SectionWriter *sentences = container_writer_section(tokenizer->writer, TOKENS_SENTENCES);
    SectionWriter *stream = container_writer_section(tokenizer->writer, TOKENS_STREAM);
    const guint8 *kind = tokenizer->cutter.kinds->data;
    const guint32 *paragraph = (const guint32 *)(void *)tokenizer->cutter.paragraph_sentences->data;
    const guint32 *sentence = (const guint32 *)(void *)tokenizer->cutter.sentence_items->data;
    ItemReader items = item_list_read(&tokenizer->cutter.items);

    for (guint i = 0; i < tokenizer->articles.articles->len; i++) {
        guint8 language;
        CutArticle cut;

        article_list_get(&tokenizer->articles, i, &language, &cut);
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

static void
write_totals(const Tokenizer *tokenizer)
{
    SectionWriter *section = container_writer_section(tokenizer->writer, TOKENS_TOTALS);
    const struct {
        const char *name;
        guint64 value;
    } totals[] = {
        {"pieces", tokenizer->n_pieces},
        {"inputs", tokenizer->n_inputs},
        {"articles", tokenizer->articles.articles->len},
        {"bytes", tokenizer->n_bytes},
        {"rejects", tokenizer->n_rejects},
        {"repaired_articles", tokenizer->n_repaired},
        {"repairs", tokenizer->n_repairs},
        {"path_misfits", tokenizer->n_misfits},
    };

    for (guint i = 0; i < G_N_ELEMENTS(totals); i++) {
        section_put_string(section, totals[i].name);
        section_put_uint(section, totals[i].value);
        section_end_record(section);
    }
}

static void
write_all(Tokenizer *tokenizer)
{
    g_autofree guint8 *languages = article_list_number_languages(&tokenizer->articles);
    g_autofree guint32 *numbers =
        form_table_write(&tokenizer->cutter.forms, languages,
                         container_writer_section(tokenizer->writer, TOKENS_FORMS));

    article_list_write(&tokenizer->articles, languages, tokenizer->writer);
    write_texts(tokenizer, numbers, languages);
    write_totals(tokenizer);
}

static void
tokenizer_init(Tokenizer *tokenizer)
{
    tokenizer->folder = -1;
    article_file_init(&tokenizer->file);
    head_init(&tokenizer->head);
    metadata_init(&tokenizer->from_path);
    tokenizer->paragraphs = paragraph_cutter_new();
    tokenizer->parts = g_array_new(FALSE, FALSE, sizeof(Paragraph));
    cutter_init(&tokenizer->cutter);
    article_list_init(&tokenizer->articles);
}

static void
tokenizer_clear(Tokenizer *tokenizer)
{
    if (tokenizer->folder >= 0)
        close(tokenizer->folder);
    article_file_clear(&tokenizer->file);
    head_release(&tokenizer->head);
    metadata_release(&tokenizer->from_path);
    paragraph_cutter_free(tokenizer->paragraphs);
    g_array_unref(tokenizer->parts);
    cutter_clear(&tokenizer->cutter);
    article_list_clear(&tokenizer->articles);
    path_template_free(tokenizer->template);
    container_writer_free(tokenizer->writer);
}

gboolean
tokenize_shard(const char *list, const TokenizeOptions *options, const char *output, GError **error)
{
    Tokenizer tokenizer = {.options = options};
    gboolean whole = TRUE;

    tokenizer_init(&tokenizer);
    if (options->path_template) {
        tokenizer.template = path_template_new(options->path_template, error);
        whole = tokenizer.template != NULL;
    }
    if (whole) {
        tokenizer.writer = container_writer_open(output, &TOKENS_KIND, 0, error);
        whole = tokenizer.writer && read_list(&tokenizer, list, error);
    }
    if (whole) {
        write_all(&tokenizer);
        whole = container_writer_commit(tokenizer.writer, error);
    }
    tokenizer_clear(&tokenizer);
    return whole;
}
