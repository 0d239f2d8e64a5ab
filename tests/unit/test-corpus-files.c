/* What files of the corpus are read by: languages, group tables, the words file. */
#include "files/group_table.h"
#include "files/kinds.h"
#include "files/languages.h"
#include "files/words_file.h"

#include "scratch_folder.h"

/* ---- languages */

static const ContainerKind LISTED = {
    "listed",
    1,
    2,
    {{"languages", "code:b articles:u words:u", SECTION_DEFLATED, 0},
     {"uses", "language:u", SECTION_DEFLATED, 0}}};

/* codes: NULL-terminated; article and word counts are 1, 10 for the first, 2, 20 for the next ...
 */
static Container *
write_languages(const char *path, const char *const *codes)
{
    g_autoptr(ContainerWriter) writer = container_writer_open(path, &LISTED, 0, NULL);
    SectionWriter *section = container_writer_section(writer, 0);

    for (guint i = 0; codes[i]; i++) {
        section_put_string(section, codes[i]);
        section_put_uint(section, i + 1);
        section_put_uint(section, 10 * (i + 1));
        section_end_record(section);
        section_put_uint(container_writer_section(writer, 1), i);
        section_end_record(container_writer_section(writer, 1));
    }
    section_put_uint(container_writer_section(writer, 1),
                     g_strv_length((char **)(guintptr)codes)); /* one too far */
    section_end_record(container_writer_section(writer, 1));
    g_assert_true(container_writer_commit(writer, NULL));
    return container_open(path, &LISTED, NULL);
}

static void
test_unite_languages(void)
{
    static const char *const lists[2][5] = {{"", "de", "fr", "und", NULL}, {"", "en", "fr", NULL}};
    static const struct {
        const char *code;
        guint64 articles, words;
    } expected[] = {{"", 2, 20}, {"de", 2, 20}, {"en", 2, 20}, {"fr", 6, 60}, {"und", 4, 40}};
    Container *files[2] = {write_languages("a", lists[0]), write_languages("b", lists[1])};
    g_auto(Languages) all = {0};
    g_autoptr(GError) error = NULL;
    LanguageMap *maps = languages_unite(&all, files, 2, 0, TRUE, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(all.n, ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < all.n; i++) {
        g_assert_cmpstr(all.languages[i].code, ==, expected[i].code);
        g_assert_cmpuint(all.languages[i].articles, ==, expected[i].articles);
        g_assert_cmpuint(all.languages[i].words, ==, expected[i].words);
        g_assert_cmpint(languages_find(&all, expected[i].code), ==, i);
    }
    g_assert_cmpint(languages_find(&all, "xx"), ==, -1);
    for (guint f = 0; f < 2; f++) {
        SectionReader *uses = container_section(files[f], 1);

        for (guint i = 0; lists[f][i]; i++) {
            g_assert_true(section_next(uses));
            g_assert_cmpstr(all.languages[language_map_get(&maps[f], uses)].code, ==, lists[f][i]);
        }
        g_assert_true(section_next(uses)); /* a number that is no language */
        g_assert_cmpuint(language_map_get(&maps[f], uses), ==, 0);
        g_assert_false(section_finish(uses, NULL));
        container_close(files[f]);
    }
    language_maps_free(maps, 2);
}

static void
test_refused_languages(void)
{
    static const char *const lists[][4] = {
        {"", "fr", "de", NULL}, {"", "de", "de", NULL}, {"de", "", NULL}};
    const char *many[300] = {NULL};
    char codes[300][8];

    for (guint i = 0; i <= G_N_ELEMENTS(lists); i++) {
        g_auto(Languages) languages = {0};
        g_autoptr(GError) error = NULL;
        g_autoptr(Container) container = NULL;

        for (guint k = 0; k + 1 < G_N_ELEMENTS(many); k++) {
            g_snprintf(codes[k], sizeof codes[k], "%03u", k);
            many[k] = codes[k];
        }
        container = write_languages("bad", i < G_N_ELEMENTS(lists) ? lists[i] : many);
        g_assert_false(languages_read(&languages, container, 0, TRUE, &error));
        g_assert_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT);
    }
}

/* ---- group tables */

static void
test_group_table(void)
{
    static const struct {
        guint dimension;
        const char *value;
        guint language;
        const char *date, *first, *last;
    } sorted[] = {
        {0, "", 1, "", "", ""},
        {0, "money", 1, "2025-02-01", "2025-01-01", "2025-03-01"},
        {0, "money", 2, "2024", "2024", "2024"},
        {1, "", 2, "", "", ""},
        {1, "2025-01", 1, "2025-01-31", "2025-01-31", "2025-01-31"},
    };
    g_auto(GroupTable) table = {0}, read = {0};
    g_autoptr(ContainerWriter) writer = container_writer_open("groups", &GROUPS_KIND, 0, NULL);
    g_autoptr(Container) container = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree guint *numbers = NULL;
    guint preliminary[G_N_ELEMENTS(sorted)];

    group_table_init(&table);
    table.least_f = 300;
    table.least_df = 2;
    for (guint i = G_N_ELEMENTS(sorted);
         i-- > 0;) { /* backwards, so that there is something to sort */
        preliminary[i] = group_table_add_value(&table, sorted[i].dimension, sorted[i].value);
        g_assert_cmpuint(group_table_add_value(&table, sorted[i].dimension, sorted[i].value), ==,
                         preliminary[i]);
        group_table_add_total(&table, preliminary[i], sorted[i].language, 1, 100 + i,
                              sorted[i].date, sorted[i].date);
    }
    group_table_add_total(&table, preliminary[1], 1, 2, 7, "2025-01-01", "2025-03-01");
    group_table_add_total(&table, preliminary[1], 1, 0, 0, "", "");
    numbers = group_table_sort(&table);
    group_table_write(&table, writer);
    g_assert_true(container_writer_commit(writer, NULL));

    container = container_open("groups", &GROUPS_KIND, NULL);
    group_table_init(&read);
    g_assert_true(group_table_read(&read, container, 3, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(read.least_f, ==, 300);
    g_assert_cmpuint(read.least_df, ==, 2);
    g_assert_cmpuint(read.values->len, ==, 4);
    g_assert_cmpuint(read.totals->len, ==, G_N_ELEMENTS(sorted));
    for (guint i = 0; i < G_N_ELEMENTS(sorted); i++) {
        const GroupTotal *total = &g_array_index(read.totals, GroupTotal, i);
        const GroupValue *value = &g_array_index(read.values, GroupValue, total->value);

        g_assert_cmpuint(numbers[preliminary[i]], ==, total->value);
        g_assert_cmpuint(value->dimension, ==, sorted[i].dimension);
        g_assert_cmpstr(value->value, ==, sorted[i].value);
        g_assert_cmpuint(total->language, ==, sorted[i].language);
        g_assert_cmpuint(total->articles, ==, i == 1 ? 3 : 1);
        g_assert_cmpuint(total->words, ==, i == 1 ? 108 : 100 + i);
        g_assert_cmpstr(total->first_date, ==, sorted[i].first);
        g_assert_cmpstr(total->last_date, ==, sorted[i].last);
    }
}

static void
test_refused_group_tables(void)
{
    /* three dimensions, a value of the third, totals of no value, of no language, no least
     * frequencies, two of them */
    for (guint i = 0; i < 6; i++) {
        g_autoptr(ContainerWriter) writer = container_writer_open("groups", &GROUPS_KIND, 0, NULL);
        g_autoptr(Container) container = NULL;
        g_autoptr(GError) error = NULL;
        g_auto(GroupTable) table = {0};

        for (guint k = 0; k < (i == 4 ? 0 : i == 5 ? 2 : 1); k++) {
            section_put_uint(container_writer_section(writer, GROUPS_LEAST), 1);
            section_put_uint(container_writer_section(writer, GROUPS_LEAST), 1);
            section_end_record(container_writer_section(writer, GROUPS_LEAST));
        }
        for (guint k = 0; k < (i == 0 ? 3 : 2); k++) {
            section_put_string(container_writer_section(writer, GROUPS_DIMENSIONS), "name");
            section_end_record(container_writer_section(writer, GROUPS_DIMENSIONS));
        }
        section_put_uint(container_writer_section(writer, GROUPS_VALUES), i == 1 ? 2 : 0);
        section_put_string(container_writer_section(writer, GROUPS_VALUES), "value");
        section_end_record(container_writer_section(writer, GROUPS_VALUES));
        section_put_uint(container_writer_section(writer, GROUPS_TOTALS), i == 2);
        section_put_uint(container_writer_section(writer, GROUPS_TOTALS), i == 3 ? 9 : 0);
        for (guint k = 0; k < 4; k++)
            section_put_uint(container_writer_section(writer, GROUPS_TOTALS), 0);
        section_end_record(container_writer_section(writer, GROUPS_TOTALS));
        g_assert_true(container_writer_commit(writer, NULL));
        container = container_open("groups", &GROUPS_KIND, NULL);
        group_table_init(&table);
        g_assert_false(group_table_read(&table, container, 3, &error));
        g_assert_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT);
    }
}

/* ---- the words file */

enum { N_WORDS = 200 };

static void
put_word(ContainerWriter *writer, guint number, gboolean shared)
{
    SectionWriter *section = container_writer_section(writer, shared ? WORDS_SHARED : WORDS_SINGLE);
    g_autofree char *bytes = g_strdup_printf("term%03u", number);

    section_put_delta(section, 0, number);
    section_put_uint(section, 0);
    section_put_prefixed(section, bytes, strlen(bytes));
    section_put_string(section, number % 5 ? "label" : "");
    section_put_uint(section, number % 2);
    section_put_uint(section, 3 * number);
    section_put_uint(section, 2 * number);
    section_put_uint(section, 10 * number);
    section_put_uint(section, number);
    section_put_uint(section, G_MAXUINT64 - number);
    section_end_record(section);
}

static gboolean
is_shared(guint number, guint pattern)
{
    return pattern < 2 ? pattern : number * 2654435761u >> 28 < pattern;
}

static void
assert_word(const Word *word, guint number)
{
    g_autofree char *bytes = g_strdup_printf("term%03u", number);
    const char *label = number % 5 ? "label" : bytes;

    g_assert_cmpuint(word->number, ==, number);
    g_assert_cmpmem(word->term.bytes, word->term.nbytes, bytes, strlen(bytes));
    g_assert_cmpmem(word->label, word->label_nbytes, label, strlen(label));
    g_assert_cmpint(word->stop, ==, number % 2);
    g_assert_cmpuint(word->f, ==, 3 * number);
    g_assert_cmpuint(word->df, ==, 2 * number);
    g_assert_cmpuint(word->reach, ==, 10 * number);
    g_assert_cmpuint(word->dp.high, ==, number);
    g_assert_cmpuint(word->dp.low, ==, G_MAXUINT64 - number);
}

/* Both sections come out as one, in order; of the shared ones any is found. */
static void
test_words(void)
{
    for (guint pattern = 0; pattern < 16; pattern++) { /* none shared, all, some */
        g_autoptr(ContainerWriter) writer = container_writer_open("words", &WORDS_KIND, 0, NULL);
        g_autoptr(WordsFile) file = NULL, again = NULL;
        guint number = 0;
        Word word;

        for (guint i = 0; i < 3; i++)
            section_put_uint(container_writer_section(writer, WORDS_LANGUAGES), 0);
        section_end_record(container_writer_section(writer, WORDS_LANGUAGES));
        for (guint i = 1; i <= N_WORDS; i++)
            put_word(writer, i, is_shared(i, pattern));
        g_assert_true(container_writer_commit(writer, NULL));

        file = words_file_open("words", NULL);
        while (words_file_next(file, &word))
            assert_word(&word, ++number);
        g_assert_cmpuint(number, ==, N_WORDS);
        g_assert_true(words_file_finish(file, NULL));

        again = words_file_open("words", NULL);
        for (number = 1; number <= N_WORDS; number++) {
            g_autofree char *bytes = g_strdup_printf("term%03u", number);
            const Term term = {0, bytes, strlen(bytes)};
            const Word *found;

            if (number % 3 == pattern % 3)
                continue; /* not every term is asked for */
            found = words_file_find_shared(again, &term);
            g_assert_cmpint(found != NULL, ==, is_shared(number, pattern));
            if (found)
                assert_word(found, number);
        }
        g_assert_null(words_file_find_shared(again, &(Term){0, "~", 1}));
        g_assert_true(words_file_finish(again, NULL));
    }
}

static void
test_words_of_no_language(void)
{
    g_autoptr(ContainerWriter) writer = container_writer_open("words", &WORDS_KIND, 0, NULL);
    g_autoptr(WordsFile) file = NULL;
    g_autoptr(GError) error = NULL;
    Word word;

    put_word(writer, 1, FALSE);
    g_assert_true(container_writer_commit(writer, NULL));
    file = words_file_open("words", NULL);
    g_assert_false(words_file_next(file, &word));
    g_assert_false(words_file_finish(file, &error));
    g_assert_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/languages/unite", test_unite_languages);
    g_test_add_func("/languages/refused", test_refused_languages);
    g_test_add_func("/group-table/round-trip", test_group_table);
    g_test_add_func("/group-table/refused", test_refused_group_tables);
    g_test_add_func("/words-file/walk", test_words);
    g_test_add_func("/words-file/no-language", test_words_of_no_language);
    return scratch_run();
}
