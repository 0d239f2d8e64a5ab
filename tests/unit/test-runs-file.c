/* What a shard's runs say is taken only if it can be true. */
#include "files/kinds.h"
#include "files/runs_file.h"

#include "scratch_folder.h"

/* ---- cells: each place once, those with v = 1 first */

static void
test_cells(void)
{
    static const struct {
        struct {
            guint32 n, v, m;
        } cells[3];
        guint n_ones, n_once, n_more;
        gboolean right;
    } cases[] = {
        {{{0, 1, 1}, {2, 1, 1}, {1, 5, 1}}, 2, 1, 0, TRUE},
        {{{0, 1, 1}, {2, 1, 1}}, 2, 0, 0, TRUE},
        {{{1, 5, 1}}, 0, 1, 0, TRUE},
        {{{2, 1, 1}, {2, 5, 1}}, 1, 1, 0, FALSE}, /* an article twice, in two lists */
        {{{2, 5, 1}, {2, 6, 1}}, 0, 2, 0, FALSE}, /* and in one */
        {{{3, 1, 1}}, 1, 0, 0, FALSE},            /* there are three */
        {{{0, 1, 2}}, 0, 0, 1, FALSE},            /* of two articles */
        {{{0, 1, 1}, {1, 1, 1}}, 1, 1, 0, FALSE}, /* once among the others */
        {{{0, 1, 1}, {1, 5, 1}}, 0, 2, 0, FALSE}, /* both kinds in a list */
    };
    g_auto(RunsPlaces) places = {0};

    runs_places_init(&places, 3);
    for (guint round = 0; round < 2; round++) /* what was in a term before is forgotten */
        for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
            guint n[MULTISET_MAX_RUNS] = {cases[i].n_ones, cases[i].n_once, cases[i].n_more};
            guint32 ends[MULTISET_MAX_RUNS], n_cells = 0;
            g_auto(Multiset) set = {0};
            guint n_runs = 0;

            for (guint list = 0; list < MULTISET_MAX_RUNS; list++) {
                for (guint k = 0; k < n[list]; k++, n_cells++)
                    multiset_append(&set, cases[i].cells[n_cells].n, cases[i].cells[n_cells].v,
                                    cases[i].cells[n_cells].m);
                if (n[list] > 0)
                    ends[n_runs++] = n_cells;
            }
            g_assert_cmpint(runs_places_check(&places, &set, ends, n_runs), ==, cases[i].right);
        }
}

/* ---- articles: each number once, no more words than are counted in 32 bits */

static void
assert_articles(const guint64 words[3], const guint numbers[3], const char *wrong)
{
    g_autoptr(ContainerWriter) writer = container_writer_open("runs", &RUNS_KIND, 0, NULL);
    SectionWriter *section = container_writer_section(writer, RUNS_ARTICLES);
    g_autoptr(Container) container = NULL;
    g_auto(RunsArticles) articles = {0};
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 3; i++) {
        section_put_delta(section, 0, words[i]);
        section_put_uint(section, numbers[i]);
        section_end_record(section);
    }
    g_assert_true(container_writer_commit(writer, NULL));
    container = container_open("runs", &RUNS_KIND, NULL);
    g_assert_nonnull(container);
    g_assert_cmpint(runs_articles_read(&articles, container, &error), ==, wrong == NULL);
    if (wrong) {
        g_assert_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT);
        g_assert_nonnull(strstr(error->message, wrong));
        return;
    }
    g_assert_cmpuint(articles.n, ==, 3);
    for (guint i = 0; i < 3; i++) {
        g_assert_cmpuint(articles.words[i], ==, words[i]);
        g_assert_cmpuint(articles.numbers[i], ==, numbers[i]);
    }
}

static void
test_articles(void)
{
    const guint64 some[] = {1, 7, G_MAXUINT32}, many[] = {1, 7, (guint64)G_MAXUINT32 + 1};

    assert_articles(some, (guint[]){2, 0, 1}, NULL);
    assert_articles(some, (guint[]){2, 0, 2}, "an article that is there twice");
    assert_articles(some, (guint[]){2, 0, 3}, "an article");
    assert_articles(many, (guint[]){2, 0, 1}, "an article's words");
}

/* A column of differences that goes beyond 64 bits does not begin again from 0. */
static void
test_overflow(void)
{
    g_autoptr(ContainerWriter) writer = container_writer_open("wraps", &RUNS_KIND, 0, NULL);
    SectionWriter *section = container_writer_section(writer, RUNS_ARTICLES);
    SectionReader *reader;
    g_autoptr(Container) container = NULL;
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 2; i++) {
        section_put_uint(section, G_MAXUINT64 - 1); /* the step itself */
        section_put_uint(section, i);
        section_end_record(section);
    }
    g_assert_true(container_writer_commit(writer, NULL));
    container = container_open("wraps", &RUNS_KIND, NULL);
    reader = container_section(container, RUNS_ARTICLES);
    g_assert_true(section_next(reader));
    section_get_delta(reader, 0);
    section_get_uint(reader);
    g_assert_true(section_next(reader));
    section_get_delta(reader, 0);
    g_assert_false(section_finish(reader, &error));
    g_assert_nonnull(strstr(error->message, "a sum beyond 64 bits"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/runs-file/cells", test_cells);
    g_test_add_func("/runs-file/articles", test_articles);
    g_test_add_func("/runs-file/overflow", test_overflow);
    return scratch_run();
}
