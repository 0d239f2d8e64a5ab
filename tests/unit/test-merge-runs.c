/* Runs written by hand: the words they come to, and that what is wrong with them is told. */
#include "merge.h"

#include "container/container_writer.h"
#include "files/kinds.h"
#include "scratch_folder.h"

/* Of two terms, each once in an article of 4 words and twice in one of 6. */
typedef struct {
    const char *terms[2];
    guint64 f, df, place;
} Runs;

static const Runs GOOD = {{"cat", "dog"}, 3, 2, 1};

static void
write_runs(const Runs *runs, const char *path)
{
    g_autoptr(ContainerWriter) writer = container_writer_open(path, &RUNS_KIND, 0, NULL);
    SectionWriter *sections[RUNS_FORMS + 1];

    for (guint i = 0; i <= RUNS_FORMS; i++)
        sections[i] = container_writer_section(writer, i);
    section_put_string(sections[RUNS_LANGUAGES], "en");
    section_put_uint(sections[RUNS_LANGUAGES], 2);
    section_put_uint(sections[RUNS_LANGUAGES], 10);
    section_end_record(sections[RUNS_LANGUAGES]);
    for (guint i = 0; i < 2; i++) {
        section_put_delta(sections[RUNS_ARTICLES], 0, i == 0 ? 4 : 6);
        section_put_uint(sections[RUNS_ARTICLES], i);
        section_end_record(sections[RUNS_ARTICLES]);
    }
    for (guint i = 0; i < 2; i++) {
        const guint64 sums[] = {1, 0, runs->f, runs->df};
        const guint64 cells[] = {1, 0, 1, runs->place, 2, 0}; /* ones, once, more */

        section_put_uint(sections[RUNS_TERMS], 0);
        section_put_prefixed(sections[RUNS_TERMS], runs->terms[i], strlen(runs->terms[i]));
        for (guint k = 0; k < G_N_ELEMENTS(sums); k++)
            section_put_uint(sections[RUNS_TERMS], sums[k]);
        section_end_record(sections[RUNS_TERMS]);
        for (guint k = 0; k < G_N_ELEMENTS(cells); k++)
            section_put_uint(sections[RUNS_CELLS], cells[k]);
        section_end_record(sections[RUNS_CELLS]);
        section_put_uint(sections[RUNS_FORMS], 1);
        section_put_string(sections[RUNS_FORMS], "Form");
        section_put_uint(sections[RUNS_FORMS], 3);
        section_put_uint(sections[RUNS_FORMS], 3);
        section_end_record(sections[RUNS_FORMS]);
    }
    g_assert_true(container_writer_commit(writer, NULL));
}

static gboolean
merge(char *first, char *second, GError **error)
{
    char *paths[] = {first, second};

    return merge_files(paths, second ? 2 : 1, TRUE, "words", error);
}

/* The same runs twice: everything twice, which is as even as once. */
static void
test_words(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Container) words = NULL;
    SectionReader *section;
    char a[] = "a", b[] = "b";
    gsize nbytes;

    write_runs(&GOOD, "a");
    write_runs(&GOOD, "b");
    g_assert_true(merge(a, b, &error));
    words = container_open("words", &WORDS_KIND, &error);
    section = container_section(words, WORDS_SHARED);
    g_assert_true(section_next(section));
    g_assert_cmpuint(section_get_delta(section, 0), ==, 1);
    g_assert_cmpuint(section_get_uint(section), ==, 0); /* language */
    section_get_prefixed(section, &nbytes);
    section_get_bytes(section, &nbytes);
    g_assert_cmpuint(section_get_uint(section), ==, 0); /* stop */
    g_assert_cmpuint(section_get_uint(section), ==, 6);
    g_assert_cmpuint(section_get_uint(section), ==, 4);
    g_assert_cmpuint(section_get_uint(section), ==, 20); /* reach */
    g_assert_cmpuint(section_get_uint(section), ==, 0);
    /* 2 (|1·20 − 4·6| + |2·20 − 6·6|) */
    g_assert_cmpuint(section_get_uint(section), ==, 16);
    g_assert_true(section_finish(section, &error));
}

#define BAD(what, change)                                                                          \
    {                                                                                              \
        Runs bad = GOOD;                                                                           \
        char path[] = "bad";                                                                       \
        g_autoptr(GError) error = NULL;                                                            \
        change;                                                                                    \
        write_runs(&bad, "bad");                                                                   \
        g_assert_false(merge(path, NULL, &error));                                                 \
        g_assert_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT);                           \
        g_assert_nonnull(strstr(error->message, what));                                            \
    }

static void
test_bad(void)
{
    BAD("terms out of order", bad.terms[1] = "cat")
    BAD("terms out of order", bad.terms[1] = "bat")
    BAD("something else than the term says", bad.f = 4)
    BAD("something else than the term says", bad.df = 1)
    BAD("a multiset", bad.place = 2)
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/merge-runs/words", test_words);
    g_test_add_func("/merge-runs/bad", test_bad);
    return scratch_run();
}
