#include "plan.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "cut.h"
#include "files/shard_list.h"
#include "merge_tree.h"
#include "plan_files.h"
#include "program/digits.h"
#include "program/escape.h"
#include "program/hash.h"
#include "program/out_file.h"
#include "shard_size.h"
#include "spool.h"
#include "walk.h"

GQuark
plan_error_quark(void)
{
    return g_quark_from_static_string("plan-error-quark");
}

enum { MEMORY_NBYTES = 64 << 20 };

/* A file in the spool; its path follows, with a NUL. */
typedef struct {
    guint64 nbytes;
    gint64 mtime_ns;
    guint32 path_nbytes; /* without the NUL */
} Record;

typedef struct {
    const PlanOptions *options;
    char *corpus; /* what paths are relative to */
    Spool *files;
    guint64 text_nbytes; /* estimated */
    PlanSummary summary;
    GHashTable *taken; /* the shards' names */
    GPtrArray *shards; /* the same, in order; taken owns them */
} Plan;

static void
plan_clear(Plan *plan)
{
    g_free(plan->corpus);
    spool_free(plan->files);
    g_hash_table_unref(plan->taken);
    g_ptr_array_unref(plan->shards);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Plan, plan_clear)

static OutFile *
open_in_work(const Plan *plan, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(plan->options->work, name, NULL);

    return out_file_open(path, error);
}

static guint64
estimate_text(const char *path, gsize path_nbytes, guint64 nbytes)
{
    gboolean packed = path_nbytes > 3 && g_ascii_strcasecmp(path + path_nbytes - 3, ".gz") == 0;

    return packed ? MIN(nbytes, G_MAXINT64 / 4) * 4 : nbytes;
}

/* ---- the first pass: what there is */

static gboolean
make_folder(const char *path, struct stat *ret_stat, GError **error)
{
    if (g_mkdir_with_parents(path, 0777) != 0 || stat(path, ret_stat) != 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno),
                    "%s: cannot make the folder: %s", path, g_strerror(errno));
        return FALSE;
    }
    return TRUE;
}

/* Keeps the walk out of the work folder and of what holds it, the output folder. */
static gboolean
skip_output(const char *work, const char *corpus, Walk *walk, GError **error)
{
    g_autofree char *output = g_build_filename(work, "..", NULL); /* work may be "." */
    struct stat folders[2];

    if (!make_folder(work, &folders[0], error) || !make_folder(output, &folders[1], error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        if (walk_is_corpus(walk, folders[i].st_dev, folders[i].st_ino)) {
            g_set_error(
                error, PLAN_ERROR, PLAN_ERROR_OUTPUT,
                "%s: output into the corpus folder itself would be read as articles next time",
                corpus);
            return FALSE;
        }
        walk_skip(walk, folders[i].st_dev, folders[i].st_ino);
    }
    return TRUE;
}

static gboolean
keep_file(Plan *plan, const WalkEntry *entry, GError **error)
{
    const Record record = {entry->nbytes, entry->mtime_ns, entry->path_nbytes};

    plan->summary.n_files++;
    plan->summary.nbytes += entry->nbytes;
    plan->text_nbytes += estimate_text(entry->path, entry->path_nbytes, entry->nbytes);
    return spool_append(plan->files, &record, sizeof record, error) &&
           spool_append(plan->files, entry->path, entry->path_nbytes + 1, error);
}

static void
write_reject(Plan *plan, OutFile *rejects, const WalkEntry *entry)
{
    escape_path_write(rejects, entry->path, entry->path_nbytes);
    out_file_printf(rejects, "\t0\t%s\n", entry->reason);
    plan->summary.n_rejects++;
}

static gboolean
gather(Plan *plan, GError **error)
{
    g_autoptr(Walk) walk = walk_open(plan->options->corpus, error);
    g_autoptr(OutFile) rejects = NULL;
    GError *cause = NULL;
    WalkEntry entry;

    if (!walk || !skip_output(plan->options->work, plan->options->corpus, walk, error))
        return FALSE;
    walk_sort_in(walk, plan->options->work, MEMORY_NBYTES);
    plan->corpus = g_strdup(walk_corpus(walk));
    plan->files = spool_new(plan->options->work, MEMORY_NBYTES);
    rejects = open_in_work(plan, "plan.rejects.tsv", error);
    if (!rejects)
        return FALSE;
    out_file_puts(rejects, "path\toffset\treason\n");
    while (walk_next(walk, &entry, &cause)) {
        if (entry.reason)
            write_reject(plan, rejects, &entry);
        else if (!keep_file(plan, &entry, error))
            return FALSE;
    }
    if (cause) {
        g_propagate_error(error, cause);
        return FALSE;
    }
    if (!plan_files_commit(g_steal_pointer(&rejects), error))
        return FALSE;
    if (plan->summary.n_files == 0) {
        g_set_error(error, PLAN_ERROR, PLAN_ERROR_NO_INPUT, "%s: no articles: %s",
                    plan->options->corpus,
                    plan->summary.n_rejects > 0
                        ? "nothing in it can be read; plan.rejects.tsv in the work folder says why"
                        : "the folder holds no files (names with a dot first do not count)");
        return FALSE;
    }
    return TRUE;
}

/* ---- the second pass: where to cut */

/* The next file of the spool. FALSE at the end, and with error set. */
static gboolean
next_file(SpoolReader *reader, Record *ret_record, const char **ret_path, GError **error)
{
    const void *bytes = spool_read(reader, sizeof *ret_record, error);

    if (!bytes)
        return FALSE;
    memcpy(ret_record, bytes, sizeof *ret_record);
    *ret_path = spool_read(reader, ret_record->path_nbytes + 1, error);
    return *ret_path != NULL;
}

static void
choose_size(Plan *plan)
{
    g_autofree char *path = g_build_filename(plan->options->work, "shard-size", NULL), *text = NULL;
    guint64 previous = 0;

    plan->summary.shard_nbytes = plan->options->shard_nbytes;
    if (plan->summary.shard_nbytes != 0)
        return;
    if (g_file_get_contents(path, &text, NULL, NULL) &&
        !shard_size_parse(g_strchomp(text), &previous))
        previous = 0; /* not ours: as if there were none */
    plan->summary.shard_nbytes = shard_size_keep(previous, shard_size_ideal(plan->text_nbytes));
}

static gboolean
cut(Plan *plan, Cutter *cutter, GError **error)
{
    g_auto(SpoolReader) reader;
    GError *cause = NULL;
    const char *path;
    Record record;

    spool_reader_init(&reader, plan->files, 0, spool_nbytes(plan->files));
    while (next_file(&reader, &record, &path, &cause))
        cutter_push(cutter, hash_bytes(path, record.path_nbytes),
                    estimate_text(path, record.path_nbytes, record.nbytes));
    if (cause)
        g_propagate_error(error, cause);
    return !cause;
}

/* ---- the third pass: the lists */

static void
write_number(OutFile *list, guint64 number)
{
    list->p = digits_put(out_file_reserve(list, DIGITS_MAX), number);
}

static void
write_piece(OutFile *list, const Record *record, const char *path)
{
    escape_path_write(list, path, record->path_nbytes);
    out_file_puts(list, "\t0\t");
    write_number(list, record->nbytes);
    out_file_puts(list, record->mtime_ns < 0 ? "\t-" : "\t");
    write_number(list,
                 record->mtime_ns < 0 ? -(guint64)record->mtime_ns : (guint64)record->mtime_ns);
    out_file_putc(list, '\n');
}

/* Names the shard that begins with this path, begins its row of the table and its list. */
static OutFile *
begin_list(Plan *plan, OutFile *table, const Record *first, const char *path, GError **error)
{
    char *name = plan_name_shard(plan->taken, hash_bytes(path, first->path_nbytes));
    g_autofree char *list_name = g_strconcat(name, ".list", NULL);
    OutFile *list = open_in_work(plan, list_name, error);

    g_ptr_array_add(plan->shards, name);
    if (!list)
        return NULL;
    out_file_puts(list, SHARD_LIST_FIRST_LINE "\ncorpus\t");
    escape_path_write(list, plan->corpus, strlen(plan->corpus));
    out_file_putc(list, '\n');

    out_file_puts(table, name);
    out_file_putc(table, '\t');
    escape_path_write(table, path, first->path_nbytes);
    return list;
}

/* Writes the list of the next shard, which has n_files, and its row of the table. */
static gboolean
write_list(Plan *plan, SpoolReader *reader, guint64 n_files, OutFile *table, GError **error)
{
    g_autoptr(OutFile) list = NULL;
    guint64 nbytes = 0;

    for (guint64 i = 0; i < n_files; i++) {
        Record record;
        const char *path;

        if (!next_file(reader, &record, &path, error))
            return FALSE;
        if (i == 0 && !(list = begin_list(plan, table, &record, path, error)))
            return FALSE;
        write_piece(list, &record, path);
        nbytes += record.nbytes;
    }
    out_file_printf(table, "\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\n", n_files, nbytes);
    return plan_files_commit(g_steal_pointer(&list), error);
}

static gboolean
write_lists(Plan *plan, const GArray *shards, GError **error)
{
    g_auto(SpoolReader) reader;
    g_autoptr(OutFile) table = NULL;

    spool_reader_init(&reader, plan->files, 0, spool_nbytes(plan->files));
    table = open_in_work(plan, "plan.tsv", error);
    if (!table)
        return FALSE;
    out_file_puts(table, "shard\tfirst_path\tfiles\tbytes\n");
    for (guint i = 0; i < shards->len; i++)
        if (!write_list(plan, &reader, g_array_index(shards, guint64, i), table, error))
            return FALSE;
    plan->summary.n_shards = shards->len;
    return plan_files_commit(g_steal_pointer(&table), error);
}

static gboolean
write_size(const Plan *plan, GError **error)
{
    OutFile *file = open_in_work(plan, "shard-size", error);

    if (!file)
        return FALSE;
    out_file_printf(file, "%" G_GUINT64_FORMAT "\n", plan->summary.shard_nbytes);
    return plan_files_commit(file, error);
}

/* ---- all of it */

gboolean
plan_make(const PlanOptions *options, PlanSummary *ret_summary, GError **error)
{
    g_auto(Plan) plan = {.options = options,
                         .taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                         .shards = g_ptr_array_new()};
    g_autoptr(Cutter) cutter = NULL;
    g_autoptr(MergeTree) tree = NULL;

    if (!gather(&plan, error))
        return FALSE;
    choose_size(&plan);
    cutter = cutter_new(plan.summary.shard_nbytes);
    if (!cut(&plan, cutter, error) || !write_lists(&plan, cutter_finish(cutter), error) ||
        !write_size(&plan, error))
        return FALSE;
    tree = merge_tree_new(plan.shards);
    if (!plan_files_write_tree(options->work, plan.shards, tree, error))
        return FALSE;
    if (!options->keep && !plan_files_remove_stale(options->work, plan.taken, tree, error))
        return FALSE;
    if (ret_summary)
        *ret_summary = plan.summary;
    return TRUE;
}
