#include "tables.h"

#include <string.h>

#include "files/kinds.h"
#include "program/escape.h"
#include "program/file_text.h"

typedef struct {
    char *path;
    guint64 offset;
    char *reason;
} Reject;

static void
clear_reject(gpointer data)
{
    g_free(((Reject *)data)->path);
    g_free(((Reject *)data)->reason);
}

static gint
compare(gconstpointer a, gconstpointer b)
{
    const Reject *x = a, *y = b;
    int order = strcmp(x->path, y->path);

    return order ? order : x->offset < y->offset ? -1 : x->offset > y->offset;
}

GArray *
rejects_new(void)
{
    GArray *rejects = g_array_new(FALSE, FALSE, sizeof(Reject));

    g_array_set_clear_func(rejects, clear_reject);
    return rejects;
}

/* What plan could not list: its table has the same columns. */
gboolean
rejects_read_plan(GArray *rejects, const PlanFile *plan, GError **error)
{
    g_autofree char *path = corpus_path(plan, "plan.rejects.tsv");
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    if (!(text = file_text_read(path, NULL, error)))
        return FALSE;
    lines = g_strsplit(text, "\n", -1);
    for (guint i = lines[0] ? 1 : 0; lines[i] && *lines[i]; i++) {
        g_auto(GStrv) fields = g_strsplit(lines[i], "\t", 3);
        g_autoptr(GString) name = g_string_new(NULL);
        Reject reject;

        if (g_strv_length(fields) != 3 || !unescape_path(name, fields[0], strlen(fields[0]))) {
            g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: line %u: not a reject", path,
                        i + 1);
            return FALSE;
        }
        reject = (Reject){g_strdup(name->str), g_ascii_strtoull(fields[1], NULL, 10),
                          g_strdup(fields[2])};
        g_array_append_val(rejects, reject);
    }
    return TRUE;
}

gboolean
rejects_read_shard(GArray *rejects, Container *tokens, GError **error)
{
    SectionReader *section = container_section(tokens, TOKENS_REJECTS);

    while (section_next(section)) {
        Reject reject;

        reject.path = section_get_string(section);
        reject.offset = section_get_uint(section);
        reject.reason = section_get_string(section);

        g_array_append_val(rejects, reject);
    }
    return section_finish(section, error);
}

gboolean
write_rejects_table(GArray *rejects, const char *folder, GError **error)
{
    g_auto(Tsv) tsv = {0};

    if (!tsv_open(&tsv, folder, "rejects.tsv", "path offset reason", error))
        return FALSE;
    g_array_sort(rejects, compare);
    for (guint i = 0; i < rejects->len; i++) {
        const Reject *reject = &g_array_index(rejects, Reject, i);

        tsv_path(&tsv, reject->path, strlen(reject->path));
        tsv_uint(&tsv, reject->offset);
        tsv_string(&tsv, reject->reason);
        tsv_end_line(&tsv);
    }
    return tsv_commit(&tsv, error);
}
