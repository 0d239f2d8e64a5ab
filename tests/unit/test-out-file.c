/* An output exists whole or not at all. */
#include "program/out_file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;

static char *
in_folder(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void
test_commit(void)
{
    g_autofree char *path = in_folder("whole"), *part = in_folder("whole.part"), *content = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(OutFile) file = out_file_open(path, &error);

    g_assert_no_error(error);
    out_file_puts(file, "one ");
    out_file_printf(file, "%d", 2);
    out_file_putc(file, '\n');
    g_assert_cmpuint(out_file_nbytes(file), ==, 6);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    g_assert_true(out_file_commit(file, &error));
    g_assert_true(g_file_get_contents(path, &content, NULL, NULL));
    g_assert_cmpstr(content, ==, "one 2\n");
    g_assert_false(g_file_test(part, G_FILE_TEST_EXISTS));
}

static void
test_abandoned(void)
{
    g_autofree char *path = in_folder("abandoned"), *part = in_folder("abandoned.part");
    OutFile *file = out_file_open(path, NULL);

    out_file_puts(file, "half");
    out_file_free(file);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    g_assert_false(g_file_test(part, G_FILE_TEST_EXISTS));
}

static void
test_removed_by_signal_handler(void)
{
    g_autofree char *path = in_folder("signal"), *part = in_folder("signal.part");
    g_autoptr(OutFile) file = out_file_open(path, NULL);

    g_assert_true(g_file_test(part, G_FILE_TEST_EXISTS));
    out_file_remove_parts();
    g_assert_false(g_file_test(part, G_FILE_TEST_EXISTS));
}

static void
test_only_if_changed(void)
{
    g_autofree char *path = in_folder("kept");
    struct stat before, after;
    gboolean changed;

    for (int i = 0; i < 3; i++) {
        g_autoptr(OutFile) file = out_file_open(path, NULL);

        out_file_puts(file, i < 2 ? "same" : "more");
        g_assert_true(out_file_commit_if_changed(file, &changed, NULL));
        g_assert_cmpint(changed, ==, i != 1);
        g_assert_cmpint(stat(path, i == 0 ? &before : &after), ==, 0);
        if (i == 1)
            g_assert_cmpuint(before.st_ino, ==, after.st_ino);
    }
    g_assert_cmpuint(before.st_ino, !=, after.st_ino);
}

static void
test_full_device(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OutFile) file = NULL;
    g_autofree char *path = in_folder("full"), *part = in_folder("full.part");
    char block[4096] = {0};

    g_assert_cmpint(symlink("/dev/full", part), ==, 0);
    file = out_file_open(path, &error);
    g_assert_no_error(error);
    for (int i = 0; i < 100; i++)
        out_file_write(file, block, sizeof block);
    g_assert_false(out_file_commit(file, &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

/* What is no regular file is written to and stays what it is: else -o /dev/null by root is its end.
 */
static void
test_pipe_stays(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = in_folder("pipe");
    OutFile *file;
    struct stat found;
    char said[8] = "";
    int fd;

    g_assert_cmpint(mkfifo(path, 0600), ==, 0);
    fd = open(path, O_RDWR);
    file = out_file_open(path, &error);
    g_assert_no_error(error);
    out_file_puts(file, "hello");
    g_assert_true(out_file_commit(file, &error));
    g_assert_cmpint(stat(path, &found), ==, 0);
    g_assert_true(S_ISFIFO(found.st_mode));
    g_assert_cmpint(read(fd, said, sizeof said - 1), ==, 5);
    g_assert_cmpstr(said, ==, "hello");
    out_file_free(file);
    g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
    close(fd);
    g_remove(path);
}

int
main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("textmill-XXXXXX", NULL);
    g_test_add_func("/out-file/commit", test_commit);
    g_test_add_func("/out-file/abandoned", test_abandoned);
    g_test_add_func("/out-file/removed-by-signal-handler", test_removed_by_signal_handler);
    g_test_add_func("/out-file/only-if-changed", test_only_if_changed);
    g_test_add_func("/out-file/full-device", test_full_device);
    g_test_add_func("/out-file/pipe-stays", test_pipe_stays);
    failed = g_test_run();
    g_autofree char *kept = in_folder("kept"), *whole = in_folder("whole");
    g_remove(kept);
    g_remove(whole);
    g_rmdir(folder);
    g_free(folder);
    return failed;
}
