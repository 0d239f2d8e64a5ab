#include "terms_table.h"

#include <stddef.h>
#include <string.h>

#include "files/kinds.h"
#include "files/term_merge.h"
#include "files/words_file.h"
#include "program/tsv.h"
#include "statistics/idf.h"

enum { N_TOP = 10 };

static void
clear_top(gpointer data)
{
    g_free(((TopTerm *)data)->label);
}

void
terms_table_init(TermsTable *terms)
{
    *terms = (TermsTable){.top = g_array_new(FALSE, FALSE, sizeof(TopTerm)),
                          .known = g_byte_array_new(),
                          .lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref),
                          .key_articles = g_array_new(FALSE, TRUE, sizeof(guint32))};
    g_array_set_clear_func(terms->top, clear_top);
}

void
terms_table_clear(TermsTable *terms)
{
    g_clear_pointer(&terms->top, g_array_unref);
    g_clear_pointer(&terms->known, g_byte_array_unref);
    g_clear_pointer(&terms->lists, g_ptr_array_unref);
    g_clear_pointer(&terms->key_articles, g_array_unref);
    languages_clear(&terms->languages);
}

/* ---- keywords of the batch */

/* Returns the place of a new keyword. */
static guint32
add_known(TermsTable *terms, const Word *word, double word_idf)
{
    KnownTerm term = {word->number, word->f, word->df, word_idf, word->label_nbytes};
    guint start = terms->known->len, nbytes = offsetof(KnownTerm, label) + word->label_nbytes;
    guint8 *bytes;

    g_byte_array_set_size(terms->known, start + (MAX(nbytes, sizeof term) + 7) / 8 * 8);
    bytes = terms->known->data + start;
    memcpy(bytes, &term, sizeof term);
    memcpy(bytes + offsetof(KnownTerm, label), word->label, word->label_nbytes);
    return start / 8;
}

/*
 * Takes the records of a term in the lists of keywords: every shard that has it learns what the
 * corpus knows. Returns in how many articles it is a keyword.
 */
static guint64
take_keyword(TermsTable *terms, TermMerge *merge, const Word *word, double word_idf)
{
    guint32 place = add_known(terms, word, word_idf);
    guint64 articles = 0;
    SectionReader *record;
    guint shard;

    while ((record = term_merge_next_record(merge, &shard))) {
        articles += section_get_uint(record);
        g_array_append_val(terms->lists->pdata[shard], place);
    }
    return articles;
}

/* ---- the table */

/* Keeps the terms that are a keyword of most articles. */
static void
enter_top(TermsTable *terms, const Word *word, guint64 articles)
{
    guint place = terms->top->len;
    TopTerm term = {articles, NULL};

    while (place > 0 && g_array_index(terms->top, TopTerm, place - 1).articles < articles)
        place--;
    if (place == N_TOP || articles == 0)
        return;
    term.label = g_strndup(word->label, word->label_nbytes);
    g_array_insert_val(terms->top, place, term);
    if (terms->top->len > N_TOP)
        g_array_set_size(terms->top, N_TOP);
}

static void
write_term(Tsv *tsv, const Word *word, const LanguageTotals *language, double word_idf,
           guint64 key_articles)
{
    tsv_uint(tsv, word->number);
    tsv_text(tsv, word->term.bytes, word->term.nbytes);
    tsv_text(tsv, word->label, word->label_nbytes);
    tsv_string(tsv, "w");
    tsv_uint(tsv, word->stop);
    tsv_string(tsv, language->code);
    tsv_uint(tsv, word->f);
    tsv_uint(tsv, word->df);
    tsv_real(tsv, 1e6 * word->f / language->words);
    tsv_real(tsv, word_idf);
    tsv_real(tsv, dispersion_dp(word->dp, word->f, language->words));
    tsv_uint(tsv, key_articles);
    tsv_end_line(tsv);
}

/* ---- a batch */

/* tsv: NULL but for the last batch. */
static gboolean
walk_words(TermsTable *terms, WordsFile *words, TermMerge *merge, Tsv *tsv, GError **error)
{
    Term keyword;
    gboolean more = term_merge_next(merge, &keyword);
    Word word;

    for (guint i = 0; words_file_next(words, &word); i++) {
        const LanguageTotals *language = &terms->languages.languages[word.term.language];
        double word_idf = idf(language->articles, word.df);
        guint32 *key_articles;

        if (i == terms->key_articles->len) /* the first batch */
            g_array_set_size(terms->key_articles, i + 1);
        key_articles = &g_array_index(terms->key_articles, guint32, i);
        if (more && term_compare(&keyword, &word.term) == 0) {
            *key_articles += take_keyword(terms, merge, &word, word_idf);
            more = term_merge_next(merge, &keyword);
        }
        if (tsv) {
            enter_top(terms, &word, *key_articles);
            write_term(tsv, &word, language, word_idf, *key_articles);
        }
        terms->n_terms = word.number;
    }
    if (!words_file_finish(words, error) || !term_merge_finish(merge, error))
        return FALSE;
    if (more)
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                    "%s: lacks a keyword of its articles",
                    container_path(words_file_container(words)));
    return !more;
}

/* The lists of keywords of the batch, open. */
static GPtrArray *
open_keywords(const PlanFile *plan, guint first, guint limit, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify)container_close);

    for (guint i = first; i < limit; i++) {
        g_autofree char *path = plan_file_path(plan, i, ".keywords.gz");
        Container *file = container_open(path, &KEYWORDS_KIND, error);

        if (!file)
            return NULL;
        g_ptr_array_add(files, file);
    }
    return g_steal_pointer(&files);
}

static gboolean
read_batch(TermsTable *terms, WordsFile *words, const GPtrArray *files, Tsv *tsv, GError **error)
{
    Container *const *lists = (Container *const *)files->pdata;
    LanguageMap *maps =
        languages_maps(&terms->languages, lists, files->len, KEYWORDS_LANGUAGES, FALSE, error);
    TermMerge *merge;
    gboolean whole;

    if (!maps)
        return FALSE;
    merge = term_merge_new(lists, files->len, KEYWORDS_TERMS, maps);
    whole = walk_words(terms, words, merge, tsv, error);
    term_merge_free(merge);
    language_maps_free(maps, files->len);
    return whole;
}

/* Nothing of the batch before is kept but its counts. */
static void
begin_batch(TermsTable *terms, WordsFile *words, guint n_shards)
{
    g_byte_array_set_size(terms->known, 0);
    g_ptr_array_set_size(terms->lists, 0);
    for (guint i = 0; i < n_shards; i++)
        g_ptr_array_add(terms->lists, g_array_new(FALSE, FALSE, sizeof(guint32)));
    languages_clear(&terms->languages);
    languages_add(&terms->languages, words_file_languages(words));
}

gboolean
terms_table_read(TermsTable *terms, const PlanFile *plan, guint first, guint limit,
                 const char *folder, GError **error)
{
    g_autofree char *path = corpus_path(plan, "corpus.words.gz");
    g_autoptr(WordsFile) words = words_file_open(path, error);
    g_autoptr(GPtrArray) files = words ? open_keywords(plan, first, limit, error) : NULL;
    gboolean last = limit == plan->shards->len;
    g_auto(Tsv) tsv = {0};

    if (!files)
        return FALSE;
    begin_batch(terms, words, limit - first);
    if (!last)
        return read_batch(terms, words, files, NULL, error);
    return tsv_open(&tsv, folder, "terms.tsv",
                    "term stem label type stop language count df per_million idf dp key_articles",
                    error) &&
           read_batch(terms, words, files, &tsv, error) && tsv_commit(&tsv, error);
}
