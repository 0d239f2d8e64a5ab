/* Every input once, in byte order of paths, and a reason for what is none. */
#include "walk.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "name_sort.h"
#include "scratch_folder.h"
#include "spool.h"

/* Walks and returns a line per entry: the path, and for what is no input " ! " and the reason. */
static char *
walk_all(Walk *walk)
{
    GString *lines = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    WalkEntry entry;

    while (walk_next(walk, &entry, &error)) {
        g_assert_cmpuint(strlen(entry.path), ==, entry.path_nbytes);
        g_string_append_printf(lines, "%s%s%s|", entry.path, entry.reason ? " ! " : "",
                               entry.reason ? entry.reason : "");
    }
    g_assert_no_error(error);
    return g_string_free(lines, FALSE);
}

static char *
walk_folder(const char *corpus)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Walk) walk = walk_open(corpus, &error);

    g_assert_no_error(error);
    return walk_all(walk);
}

static void
make_link(const char *target, const char *path)
{
    g_assert_cmpint(symlink(target, path), ==, 0);
}

static void
test_order(void)
{
    static const char *const made[] = {"o/b/x", "o/a/2", "o/a.txt", "o/a-b",
                                       "o/a0",  "o/a/1", "o/B",     "o/\xc3\xa9"};
    g_autofree char *found = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(made); i++)
        scratch_write(made[i], "");
    found = walk_folder("o");
    /* "a/" stands between "a.txt" and "a0" */
    g_assert_cmpstr(found, ==, "B|a-b|a.txt|a/1|a/2|a0|b/x|\xc3\xa9|");
}

static void
test_names(void)
{
    static const char *const made[] = {
        "n/new\nline",
        "n/tab\there",
        "n/inva\xfflid",
        "n/a b",
        "n/.hidden",
        "n/.git/config",
        "n/README",
        "n/README.md",
        "n/textmill.conf",
        "n/sub/README.md",
        "n/sub/textmill.conf",
        "n/sub/.hidden",
        "n/README-articles/in",
        "n/readme",
        "n/packed.gz",
        "n/no-suffix\"%",
    };
    g_autofree char *found = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(made); i++)
        scratch_write(made[i], "");
    found = walk_folder("n/");
    g_assert_cmpstr(found, ==,
                    "README-articles/in|a b|inva\xfflid|new\nline|no-suffix\"%|packed.gz|readme|"
                    "sub/README.md|sub/textmill.conf|tab\there|");
}

static void
test_links(void)
{
    g_autofree char *found = NULL;

    scratch_write("l/sub/deep/a", "");
    scratch_write("elsewhere/b", "four");
    make_link("../elsewhere/b", "l/file");
    make_link("../elsewhere", "l/folder");
    make_link("nothing", "l/dangling");
    make_link("itself", "l/itself");
    make_link("../..", "l/sub/deep/up");
    make_link(".", "l/here");
    make_link("../elsewhere/b", "l/README"); /* is passed over as what it leads to */
    found = walk_folder("l");
    g_assert_cmpstr(found, ==,
                    "dangling ! a link that leads nowhere: No such file or directory|"
                    "file|folder/b|"
                    "here ! a link back to a folder that holds it|"
                    "itself ! a link that leads nowhere: Too many levels of symbolic links|"
                    "sub/deep/a|"
                    "sub/deep/up ! a link back to a folder that holds it|");
}

static void
test_kinds(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "k/socket"};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    g_autofree char *found = NULL;

    scratch_write("k/file", "");
    g_assert_cmpint(mkfifo("k/fifo", 0600), ==, 0);
    g_assert_cmpint(bind(fd, (struct sockaddr *)&address, sizeof address), ==, 0);
    make_link("/dev/null", "k/null");
    found = walk_folder("k");
    close(fd);
    g_assert_cmpstr(found, ==, "fifo ! a named pipe|file|null ! a device|socket ! a socket|");
}

static void
test_facts(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Walk) walk = NULL;
    const struct timespec times[2] = {{.tv_sec = -2, .tv_nsec = 5}, {.tv_sec = -2, .tv_nsec = 5}};
    WalkEntry entry;

    scratch_write("f/old", "");
    scratch_resize("f/old", G_GUINT64_CONSTANT(5) << 30);
    g_assert_cmpint(utimensat(AT_FDCWD, "f/old", times, 0), ==, 0);
    walk = walk_open("f", &error);
    g_assert_true(walk_next(walk, &entry, &error));
    g_assert_cmpuint(entry.nbytes, ==, G_GUINT64_CONSTANT(5) << 30);
    g_assert_cmpint(entry.mtime_ns, ==, G_GINT64_CONSTANT(-1999999995));
    g_assert_false(walk_next(walk, &entry, &error));
    g_assert_no_error(error);
}

/* A folder that cannot be opened is told; run as root, the test does it as nobody. */
static void
test_unreadable(void)
{
    gboolean root = geteuid() == 0;
    g_autofree char *found = NULL;

    scratch_write("u/closed/a", "");
    scratch_write("u/listed/a", "");
    scratch_write("u/open", "");
    g_assert_cmpint(g_chmod(".", 0755), ==, 0);
    g_assert_cmpint(g_chmod("u/open", 0) | g_chmod("u/closed", 0) | g_chmod("u/listed", 0444), ==,
                    0);
    if (root && seteuid(65534) != 0) {
        g_test_skip("cannot become an ordinary user");
        return;
    }
    found = walk_folder("u");
    g_assert_cmpint(root ? seteuid(0) : 0, ==, 0);
    g_assert_cmpint(g_chmod("u/closed", 0777) | g_chmod("u/listed", 0777), ==, 0);
    g_assert_cmpstr(found, ==,
                    "closed ! cannot open the folder: Permission denied|"
                    "listed/a ! cannot be examined: Permission denied|open|");
}

static void
test_corpus(void)
{
    static const char *const given[] = {"c/one.txt", "./c//one.txt", "c/../c/.hidden"};
    static const char *const paths[] = {"one.txt|", "one.txt|", ".hidden|"};
    g_autofree char *here = g_get_current_dir();

    scratch_write("c/one.txt", "");
    scratch_write("c/.hidden", "");
    for (guint i = 0; i < G_N_ELEMENTS(given); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Walk) walk = walk_open(given[i], &error);
        g_autofree char *found = NULL, *corpus = g_strconcat(here, i < 2 ? "/c" : "/c/../c", NULL);

        g_assert_no_error(error);
        g_assert_cmpstr(walk_corpus(walk), ==, corpus);
        found = walk_all(walk);
        g_assert_cmpstr(found, ==, paths[i]);
    }
}

static void
test_no_corpus(void)
{
    static const char *const given[] = {"missing", "", "/dev/null", "x/one.txt/", "x/fifo"};

    scratch_write("x/one.txt", "");
    g_assert_cmpint(mkfifo("x/fifo", 0600), ==, 0);
    for (guint i = 0; i < G_N_ELEMENTS(given); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(walk_open(given[i], &error));
        g_assert_error(error, WALK_ERROR, WALK_ERROR_CORPUS);
    }
}

static void
test_skip(void)
{
    g_autoptr(Walk) walk = NULL;
    g_autofree char *found = NULL;
    struct stat st;

    scratch_write("s/output/a", "");
    scratch_write("s/output2/a", "");
    make_link("output", "s/link");
    g_assert_cmpint(stat("s/output", &st), ==, 0);
    walk = walk_open("s", NULL);
    walk_skip(walk, st.st_dev, st.st_ino);
    g_assert_false(walk_is_corpus(walk, st.st_dev, st.st_ino));
    found = walk_all(walk);
    g_assert_cmpstr(found, ==, "output2/a|");
}

/* More folders within each other than descriptors are kept, and more than a path can have. */
static void
test_deep(void)
{
    enum { DEPTH = 250, NAME_NBYTES = 20 };
    static const char name[] = "dddddddddddddddddddd";
    g_autofree char *here = g_get_current_dir(), *found = NULL;
    g_auto(GStrv) lines = NULL;
    guint n = 0;
    gsize longest, nbytes = PATH_MAX;
    int fd;

    g_assert_cmpint(g_mkdir("d", 0777), ==, 0);
    fd = open("d", O_RDONLY | O_DIRECTORY);
    for (int i = 0; i < DEPTH; i++) {
        int inner, file;

        if (i % 10 == 0) {
            char last[] = "z000"; /* comes after what is below; none has the name of another */

            last[1] += i / 100;
            last[2] += i / 10 % 10;
            file = openat(fd, last, O_WRONLY | O_CREAT, 0666);
            g_assert_cmpint(file, >=, 0);
            close(file);
        }
        g_assert_cmpint(mkdirat(fd, name, 0777), ==, 0);
        inner = openat(fd, name, O_RDONLY | O_DIRECTORY);
        close(fd);
        fd = inner;
    }
    close(fd);
    found = walk_folder("d");
    lines = g_strsplit(found, "|", -1);
    g_assert_true(g_str_has_suffix(lines[0], " ! its path is too long to be opened"));
    /* all files whose paths can be opened ("here/d/" before, a NUL behind), from the innermost out
     */
    longest = PATH_MAX - 1 - strlen(here) - strlen("/d/");
    for (guint i = 1; lines[i][0]; i++) {
        if (strstr(lines[i], " ! "))
            continue;
        g_assert_cmpuint(strlen(lines[i]), <, nbytes);
        nbytes = strlen(lines[i]);
        n++;
    }
    g_assert_cmpuint(n, ==, 1 + (longest - strlen("z000")) / (10 * (NAME_NBYTES + 1)));
    /* nftw() would not get there */
    g_assert_cmpint(system("rm -rf d"), ==, 0);
}

/* ---- the names of one folder, in memory and on disk */

static int
compare_strings(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
test_sort(void)
{
    static const gsize limits[] = {64 << 20, 100000, 3000, 1};
    g_autoptr(GPtrArray) expected = g_ptr_array_new_with_free_func(g_free);

    for (int i = 0; i < 3000; i++)
        g_ptr_array_add(expected, g_strdup_printf("%.*s%x%s", g_test_rand_int_range(0, 200),
                                                  (char[201]){[0 ... 199] = '\xe9'},
                                                  g_test_rand_int(), i % 3 ? "" : "/"));
    for (guint l = 0; l < G_N_ELEMENTS(limits); l++) {
        g_autoptr(NameSort) names = name_sort_new(".", limits[l]);
        g_autoptr(GError) error = NULL;

        for (guint i = 0; i < expected->len; i++) {
            g_autofree char *name = g_strdup(g_ptr_array_index(expected, i));
            gboolean folder = g_str_has_suffix(name, "/");

            name[strlen(name) - folder] = '\0';
            g_assert_true(name_sort_add(names, name, folder, &error));
        }
        g_assert_true(name_sort_finish(names, &error));
        qsort(expected->pdata, expected->len, sizeof *expected->pdata, compare_strings);
        for (guint i = 0; i < expected->len; i++)
            g_assert_cmpstr(name_sort_next(names, &error), ==, g_ptr_array_index(expected, i));
        g_assert_null(name_sort_next(names, &error));
        g_assert_null(name_sort_next(names, &error));
        g_assert_no_error(error);
        /* the next round takes them in another order */
        for (guint i = 0; i < expected->len; i += 2) {
            gpointer other = expected->pdata[expected->len - 1 - i];
            expected->pdata[expected->len - 1 - i] = expected->pdata[i];
            expected->pdata[i] = other;
        }
    }
}

static void
test_sort_no_space(void)
{
    g_autoptr(NameSort) names = name_sort_new("missing-folder", 1);
    g_autoptr(GError) error = NULL;

    g_assert_true(name_sort_add(names, "a", FALSE, &error));
    for (int i = 0; i < 70000 && !error; i++)
        if (!name_sort_add(names, "b", FALSE, &error))
            break;
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* What does not fit into memory comes back from the file, in the same order. */
static void
test_spool(void)
{
    static const gsize limits[] = {1, 100, 70000, 1 << 20};

    for (guint l = 0; l < G_N_ELEMENTS(limits); l++) {
        g_autoptr(Spool) spool = spool_new(".", limits[l]);
        g_autoptr(GError) error = NULL;
        guint64 middle = 0;

        for (guint i = 0; i < 20000; i++) {
            if (i == 10000)
                middle = spool_nbytes(spool);
            g_assert_true(spool_append(spool, &i, sizeof i, &error));
        }
        g_assert_cmpuint(spool_nbytes(spool), ==, 20000 * sizeof(guint));
        for (int half = 0; half < 2; half++) {
            g_auto(SpoolReader) reader;
            const void *bytes;
            guint i = half * 10000, found;

            spool_reader_init(&reader, spool, half ? middle : 0,
                              half ? spool_nbytes(spool) : middle);
            for (; (bytes = spool_read(&reader, sizeof found, &error)) != NULL; i++) {
                memcpy(&found, bytes, sizeof found);
                g_assert_cmpuint(found, ==, i);
            }
            g_assert_no_error(error);
            g_assert_cmpuint(i, ==, (half + 1) * 10000);
        }
    }
}

static void
test_on_disk(void)
{
    g_autoptr(Walk) walk = NULL;
    g_autofree char *found = NULL;

    scratch_write("t/b/2", "");
    scratch_write("t/b/1", "");
    scratch_write("t/a", "");
    scratch_write("t/c", "");
    walk = walk_open("t", NULL);
    walk_sort_in(walk, ".", 1);
    found = walk_all(walk);
    g_assert_cmpstr(found, ==, "a|b/1|b/2|c|");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL); /* prints the seed of its random numbers */
    g_test_add_func("/walk/order", test_order);
    g_test_add_func("/walk/names", test_names);
    g_test_add_func("/walk/links", test_links);
    g_test_add_func("/walk/kinds", test_kinds);
    g_test_add_func("/walk/facts", test_facts);
    g_test_add_func("/walk/unreadable", test_unreadable);
    g_test_add_func("/walk/corpus", test_corpus);
    g_test_add_func("/walk/no-corpus", test_no_corpus);
    g_test_add_func("/walk/skip", test_skip);
    g_test_add_func("/walk/deep", test_deep);
    g_test_add_func("/walk/sort", test_sort);
    g_test_add_func("/walk/sort-no-space", test_sort_no_space);
    g_test_add_func("/walk/spool", test_spool);
    g_test_add_func("/walk/on-disk", test_on_disk);
    return scratch_run();
}
