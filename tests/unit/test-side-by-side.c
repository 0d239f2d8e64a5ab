/* Articles side by side: the numbers of a term in an article, and the columns they stand in. */
#include "side_by_side.h"
#include "side_by_side_layout.h"

#include <math.h>

/* A corpus of 3 English articles of 100 words, one without words, and one Spanish article that is
 * all there is. */
static void
make_side(SideBySide *side)
{
    static LanguageTotals totals[] = {{(char *)(guintptr) "en", 4, 300},
                                      {(char *)(guintptr) "es", 1, 50}};
    static const FoundArticle articles[] = {
        {.number = 1, .language = (char *)(guintptr) "en", .words = 100},
        {.number = 2, .language = (char *)(guintptr) "en", .words = 0},
        {.number = 3, .language = (char *)(guintptr) "es", .words = 50}};
    static const SideTerm terms[] = {{.term = {.language = 0}, .f = 6, .df = 2},
                                     {.term = {.language = 1}, .f = 5, .df = 1}};
    static guint64 counts[] = {4, 0, 0, 0, 0, 5};

    *side = (SideBySide){.articles = g_array_new(FALSE, FALSE, sizeof(FoundArticle)),
                         .terms = g_array_new(FALSE, FALSE, sizeof(SideTerm)),
                         .counts = counts,
                         .languages = {totals, 2}};
    g_array_append_vals(side->articles, articles, G_N_ELEMENTS(articles));
    g_array_append_vals(side->terms, terms, G_N_ELEMENTS(terms));
}

static void
test_cells(void)
{
    static const struct {
        guint term, article;
        SideCell cell;
    } cases[] = {
        /* 4·ln(5/2.5); log2(4.5/100.5) − log2(2.5/200.5) */
        {0, 0, {TRUE, TRUE, TRUE, 4, 40, 2.772589, 1.844403}},
        {0,
         1,
         {TRUE, FALSE, FALSE, 0, 0, 0, 0}}, /* no words: no rate, nothing to set against the rest */
        {0, 2, {FALSE, FALSE, FALSE, 0, 0, 0, 0}}, /* a term of another language */
        {1, 0, {FALSE, FALSE, FALSE, 0, 0, 0, 0}},
        {1, 2, {TRUE, TRUE, FALSE, 5, 100, 1.438410, 0}}, /* 5·ln(2/1.5); no rest in its language */
    };
    SideBySide side;

    make_side(&side);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        SideCell cell = side_by_side_cell(&side, cases[i].term, cases[i].article);
        const SideCell *expected = &cases[i].cell;

        g_test_message("term %u in article %u", cases[i].term, cases[i].article);
        g_assert_cmpint(cell.exists, ==, expected->exists);
        g_assert_cmpint(cell.has_rate, ==, expected->has_rate);
        g_assert_cmpint(cell.has_rest, ==, expected->has_rest);
        g_assert_cmpuint(cell.count, ==, expected->count);
        g_assert_cmpfloat_with_epsilon(cell.per_thousand, expected->per_thousand, 1e-6);
        g_assert_cmpfloat_with_epsilon(cell.tfidf, expected->tfidf, 1e-6);
        g_assert_cmpfloat_with_epsilon(cell.log_ratio, expected->log_ratio, 1e-6);
    }
    g_array_unref(side.articles);
    g_array_unref(side.terms);
}

/* A term that the article has not is rarer there than in the rest if the rest has it often. */
static void
test_missing(void)
{
    SideBySide side;
    SideCell cell;

    make_side(&side);
    side.counts = (guint64[]){0, 0, 0, 0, 0, 0};
    g_array_index(side.terms, SideTerm, 0).f = 20;
    cell = side_by_side_cell(&side, 0, 0);
    g_assert_true(cell.has_rest);
    g_assert_cmpuint(cell.count, ==, 0);
    g_assert_cmpfloat_with_epsilon(cell.log_ratio, log2(.5 / 100.5) - log2(20.5 / 200.5), 1e-9);
    g_assert_cmpfloat(cell.log_ratio, <, 0);
    g_array_unref(side.articles);
    g_array_unref(side.terms);
}

static void
test_layout(void)
{
    static const struct {
        guint label, numbers[SIDE_N_NUMBERS], n_articles;
        SideLayout expected;
    } cases[] = {
        {10, {5, 5, 6, 5}, 2, {10, {5, 5, 6, 5}, 2, 2}},
        {10, {5, 5, 6, 5}, 7, {10, {5, 5, 6, 5}, 2, 2}},
        {10, {5, 5, 6, 5}, 1, {10, {5, 5, 6, 5}, 2, 1}},
        {20, {5, 5, 6, 5}, 2, {20, {5, 5, 6, 5}, 2, 2}}, /* 20 + 2·(3 + 27) = 80 */
        {21, {5, 5, 6, 5}, 2, {21, {5, 5, 6, 5}, 1, 2}},
        {90, {5, 5, 6, 5}, 2, {26, {5, 5, 6, 5}, 1, 2}},     /* cut, but beside each other */
        {90, {12, 8, 12, 6}, 2, {36, {12, 8, 12, 6}, 1, 1}}, /* numbers too wide for two */
        {5, {12, 6, 9, 6}, 2, {5, {12, 6, 9, 6}, 2, 1}},
        {0, {5, 5, 6, 5}, 2, {0, {5, 5, 6, 5}, 2, 2}},
        {30,
         {20, 20, 20, 20},
         2,
         {1, {20, 20, 20, 20}, 1, 1}}, /* wider than a line: no worse than need be */
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        SideLayout layout = side_layout(cases[i].label, cases[i].numbers, cases[i].n_articles);
        const SideLayout *expected = &cases[i].expected;

        g_test_message("case %u: label %u space %u per block %u", i, layout.label, layout.space,
                       layout.per_block);
        g_assert_cmpuint(layout.label, ==, expected->label);
        g_assert_cmpuint(layout.space, ==, expected->space);
        g_assert_cmpuint(layout.per_block, ==, expected->per_block);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/side-by-side/cells", test_cells);
    g_test_add_func("/side-by-side/missing", test_missing);
    g_test_add_func("/side-by-side/layout", test_layout);
    return g_test_run();
}
