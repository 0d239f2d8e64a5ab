#include "check_kinds.h"

#include <string.h>

#include "files/kinds.h"
#include "files/languages.h"
#include "files/multiset.h"
#include "files/runs_file.h"
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
    SectionReader *section;

    if (!languages_read(&languages, container, COUNTS_LANGUAGES, TRUE, error))
        return FALSE;
    found = g_new0(LanguageTotals, languages.n + 1);
    section = container_section(container, COUNTS_ARTICLES);
    while (section_next(section)) {
        guint language = section_get_below(section, languages.n, "a language");
        guint64 words = section_get_uint(section), types = section_get_uint(section);

        if (types > words || (types == 0) != (words == 0))
            section_fail(section, "an article's counts");
        found[language].articles++;
        found[language].words += words;
    }
    return section_finish(section, error) &&
           check_language_totals(container, &languages, found, error);
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

/* A shard has each of its articles once; those of as many words are in order. */
static gboolean
check_run_articles(Container *container, const Languages *languages, GError **error)
{
    guint64 n = container_section_records(container, RUNS_ARTICLES), n_articles = 0, n_words = 0;
    guint64 last = 0, words = 0, said_articles = 0, said_words = 0;
    SectionReader *section = container_section(container, RUNS_ARTICLES);

    while (section_next(section)) {
        guint64 before = words, number;

        words = section_get_delta(section, 0);
        number = section_get_below(section, n, "an article");
        if (n_articles++ > 0 && words == before && number <= last)
            section_fail(section, "articles out of order");
        last = number;
        n_words += words;
    }
    if (!section_finish(section, error))
        return FALSE;
    for (guint i = 0; i < languages->n; i++) {
        said_articles += languages->languages[i].articles;
        said_words += languages->languages[i].words;
    }
    return n_articles == 0 || (n_articles == said_articles && n_words == said_words) ||
           check_fail(container, error, "section articles: not as many as the languages have");
}

/* Looks at a shard's cells without going past them. */
static void
check_places(SectionReader *cells, RunsPlaces *places)
{
    const guint8 *start = cells->p;
    guint32 ends[MULTISET_MAX_RUNS];
    g_auto(Multiset) set = {0};
    guint n_runs = multiset_read_runs(cells, &set, ends);

    if (cells->failed)
        return;
    if (!runs_places_check(places, &set, ends, n_runs))
        section_fail(cells, "an article");
    else
        cells->p = start;
}

/* The records of one term in the sections cells and forms. Returns its f. */
static guint64
check_run(SectionReader *section, SectionReader *cells, SectionReader *forms,
          const RunsArticles *articles, RunsPlaces *places, const LanguageTotals *language,
          const TermOrder *order)
{
    const RunSums said = run_sums_read(section);
    g_auto(Multiset) set = {0};
    MultisetSums sums;

    if (!section_next(cells) || !section_next(forms))
        return 0;
    if (articles->n > 0)
        check_places(cells, places);
    multiset_read(cells, &set);
    runs_articles_resolve(articles, cells, &set, 0);
    if (cells->failed)
        return 0;
    check_multiset(cells, &set, language);
    sums = multiset_sums(&set);
    if (said.runs == 0 || said.stopped > said.f || said.f != sums.f || said.df != sums.df)
        section_fail(section, "a term's counts");
    check_surfaces(forms, order, sums.f);
    return sums.f;
}

static gboolean
check_run_terms(Container *container, const Languages *languages, const RunsArticles *articles,
                GError **error)
{
    SectionReader *section = container_section(container, RUNS_TERMS);
    SectionReader *cells = container_section(container, RUNS_CELLS);
    SectionReader *forms = container_section(container, RUNS_FORMS);
    g_autofree LanguageTotals *found = g_new0(LanguageTotals, languages->n + 1);
    g_auto(TermOrder) order = {0};
    g_auto(RunsPlaces) places = {0};
    gboolean whole;

    runs_places_init(&places, articles->n);
    while (!cells->failed && !forms->failed && section_next(section)) {
        guint language = term_order_read(&order, section, languages->n);

        found[language].words += check_run(section, cells, forms, articles, &places,
                                           &languages->languages[language], &order);
    }
    whole = section_finish(cells, error);
    whole = section_finish(forms, whole ? error : NULL) && whole;
    whole = section_finish(section, whole ? error : NULL) && whole;
    for (guint i = 0; i < languages->n; i++) /* a term does not tell how many articles there are */
        found[i].articles = languages->languages[i].articles;
    return whole && check_language_totals(container, languages, found, error);
}

gboolean
check_runs(Container *container, GError **error)
{
    g_auto(Languages) languages = {0};
    g_auto(RunsArticles) articles = {0};

    return languages_read(&languages, container, RUNS_LANGUAGES, TRUE, error) &&
           runs_check_lengths(container, error) &&
           check_run_articles(container, &languages, error) &&
           runs_articles_read(&articles, container, error) &&
           check_run_terms(container, &languages, &articles, error);
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
