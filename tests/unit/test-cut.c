/* Where a list of files is cut, and how little a change moves. */
#include "cut.h"

#include <string.h>

#include "program/hash.h"
#include "shard_size.h"

enum { TARGET = 64 << 10 };

typedef struct {
    char *path;
    guint64 nbytes;
} File;

static void
clear_file(gpointer data)
{
    g_free(((File *)data)->path);
}

/* n files in order of path, mean_nbytes on average; their names are numbers from 0, 10, 20, ... */
static GArray *
make_files(guint n, guint mean_nbytes)
{
    GArray *files = g_array_new(FALSE, FALSE, sizeof(File));

    g_array_set_clear_func(files, clear_file);
    for (guint i = 0; i < n; i++) {
        const File file = {g_strdup_printf("news/%07u.txt", 10 * i),
                           g_test_rand_int_range(mean_nbytes / 4, mean_nbytes * 7 / 4)};

        g_array_append_val(files, file);
    }
    return files;
}

static ShardCutter *
cut(const GArray *files, guint64 target)
{
    ShardCutter *cutter = shard_cutter_new(target);

    for (guint i = 0; i < files->len; i++) {
        const File *file = &g_array_index(files, File, i);

        shard_cutter_push(cutter, hash_bytes(file->path, strlen(file->path)), file->nbytes);
    }
    return cutter;
}

/* Adds a file to the number that stands for what a list says. */
static guint64
add_to_list(guint64 list, const File *file)
{
    return hash_mix(hash_mix(list + 1) ^ hash_bytes(file->path, strlen(file->path)) ^
                    hash_mix(file->nbytes));
}

/* The shards as a set of such numbers. */
static GHashTable *
lists_of(const GArray *files, guint64 target)
{
    g_autoptr(ShardCutter) cutter = cut(files, target);
    const GArray *shards = shard_cutter_finish(cutter);
    GHashTable *lists = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    guint next = 0;

    for (guint i = 0; i < shards->len; i++) {
        guint64 list = 0;

        for (guint64 k = 0; k < g_array_index(shards, guint64, i); k++, next++)
            list = add_to_list(list, &g_array_index(files, File, next));
        g_hash_table_add(lists, g_memdup2(&list, sizeof list));
    }
    g_assert_cmpuint(next, ==, files->len);
    return lists;
}

/* Lists of `after` that were not there before: what has to be computed again. */
static guint
n_changed(GHashTable *before, GHashTable *after)
{
    GHashTableIter iter;
    gpointer list;
    guint n = 0;

    g_hash_table_iter_init(&iter, after);
    while (g_hash_table_iter_next(&iter, &list, NULL))
        n += !g_hash_table_contains(before, list);
    return n;
}

static void
change(GArray *files, guint i)
{
    File *file = &g_array_index(files, File, i);
    const File added = {g_strdup_printf("%s.%08x", file->path, g_test_rand_int()), file->nbytes};

    switch (g_test_rand_int_range(0, 3)) {
    case 0:
        g_array_insert_val(files, i + 1, added);
        return;
    case 1:
        g_array_remove_index(files, i);
        break;
    default:
        file->nbytes = g_test_rand_int_range(file->nbytes / 2, 2 * file->nbytes);
    }
    g_free(added.path);
}

/*
 * 2,000 files, one of them added, removed or replaced. One or two lists change; more only where a
 * shard is a few files, so that one file is within reach of several ends, and rarely.
 */
static void
test_stable(void)
{
    static const struct {
        guint mean_nbytes, most_beyond_two; /* of 400 */
    } cases[] = {{300, 4}, {2300, 12}, {9000, 24}, {40000, 40}};

    for (guint c = 0; c < G_N_ELEMENTS(cases); c++) {
        g_autoptr(GArray) files = make_files(2000, cases[c].mean_nbytes);
        g_autoptr(GHashTable) before = lists_of(files, TARGET);
        guint n_beyond = 0, n_one = 0;

        for (int i = 0; i < 400; i++) {
            GHashTable *after;
            guint n;

            change(files, g_test_rand_int_range(0, files->len));
            after = lists_of(files, TARGET);
            n = n_changed(before, after);
            g_hash_table_unref(before);
            before = after;
            n_one += n <= 1;
            n_beyond += n > 2;
            g_assert_cmpuint(n, <=, 5); /* whatever it is, it ends near by */
        }
        g_test_message(
            "files of %u bytes, 400 changes: %u made at most one list new, %u more than two",
            cases[c].mean_nbytes, n_one, n_beyond);
        g_assert_cmpuint(n_beyond, <=, cases[c].most_beyond_two);
    }
}

static void
test_bounds(void)
{
    static const guint means[] = {8, 300, 2300, 30000, 60000};

    for (guint m = 0; m < G_N_ELEMENTS(means); m++) {
        g_autoptr(GArray) files = make_files(20000, means[m]);
        g_autoptr(ShardCutter) cutter = NULL;
        const GArray *shards;
        guint next = 0;
        guint64 total = 0;

        if (means[m] == 8) /* chance has little to do with many empty files */
            for (guint i = 0; i < files->len; i++)
                g_array_index(files, File, i).nbytes = 0;
        for (guint i = 0; i < files->len; i++) { /* longer than one and a half targets: see alone */
            guint64 *nbytes = &g_array_index(files, File, i).nbytes;
            *nbytes = MIN(*nbytes, TARGET * 3 / 2);
        }
        cutter = cut(files, TARGET);
        shards = shard_cutter_finish(cutter);
        for (guint i = 0; i < shards->len; i++) {
            guint64 nbytes = 0;

            for (guint64 k = 0; k < g_array_index(shards, guint64, i); k++)
                nbytes += MAX(g_array_index(files, File, next + k).nbytes, CUT_LEAST_NBYTES);
            next += g_array_index(shards, guint64, i);
            total += nbytes;
            g_assert_cmpuint(nbytes, >=, TARGET / 4);
            g_assert_cmpuint(nbytes, <=, 2 * TARGET);
        }
        g_assert_cmpuint(next, ==, files->len);
        g_test_message("files of %u bytes: shards of %.2f targets", means[m],
                       (double)total / TARGET / shards->len);
        g_assert_cmpfloat((double)total / TARGET / shards->len, >, 0.6);
        g_assert_cmpfloat((double)total / TARGET / shards->len, <, 1.5);
    }
}

/* A file of more than one and a half targets is a shard, and nothing beyond it moves. */
static void
test_alone(void)
{
    g_autoptr(GArray) files = make_files(500, 2300);
    g_autoptr(GHashTable) before = NULL, after = NULL;
    guint64 alone;

    g_array_index(files, File, 250).nbytes = 5 * TARGET;
    before = lists_of(files, TARGET);
    alone = add_to_list(0, &g_array_index(files, File, 250));
    g_assert_true(g_hash_table_contains(before, &alone));

    g_array_remove_index(files, 249); /* the last before it */
    after = lists_of(files, TARGET);
    g_assert_true(g_hash_table_contains(after, &alone));
    g_assert_cmpuint(n_changed(before, after), <=, 2);
}

/* ---- the rule of cut.h, word by word and slowly */

static void
divide_slowly(const guint64 *ends, const guint64 *hashes, gboolean *is_end, guint first, guint last,
              guint64 start)
{
    guint best = G_MAXUINT;

    if (ends[last] - start <= 2 * TARGET)
        return;
    for (guint i = first; i < last; i++)
        if (ends[i] - start >= TARGET / 4 && ends[last] - ends[i] >= TARGET / 4 &&
            (best == G_MAXUINT || hashes[i] < hashes[best]))
            best = i;
    is_end[best] = TRUE;
    divide_slowly(ends, hashes, is_end, first, best, start);
    divide_slowly(ends, hashes, is_end, best + 1, last, ends[best]);
}

static void
cut_slowly(const guint64 *ends, const guint64 *hashes, gboolean *is_end, guint n)
{
    guint first = 0;

    for (guint i = 0; i < n; i++) {
        gboolean least = ends[i] >= TARGET / 2 && ends[n - 1] - ends[i] >= TARGET / 2;

        for (guint k = 0; k < n && least; k++) {
            guint64 distance = MAX(ends[i], ends[k]) - MIN(ends[i], ends[k]);
            least = k == i || distance >= TARGET / 2 || hashes[i] < hashes[k];
        }
        is_end[i] = least || i == n - 1;
    }
    for (guint i = 0; i < n; i++) {
        if (!is_end[i])
            continue;
        divide_slowly(ends, hashes, is_end, first, i, first > 0 ? ends[first - 1] : 0);
        first = i + 1;
    }
}

static void
test_rule(void)
{
    for (int round = 0; round < 60; round++) {
        guint n = g_test_rand_int_range(1, 1500);
        g_autoptr(GArray) files = make_files(n, 1 << g_test_rand_int_range(8, 15));
        g_autoptr(ShardCutter) cutter = cut(files, TARGET);
        const GArray *shards = shard_cutter_finish(cutter);
        g_autofree guint64 *ends = g_new(guint64, n), *hashes = g_new(guint64, n);
        g_autofree gboolean *is_end = g_new0(gboolean, n);
        guint shard = 0;
        guint64 n_files = 0;

        for (guint i = 0; i < n; i++) {
            const File *file = &g_array_index(files, File, i);
            ends[i] = (i > 0 ? ends[i - 1] : 0) + MAX(file->nbytes, CUT_LEAST_NBYTES);
            hashes[i] = hash_bytes(file->path, strlen(file->path));
        }
        cut_slowly(ends, hashes, is_end, n);
        for (guint i = 0; i < n; i++) {
            n_files++;
            if (!is_end[i])
                continue;
            g_assert_cmpuint(shard, <, shards->len);
            g_assert_cmpuint(g_array_index(shards, guint64, shard), ==, n_files);
            shard++;
            n_files = 0;
        }
        g_assert_cmpuint(shard, ==, shards->len);
    }
}

/* Names made so that hashes fall and fall must not cost time or one huge shard. */
static void
test_hostile(void)
{
    enum { N = 1000000 };
    g_autoptr(ShardCutter) falling = shard_cutter_new(TARGET), same = shard_cutter_new(TARGET);
    ShardCutter *const cutters[] = {falling, same};

    for (guint c = 0; c < G_N_ELEMENTS(cutters); c++) {
        const GArray *shards;

        for (guint i = 0; i < N; i++)
            shard_cutter_push(cutters[c], c == 0 ? N - i : 7, 0);
        shards = shard_cutter_finish(cutters[c]);
        for (guint i = 0; i < shards->len; i++)
            g_assert_cmpuint(g_array_index(shards, guint64, i) * CUT_LEAST_NBYTES, <=, 2 * TARGET);
    }
}

static void
test_empty(void)
{
    g_autoptr(ShardCutter) cutter = shard_cutter_new(TARGET);

    g_assert_cmpuint(shard_cutter_finish(cutter)->len, ==, 0);
}

/* ---- the size of a shard */

#define KB G_GUINT64_CONSTANT(1024)
#define MB (1024 * KB)
#define GB (1024 * MB)

static void
test_size(void)
{
    static const struct {
        guint64 corpus, ideal;
    } cases[] = {
        {0, 8 * MB},         {16 * MB, 8 * MB},      {24 * MB - 1, 8 * MB},
        {24 * MB, 12 * MB},  {64 * MB - 1, 28 * MB}, {64 * MB, 32 * MB},
        {256 * MB, 32 * MB}, {10 * GB, 32 * MB},     {19 * GB, 32 * MB},
        {21 * GB, 64 * MB},  {160 * GB, 128 * MB},   {G_MAXUINT64, SHARD_SIZE_MOST},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpuint(shard_size_ideal(cases[i].corpus), ==, cases[i].ideal);
    g_assert_cmpuint(shard_size_keep(0, 8 * MB), ==, 8 * MB);
    g_assert_cmpuint(shard_size_keep(4 * MB, 8 * MB), ==, 4 * MB);
    g_assert_cmpuint(shard_size_keep(4 * MB, 16 * MB), ==, 16 * MB);
    g_assert_cmpuint(shard_size_keep(16 * MB, 8 * MB), ==, 16 * MB);
    g_assert_cmpuint(shard_size_keep(32 * MB, 8 * MB), ==, 8 * MB);
    g_assert_cmpuint(shard_size_keep(1, 4 * MB), ==, 4 * MB);
}

static void
test_parse_size(void)
{
    static const struct {
        const char *text;
        guint64 nbytes; /* 0: refused */
    } cases[] = {
        {"4K", 4 * KB},    {"4096", 4 * KB}, {"32m", 32 * MB}, {"1G", 1 * GB},
        {"1024M", 1 * GB}, {"", 0},          {"K", 0},         {"4095", 0},
        {"3K", 0},         {"-4M", 0},       {"4MB", 0},       {"4 M", 0},
        {"1.5M", 0},       {"1025M", 0},     {"2G", 0},        {"99999999999999999999", 0},
        {"4T", 0},         {"+8M", 0},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        guint64 nbytes = 0;

        g_assert_cmpint(shard_size_parse(cases[i].text, &nbytes), ==, cases[i].nbytes > 0);
        g_assert_cmpuint(nbytes, ==, cases[i].nbytes);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL); /* prints the seed of its random numbers */
    g_test_add_func("/cut/stable", test_stable);
    g_test_add_func("/cut/bounds", test_bounds);
    g_test_add_func("/cut/alone", test_alone);
    g_test_add_func("/cut/rule", test_rule);
    g_test_add_func("/cut/hostile", test_hostile);
    g_test_add_func("/cut/empty", test_empty);
    g_test_add_func("/cut/size", test_size);
    g_test_add_func("/cut/parse-size", test_parse_size);
    return g_test_run();
}
