#include "tables.h"

#include <string.h>

#include "files/kinds.h"
#include "json.h"
#include "statistics/keyness.h"

/* What a line says of the article itself. */
typedef struct {
    char *path, *id, *title, *date, *language;
} About;

static void
clear_about(About *about)
{
    g_free(about->path);
    g_free(about->id);
    g_free(about->title);
    g_free(about->date);
    g_free(about->language);
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
    gsize nbytes;
    const guint8 *path = section_get_prefixed(section, &nbytes);
    guint32 n_meta;

    about->path = g_strndup((const char *)path, nbytes);
    about->id = section_get_string(section);
    about->title = section_get_string(section);
    about->date = section_get_string(section);
    skip_texts(section, 3); /* place, source, section */
    about->language = section_get_string(section);
    skip_texts(section, 1); /* encoding */
    for (guint i = 0; i < 6; i++)
        section_get_uint(section); /* flags, bytes, paragraphs, sentences, words, types */
    n_meta = section_get_count(section);
    for (guint32 i = 0; i < n_meta && !section->failed; i++) {
        section_get_uint(section);
        skip_texts(section, 1);
    }
}

static void
write_sentences(OutFile *file, SectionReader *section)
{
    guint32 n = section_get_count(section);

    for (guint32 i = 0; i < n && !section->failed; i++) {
        guint64 number = section_get_uint(section), start = section_get_uint(section), end = section_get_uint(section);
        gint64 score = section_get_int(section);
        gsize nbytes;
        const char *text = (const char *)section_get_bytes(section, &nbytes);

        out_file_printf(file,
                        "%s{\"sentence\":%" G_GUINT64_FORMAT ",\"start\":%" G_GUINT64_FORMAT ",\"end\":%" G_GUINT64_FORMAT
                        ",\"score\":%s%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT ",\"text\":",
                        i > 0 ? "," : "", number, start, end, score < 0 ? "-" : "", ABS(score) / 1000000,
                        ABS(score) % 1000000);
        json_text(file, text, nbytes);
        out_file_putc(file, '}');
    }
}

static void
write_line(OutFile *file, guint64 article, const About *about, SectionReader *sentences)
{
    out_file_printf(file, "{\"article\":%" G_GUINT64_FORMAT ",\"id\":", article);
    json_path(file, *about->id ? about->id : about->path);
    out_file_puts(file, ",\"title\":");
    json_string(file, about->title);
    out_file_puts(file, ",\"date\":");
    json_string(file, about->date);
    out_file_puts(file, ",\"language\":");
    json_string(file, about->language);
    out_file_puts(file, ",\"summary\":[");
    write_sentences(file, sentences);
    out_file_puts(file, "]}\n");
}

static gboolean
write_shard(OutFile *file, Container *summaries, SectionReader *articles, guint64 *article, GError **error)
{
    SectionReader *section = container_section(summaries, SUMMARIES_ARTICLES);

    while (section_next(section)) {
        About about = {NULL};

        if (!section_next(articles)) {
            section_fail(section, "more articles than the corpus has");
            break;
        }
        read_about(articles, &about);
        write_line(file, ++*article, &about, section);
        clear_about(&about);
    }
    return section_finish(section, error);
}

gboolean
write_summaries(const PlanFile *plan, const char *folder, GError **error)
{
    g_autofree char *articles_path = corpus_path(plan, "corpus.articles.gz");
    g_autofree char *output = g_build_filename(folder, "summaries.jsonl", NULL);
    g_autoptr(Container) corpus = container_open(articles_path, &ARTICLES_KIND, error);
    g_autoptr(OutFile) file = corpus ? out_file_open(output, error) : NULL;
    SectionReader *articles;
    guint64 article = 0;
    gboolean whole = TRUE;

    if (!file)
        return FALSE;
    articles = container_section(corpus, ARTICLES_ARTICLES);
    for (guint i = 0; i < plan->shards->len && whole; i++) {
        g_autofree char *path = plan_file_path(plan, i, ".summaries.gz");
        g_autoptr(Container) summaries = container_open(path, &SUMMARIES_KIND, error);

        whole = summaries && write_shard(file, summaries, articles, &article, error);
    }
    whole = section_finish(articles, whole ? error : NULL) && whole;
    return whole && out_file_commit(file, error);
}
