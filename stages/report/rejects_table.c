#include "tables.h"

#include <string.h>

#include "files/kinds.h"
#include "files/tokens_file.h"
#include "program/escape.h"
#include "program/file_text.h"
#include "program/tsv.h"

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

/* What plan could not list: its table has the same columns. */
static gboolean
read_plan(const PlanFile *plan, GArray *rejects, GError **error)
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

static gboolean
read_shard(const char *path, GArray *rejects, GError **error)
{
    g_autoptr(Container) tokens = container_open(path, &TOKENS_KIND, error);
    SectionReader *section;

    if (!tokens)
        return FALSE;
    section = container_section(tokens, TOKENS_REJECTS);
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
write_rejects_table(const PlanFile *plan, const char *folder, guint64 *ret_n_rejects,
                    guint64 *ret_n_unlisted, GError **error)
{
    g_autoptr(GArray) rejects = g_array_new(FALSE, FALSE, sizeof(Reject));
    g_auto(Tsv) tsv = {0};

    g_array_set_clear_func(rejects, clear_reject);
    if (!read_plan(plan, rejects, error))
        return FALSE;
    *ret_n_unlisted = rejects->len;
    for (guint i = 0; i < plan->shards->len; i++) {
        g_autofree char *path = plan_file_path(plan, i, ".tokens.gz");

        if (!read_shard(path, rejects, error))
            return FALSE;
    }
    g_array_sort(rejects, compare);
    if (!tsv_open(&tsv, folder, "rejects.tsv", "path offset reason", error))
        return FALSE;
    for (guint i = 0; i < rejects->len; i++) {
        const Reject *reject = &g_array_index(rejects, Reject, i);

        tsv_path(&tsv, reject->path);
        tsv_uint(&tsv, reject->offset);
        tsv_string(&tsv, reject->reason);
        tsv_end_line(&tsv);
    }
    *ret_n_rejects = rejects->len;
    return tsv_commit(&tsv, error);
}
