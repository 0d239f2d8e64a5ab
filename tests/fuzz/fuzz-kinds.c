/*
 * The files of terms, groups, keywords and so on as the stages read them: what `inspect --check`
 * accepts can be read, and merged. Input: a byte for the kind, chunks (fuzz_container.h).
 */
#include "check.h"
#include "container/schema.h"
#include "files/group_table.h"
#include "files/kinds.h"
#include "files/runs_file.h"
#include "files/term_merge.h"
#include "files/words_file.h"
#include "fuzz_container.h"
#include "merge.h"

static const ContainerKind *const KINDS[] = {&RUNS_KIND,     &WORDS_KIND,      &GROUPS_KIND,
                                             &COUNTS_KIND,   &KEYWORDS_KIND,   &SUMMARIES_KIND,
                                             &ARTICLES_KIND, &COMPARISONS_KIND};

/* sound: what the check said; then nothing else can be wrong. */
static void
expect(gboolean read, const GError *error, gboolean sound)
{
    g_assert_cmpint(read, ==, error == NULL);
    if (sound)
        g_assert_no_error(error);
}

static gboolean
read_runs(Container *container, GError **error)
{
    g_auto(Languages) languages = {0};
    g_auto(RunsArticles) articles = {0};
    g_auto(Multiset) set = {0};
    g_autoptr(RunsFile) file = NULL;
    guint32 ends[MULTISET_MAX_RUNS];
    guint n_runs;
    RunSums sums;
    Term term;

    if (!languages_read(&languages, container, RUNS_LANGUAGES, TRUE, error) ||
        !runs_check_lengths(container, error) || !runs_articles_read(&articles, container, error) ||
        !(file = runs_file_open(container_path(container), container_source(container), &languages,
                                error)))
        return FALSE;
    while (runs_file_next(file, &term, &sums)) {
        multiset_reset(&set);
        if (!runs_file_read_cells(file, &set, ends, &n_runs))
            break;
        g_assert_cmpuint(n_runs, <=, MULTISET_MAX_RUNS);
        for (guint i = 0; i < n_runs; i++)
            g_assert_cmpuint(ends[i], <=, set.n_cells);
    }
    return runs_file_finish(file, error);
}

static gboolean
read_words(Container *container, gboolean sound, GError **error)
{
    g_autoptr(WordsFile) file = words_file_open(container_path(container), error);
    guint64 last = 0;
    Word word;

    if (!file)
        return FALSE;
    while (words_file_next(file, &word)) {
        if (sound)
            g_assert_cmpuint(word.number, ==, ++last);
        g_assert_cmpuint(word.term.language, <, words_file_languages(file)->n);
    }
    return words_file_finish(file, error);
}

static gboolean
read_groups(Container *container, GError **error)
{
    g_auto(Languages) languages = {0};
    g_auto(GroupTable) table;

    group_table_init(&table);
    return languages_read(&languages, container, GROUPS_LANGUAGES, FALSE, error) &&
           group_table_read(&table, container, languages.n, error);
}

/* The terms of the file beside itself: each once, from both. */
static gboolean
merge_with_itself(Container *container, guint section, gboolean with_totals, GError **error)
{
    Container *const both[] = {container, container};
    g_auto(Languages) languages = {0};
    LanguageMap *maps = languages_unite(&languages, both, 2, 0, with_totals, error);
    g_autoptr(Schema) schema = schema_parse("runs:u stopped:u f:u df:u", NULL);
    g_autoptr(TermMerge) merge = maps ? term_merge_new(both, 2, section, maps) : NULL;
    SectionReader *record;
    gboolean whole;
    guint input;
    Term term;

    while (merge && term_merge_next(merge, &term))
        while ((record = term_merge_next_record(merge, &input))) {
            g_assert_cmpuint(input, <, 2);
            schema_read_record(schema, record, NULL, NULL);
        }
    whole = merge && term_merge_finish(merge, error);
    g_clear_pointer(&merge, term_merge_free);
    if (maps)
        language_maps_free(maps, 2);
    return whole;
}

/* Two files with the same content through the programs' own merge. */
static void
merge_files_of(const ContainerKind *kind, const char *path, gboolean sound)
{
    g_autofree char *output = g_build_filename(fuzz_folder(), "merged", NULL);
    char *one = (char *)(guintptr)path, *paths[] = {one, one};
    g_autoptr(GError) error = NULL, again = NULL;
    CheckResult result;
    gboolean merged = merge_files(paths, 2, FALSE, output, &error);

    g_assert_cmpint(merged, ==, error == NULL);
    if (merged && sound && !check_file(output, &result, &again))
        g_test_message("%s", again->message);
    if (kind == &RUNS_KIND) {
        g_clear_error(&error);
        merged = merge_files(paths, 2, TRUE, output, &error);
        g_assert_cmpint(merged, ==, error == NULL);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes};
    const ContainerKind *kind = KINDS[fuzz_byte(&input) % G_N_ELEMENTS(KINDS)];
    const char *path = fuzz_container_make(0, kind, 0, 0, input);
    g_autoptr(GError) found = NULL, error = NULL;
    CheckResult result;
    gboolean sound = check_file(path, &result, &found), read;
    g_autoptr(Container) container = container_open(path, kind, &error);

    g_assert_cmpint(sound, ==, found == NULL);
    g_assert_no_error(error);
    if (kind == &RUNS_KIND)
        read = read_runs(container, &error);
    else if (kind == &WORDS_KIND)
        read = read_words(container, sound, &error);
    else if (kind == &GROUPS_KIND)
        read = read_groups(container, &error);
    else
        read = fuzz_container_read(container, &error);
    expect(read, error, sound);
    g_clear_error(&error);
    if (kind == &RUNS_KIND) {
        read = merge_with_itself(container, RUNS_TERMS, TRUE, &error);
        expect(read, error, sound);
    }
    if (kind == &RUNS_KIND || kind == &GROUPS_KIND)
        merge_files_of(kind, path, sound);
    return 0;
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t nbytes, size_t capacity, unsigned int seed)
{
    return fuzz_chunks_mutate(data, nbytes, capacity, seed, 1);
}
