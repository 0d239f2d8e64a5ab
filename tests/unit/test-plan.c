/* The work folder after a plan, and after another. */
#include "plan.h"

#include "files/shard_list.h"
#include "merge_tree.h"
#include "plan_files.h"
#include "program/hash.h"
#include "scratch_folder.h"
#include "walk.h"

static void
plan(const char *corpus, const char *work, guint64 shard_nbytes, PlanSummary *ret_summary)
{
    const PlanOptions options = {corpus, work, shard_nbytes};
    g_autoptr(GError) error = NULL;

    g_assert_true(plan_make(&options, ret_summary, &error));
    g_assert_no_error(error);
}

static void
plan_fails(const char *corpus, const char *work, GQuark domain, int code, const char *message)
{
    const PlanOptions options = {corpus, work, 0};
    g_autoptr(GError) error = NULL;

    g_assert_false(plan_make(&options, NULL, &error));
    g_assert_error(error, domain, code);
    g_assert_nonnull(strstr(error->message, message));
}

/* n files of 1,000 bytes: FOLDER/a/000.txt, ... */
static void
make_corpus(const char *folder, guint n)
{
    for (guint i = 0; i < n; i++) {
        g_autofree char *path = g_strdup_printf("%s/a/%03u.txt", folder, i);

        scratch_write(path, "");
        scratch_resize(path, 1000);
    }
}

/* Every file of the folder: name to inode and content. What is not rewritten keeps both. */
static GHashTable *
snapshot(const char *folder)
{
    GHashTable *files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL), *content = NULL;
        struct stat st;

        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            continue;
        content = scratch_read(path);
        g_assert_cmpint(stat(path, &st), ==, 0);
        g_hash_table_insert(
            files, g_strdup(name),
            g_strdup_printf("%lu %ld %s", (gulong)st.st_ino, st.st_mtim.tv_nsec, content));
    }
    return files;
}

/* Names in b that are not in a, or differ, with this ending. */
static guint
n_new(GHashTable *a, GHashTable *b, const char *ending)
{
    GHashTableIter iter;
    gpointer name, content;
    guint n = 0;

    g_hash_table_iter_init(&iter, b);
    while (g_hash_table_iter_next(&iter, &name, &content))
        n +=
            g_str_has_suffix(name, ending) && g_strcmp0(g_hash_table_lookup(a, name), content) != 0;
    return n;
}

/* The paths of all lists, in the order of plan.tsv, each with what `show` appends. */
static char *
listed(const char *work, gboolean with_facts)
{
    g_autofree char *path = g_build_filename(work, "plan.tsv", NULL), *table = scratch_read(path);
    g_auto(GStrv) rows = g_strsplit(table, "\n", -1);
    GString *all = g_string_new(NULL);

    g_assert_cmpstr(rows[0], ==, "shard\tfirst_path\tpieces\tbytes");
    for (guint i = 1; rows[i][0]; i++) {
        g_auto(GStrv) fields = g_strsplit(rows[i], "\t", -1);
        g_autofree char *file = g_strdup_printf("%s/%s.list", work, fields[0]);
        g_autoptr(GError) error = NULL;
        g_autoptr(ShardList) list = shard_list_open(file, &error);
        guint64 n = 0, nbytes = 0;
        ShardPiece piece;

        g_assert_no_error(error);
        while (shard_list_next(list, &piece, &error)) {
            g_autofree char *name = g_build_filename(shard_list_corpus(list), piece.path, NULL);
            struct stat st;

            g_assert_cmpint(stat(name, &st), ==, 0); /* what a list names is there */
            g_assert_cmpuint(piece.nbytes, ==, st.st_size);
            g_string_append(all, piece.path);
            if (with_facts)
                g_string_append_printf(all, " %" G_GINT64_FORMAT, piece.mtime_ns);
            g_string_append_c(all, '|');
            if (n == 0) {
                g_autofree char *expected = g_strdup_printf(
                    "%016" G_GINT64_MODIFIER "x", hash_bytes(piece.path, piece.path_nbytes));
                expected[12] = '\0';
                g_assert_cmpstr(fields[0], ==, expected);
                g_assert_cmpstr(fields[1], ==, piece.path);
            }
            n++;
            nbytes += piece.nbytes;
        }
        g_assert_no_error(error);
        g_assert_cmpuint(g_ascii_strtoull(fields[2], NULL, 10), ==, n);
        g_assert_cmpuint(g_ascii_strtoull(fields[3], NULL, 10), ==, nbytes);
    }
    return g_string_free(all, FALSE);
}

static void
test_whole(void)
{
    g_autofree char *paths = NULL, *rejects = NULL, *size = NULL, *names = NULL;
    PlanSummary summary;

    make_corpus("whole", 300);
    scratch_write("whole/odd/new\nline", "12345");
    g_assert_cmpint(symlink("nothing", "whole/odd/dang\tling"), ==, 0);
    plan("whole", "whole-out/deep/work", 8192, &summary);
    g_assert_cmpuint(summary.n_files, ==, 301);
    g_assert_cmpuint(summary.nbytes, ==, 300005);
    g_assert_cmpuint(summary.n_rejects, ==, 1);
    g_assert_cmpuint(summary.n_shards, >, 300000 / 16384);

    paths = listed("whole-out/deep/work", FALSE);
    g_assert_true(g_str_has_prefix(paths, "a/000.txt|a/001.txt|"));
    g_assert_true(g_str_has_suffix(paths, "|a/299.txt|odd/new\nline|"));
    g_assert_cmpuint(strlen(paths), ==, 300 * strlen("a/000.txt|") + strlen("odd/new\nline|"));
    rejects = scratch_read("whole-out/deep/work/plan.rejects.tsv");
    g_assert_cmpstr(rejects, ==,
                    "path\toffset\treason\n"
                    "odd/dang%09ling\t0\ta link that leads nowhere: No such file or directory\n");
    size = scratch_read("whole-out/deep/work/shard-size");
    g_assert_cmpstr(size, ==, "8192\n");
    names = scratch_read("whole-out/deep/work/shards.mk");
    g_assert_nonnull(strstr(names, "\nSHARDS := "));
    g_assert_nonnull(strstr(names, "\nPARTS := $(SHARDS)\n"));
}

static void
test_single_file(void)
{
    g_autofree char *paths = NULL;

    scratch_write("single/.news.jsonl", "{}\n");
    plan("single/.news.jsonl", "single/output/work", 0, NULL);
    paths = listed("single/output/work", FALSE);
    g_assert_cmpstr(paths, ==, ".news.jsonl|");
}

/* The lists do not tell in which order the files were made. */
static void
test_order_of_work(void)
{
    g_autofree char *one = NULL, *other = NULL;

    make_corpus("order", 200);
    plan("order", "order-1/work", 4096, NULL);
    for (int i = 199; i >= 0; i--) {
        g_autofree char *path = g_strdup_printf("order/a/%03d.txt", i);
        g_autofree char *content = scratch_read(path);

        g_assert_cmpint(g_unlink(path), ==, 0);
        scratch_write(path, "");
        scratch_resize(path, 1000);
    }
    plan("order", "order-2/work", 4096, NULL);
    one = scratch_read("order-1/work/plan.tsv");
    other = scratch_read("order-2/work/plan.tsv");
    g_assert_cmpstr(one, ==, other);
}

static void
test_again(void)
{
    g_autoptr(GHashTable) first = NULL, second = NULL, third = NULL, fourth = NULL, fifth = NULL;

    make_corpus("again", 600);
    plan("again", "again-out/work", 4096, NULL);
    first = snapshot("again-out/work");
    plan("again", "again-out/work", 4096, NULL);
    second = snapshot("again-out/work");
    g_assert_cmpuint(n_new(first, second, ""), ==, 0);
    g_assert_cmpuint(g_hash_table_size(first), ==, g_hash_table_size(second));

    scratch_set_time("again/a/300.txt", 1000); /* an older copy of the same size */
    plan("again", "again-out/work", 4096, NULL);
    third = snapshot("again-out/work");
    g_assert_cmpuint(n_new(second, third, ".list"), ==, 1);
    g_assert_cmpuint(n_new(second, third, ".mk"), ==, 0);

    scratch_write("again/a/300a.txt", "added");
    plan("again", "again-out/work", 4096, NULL);
    fourth = snapshot("again-out/work");
    g_assert_cmpuint(n_new(third, fourth, ".list"), >=, 1);
    g_assert_cmpuint(n_new(third, fourth, ".list"), <=, 3);

    g_assert_cmpint(g_unlink("again/a/300a.txt"), ==, 0);
    plan("again", "again-out/work", 4096, NULL);
    fifth = snapshot("again-out/work");
    g_assert_cmpuint(g_hash_table_size(fifth), ==, g_hash_table_size(third));
    g_assert_cmpuint(n_new(fourth, fifth, ".list"), >=, 1);
}

static void
test_stale(void)
{
    static const char *const kept[] = {"notes.txt",
                                       "abcdefabcdef",
                                       "part-",
                                       "part-x.gz",
                                       "ABCDEFABCDEF.gz",
                                       "abcdefabcdef0.gz",
                                       "part-0123456789abc.gz",
                                       "abcdefabcdef.d/file"};
    static const char *const stale[] = {"abcdefabcdef.list", "abcdefabcdef.tokens.gz",
                                        "part-f.runs.gz",    "abcdefabcdef.tokens.gz.part",
                                        "part-0a.members",   "part-0.runs.gz.host-17.part"};
    g_autoptr(GHashTable) before = NULL;
    GHashTableIter iter;
    gpointer name;

    make_corpus("stale", 50);
    plan("stale", "stale-out/work", 8192, NULL);
    before = snapshot("stale-out/work");
    for (guint i = 0; i < G_N_ELEMENTS(kept) + G_N_ELEMENTS(stale); i++) {
        g_autofree char *path =
            g_strconcat("stale-out/work/",
                        i < G_N_ELEMENTS(kept) ? kept[i] : stale[i - G_N_ELEMENTS(kept)], NULL);
        scratch_write(path, "");
    }
    g_hash_table_iter_init(&iter, before);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        if (g_str_has_suffix(name, ".list")) {
            g_autofree char *shard = g_strndup(name, 12), *own = NULL, *left = NULL;

            own = g_strdup_printf("stale-out/work/%s.tokens.gz", shard);
            left = g_strconcat(own, ".part", NULL);
            scratch_write(own, "");
            scratch_write(left, "");
        }
    }
    plan("stale", "stale-out/work", 8192, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(kept); i++) {
        g_autofree char *path = g_strconcat("stale-out/work/", kept[i], NULL);
        g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
    }
    for (guint i = 0; i < G_N_ELEMENTS(stale); i++) {
        g_autofree char *path = g_strconcat("stale-out/work/", stale[i], NULL);
        g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    }
    g_hash_table_iter_init(&iter, before);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        if (g_str_has_suffix(name, ".list")) {
            g_autofree char *own = g_strdup_printf("stale-out/work/%.12s.tokens.gz", (char *)name);
            g_autofree char *left = g_strconcat(own, ".part", NULL);

            g_assert_true(g_file_test(own, G_FILE_TEST_EXISTS));
            g_assert_false(g_file_test(left, G_FILE_TEST_EXISTS));
        }
    }
}

static void
test_output_in_corpus(void)
{
    g_autofree char *paths = NULL;

    scratch_write("inside/one", "1");
    scratch_write("inside/output/articles.tsv", "not an article");
    plan("inside", "inside/output/work/", 0, NULL);
    plan("inside", "inside/output/work", 0, NULL);
    paths = listed("inside/output/work", FALSE);
    g_assert_cmpstr(paths, ==, "one|");
    g_assert_cmpint(g_chdir("inside/output/work"), ==, 0); /* as the pipeline does */
    plan("../..", ".", 0, NULL);
    g_assert_cmpint(g_chdir("../../.."), ==, 0);
    g_free(paths);
    paths = listed("inside/output/work", FALSE);
    g_assert_cmpstr(paths, ==, "one|");
    plan_fails("inside", "inside/work", PLAN_ERROR, PLAN_ERROR_OUTPUT, "inside");
    plan_fails("inside", "inside", PLAN_ERROR, PLAN_ERROR_OUTPUT, "inside");
}

static void
test_nothing(void)
{
    g_autofree char *rejects = NULL;

    g_assert_cmpint(g_mkdir("nothing", 0777), ==, 0);
    plan_fails("nothing", "nothing-out/work", PLAN_ERROR, PLAN_ERROR_NO_INPUT,
               "nothing: no articles");
    g_assert_cmpint(symlink("missing", "nothing/link"), ==, 0);
    plan_fails("nothing", "nothing-out/work", PLAN_ERROR, PLAN_ERROR_NO_INPUT, "plan.rejects.tsv");
    rejects = scratch_read("nothing-out/work/plan.rejects.tsv");
    g_assert_nonnull(strstr(rejects, "\nlink\t0\t"));
    plan_fails("missing", "missing-out/work", WALK_ERROR, WALK_ERROR_CORPUS, "missing");
    g_assert_false(g_file_test("missing-out", G_FILE_TEST_EXISTS));
}

/* The size stays as it was as long as it is not far off; what is no size is as none. */
static void
test_size_kept(void)
{
    static const struct {
        const char *before;
        guint64 after;
    } cases[] = {{"16777216\n", 16 << 20},
                 {"33554432\n", 8 << 20},
                 {"65536\n", 8 << 20},
                 {"rubbish", 8 << 20},
                 {"", 8 << 20}};
    PlanSummary summary;

    make_corpus("kept", 3);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        scratch_write("kept-out/work/shard-size", cases[i].before);
        plan("kept", "kept-out/work", 0, &summary);
        g_assert_cmpuint(summary.shard_nbytes, ==, cases[i].after);
    }
}

/* A packed file counts for more than it takes. */
static void
test_packed(void)
{
    PlanSummary plain, packed;

    for (int i = 0; i < 400; i++) {
        g_autofree char *a = g_strdup_printf("plain/%03d.gzip", i),
                        *b = g_strdup_printf("packed/%03d.GZ", i);

        scratch_write(a, "");
        scratch_write(b, "");
        scratch_resize(a, 500);
        scratch_resize(b, 500);
    }
    plan("plain", "plain-out/work", 8192, &plain);
    plan("packed", "packed-out/work", 8192, &packed);
    g_assert_cmpuint(packed.n_shards, >, 2 * plain.n_shards);
    g_assert_cmpuint(packed.nbytes, ==, plain.nbytes);
}

static void
test_names_clash(void)
{
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) again = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const guint64 hash = G_GUINT64_CONSTANT(0x0123456789abcdef);

    g_assert_cmpstr(plan_name_shard(taken, hash), ==, "0123456789ab");
    for (int i = 0; i < 5; i++) /* of paths that agree in these digits only, or in all */
        g_assert_cmpuint(strlen(plan_name_shard(taken, hash + i % 2)), ==, 12);
    g_assert_cmpuint(g_hash_table_size(taken), ==, 6);
    for (int i = 0; i < 6; i++)
        g_assert_true(g_hash_table_contains(
            taken, plan_name_shard(again, i == 0 ? hash : hash + (i - 1) % 2)));
}

/* ---- the merge tree */

static GPtrArray *
make_names(guint n)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < n; i++)
        g_ptr_array_add(
            names, g_strdup_printf("%012" G_GINT64_MODIFIER "x", hash_bytes(&i, sizeof i) >> 16));
    return names;
}

/* Shards below a list of members, each of which must be at most 64 long. */
static guint
n_below(const MergeTree *tree, const GPtrArray *members, const char *digits)
{
    guint n = 0;

    g_assert_cmpuint(members->len, <=, MERGE_TREE_MOST);
    for (guint i = 0; i < members->len; i++) {
        const char *name = g_ptr_array_index(members, i);
        gboolean is_part = g_str_has_prefix(name, "part-");
        guint found = 0;

        g_assert_true(g_str_has_prefix(name + (is_part ? strlen("part-") : 0), digits));
        for (guint k = 0; is_part && k < tree->parts->len; k++) {
            const MergePart *part = g_ptr_array_index(tree->parts, k);

            if (strcmp(part->name, name) == 0) {
                found++;
                n += n_below(tree, part->members, name + strlen("part-"));
            }
        }
        g_assert_cmpuint(found, ==, is_part);
        n += !is_part;
    }
    return n;
}

static void
test_tree(void)
{
    static const guint sizes[] = {1, 64, 65, 500, 3000, 12000};

    for (guint s = 0; s < G_N_ELEMENTS(sizes); s++) {
        g_autoptr(GPtrArray) names = make_names(sizes[s]);
        g_autoptr(MergeTree) tree = merge_tree_new(names);

        g_assert_cmpint(tree->parts->len == 0, ==, sizes[s] <= 64);
        g_assert_cmpuint(n_below(tree, tree->roots, ""), ==, sizes[s]);
    }
}

/* One shard more changes the members of one part. */
static void
test_tree_stable(void)
{
    g_autoptr(GPtrArray) names = make_names(500);
    g_autoptr(MergeTree) before = merge_tree_new(names), after = NULL;
    guint n = 0;

    g_ptr_array_add(names, g_strdup("0123456789ab"));
    after = merge_tree_new(names);
    g_assert_cmpuint(before->parts->len, ==, after->parts->len);
    for (guint i = 0; i < before->parts->len; i++) {
        const MergePart *a = g_ptr_array_index(before->parts, i),
                        *b = g_ptr_array_index(after->parts, i);

        g_assert_cmpstr(a->name, ==, b->name);
        n += a->members->len != b->members->len;
    }
    g_assert_cmpuint(n, ==, 1);
}

static char *
run_make(const char *target)
{
    const char *const command[] = {"make", "-s", "-f", "tree/rules.mk", target, NULL};
    g_autofree char *messages = NULL;
    g_autoptr(GError) error = NULL;
    char *out = NULL;
    int status;

    g_spawn_sync(NULL, (char **)(gsize)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out,
                 &messages, &status, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(messages, ==, "");
    g_assert_cmpint(status, ==, 0);
    return out;
}

static void
write_tree(const GPtrArray *names)
{
    g_autoptr(MergeTree) tree = merge_tree_new(names);
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path =
            g_strdup_printf("tree/%s.runs.gz", (char *)g_ptr_array_index(names, i));

        g_hash_table_add(taken, g_ptr_array_index(names, i));
        if (!g_file_test(path, G_FILE_TEST_EXISTS))
            scratch_write(path, path);
    }
    g_assert_true(plan_files_write_tree("tree", names, tree, &error));
    g_assert_true(plan_files_remove_stale("tree", taken, tree, &error));
    g_assert_no_error(error);
}

/*
 * shards.mk in make's hands: every shard goes into the whole once; a second run does nothing; a
 * shard that went away makes only its part and the whole anew.
 */
static void
test_tree_in_make(void)
{
    enum { N = 100 };
    static const char rules[] =
        "include tree/shards.mk\n"
        ".SECONDEXPANSION:\n"
        "members_of = $(addprefix tree/,$(addsuffix .runs.gz,$(MEMBERS_$1)))\n"
        "$(TREE:%=tree/%.runs.gz): tree/%.runs.gz: $$(call members_of,$$*) tree/%.members\n"
        "\t@cat $(filter %.gz,$^) > $@; echo $@\n"
        "tree/whole: $(PARTS:%=tree/%.runs.gz) tree/shards.mk\n"
        "\t@cat $(filter %.gz,$^) > $@; echo $@\n";
    g_autofree char *make = g_find_program_in_path("make"), *first = NULL, *second = NULL,
                    *third = NULL;
    static const char expected[] = "tree/part-0.runs.gz\ntree/whole\n";
    g_autofree char *whole = NULL;
    g_autoptr(GPtrArray) names = make_names(N);

    for (guint i = 0; i < 5 * N / 6; i++) /* so many that their part consists of parts */
        *(char *)g_ptr_array_index(names, i) = '0';
    if (!make) {
        g_test_skip("no make");
        return;
    }
    scratch_write("tree/rules.mk", rules);
    write_tree(names);
    first = run_make("tree/whole");
    g_assert_nonnull(strstr(first, "tree/part-0.runs.gz\n"));
    g_assert_nonnull(strstr(first, "tree/part-00.runs.gz\n"));
    whole = scratch_read("tree/whole");
    g_assert_cmpuint(strlen(whole), ==, N * strlen("tree/0123456789ab.runs.gz"));
    second = run_make("tree/whole");
    g_assert_cmpstr(second, ==, "");

    g_ptr_array_remove_index(names, 7);
    g_usleep(20000); /* let the clock of files move on */
    write_tree(names);
    third = run_make("tree/whole");
    g_clear_pointer(&whole, g_free);
    whole = scratch_read("tree/whole");
    g_assert_cmpuint(strlen(whole), ==, (N - 1) * strlen("tree/0123456789ab.runs.gz"));
    g_assert_true(g_str_has_suffix(third, expected));
    g_assert_cmpuint(strlen(third), <=, strlen("tree/part-00.runs.gz\n") + strlen(expected));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan/whole", test_whole);
    g_test_add_func("/plan/single-file", test_single_file);
    g_test_add_func("/plan/order-of-work", test_order_of_work);
    g_test_add_func("/plan/again", test_again);
    g_test_add_func("/plan/stale", test_stale);
    g_test_add_func("/plan/output-in-corpus", test_output_in_corpus);
    g_test_add_func("/plan/nothing", test_nothing);
    g_test_add_func("/plan/size-kept", test_size_kept);
    g_test_add_func("/plan/packed", test_packed);
    g_test_add_func("/plan/names-clash", test_names_clash);
    g_test_add_func("/plan/tree", test_tree);
    g_test_add_func("/plan/tree-stable", test_tree_stable);
    g_test_add_func("/plan/tree-in-make", test_tree_in_make);
    return scratch_run();
}
