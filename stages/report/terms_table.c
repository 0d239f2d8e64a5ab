#include "tables.h"

#include "files/kinds.h"
#include "files/term_merge.h"
#include "files/words_file.h"
#include "program/tsv.h"
#include "statistics/idf.h"

enum { N_TOP = 10 };

void
known_terms_init(KnownTerms *known)
{
    *known = (KnownTerms){.shards = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref),
                          .labels = g_string_chunk_new(1 << 16),
                          .top = g_array_new(FALSE, FALSE, sizeof(TopTerm))};
}

void
known_terms_clear(KnownTerms *known)
{
    g_clear_pointer(&known->shards, g_ptr_array_unref);
    g_clear_pointer(&known->labels, g_string_chunk_free);
    g_clear_pointer(&known->top, g_array_unref);
    languages_clear(&known->languages);
}

/* Keeps the terms that are a keyword of most articles. */
static void
enter_top(KnownTerms *known, const TopTerm *term)
{
    guint place = known->top->len;

    while (place > 0 && g_array_index(known->top, TopTerm, place - 1).articles < term->articles)
        place--;
    if (place == N_TOP)
        return;
    g_array_insert_val(known->top, place, *term);
    if (known->top->len > N_TOP)
        g_array_set_size(known->top, N_TOP);
}

static void
write_term(Tsv *tsv, const Word *word, const Languages *languages, guint64 key_articles)
{
    const LanguageTotals *language = &languages->languages[word->term.language];

    tsv_uint(tsv, word->number);
    tsv_text(tsv, word->term.bytes, word->term.nbytes);
    tsv_text(tsv, word->label, word->label_nbytes);
    tsv_string(tsv, "w");
    tsv_uint(tsv, word->stop);
    tsv_string(tsv, language->code);
    tsv_uint(tsv, word->f);
    tsv_uint(tsv, word->df);
    tsv_real(tsv, 1e6 * word->f / language->words);
    tsv_real(tsv, idf(language->articles, word->df));
    tsv_real(tsv, dispersion_dp(word->dp, word->f, language->words));
    tsv_uint(tsv, key_articles);
    tsv_end_line(tsv);
}

/*
 * Takes the records of a term in the lists of keywords: every shard that has it learns what the
 * corpus knows. Returns in how many articles it is a keyword.
 */
static guint64
take_keyword(TermMerge *merge, KnownTerms *known, const Word *word)
{
    KnownTerm term = {word->number, word->f, word->df,
                      g_string_chunk_insert_len(known->labels, word->label, word->label_nbytes),
                      word->label_nbytes};
    TopTerm top = {0, term.label, term.label_nbytes};
    SectionReader *record;
    guint shard;

    while ((record = term_merge_next_record(merge, &shard))) {
        top.articles += section_get_uint(record);
        g_array_append_val(known->shards->pdata[shard], term);
    }
    enter_top(known, &top);
    return top.articles;
}

static gboolean
write_rows(WordsFile *words, TermMerge *merge, KnownTerms *known, Tsv *tsv, GError **error)
{
    Term keyword;
    gboolean more = term_merge_next(merge, &keyword);
    Word word;

    while (words_file_next(words, &word)) {
        guint64 key_articles = 0;

        if (more && term_compare(&keyword, &word.term) == 0) {
            key_articles = take_keyword(merge, known, &word);
            more = term_merge_next(merge, &keyword);
        }
        write_term(tsv, &word, words_file_languages(words), key_articles);
        known->n_terms = word.number;
    }
    if (!words_file_finish(words, error) || !term_merge_finish(merge, error))
        return FALSE;
    if (more)
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                    "%s: lacks a keyword of its articles",
                    container_path(words_file_container(words)));
    return !more;
}

/* The lists of keywords of all shards, open. */
static GPtrArray *
open_keywords(const PlanFile *plan, KnownTerms *known, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify)container_close);

    for (guint i = 0; i < plan->shards->len; i++) {
        g_autofree char *path = plan_file_path(plan, i, ".keywords.gz");
        Container *file = container_open(path, &KEYWORDS_KIND, error);

        if (!file)
            return NULL;
        g_ptr_array_add(files, file);
        g_ptr_array_add(known->shards, g_array_new(FALSE, FALSE, sizeof(KnownTerm)));
    }
    return g_steal_pointer(&files);
}

gboolean
write_terms_table(const PlanFile *plan, const char *folder, KnownTerms *known, GError **error)
{
    g_autofree char *path = corpus_path(plan, "corpus.words.gz");
    g_autoptr(WordsFile) words = words_file_open(path, error);
    g_autoptr(GPtrArray) files = words ? open_keywords(plan, known, error) : NULL;
    g_auto(Tsv) tsv = {0};
    LanguageMap *maps;
    gboolean whole = FALSE;

    if (!files ||
        !tsv_open(&tsv, folder, "terms.tsv",
                  "term stem label type stop language count df per_million idf dp key_articles",
                  error))
        return FALSE;
    languages_add(&known->languages, words_file_languages(words));
    maps = languages_maps(&known->languages, (Container *const *)files->pdata, files->len,
                          KEYWORDS_LANGUAGES, error);
    if (maps) {
        TermMerge *merge =
            term_merge_new((Container *const *)files->pdata, files->len, KEYWORDS_TERMS, maps);

        whole = write_rows(words, merge, known, &tsv, error);
        term_merge_free(merge);
    }
    language_maps_free(maps, files->len);
    return whole && tsv_commit(&tsv, error);
}
