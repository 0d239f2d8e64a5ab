#include "tables.h"

#include "statistics/keyness.h"

gboolean
keywords_table_open(Tsv *tsv, const char *folder, GError **error)
{
    return tsv_open(tsv, folder, "keywords.tsv",
                    "article rank term keyword type count df score tfidf g2 log_ratio "
                    "first_sentence sentences per_thousand",
                    error);
}

static void
write_row(Tsv *tsv, guint64 article, guint rank, const KnownTerm *term, const ArticleSize *size,
          SectionReader *section)
{
    guint64 count = section_get_uint(section), first = section_get_uint(section),
            sentences = section_get_uint(section), score = section_get_uint(section);
    /* the article against the rest of the corpus, in its language */
    guint64 rest = size->language->words - size->n_words;
    KeynessCounts counts = {count, size->n_words, term->f - count, rest};

    if (count > term->f || count > size->n_words) {
        section_fail(section, "a count");
        return;
    }
    tsv_uint(tsv, article);
    tsv_uint(tsv, rank);
    tsv_uint(tsv, term->number);
    tsv_text(tsv, term->label, term->label_nbytes);
    tsv_string(tsv, "w");
    tsv_uint(tsv, count);
    tsv_uint(tsv, term->df);
    tsv_real(tsv, score / 1e6);
    tsv_real(tsv, count * term->idf);
    if (size->language->words > size->n_words) {
        tsv_real(tsv, keyness_g2(&counts));
        tsv_real(tsv, keyness_log_ratio(&counts));
    } else {
        tsv_empty(tsv);
        tsv_empty(tsv);
    }
    tsv_uint(tsv, first);
    tsv_uint(tsv, sentences);
    tsv_real(tsv, 1000. * count / size->n_words);
    tsv_end_line(tsv);
}

void
keywords_table_add(Tsv *tsv, guint64 number, const ArticleSize *size, const TermsTable *terms,
                   const GArray *list, SectionReader *keywords)
{
    guint32 n = section_get_count(keywords);

    for (guint32 i = 0; i < n && !keywords->failed; i++) {
        guint32 place = section_get_below(keywords, list->len, "a term");

        if (!keywords->failed && !size->n_words)
            section_fail(keywords, "a keyword of an article without words");
        if (!keywords->failed)
            write_row(tsv, number, i + 1, terms_table_known(terms, list, place), size, keywords);
    }
}
