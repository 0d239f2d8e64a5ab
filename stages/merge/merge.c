#include "merge.h"

#include <string.h>

#include "files/kinds.h"

/* The kind of all inputs, from the first one; NULL with error set if files of its kind cannot be merged. */
static const ContainerKind *
kind_of(const char *path, gboolean as_words, GError **error)
{
    g_autoptr(Container) first = container_open(path, NULL, error);

    if (!first)
        return NULL;
    if (strcmp(container_kind_name(first), RUNS_KIND.name) == 0)
        return &RUNS_KIND;
    if (strcmp(container_kind_name(first), GROUPS_KIND.name) == 0 && !as_words)
        return &GROUPS_KIND;
    g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_KIND, "%s: a file of %s cannot be merged%s",
                path, container_kind_name(first), as_words ? " to words" : "");
    return NULL;
}

gboolean
merge_files(char **paths, guint n, gboolean as_words, const char *output, GError **error)
{
    g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func((GDestroyNotify)container_close);
    const ContainerKind *kind = NULL;
    guint64 source = 0;

    kind = kind_of(paths[0], as_words, error);
    for (guint i = 0; i < n && kind; i++) {
        Container *input = container_open(paths[i], kind, error);

        if (!input)
            return FALSE;
        g_ptr_array_add(inputs, input);
        source = container_combine_sources(source, container_checksum(input));
    }
    if (!kind)
        return FALSE;
    if (kind == &GROUPS_KIND)
        return merge_groups((Container *const *)inputs->pdata, n, source, output, error);
    return merge_runs((Container *const *)inputs->pdata, n, as_words, source, output, error);
}
