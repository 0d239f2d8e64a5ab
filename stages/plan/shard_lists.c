#include "shard_lists.h"

#include <string.h>

#include "files/shard_list.h"
#include "metadata_table.h"
#include "plan_files.h"
#include "program/digits.h"
#include "program/escape.h"
#include "program/hash.h"
#include "program/out_file.h"

enum { MEMORY_NBYTES = 64 << 20 }; /* of rows of metadata */

typedef struct {
    const PlanOptions *options;
    const char *corpus;
    PieceReader pieces;
    OutFile *table; /* plan.tsv */
    GHashTable *taken;
    GPtrArray *shards;

    MetadataTable *metadata; /* NULL: none is given */
    OutFile *unmatched;
    GString *lines;       /* what it says of the file at hand */
    guint64 n_files_done; /* that it was asked for */
} Writing;

/* ---- metadata */

static void
write_unmatched(OutFile *file, const char *what, const char *path, guint64 row, const char *reason)
{
    out_file_printf(file, "%s\t", what);
    escape_path_write(file, path, strlen(path));
    if (row > 0)
        out_file_printf(file, "\t%" G_GUINT64_FORMAT "\t%s\n", row, reason);
    else
        out_file_printf(file, "\t\t%s\n", reason);
}

static void
pass_row(const char *key, guint64 number, const char *reason, gpointer data)
{
    Writing *writing = data;

    write_unmatched(writing->unmatched, "row", key, number, reason);
}

static gboolean
open_metadata(Writing *writing, GError **error)
{
    const PlanOptions *options = writing->options;

    writing->lines = g_string_new(NULL);
    writing->unmatched = plan_files_open(writing->options->work, "plan.unmatched.tsv", error);
    if (!writing->unmatched)
        return FALSE;
    out_file_puts(writing->unmatched, "what\tpath\trow\treason\n");
    if (!options->metadata)
        return TRUE;
    writing->metadata = metadata_table_open(options->metadata, options->key, options->work,
                                            MEMORY_NBYTES, pass_row, writing, error);
    return writing->metadata != NULL;
}

/* Brings writing->lines to the file of the piece. */
static gboolean
join(Writing *writing, const PlannedPiece *piece, GError **error)
{
    gboolean found;

    if (!writing->metadata || writing->n_files_done > piece->number)
        return TRUE;
    if (!metadata_table_join(writing->metadata, piece->path, writing->lines, &found, error))
        return FALSE;
    if (!found)
        write_unmatched(writing->unmatched, "file", piece->path, 0, "no row has its path");
    writing->n_files_done = piece->number + 1;
    return TRUE;
}

static gboolean
close_metadata(Writing *writing, GError **error)
{
    gboolean found;

    if (writing->metadata &&
        !metadata_table_join(writing->metadata, NULL, writing->lines, &found, error))
        return FALSE;
    return plan_files_commit(g_steal_pointer(&writing->unmatched), error);
}

/* ---- lists */

static void
write_number(OutFile *list, guint64 number)
{
    list->p = digits_put(out_file_reserve(list, DIGITS_MAX), number);
}

static void
write_piece(OutFile *list, const PlannedPiece *piece)
{
    gint64 mtime_ns = piece->mtime_ns;

    escape_path_write(list, piece->path, piece->path_nbytes);
    out_file_putc(list, '\t');
    write_number(list, piece_start(piece));
    out_file_putc(list, '\t');
    write_number(list, piece_nbytes(piece));
    out_file_puts(list, mtime_ns < 0 ? "\t-" : "\t");
    write_number(list, mtime_ns < 0 ? -(guint64)mtime_ns : (guint64)mtime_ns);
    if (piece->part) {
        out_file_putc(list, '\t');
        escape_path_write(list, piece->part->from, strlen(piece->part->from));
    }
    out_file_putc(list, '\n');
}

/* What a shard that begins with the piece is named by. */
static guint64
hash_piece(const PlannedPiece *piece)
{
    guint64 hash = hash_bytes(piece->path, piece->path_nbytes);

    return piece_start(piece) > 0 ? hash_mix(hash ^ piece_start(piece)) : hash;
}

/* Names the shard that begins with this piece, begins its row of the table and its list. */
static OutFile *
begin_list(Writing *writing, const PlannedPiece *first, GError **error)
{
    char *name = plan_name_shard(writing->taken, hash_piece(first));
    g_autofree char *list_name = g_strconcat(name, ".list", NULL);
    OutFile *list = plan_files_open(writing->options->work, list_name, error);

    g_ptr_array_add(writing->shards, name);
    if (!list)
        return NULL;
    out_file_puts(list, SHARD_LIST_FIRST_LINE "\ncorpus\t");
    escape_path_write(list, writing->corpus, strlen(writing->corpus));
    out_file_putc(list, '\n');

    out_file_puts(writing->table, name);
    out_file_putc(writing->table, '\t');
    escape_path_write(writing->table, first->path, first->path_nbytes);
    return list;
}

/* Writes the list of the next shard, which has n_pieces, and its row of the table. */
static gboolean
write_list(Writing *writing, guint64 n_pieces, GError **error)
{
    g_autoptr(OutFile) list = NULL;
    guint64 nbytes = 0;

    for (guint64 i = 0; i < n_pieces; i++) {
        const PlannedPiece *piece = piece_reader_next(&writing->pieces, error);

        if (!piece || (i == 0 && !(list = begin_list(writing, piece, error))) ||
            !join(writing, piece, error))
            return FALSE;
        write_piece(list, piece);
        out_file_write(list, writing->lines->str, writing->lines->len);
        nbytes += piece_nbytes(piece);
    }
    out_file_printf(writing->table, "\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\n", n_pieces,
                    nbytes);
    return plan_files_commit(g_steal_pointer(&list), error);
}

static void
clear_writing(Writing *writing)
{
    piece_reader_clear(&writing->pieces);
    out_file_free(writing->table);
    out_file_free(writing->unmatched);
    metadata_table_free(writing->metadata);
    if (writing->lines)
        g_string_free(writing->lines, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Writing, clear_writing)

gboolean
shard_lists_write(const PlanOptions *options, const char *corpus, const PlannedFiles *files,
                  const GArray *shard_pieces, GHashTable *taken, GPtrArray *shards, GError **error)
{
    g_auto(Writing)
        writing = {.options = options, .corpus = corpus, .taken = taken, .shards = shards};

    piece_reader_init(&writing.pieces, files);
    writing.table = plan_files_open(options->work, "plan.tsv", error);
    if (!writing.table || !open_metadata(&writing, error))
        return FALSE;
    out_file_puts(writing.table, "shard\tfirst_path\tpieces\tbytes\n");
    for (guint i = 0; i < shard_pieces->len; i++)
        if (!write_list(&writing, g_array_index(shard_pieces, guint64, i), error))
            return FALSE;
    return close_metadata(&writing, error) &&
           plan_files_commit(g_steal_pointer(&writing.table), error);
}
