#include "tables.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/kinds.h"
#include "program/escape.h"

/* A reject of plan's that has not been written. */
typedef struct {
    GString *path;
    guint64 offset;
    const char *reason; /* in the line */
} PlanReject;

struct _RejectsTable {
    Tsv tsv;
    char *plan_path;
    FILE *plan;
    char *line; /* getline's */
    gsize capacity;
    guint64 n_lines;
    PlanReject next;
    gboolean ended;       /* there is no next */
    guint64 n, n_planned; /* written; of these plan's */
};

static void
write_reject(RejectsTable *table, const char *path, gsize nbytes, guint64 offset,
             const char *reason, gsize reason_nbytes)
{
    tsv_path(&table->tsv, path, nbytes);
    tsv_uint(&table->tsv, offset);
    tsv_text(&table->tsv, reason, reason_nbytes);
    tsv_end_line(&table->tsv);
    table->n++;
}

/* Reads the next of plan's rejects; its table has the same columns. */
static gboolean
read_plan(RejectsTable *table, GError **error)
{
    gssize n = getline(&table->line, &table->capacity, table->plan);
    char *offset, *reason = NULL;

    if (n < 0) {
        table->ended = TRUE;
        if (!ferror(table->plan))
            return TRUE;
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot read: %s",
                    table->plan_path, g_strerror(errno));
        return FALSE;
    }
    table->n_lines++;
    g_strchomp(table->line);
    offset = strchr(table->line, '\t');
    reason = offset ? strchr(offset + 1, '\t') : NULL;
    g_string_truncate(table->next.path, 0);
    if (!reason || !unescape_path(table->next.path, table->line, offset - table->line)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "%s: line %" G_GUINT64_FORMAT ": not a reject", table->plan_path,
                    table->n_lines);
        return FALSE;
    }
    table->next.offset = g_ascii_strtoull(offset + 1, NULL, 10);
    table->next.reason = reason + 1;
    return TRUE;
}

/* Writes plan's rejects that come before path, or all that are left if it is NULL. */
static gboolean
write_plan_until(RejectsTable *table, const char *path, GError **error)
{
    while (!table->ended && (!path || strcmp(table->next.path->str, path) < 0)) {
        write_reject(table, table->next.path->str, table->next.path->len, table->next.offset,
                     table->next.reason, strlen(table->next.reason));
        table->n_planned++;
        if (!read_plan(table, error))
            return FALSE;
    }
    return TRUE;
}

RejectsTable *
rejects_table_open(const PlanFile *plan, const char *folder, GError **error)
{
    g_autoptr(RejectsTable) table = g_new0(RejectsTable, 1);

    table->next.path = g_string_new(NULL);
    table->plan_path = corpus_path(plan, "plan.rejects.tsv");
    table->plan = fopen(table->plan_path, "re");
    if (!table->plan) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot open: %s",
                    table->plan_path, g_strerror(errno));
        return NULL;
    }
    if (getline(&table->line, &table->capacity, table->plan) < 0)
        table->ended = TRUE; /* not even names of columns */
    table->n_lines = 1;
    if (!tsv_open(&table->tsv, folder, "rejects.tsv", "path offset reason", error) ||
        (!table->ended && !read_plan(table, error)))
        return NULL;
    return g_steal_pointer(&table);
}

gboolean
rejects_table_add_shard(RejectsTable *table, Container *tokens, GError **error)
{
    SectionReader *section = container_section(tokens, TOKENS_REJECTS);
    gboolean whole = TRUE;

    while (whole && section_next(section)) {
        g_autofree char *path = section_get_string(section);
        guint64 offset = section_get_uint(section);
        gsize nbytes;
        const char *reason = (const char *)section_get_bytes(section, &nbytes);

        if (section->failed)
            break;
        whole = write_plan_until(table, path, error);
        if (whole)
            write_reject(table, path, strlen(path), offset, reason, nbytes);
    }
    return section_finish(section, whole ? error : NULL) && whole;
}

guint64
rejects_table_n(const RejectsTable *table, guint64 *ret_n_planned)
{
    *ret_n_planned = table->n_planned;
    return table->n;
}

gboolean
rejects_table_commit(RejectsTable *table, GError **error)
{
    return write_plan_until(table, NULL, error) && tsv_commit(&table->tsv, error);
}

void
rejects_table_free(RejectsTable *table)
{
    if (!table)
        return;
    tsv_clear(&table->tsv);
    if (table->plan)
        fclose(table->plan);
    free(table->line);
    g_free(table->plan_path);
    g_string_free(table->next.path, TRUE);
    g_free(table);
}
