/* Multisets against a plain sorted table of cells, and the order of terms. */
#include "files/multiset.h"

#include "container/container_reader.h"
#include "container/container_writer.h"
#include "files/terms.h"
#include "scratch_folder.h"

static const ContainerKind KIND = {
    "multisets",
    1,
    1,
    {{"sets", "ones:[n:d] once:[n:d v:u] more:[n:d v:u m:u]", SECTION_DEFLATED, 64}}};

/* ---- the plain one: m of each (n, v), n and v below SIDE */

enum { SIDE = 24 };

typedef struct {
    guint64 m[SIDE][SIDE];
} Table;

static void
fill(GRand *rand, Table *table, Multiset *set, guint n)
{
    *table = (Table){0};
    multiset_reset(set);
    for (guint i = 0; i < n; i++)
        table->m[g_rand_int_range(rand, 0, SIDE)][g_rand_int_range(rand, 1, SIDE)] +=
            g_rand_int_range(rand, 1, 4);
    for (guint n_words = 0; n_words < SIDE; n_words++)
        for (guint v = 0; v < SIDE; v++)
            if (table->m[n_words][v] > 0)
                multiset_append(set, n_words, v, table->m[n_words][v]);
}

static void
add_table(Table *table, const Table *other)
{
    for (guint i = 0; i < SIDE * SIDE; i++)
        table->m[i / SIDE][i % SIDE] += other->m[i / SIDE][i % SIDE];
}

static void
assert_same(const Multiset *set, const Table *table)
{
    MultisetSums sums = multiset_sums(set);
    guint32 cell = 0;

    for (guint n = 0; n < SIDE; n++) {
        for (guint v = 0; v < SIDE; v++) {
            if (table->m[n][v] == 0)
                continue;
            g_assert_cmpuint(cell, <, set->n_cells);
            g_assert_cmpuint(set->cells[cell].n, ==, n);
            g_assert_cmpuint(set->cells[cell].v, ==, v);
            g_assert_cmpuint(set->cells[cell].m, ==, table->m[n][v]);
            sums.f -= v * table->m[n][v];
            sums.df -= table->m[n][v];
            sums.reach -= n * table->m[n][v];
            cell++;
        }
    }
    g_assert_cmpuint(cell, ==, set->n_cells);
    g_assert_cmpuint(sums.f | sums.df | sums.reach, ==, 0);
}

static GRand *
seeded(void)
{
    guint32 seed = g_test_rand_int();

    g_test_message("seed %u", seed);
    return g_rand_new_with_seed(seed);
}

static void
test_add_and_subtract(void)
{
    g_autoptr(GRand) rand = seeded();
    g_auto(Multiset) set = {0}, other = {0};
    Table table, added;

    for (guint i = 0; i < 500; i++) {
        fill(rand, &table, &set, g_rand_int_range(rand, 0, 60));
        assert_same(&set, &table);
        fill(rand, &added, &other, g_rand_int_range(rand, 0, 60));
        multiset_add(&set, &other);
        multiset_subtract(&set, &other);
        assert_same(&set, &table);
        multiset_add(&set, &other);
        add_table(&table, &added);
        assert_same(&set, &table);
    }
}

static void
test_unite(void)
{
    g_autoptr(GRand) rand = seeded();
    g_auto(Multiset) set = {0}, part = {0}, scratch = {0};

    for (guint i = 0; i < 300; i++) {
        guint n_runs = g_rand_int_range(rand, 0, 9);
        guint32 ends[9];
        Table table = {0}, added;

        multiset_reset(&set);
        for (guint k = 0; k < n_runs; k++) {
            fill(rand, &added, &part,
                 g_rand_int_range(rand, 0, 3) ? g_rand_int_range(rand, 0, 40) : 0);
            add_table(&table, &added);
            for (guint32 c = 0; c < part.n_cells; c++)
                multiset_append(&set, part.cells[c].n, part.cells[c].v, part.cells[c].m);
            ends[k] = set.n_cells;
        }
        multiset_unite(&set, ends, n_runs, &scratch);
        assert_same(&set, &table);
    }
}

static void
test_write_and_read(void)
{
    g_autoptr(GRand) rand = seeded();
    g_autoptr(ContainerWriter) writer = container_writer_open("sets", &KIND, 0, NULL);
    g_autoptr(Container) container = NULL;
    g_auto(Multiset) set = {0};
    g_autofree Table *tables = g_new0(Table, 200);
    SectionReader *section;
    guint i = 0;

    for (i = 0; i < 200; i++) {
        fill(rand, &tables[i], &set, g_rand_int_range(rand, 0, 80));
        multiset_write(container_writer_section(writer, 0), &set);
        section_end_record(container_writer_section(writer, 0));
    }
    g_assert_true(container_writer_commit(writer, NULL));
    container = container_open("sets", &KIND, NULL);
    section = container_section(container, 0);
    for (i = 0; section_next(section); i++) {
        multiset_reset(&set);
        multiset_append(&set, 99, 9, 9); /* what was there before stays */
        multiset_read(section, &set);
        g_assert_cmpuint(set.cells[0].n, ==, 99);
        memmove(set.cells, set.cells + 1, --set.n_cells * sizeof *set.cells);
        assert_same(&set, &tables[i]);
    }
    g_assert_cmpuint(i, ==, 200);
    g_assert_true(section_finish(section, NULL));
}

/* Every third is passed over; of the others the runs are read and united. */
static void
test_skip_and_read_runs(void)
{
    enum { N_SETS = 200 };
    g_autoptr(GRand) rand = seeded();
    g_autoptr(ContainerWriter) writer = container_writer_open("runs", &KIND, 0, NULL);
    g_autoptr(Container) container = NULL;
    g_auto(Multiset) set = {0}, scratch = {0};
    g_autofree Table *tables = g_new0(Table, N_SETS);
    SectionReader *section;
    guint i = 0;

    for (i = 0; i < N_SETS; i++) {
        fill(rand, &tables[i], &set, g_rand_int_range(rand, 0, 80));
        multiset_append(&set, 1 << 30, 1 << 20, G_MAXUINT32); /* longer than a byte each */
        multiset_write(container_writer_section(writer, 0), &set);
        section_end_record(container_writer_section(writer, 0));
    }
    g_assert_true(container_writer_commit(writer, NULL));
    container = container_open("runs", &KIND, NULL);
    section = container_section(container, 0);
    for (i = 0; section_next(section); i++) {
        guint32 ends[3];

        if (i % 3 == 0) {
            multiset_skip(section);
            continue;
        }
        multiset_reset(&set);
        multiset_unite(&set, ends, multiset_read_runs(section, &set, ends), &scratch);
        g_assert_cmpuint(set.cells[--set.n_cells].m, ==, G_MAXUINT32);
        assert_same(&set, &tables[i]);
    }
    g_assert_cmpuint(i, ==, N_SETS);
    g_assert_true(section_finish(section, NULL));
}

static guint64
difference(guint64 a, guint64 b)
{
    return a > b ? a - b : b - a;
}

/* What a table comes to, and what is added up from bytes; n is a place among words, or words itself. */
static void
test_fold(void)
{
    enum { F = 1000, N = 100000 };
    g_autoptr(GRand) rand = seeded();
    g_autoptr(ContainerWriter) writer = container_writer_open("folds", &KIND, 0, NULL);
    g_autoptr(Container) container = NULL;
    g_auto(Multiset) set = {0};
    g_autofree Table *tables = g_new0(Table, 200);
    guint32 words[SIDE];
    SectionReader *section;

    for (guint i = 0; i < SIDE; i++)
        words[i] = 10 * i + 3;
    for (guint i = 0; i < 200; i++) {
        fill(rand, &tables[i], &set, g_rand_int_range(rand, 0, 80));
        multiset_write(container_writer_section(writer, 0), &set);
        section_end_record(container_writer_section(writer, 0));
    }
    g_assert_true(container_writer_commit(writer, NULL));
    container = container_open("folds", &KIND, NULL);
    section = container_section(container, 0);
    for (guint i = 0; section_next(section); i++) {
        gboolean by_place = i % 2;
        MultisetFold fold = {.f = F, .n_words = N};
        MultisetSums sums = {0, 0, 0};
        guint64 deviation = 0;

        multiset_fold(section, by_place ? words : NULL, by_place ? SIDE : 0, &fold);
        for (guint k = 0; k < SIDE * SIDE; k++) {
            guint64 n = by_place ? words[k / SIDE] : k / SIDE, v = k % SIDE;
            guint64 m = tables[i].m[k / SIDE][v];

            sums = (MultisetSums){sums.f + v * m, sums.df + m, sums.reach + n * m};
            deviation += m * difference(v * N, n * F);
        }
        g_assert_cmpuint(fold.sums.f, ==, sums.f);
        g_assert_cmpuint(fold.sums.df, ==, sums.df);
        g_assert_cmpuint(fold.sums.reach, ==, sums.reach);
        g_assert_true(fold.deviation == deviation);
    }
    g_assert_true(section_finish(section, NULL));
}

/* Beyond 64 bits; and a place that there is not. */
static void
test_fold_limits(void)
{
    const guint64 large = (guint64)1 << 40;
    g_autoptr(ContainerWriter) writer = container_writer_open("large", &KIND, 0, NULL);
    g_autoptr(Container) container = NULL;
    g_autoptr(GError) error = NULL;
    g_auto(Multiset) set = {0};
    MultisetFold fold = {.f = large, .n_words = 3 * large};
    SectionReader *section;

    multiset_append(&set, 5, 1 << 30, 7);
    for (guint i = 0; i < 2; i++) {
        multiset_write(container_writer_section(writer, 0), &set);
        section_end_record(container_writer_section(writer, 0));
    }
    g_assert_true(container_writer_commit(writer, NULL));
    container = container_open("large", &KIND, NULL);
    section = container_section(container, 0);
    g_assert_true(section_next(section));
    multiset_fold(section, NULL, 0, &fold);
    g_assert_true(fold.deviation == (unsigned __int128)7 * large * (((guint64)3 << 30) - 5));
    g_assert_true(section_next(section));
    multiset_fold(section, (guint32[5]){1, 2, 3, 4, 5}, 5, &fold);
    g_assert_true(section->failed);
    g_assert_false(section_finish(section, &error));
    g_assert_nonnull(strstr(error->message, "a multiset"));
}

/* Lists that no multiset_write() makes. */
static void
test_refused(void)
{
    static const guint64 refused[][9] = {
        {0, 1, 5, 0, 0},                           /* a count of 0 */
        {0, 0, 1, 5, 1, 0},                        /* no articles */
        {0, 2, 5, 2, 0, 2, 0},                     /* a cell twice */
        {2, 5, 0, 0, 0},                           /* likewise, of count 1 */
        {0, 2, 5, 2, 0, 1, 0},                     /* out of order */
        {0, 1, 5, 2, 1, 5, 2, 3},                  /* in two lists */
        {1, 5, 1, 5, 1, 0},                        /* likewise */
        {1, G_MAXUINT64, 0, 0},                    /* more words than 32 bits hold */
        {2, 7, G_MAXUINT64, 0, 0},                 /* ... by wrapping around */
        {0, 1, 5, (guint64)G_MAXUINT32 + 2, 0},    /* a count likewise */
        {0, 0, 1, 5, 1, (guint64)G_MAXUINT32 + 1}, /* articles likewise */
        {G_MAXUINT32, 1, 1, 0},                    /* a list longer than the record */
    };

    for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(ContainerWriter) writer = container_writer_open("bad", &KIND, 0, NULL);
        g_autoptr(Container) container = NULL;
        g_autoptr(GError) error = NULL;
        g_auto(Multiset) set = {0};
        SectionReader *section;

        g_test_message("%u", i);
        for (guint k = 0; k < 9; k++)
            section_put_uint(container_writer_section(writer, 0), refused[i][k]);
        section_end_record(container_writer_section(writer, 0));
        g_assert_true(container_writer_commit(writer, NULL));
        container = container_open("bad", &KIND, NULL);
        section = container_section(container, 0);
        g_assert_true(section_next(section));
        multiset_read(section, &set);
        g_assert_true(section->failed);
        g_assert_false(section_finish(section, &error));
        g_assert_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT);
        g_assert_nonnull(strstr(error->message, "a multiset"));
    }
}

/* Cells in the order of n only, each of one article; what is before them stays. */
static void
test_arrange(void)
{
    g_autoptr(GRand) rand = seeded();
    g_auto(Multiset) set = {0};

    for (guint i = 0; i < 300; i++) {
        guint32 n_cells = g_rand_int_range(rand, 0, 200), n = 0;
        Table table = {0};

        multiset_reset(&set);
        multiset_append(&set, 99, 9, 9);
        for (guint32 k = 0; k < n_cells; k++) {
            guint32 v = g_rand_int_range(rand, 1, SIDE);

            if (n + 1 < SIDE && g_rand_int_range(rand, 0, 20) == 0)
                n++;
            multiset_append(&set, n, v, 1);
            table.m[n][v]++;
        }
        multiset_arrange(&set, 1);
        g_assert_cmpuint(set.cells[0].n, ==, 99);
        memmove(set.cells, set.cells + 1, --set.n_cells * sizeof *set.cells);
        assert_same(&set, &table);
    }
}

static void
test_term_order(void)
{
    static const Term ordered[] = {{0, "", 0},    {0, "\0", 1},       {0, "a", 1},
                                   {0, "a\0", 2}, {0, "aa", 2},       {0, "b", 1},
                                   {1, "", 0},    {1, "\xc3\xa9", 2}, {1, "\xff", 1}};

    for (gint i = 0; i < (gint)G_N_ELEMENTS(ordered); i++)
        for (gint k = 0; k < (gint)G_N_ELEMENTS(ordered); k++) {
            int order = term_compare(&ordered[i], &ordered[k]);

            g_assert_cmpint((order > 0) - (order < 0), ==, (i > k) - (i < k));
        }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/multiset/add-and-subtract", test_add_and_subtract);
    g_test_add_func("/multiset/unite", test_unite);
    g_test_add_func("/multiset/write-and-read", test_write_and_read);
    g_test_add_func("/multiset/skip-and-read-runs", test_skip_and_read_runs);
    g_test_add_func("/multiset/fold", test_fold);
    g_test_add_func("/multiset/fold-limits", test_fold_limits);
    g_test_add_func("/multiset/refused", test_refused);
    g_test_add_func("/multiset/arrange", test_arrange);
    g_test_add_func("/terms/order", test_term_order);
    return scratch_run();
}
