#include "merge.h"

#include <string.h>

#include "files/kinds.h"

gboolean
merge_files(char **paths, guint n, gboolean as_words, const char *output, GError **error)
{
    g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func((GDestroyNotify)container_close);
    const ContainerKind *kind = NULL;
    guint64 source = 0;

    for (guint i = 0; i < n; i++) {
        Container *input = container_open(paths[i], kind, error);

        if (!input)
            return FALSE;
        g_ptr_array_add(inputs, input);
        source = container_combine_sources(source, container_checksum(input));
        if (kind)
            continue;
        kind = strcmp(container_kind_name(input), GROUPS_KIND.name) == 0 && !as_words ? &GROUPS_KIND
                                                                                      : &RUNS_KIND;
        if (strcmp(container_kind_name(input), kind->name) != 0) {
            g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_KIND,
                        "%s: a file of %s cannot be merged%s", paths[i], container_kind_name(input),
                        as_words ? " to words" : "");
            return FALSE;
        }
    }
    if (kind == &GROUPS_KIND)
        return merge_groups((Container *const *)inputs->pdata, n, source, output, error);
    return merge_runs((Container *const *)inputs->pdata, n, as_words, source, output, error);
}
