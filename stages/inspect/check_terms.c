#include "check_kinds.h"

#include <string.h>

#include "files/kinds.h"
#include "files/languages.h"
#include "files/multiset.h"
#include "files/word_class.h"
#include "files/words_file.h"
#include "term_order.h"

/* ---- stems */

static gboolean
check_stem_terms(Container *container, GError **error)
{
    g_auto(Languages) languages = {0};
    g_auto(TermOrder) order = {0};
    SectionReader *section;

    if (!languages_read(&languages, container, STEMS_LANGUAGES, FALSE, error))
        return FALSE;
    section = container_section(container, STEMS_STEMS);
    while (section_next(section))
        term_order_read(&order, section, languages.n);
    return section_finish(section, error);
}

gboolean
check_stems(Container *container, GError **error)
{
    guint64 n_stems = container_section_records(container, STEMS_STEMS), n_used = 0, place = 0;
    g_autofree guint8 *used = NULL;
    SectionReader *section;

    if (!check_stem_terms(container, error))
        return FALSE;
    used = g_new0(guint8, n_stems + 1);
    section = container_section(container, STEMS_FORMS);
    while (section_next(section)) {
        place +=
            (guint64)section_get_int(section); /* 0 for none; wraps where it would be negative */
        if (place > n_stems) {
            section_fail(section, "a stem");
            break;
        }
        n_used += place > 0 && !used[place];
        used[place] = TRUE;
        section_get_below(section, WORD_N_CLASSES, "a class");
        section_get_below(section, 2, "a stop flag");
        section_get_uint(section); /* skip and trim: their limits are in the tokens file */
        section_get_uint(section);
    }
    if (!section_finish(section, error))
        return FALSE;
    return n_used == n_stems || check_fail(container, error, "section stems: a stem of no form");
}

/* ---- counts */

/* The record of terms that belongs to an article of n_words and n_types. */
static void
check_article_terms(SectionReader *section, guint64 n_words, guint64 n_types)
{
    guint32 n = section_get_count(section), n_counts;
    guint64 sum = 0;

    for (guint32 i = 0; i < n && !section->failed; i++)
        if (section_get_uint(section) == 0 && i > 0)
            section_fail(section, "terms out of order");
    n_counts = section_get_count(section);
    for (guint32 i = 0; i < n_counts && !section->failed; i++) {
        guint64 count = section_get_uint(section);

        sum += count;
        if (count == 0)
            section_fail(section, "a count of 0");
    }
    if (n_counts != n)
        section_fail(section, "lists that differ in length");
    else if (n != n_types || sum != n_words)
        section_fail(section, "counts that do not add up to the article's");
}

/* What the languages section says against what was added up from the records. */
static gboolean
check_language_totals(const Container *container, const Languages *said,
                      const LanguageTotals *found, GError **error)
{
    for (guint i = 0; i < said->n; i++) {
        const LanguageTotals *language = &said->languages[i];

        if (language->articles != found[i].articles || language->words != found[i].words)
            return check_fail(container, error,
                              "section languages: '%s' has %" G_GUINT64_FORMAT
                              " articles, %" G_GUINT64_FORMAT
                              " words; the records %" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT,
                              language->code, language->articles, language->words,
                              found[i].articles, found[i].words);
    }
    return TRUE;
}

gboolean
check_counts(Container *container, GError **error)
{
    g_auto(Languages) languages = {0};
    g_autofree LanguageTotals *found = NULL;
    SectionReader *articles, *terms;
    gboolean whole;

    if (!languages_read(&languages, container, COUNTS_LANGUAGES, TRUE, error))
        return FALSE;
    if (container_section_records(container, COUNTS_ARTICLES) !=
        container_section_records(container, COUNTS_TERMS))
        return check_fail(container, error, "sections articles and terms differ in length");
    found = g_new0(LanguageTotals, languages.n + 1);
    articles = container_section(container, COUNTS_ARTICLES);
    terms = container_section(container, COUNTS_TERMS);
    while (section_next(articles) && section_next(terms)) {
        guint language = section_get_below(articles, languages.n, "a language");
        guint64 words = section_get_uint(articles), types = section_get_uint(articles);

        found[language].articles++;
        found[language].words += words;
        check_article_terms(terms, words, types);
    }
    whole = section_finish(articles, error);
    whole = section_finish(terms, whole ? error : NULL) && whole;
    return whole && check_language_totals(container, &languages, found, error);
}

/* ---- runs */

/* The surface forms of a term: in order, their counts adding up to f. */
static void
check_surfaces(SectionReader *section, const TermOrder *terms, guint64 f)
{
    guint32 n = section_get_count(section);
    g_auto(TermOrder) order = {0};
    guint64 sum = 0;

    for (guint32 i = 0; i < n && !section->failed; i++) {
        gsize nbytes;
        const guint8 *bytes = section_get_bytes(section, &nbytes);
        guint64 count = section_get_uint(section), inside = section_get_uint(section);

        if (nbytes == 0) /* the term itself */
            bytes = term_order_last(terms, &nbytes);
        if (term_order_next(&order, 0, bytes, nbytes) >= 0)
            section_fail(section, "forms out of order");
        if (count == 0 || inside > count)
            section_fail(section, "a form's counts");
        sum += count;
    }
    if (sum != f)
        section_fail(section, "forms whose counts do not add up to the term's");
}

static void
check_multiset(SectionReader *section, const Multiset *set, const LanguageTotals *language)
{
    const MultisetSums sums = multiset_sums(set);

    for (guint32 i = 0; i < set->n_cells && !section->failed; i++)
        if (set->cells[i].v > set->cells[i].n)
            section_fail(section, "an article with more of a term than words");
    if (set->n_cells == 0)
        section_fail(section, "an empty multiset");
    else if (language && (sums.df > language->articles || sums.reach > language->words))
        section_fail(section, "a term in more articles than its language has");
}

gboolean
check_runs(Container *container, GError **error)
{
    g_auto(Languages) languages = {0};
    g_auto(TermOrder) order = {0};
    g_auto(Multiset) set = {0};
    g_autofree LanguageTotals *found = NULL;
    SectionReader *section;

    if (!languages_read(&languages, container, RUNS_LANGUAGES, TRUE, error))
        return FALSE;
    found = g_new0(LanguageTotals, languages.n + 1);
    section = container_section(container, RUNS_TERMS);
    while (section_next(section)) {
        guint language = term_order_read(&order, section, languages.n);
        guint64 runs = section_get_uint(section), stopped = section_get_uint(section);
        MultisetSums sums;

        multiset_reset(&set);
        multiset_read(section, &set);
        if (section->failed)
            break;
        check_multiset(section, &set, &languages.languages[language]);
        sums = multiset_sums(&set);
        if (runs == 0 || stopped > sums.f)
            section_fail(section, "a term's counts");
        check_surfaces(section, &order, sums.f);
        found[language].words += sums.f;
    }
    if (!section_finish(section, error))
        return FALSE;
    for (guint i = 0; i < languages.n; i++) /* a term does not tell how many articles there are */
        found[i].articles = languages.languages[i].articles;
    return check_language_totals(container, &languages, found, error);
}

/* ---- words */

/* DP · 2fN is at most 2fN. */
static gboolean
dp_is_possible(const Word *word, guint64 n_words)
{
    unsigned __int128 sum = (unsigned __int128)word->dp.high << 64 | word->dp.low;

    return sum / 2 <= (unsigned __int128)word->f * n_words;
}

static const char *
wrong_with(const Word *word, guint64 number, const LanguageTotals *language, TermOrder *order)
{
    if (word->number != number)
        return "its number";
    if (term_order_next(order, word->term.language, word->term.bytes, word->term.nbytes) >= 0)
        return "terms out of order";
    if (word->df == 0 || word->df > word->f || word->f > word->reach)
        return "its counts";
    if (word->df > language->articles || word->reach > language->words)
        return "more than its language has";
    return dp_is_possible(word, language->words) ? NULL : "its dispersion";
}

gboolean
check_words(Container *container, GError **error)
{
    g_autoptr(WordsFile) file = words_file_open(container_path(container), error);
    g_auto(TermOrder) order = {0};
    guint64 n = 0;
    Word word;

    while (file && words_file_next(file, &word)) {
        const char *wrong = wrong_with(
            &word, ++n, &words_file_languages(file)->languages[word.term.language], &order);

        if (wrong)
            return check_fail(container, error,
                              "term %" G_GUINT64_FORMAT " of sections shared and single: %s", n,
                              wrong);
    }
    return file && words_file_finish(file, error);
}
