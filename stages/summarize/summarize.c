#include "summarize.h"

#include "body.h"
#include "container/container_writer.h"
#include "files/kinds.h"

/* Where the sentences are; their texts are in the tokens. */
static void
write_article(Body *body, const TokensArticle *article, const Forms *forms,
              const SummaryChoice *choices, guint n, SectionWriter *section)
{
    section_put_uint(section, n);
    for (guint i = 0; i < n; i++) {
        const BodySentence *place = &body->places[choices[i].sentence];
        BodyText text = body_find_text(body, choices[i].sentence, article, forms);

        section_put_uint(section, choices[i].sentence + 1);
        section_put_uint(section, place->start + text.skip);
        section_put_uint(section, text.nbytes);
        section_put_int(section, choices[i].score);
        section_put_uint(section, place->first_item);
        section_put_uint(section, place->n_items);
        section_put_uint(section, text.skip);
    }
    section_end_record(section);
}

gboolean
summarize_shard(const char *tokens_path, const char *stems_path, SummaryMethod method,
                const SummaryLength *length, const char *output, GError **error)
{
    g_autoptr(TokensFile) tokens = tokens_file_open(tokens_path, TRUE, error);
    g_autoptr(StemsFile) stems = tokens ? stems_file_read(stems_path, tokens, error) : NULL;
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();
    g_autoptr(ContainerWriter) writer = NULL;
    g_auto(Body) body = {0};
    const Forms *forms;
    TokensArticle article;

    if (!stems)
        return FALSE;
    writer = container_writer_open(output, &SUMMARIES_KIND,
                                   container_combine_sources(0, stems->checksum), error);
    if (!writer)
        return FALSE;
    forms = tokens_file_forms(tokens);
    body_init(&body, forms, stems, length->unit == SUMMARY_CHARS);
    while (tokens_file_next(tokens, &article)) {
        SummaryArticle summary;
        const SummaryChoice *choices;
        guint n;

        body_read(&body, &article, forms);
        summary = (SummaryArticle){body.sentences, body.n_sentences, body.stems, stems->n_stems};
        choices = summary_choose(scratch, &summary, method, length, &n);
        write_article(&body, &article, forms, choices, n,
                      container_writer_section(writer, SUMMARIES_ARTICLES));
    }
    return tokens_file_finish(tokens, error) && container_writer_commit(writer, error);
}
