#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "fuzz.h"

const char *
fuzz_file(guint number, const void *bytes, gsize nbytes)
{
    static int files[FUZZ_FILES];
    static char paths[FUZZ_FILES][32];

    g_assert_cmpuint(number, <, FUZZ_FILES);
    if (files[number] == 0) {
        files[number] = memfd_create("fuzz", MFD_CLOEXEC);
        g_assert_cmpint(files[number], >, 0);
        g_snprintf(paths[number], sizeof paths[number], "/proc/self/fd/%d", files[number]);
    }
    g_assert_cmpint(ftruncate(files[number], 0), ==, 0);
    g_assert_cmpint(pwrite(files[number], bytes, nbytes, 0), ==, (gssize)nbytes);
    return paths[number];
}

static char *folder;

static void
remove_folder(void)
{
    g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
    const char *name;

    while (entries && (name = g_dir_read_name(entries))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        g_remove(path);
    }
    g_rmdir(folder);
    g_clear_pointer(&folder, g_free);
}

const char *
fuzz_folder(void)
{
    if (!folder) {
        folder = g_dir_make_tmp("textmill-fuzz-XXXXXX", NULL);
        g_assert_nonnull(folder);
        atexit(remove_folder);
    }
    return folder;
}
