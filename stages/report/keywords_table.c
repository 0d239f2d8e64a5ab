#include "tables.h"

#include "files/kinds.h"
#include "program/tsv.h"
#include "statistics/idf.h"
#include "statistics/keyness.h"

static void
write_row(Tsv *tsv, guint64 article, guint rank, const KnownTerm *term, const ArticleSize *size,
          const LanguageTotals *language, SectionReader *section)
{
    guint64 count = section_get_uint(section), first = section_get_uint(section),
            sentences = section_get_uint(section), score = section_get_uint(section);
    /* the article against the rest of the corpus, in its language */
    KeynessCounts counts = {count, size->words, term->f - count, language->words - size->words};
    gboolean has_rest = language->words > size->words;

    tsv_uint(tsv, article);
    tsv_uint(tsv, rank);
    tsv_uint(tsv, term->term);
    tsv_text(tsv, term->label, term->label_nbytes);
    tsv_string(tsv, "w");
    tsv_uint(tsv, count);
    tsv_uint(tsv, term->df);
    tsv_real(tsv, score / 1e6);
    tsv_real(tsv, count * idf(language->articles, term->df));
    if (has_rest) {
        tsv_real(tsv, keyness_g2(&counts));
        tsv_real(tsv, keyness_log_ratio(&counts));
    } else {
        tsv_empty(tsv);
        tsv_empty(tsv);
    }
    tsv_uint(tsv, first);
    tsv_uint(tsv, sentences);
    tsv_real(tsv, 1000. * count / size->words);
    tsv_end_line(tsv);
}

static gboolean
write_shard(Tsv *tsv, Container *keywords, const GArray *terms, const KnownTerms *known,
            const GArray *sizes, guint64 *article, GError **error)
{
    SectionReader *section = container_section(keywords, KEYWORDS_ARTICLES);

    while (section_next(section)) {
        guint32 n = section_get_count(section);
        const ArticleSize *size;

        if (*article >= sizes->len) {
            section_fail(section, "more articles than the corpus has");
            break;
        }
        size = &g_array_index(sizes, ArticleSize, *article);
        ++*article;
        for (guint32 i = 0; i < n && !section->failed; i++) {
            guint32 place = section_get_below(section, terms->len, "a term");

            if (!section->failed)
                write_row(tsv, *article, i + 1, &g_array_index(terms, KnownTerm, place), size,
                          &known->languages.languages[size->language], section);
        }
    }
    return section_finish(section, error);
}

gboolean
write_keywords_table(const PlanFile *plan, const char *folder, const KnownTerms *known,
                     const GArray *sizes, GError **error)
{
    g_auto(Tsv) tsv = {0};
    guint64 article = 0;

    if (!tsv_open(&tsv, folder, "keywords.tsv",
                  "article rank term keyword type count df score tfidf g2 log_ratio first_sentence "
                  "sentences "
                  "per_thousand",
                  error))
        return FALSE;
    for (guint i = 0; i < plan->shards->len; i++) {
        g_autofree char *path = plan_file_path(plan, i, ".keywords.gz");
        g_autoptr(Container) keywords = container_open(path, &KEYWORDS_KIND, error);

        if (!keywords ||
            !write_shard(&tsv, keywords, known->shards->pdata[i], known, sizes, &article, error))
            return FALSE;
    }
    return tsv_commit(&tsv, error);
}
