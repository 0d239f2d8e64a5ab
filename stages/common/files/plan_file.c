#include "files/plan_file.h"

#include <string.h>

#include "program/file_text.h"

gboolean
plan_file_read(PlanFile *plan, const char *path, GError **error)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    if (!(text = file_text_read(path, NULL, error)))
        return FALSE;
    plan->folder = g_path_get_dirname(path);
    plan->shards = g_ptr_array_new_with_free_func(g_free);
    plan->n_pieces = 0;
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        gsize n = strcspn(lines[i], "\t");
        g_auto(GStrv) fields = NULL;

        if (n == 0 || lines[i][0] == '#' || g_str_has_prefix(lines[i], "shard\t"))
            continue;
        fields = g_strsplit(lines[i], "\t", -1);
        if (strspn(lines[i], "0123456789abcdef") != n || g_strv_length(fields) < 4) {
            g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: line %u: not a shard", path,
                        i + 1);
            plan_file_clear(plan);
            return FALSE;
        }
        g_ptr_array_add(plan->shards, g_strdup(fields[0]));
        plan->n_pieces += g_ascii_strtoull(fields[2], NULL, 10);
    }
    if (plan->shards->len == 0) { /* plan fails rather than write this */
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: names no shard", path);
        plan_file_clear(plan);
        return FALSE;
    }
    return TRUE;
}

void
plan_file_clear(PlanFile *plan)
{
    g_clear_pointer(&plan->shards, g_ptr_array_unref);
    g_clear_pointer(&plan->folder, g_free);
}

char *
plan_file_path(const PlanFile *plan, guint shard, const char *suffix)
{
    return g_strconcat(plan->folder, G_DIR_SEPARATOR_S, (const char *)plan->shards->pdata[shard],
                       suffix, NULL);
}

char *
corpus_path(const PlanFile *plan, const char *name)
{
    return g_build_filename(plan->folder, name, NULL);
}
