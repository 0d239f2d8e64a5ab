#include "plan.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cut.h"
#include "file_parts.h"
#include "merge_tree.h"
#include "plan_files.h"
#include "planned_files.h"
#include "program/escape.h"
#include "program/hash.h"
#include "program/out_file.h"
#include "shard_lists.h"
#include "shard_size.h"
#include "walk.h"

GQuark
plan_error_quark(void)
{
    return g_quark_from_static_string("plan-error-quark");
}

enum { MEMORY_NBYTES = 64 << 20 };

typedef struct {
    const PlanOptions *options;
    char *corpus; /* what paths are relative to */
    PlannedFiles *files;
    guint64 text_nbytes; /* estimated */
    PlanSummary summary;
    GHashTable *taken; /* the shards' names */
    GPtrArray *shards; /* the same, in order; taken owns them */
} Plan;

static void
plan_clear(Plan *plan)
{
    g_free(plan->corpus);
    planned_files_free(plan->files);
    g_hash_table_unref(plan->taken);
    g_ptr_array_unref(plan->shards);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Plan, plan_clear)

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

/* The table of metadata is no article, should it lie in the corpus. */
static void
skip_metadata(const char *metadata, Walk *walk)
{
    struct stat status;

    if (metadata && stat(metadata, &status) == 0)
        walk_skip(walk, status.st_dev, status.st_ino);
}

static gboolean
keep_file(Plan *plan, const WalkEntry *entry, GError **error)
{
    plan->summary.n_files++;
    plan->summary.nbytes += entry->nbytes;
    plan->text_nbytes += file_parts_estimate(entry->path, entry->path_nbytes, entry->nbytes);
    return planned_files_add(plan->files, entry->path, entry->path_nbytes, entry->nbytes,
                             entry->mtime_ns, error);
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
    skip_metadata(plan->options->metadata, walk);
    walk_sort_in(walk, plan->options->work, MEMORY_NBYTES);
    plan->corpus = g_strdup(walk_corpus(walk));
    plan->files = planned_files_new(plan->options->work, MEMORY_NBYTES);
    rejects = plan_files_open(plan->options->work, "plan.rejects.tsv", error);
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

/* Takes the next file, whole or in parts, into the cutting. */
static gboolean
cut_file(Plan *plan, const FileCutting *cutting, const PlannedPiece *file, ShardCutter *cutter,
         GError **error)
{
    GArray *parts;

    if (!file_parts_find(cutting, file->path, file->file_nbytes, file->mtime_ns, &parts, error))
        return FALSE;
    if (!parts) {
        shard_cutter_push(cutter, hash_bytes(file->path, file->path_nbytes),
                          file_parts_estimate(file->path, file->path_nbytes, file->file_nbytes));
        return TRUE;
    }
    for (guint i = 0; i < parts->len; i++)
        shard_cutter_push_alone(cutter);
    planned_files_set_parts(plan->files, file->number, parts);
    return TRUE;
}

static gboolean
cut_files(Plan *plan, const FileCutting *cutting, ShardCutter *cutter, GError **error)
{
    g_auto(PieceReader) reader;
    GError *cause = NULL;
    const PlannedPiece *file;

    piece_reader_init(&reader, plan->files);
    while ((file = piece_reader_next(&reader, &cause)))
        if (!cut_file(plan, cutting, file, cutter, error))
            return FALSE;
    if (cause)
        g_propagate_error(error, cause);
    return !cause;
}

static gboolean
cut(Plan *plan, ShardCutter *cutter, GError **error)
{
    g_autoptr(Unpacker) unpacker = unpacker_new(plan->options->work);
    FileCutting cutting = {
        .folder = open(plan->corpus, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
        .records = &plan->options->records,
        .target_nbytes = plan->summary.shard_nbytes,
        .unpacker = unpacker,
    };
    gboolean whole;

    if (cutting.folder < 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot open: %s",
                    plan->corpus, g_strerror(errno));
        return FALSE;
    }
    whole = cut_files(plan, &cutting, cutter, error);
    close(cutting.folder);
    return whole && (plan->options->keep || unpacker_remove_others(unpacker, error));
}

static gboolean
write_size(const Plan *plan, GError **error)
{
    OutFile *file = plan_files_open(plan->options->work, "shard-size", error);

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
    g_autoptr(ShardCutter) cutter = NULL;
    g_autoptr(MergeTree) tree = NULL;

    if (!gather(&plan, error))
        return FALSE;
    choose_size(&plan);
    cutter = shard_cutter_new(plan.summary.shard_nbytes);
    if (!cut(&plan, cutter, error) ||
        !shard_lists_write(options, plan.corpus, plan.files, shard_cutter_finish(cutter),
                           plan.taken, plan.shards, error) ||
        !write_size(&plan, error))
        return FALSE;
    plan.summary.n_shards = plan.shards->len;
    tree = merge_tree_new(plan.shards);
    if (!plan_files_write_tree(options->work, plan.shards, tree, error))
        return FALSE;
    if (!options->keep && !plan_files_remove_stale(options->work, plan.taken, tree, error))
        return FALSE;
    if (ret_summary)
        *ret_summary = plan.summary;
    return TRUE;
}
