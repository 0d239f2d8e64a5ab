#include "tables.h"

#include <string.h>

#include "files/kinds.h"
#include "files/tokens_file.h"
#include "json.h"

/* Bytes that stay where they were read, until the next article. */
typedef struct {
    const char *bytes;
    gsize nbytes;
} Text;

/* What a line says of the article itself. */
typedef struct {
    Text path, id, title, date, language;
} About;

static Text
read_text(SectionReader *section)
{
    Text text;

    text.bytes = (const char *)section_get_bytes(section, &text.nbytes);
    return text;
}

static void
skip_texts(SectionReader *section, guint n)
{
    gsize nbytes;

    while (n-- > 0)
        section_get_bytes(section, &nbytes);
}

static void
read_about(SectionReader *section, About *about)
{
    guint32 n_meta;

    about->path.bytes = (const char *)section_get_prefixed(section, &about->path.nbytes);
    about->id = read_text(section);
    about->title = read_text(section);
    about->date = read_text(section);
    skip_texts(section, 3); /* place, source, section */
    about->language = read_text(section);
    skip_texts(section, 1); /* encoding */
    for (guint i = 0; i < 6; i++)
        section_get_uint(section); /* flags, bytes, paragraphs, sentences, words, types */
    n_meta = section_get_count(section);
    for (guint32 i = 0; i < n_meta && !section->failed; i++) {
        section_get_uint(section);
        skip_texts(section, 1);
    }
}

/* The text of a sentence: so many bytes after the first skip ones of its items. FALSE if they are
 * not there. */
static gboolean
write_text(OutFile *file, const Forms *forms, const TokensArticle *article, guint64 item,
           guint64 n_items, guint64 skip, guint64 nbytes, GString *scratch)
{
    if (item > article->n_items || n_items > article->n_items - item)
        return FALSE;
    g_string_truncate(scratch, 0);
    tokens_append_text(forms, article->items + item, n_items, scratch);
    if (skip > scratch->len || nbytes > scratch->len - skip)
        return FALSE;
    json_text(file, scratch->str + skip, nbytes);
    return TRUE;
}

static void
write_sentences(OutFile *file, const Forms *forms, const TokensArticle *article,
                SectionReader *section, GString *scratch)
{
    guint32 n = section_get_count(section);

    for (guint32 i = 0; i < n && !section->failed; i++) {
        guint64 number = section_get_uint(section), start = section_get_uint(section),
                nbytes = section_get_uint(section);
        gint64 score = section_get_int(section);
        guint64 item = section_get_uint(section), n_items = section_get_uint(section),
                skip = section_get_uint(section);

        out_file_puts(file, i > 0 ? ",{\"sentence\":" : "{\"sentence\":");
        json_uint(file, number);
        out_file_puts(file, ",\"start\":");
        json_uint(file, start);
        out_file_puts(file, ",\"end\":");
        json_uint(file, start + nbytes);
        out_file_puts(file, ",\"score\":");
        json_millionths(file, score);
        out_file_puts(file, ",\"text\":");
        if (!write_text(file, forms, article, item, n_items, skip, nbytes, scratch))
            section_fail(section, "a sentence that the article has not");
        out_file_putc(file, '}');
    }
}

static void
write_line(OutFile *file, guint64 number, const About *about)
{
    const Text *id = about->id.nbytes > 0 ? &about->id : &about->path;

    out_file_puts(file, "{\"article\":");
    json_uint(file, number);
    out_file_puts(file, ",\"id\":");
    json_path(file, id->bytes, id->nbytes);
    out_file_puts(file, ",\"title\":");
    json_text(file, about->title.bytes, about->title.nbytes);
    out_file_puts(file, ",\"date\":");
    json_text(file, about->date.bytes, about->date.nbytes);
    out_file_puts(file, ",\"language\":");
    json_text(file, about->language.bytes, about->language.nbytes);
    out_file_puts(file, ",\"summary\":[");
}

static gboolean
write_shard(OutFile *file, TokensFile *tokens, Container *summaries, SectionReader *articles,
            guint64 *number, GError **error)
{
    SectionReader *section = container_section(summaries, SUMMARIES_ARTICLES);
    g_autoptr(GString) scratch = g_string_new(NULL);
    gboolean ended = FALSE, whole;
    TokensArticle article;

    while (section_next(section)) {
        About about;

        ended = !section_next(articles) || !tokens_file_next(tokens, &article);
        if (ended)
            break;
        read_about(articles, &about);
        write_line(file, ++*number, &about);
        write_sentences(file, tokens_file_forms(tokens), &article, section, scratch);
        out_file_puts(file, "]}\n");
    }
    whole = section_finish(section, error);
    whole = tokens_file_finish(tokens, whole ? error : NULL) && whole;
    if (whole && ended && !articles->failed) /* else it is the articles that are damaged */
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                    "%s: more articles than the corpus has", container_path(summaries));
    return whole && !ended;
}

gboolean
write_summaries(const PlanFile *plan, const char *folder, GError **error)
{
    g_autofree char *articles_path = corpus_path(plan, "corpus.articles.gz");
    g_autofree char *output = g_build_filename(folder, "summaries.jsonl", NULL);
    g_autoptr(Container) corpus = container_open(articles_path, &ARTICLES_KIND, error);
    g_autoptr(OutFile) file = corpus ? out_file_open(output, error) : NULL;
    SectionReader *articles;
    guint64 number = 0;
    gboolean whole = TRUE;

    if (!file)
        return FALSE;
    articles = container_section(corpus, ARTICLES_ARTICLES);
    for (guint i = 0; i < plan->shards->len && whole; i++) {
        g_autofree char *path = plan_file_path(plan, i, ".summaries.gz");
        g_autofree char *tokens_path = plan_file_path(plan, i, ".tokens.gz");
        g_autoptr(Container) summaries = container_open(path, &SUMMARIES_KIND, error);
        g_autoptr(TokensFile) tokens =
            summaries ? tokens_file_open(tokens_path, TRUE, error) : NULL;

        whole = tokens && write_shard(file, tokens, summaries, articles, &number, error);
    }
    whole = section_finish(articles, error && *error ? NULL : error) && whole;
    return whole && out_file_commit(file, error);
}
