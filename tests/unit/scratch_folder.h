/* A folder for the files of a test, and what is done in it. Everything aborts on failure. */
#ifndef TEXTMILL_SCRATCH_FOLDER_H
#define TEXTMILL_SCRATCH_FOLDER_H

#include <fcntl.h>
#include <ftw.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static inline int
scratch_remove_one(const char *path, const struct stat *st G_GNUC_UNUSED, int kind G_GNUC_UNUSED,
                   struct FTW *ftw G_GNUC_UNUSED)
{
    return remove(path);
}

/*
 * Runs the tests in an empty folder, which goes with all that is in it: they name their files
 * relative to it. Returns what main() is to return.
 */
static inline int
scratch_run(void)
{
    g_autofree char *folder = g_dir_make_tmp("textmill-XXXXXX", NULL);
    int failed;

    g_assert_nonnull(folder);
    g_assert_cmpint(g_chdir(folder), ==, 0);
    failed = g_test_run();
    g_assert_cmpint(g_chdir("/"), ==, 0);
    g_assert_cmpint(nftw(folder, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS), ==, 0);
    return failed;
}

/* Writes a file, its folders made. */
static inline void
scratch_write(const char *path, const char *content)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(g_mkdir_with_parents(folder, 0777), ==, 0);
    g_file_set_contents(path, content, -1, &error);
    g_assert_no_error(error);
}

static inline char *
scratch_read(const char *path)
{
    char *content = NULL;
    g_autoptr(GError) error = NULL;

    g_file_get_contents(path, &content, NULL, &error);
    g_assert_no_error(error);
    return content;
}

/* Sets a file's size without filling it. */
static inline void
scratch_resize(const char *path, gsize nbytes)
{
    g_assert_cmpint(truncate(path, nbytes), ==, 0);
}

/* Sets a file's time of modification, in seconds since 1970. */
static inline void
scratch_set_time(const char *path, gint64 seconds)
{
    const struct timespec times[2] = {{.tv_sec = seconds}, {.tv_sec = seconds}};

    g_assert_cmpint(utimensat(AT_FDCWD, path, times, 0), ==, 0);
}

#endif
