/*
 * Feeds files to a fuzz target, without a fuzzer: the main of the tests, and a way to see what an
 * input does. Arguments are files and folders of them; prints TAP.
 */
#include <stdio.h>

#include "fuzz.h"

static void
add_files(const char *path, GPtrArray *files)
{
    g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
    const char *name;

    if (!entries)
        g_ptr_array_add(files, g_strdup(path));
    while (entries && (name = g_dir_read_name(entries)))
        g_ptr_array_add(files, g_build_filename(path, name, NULL));
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
feed(const char *path)
{
    g_autofree char *content = NULL;
    g_autofree char *exact = NULL;
    g_autoptr(GError) error = NULL;
    gsize nbytes;

    g_file_get_contents(path, &content, &nbytes, &error);
    g_assert_no_error(error);
    exact = fuzz_copy(content, nbytes, 0);
    LLVMFuzzerTestOneInput((const uint8_t *)exact, nbytes);
}

int
main(int argc, char **argv)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

    for (int i = 1; i < argc; i++)
        add_files(argv[i], files);
    g_ptr_array_sort(files, by_name);
    printf("1..%u\n", files->len + 1);
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    printf("ok 1 nothing\n");
    for (guint i = 0; i < files->len; i++) {
        printf("# %s\n", (const char *)files->pdata[i]);
        fflush(stdout); /* what comes last before a crash is what crashed */
        feed(files->pdata[i]);
        printf("ok %u\n", i + 2);
    }
    return 0;
}
