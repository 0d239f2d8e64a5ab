#include "unpack.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "container/deflater.h"
#include "plan_files.h"
#include "program/out_file.h"
#include "records/record_split.h"

enum { MEMBER_NBYTES = 1 << 20, READ_NBYTES = 1 << 16 };

#define FIRST_LINE "# textmill parts 1"

#define FOLDER "pieces/"

struct _Unpacker {
    char *work;
    char *folder;     /* in it */
    GHashTable *used; /* names of files in it */
};

Unpacker *
unpacker_new(const char *work)
{
    Unpacker *unpacker = g_new0(Unpacker, 1);

    unpacker->work = g_strdup(work);
    unpacker->folder = g_build_filename(work, FOLDER, NULL);
    unpacker->used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return unpacker;
}

void
unpacker_free(Unpacker *unpacker)
{
    if (!unpacker)
        return;
    g_free(unpacker->work);
    g_free(unpacker->folder);
    g_hash_table_unref(unpacker->used);
    g_free(unpacker);
}

static void
clear_part(gpointer data)
{
    g_free(((FilePart *)data)->from);
}

GArray *
file_parts_new(void)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(FilePart));

    g_array_set_clear_func(parts, clear_part);
    return parts;
}

static void
use(Unpacker *unpacker, const char *from)
{
    g_hash_table_add(unpacker->used, g_path_get_basename(from));
}

/* ---- what was made before */

/* Reads "START NBYTES FROM" into a part. FALSE if that is something else, or the file is gone. */
static gboolean
read_part(const Unpacker *unpacker, const char *line, FilePart *ret_part)
{
    g_auto(GStrv) fields = g_strsplit(line, " ", 3);
    g_autofree char *path = NULL;

    if (g_strv_length(fields) != 3 ||
        !g_ascii_string_to_unsigned(fields[0], 10, 0, G_MAXINT64, &ret_part->start, NULL) ||
        !g_ascii_string_to_unsigned(fields[1], 10, 1, G_MAXINT64, &ret_part->nbytes, NULL))
        return FALSE;
    path = g_build_filename(unpacker->work, fields[2], NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) /* what is in the file itself is from "." */
        return FALSE;
    ret_part->from = g_strdup(fields[2]);
    return TRUE;
}

/* Whether the list of parts is there and still holds; then *ret_parts is as unpacker_find()'s. */
static gboolean
read_parts(Unpacker *unpacker, const char *name, const char *made_from, GArray **ret_parts)
{
    g_autofree char *path = g_build_filename(unpacker->work, name, NULL), *text = NULL;
    g_autoptr(GArray) parts = file_parts_new();
    g_auto(GStrv) lines = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL))
        return FALSE;
    lines = g_strsplit(text, "\n", -1);
    if (g_strv_length(lines) < 4 || strcmp(lines[0], FIRST_LINE) != 0 ||
        strcmp(lines[1], made_from) != 0)
        return FALSE;
    for (guint i = 3; lines[i] && *lines[i]; i++) {
        FilePart part;

        if (!read_part(unpacker, lines[i], &part))
            return FALSE;
        g_array_append_val(parts, part);
    }
    for (guint i = 0; i < parts->len; i++)
        use(unpacker, g_array_index(parts, FilePart, i).from);
    *ret_parts = strcmp(lines[2], "parts") == 0 ? g_steal_pointer(&parts) : NULL;
    return TRUE;
}

static gboolean
write_parts(const Unpacker *unpacker, const char *name, const char *made_from, const GArray *parts,
            GError **error)
{
    g_autoptr(OutFile) file = plan_files_open(unpacker->work, name, error);

    if (!file)
        return FALSE;
    out_file_printf(file, FIRST_LINE "\n%s\n%s\n", made_from, parts ? "parts" : "whole");
    for (guint i = 0; parts && i < parts->len; i++) {
        const FilePart *part = &g_array_index(parts, FilePart, i);

        out_file_printf(file, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %s\n", part->start,
                        part->nbytes, part->from);
    }
    return out_file_commit(file, error);
}

/* ---- making them */

typedef struct {
    Unpacker *unpacker;
    const RecordFormat *format;
    guint64 target_nbytes, hash;
    RecordSplit split;
    guint64 offset; /* in the text, of what is read next */
    Deflater *deflater;
    GByteArray *plain, *packed; /* of the member that is filled */
    OutFile *file;              /* of the part that is written; NULL: none has begun */
    GArray *parts;
} Cutting;

/* Where in the bytes, which stand at cutting->offset, the first record after a place begins; all
 * bytes up to there are gone over. nbytes if there is none. */
static gsize
skip_to_record(Cutting *cutting, const char *bytes, gsize nbytes, gsize place)
{
    gssize found;

    record_split_skip(&cutting->split, bytes, place);
    found = record_split_next(&cutting->split, bytes + place, nbytes - place);
    return found >= 0 ? place + found : nbytes;
}

static gboolean
begin_part(Cutting *cutting, GError **error)
{
    FilePart part = {.start = cutting->offset};

    part.from = g_strdup_printf(FOLDER "%012" G_GINT64_MODIFIER "x-%04u.gz", cutting->hash >> 16,
                                cutting->parts->len);
    g_array_append_val(cutting->parts, part);
    use(cutting->unpacker, part.from);
    cutting->file = plan_files_open(cutting->unpacker->work, part.from, error);
    return cutting->file != NULL;
}

static void
write_member(Cutting *cutting)
{
    g_byte_array_set_size(cutting->packed, 0);
    deflater_append_member(cutting->deflater, cutting->plain->data, cutting->plain->len,
                           cutting->packed);
    out_file_write(cutting->file, cutting->packed->data, cutting->packed->len);
    g_byte_array_set_size(cutting->plain, 0);
}

static gboolean
end_part(Cutting *cutting, GError **error)
{
    g_autoptr(OutFile) file = g_steal_pointer(&cutting->file);

    if (!file)
        return TRUE;
    cutting->file = file;
    write_member(cutting);
    cutting->file = NULL;
    return out_file_commit(file, error);
}

/* Adds bytes to the part. */
static gboolean
add(Cutting *cutting, const char *bytes, gsize nbytes, GError **error)
{
    if (nbytes == 0)
        return TRUE;
    if (!cutting->file && !begin_part(cutting, error))
        return FALSE;
    g_byte_array_append(cutting->plain, (const guint8 *)bytes, nbytes);
    if (cutting->plain->len >= MEMBER_NBYTES)
        write_member(cutting);
    cutting->offset += nbytes;
    g_array_index(cutting->parts, FilePart, cutting->parts->len - 1).nbytes += nbytes;
    return TRUE;
}

/* Adds the next bytes of the text, ending the part wherever a record ends behind its target. */
static gboolean
cut(Cutting *cutting, const char *bytes, gsize nbytes, GError **error)
{
    while (nbytes > 0) {
        guint64 had = cutting->file
                          ? g_array_index(cutting->parts, FilePart, cutting->parts->len - 1).nbytes
                          : 0;
        guint64 missing = cutting->target_nbytes > had ? cutting->target_nbytes - had : 0;
        gsize n = skip_to_record(cutting, bytes, nbytes, MIN(missing, nbytes));

        if (!add(cutting, bytes, n, error) || (n < nbytes && !end_part(cutting, error)))
            return FALSE;
        bytes += n;
        nbytes -= n;
    }
    return TRUE;
}

/* FALSE with error set, or if the source is to blame: *ret_damaged. */
static gboolean
cut_all(Cutting *cutting, ByteSource *source, gboolean *ret_damaged, GError **error)
{
    g_autofree char *buffer = g_malloc(READ_NBYTES);
    guint64 header = cutting->format->start;

    for (;;) {
        gssize n = byte_source_read(source, buffer, READ_NBYTES, error);
        gsize first;

        *ret_damaged = n < 0 || (n == 0 && byte_source_has_garbage(source));
        if (n <= 0)
            return !*ret_damaged && end_part(cutting, error);
        first = MIN((guint64)n, header); /* no record ends in the header */
        header -= first;
        if (!add(cutting, buffer, first, error) || !cut(cutting, buffer + first, n - first, error))
            return FALSE;
    }
}

static gboolean
make_parts(Cutting *cutting, ByteSource *source, GArray **ret_parts, GError **error)
{
    g_autoptr(GError) failure = NULL;
    gboolean damaged, whole;

    record_split_init(&cutting->split, cutting->format);
    cutting->parts = file_parts_new();
    cutting->plain = g_byte_array_new();
    cutting->packed = g_byte_array_new();
    cutting->deflater = deflater_new();
    whole = cut_all(cutting, source, &damaged, &failure);
    out_file_free(cutting->file);
    deflater_free(cutting->deflater);
    g_byte_array_unref(cutting->plain);
    g_byte_array_unref(cutting->packed);
    if (whole) {
        *ret_parts = cutting->parts;
        return TRUE;
    }
    g_array_unref(cutting->parts);
    *ret_parts = NULL;
    if (damaged)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

/* The name of the list of parts. */
static char *
list_name(guint64 hash)
{
    return g_strdup_printf(FOLDER "%012" G_GINT64_MODIFIER "x.parts", hash >> 16);
}

static gboolean
make_folder(const Unpacker *unpacker, GError **error)
{
    if (g_mkdir_with_parents(unpacker->folder, 0777) == 0)
        return TRUE;
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno),
                "%s: cannot make the folder: %s", unpacker->folder, g_strerror(errno));
    return FALSE;
}

gboolean
unpacker_recall(Unpacker *unpacker, guint64 hash, const char *made_from, GArray **ret_parts)
{
    g_autofree char *name = list_name(hash);

    use(unpacker, name);
    return read_parts(unpacker, name, made_from, ret_parts);
}

gboolean
unpacker_remember(Unpacker *unpacker, guint64 hash, const char *made_from, const GArray *parts,
                  GError **error)
{
    g_autofree char *name = list_name(hash);

    return make_folder(unpacker, error) && write_parts(unpacker, name, made_from, parts, error);
}

gboolean
unpacker_make(Unpacker *unpacker, ByteSource *source, const RecordFormat *format,
              guint64 target_nbytes, guint64 hash, GArray **ret_parts, GError **error)
{
    Cutting cutting = {
        .unpacker = unpacker, .format = format, .target_nbytes = target_nbytes, .hash = hash};

    return make_folder(unpacker, error) && make_parts(&cutting, source, ret_parts, error);
}

gboolean
unpacker_remove_others(Unpacker *unpacker, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(unpacker->folder, 0, NULL);
    const char *name;

    while (folder && (name = g_dir_read_name(folder))) {
        g_autofree char *path = NULL;

        if (g_hash_table_contains(unpacker->used, name))
            continue;
        path = g_build_filename(unpacker->folder, name, NULL);
        if (remove(path) != 0) {
            g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno),
                        "%s: cannot remove: %s", path, g_strerror(errno));
            return FALSE;
        }
    }
    return TRUE;
}
