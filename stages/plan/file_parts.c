#include "file_parts.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "files/shard_list.h"
#include "program/hash.h"
#include "records/record_cut.h"

/* Text that is packed takes about a quarter of its size. */
static const struct {
    const char *ending;
    guint times;
} packed_names[] = {{".gz", 4}, {".zst", 4}, {".bz2", 5}, {".xz", 5}};

guint64
file_parts_estimate(const char *path, gsize path_nbytes, guint64 nbytes)
{
    for (guint i = 0; i < G_N_ELEMENTS(packed_names); i++) {
        const char *ending = packed_names[i].ending;
        gsize n = strlen(ending);

        if (path_nbytes > n && g_ascii_strncasecmp(path + path_nbytes - n, ending, n) == 0)
            return MIN(nbytes, G_MAXINT64 / 8) * packed_names[i].times;
    }
    return nbytes;
}

static void
add_part(GArray *parts, guint64 start, guint64 end)
{
    FilePart part = {start, end - start, g_strdup(SHARD_PIECE_OF_FILE)};

    g_array_append_val(parts, part);
}

/* The parts of a plain file; NULL if it cannot be read, which is told where it is read for good. */
static GArray *
cut_plain(const FileCutting *cutting, const char *path, guint64 nbytes, const RecordFormat *format)
{
    int fd = openat(cutting->folder, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    g_autoptr(GArray) parts = file_parts_new();
    guint64 start = 0, certain = format->start, cut;
    gboolean whole = fd >= 0;

    for (guint64 nominal = cutting->target_nbytes;
         whole && nominal + cutting->target_nbytes / 2 < nbytes;
         nominal += cutting->target_nbytes) {
        if (nominal <= start) /* a record as long as that */
            continue;
        whole = record_cut_find(fd, nbytes, format, certain, nominal, &cut, NULL);
        if (whole && cut >= nbytes)
            break;
        if (whole && cut > start) {
            add_part(parts, start, cut);
            start = certain = cut;
        }
    }
    if (fd >= 0)
        close(fd);
    if (!whole || start == 0)
        return NULL;
    add_part(parts, start, nbytes);
    return g_steal_pointer(&parts);
}

/* What the parts of a file depend on. */
static char *
describe(const FileCutting *cutting, guint64 nbytes, gint64 mtime_ns, const RecordFormat *format)
{
    return g_strdup_printf(
        "%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " %s %d %d %d %d", nbytes,
        mtime_ns, cutting->target_nbytes, record_kind_name(format->kind), format->csv.delimiter,
        format->csv.quote, format->csv.backslash, format->csv.spaces);
}

gboolean
file_parts_find(const FileCutting *cutting, const char *path, guint64 nbytes, gint64 mtime_ns,
                GArray **ret_parts, GError **error)
{
    g_autoptr(ByteSource) source = NULL;
    g_auto(RecordFormat) format = {0};
    guint64 text_nbytes = file_parts_estimate(path, strlen(path), nbytes);
    g_autofree char *made_from = NULL;
    gsize n_first;
    gboolean is_whole, is_packed;
    guint64 hash = hash_bytes(path, strlen(path));
    const char *first;

    *ret_parts = NULL;
    if (text_nbytes <= cutting->target_nbytes + cutting->target_nbytes / 2)
        return TRUE;
    source = byte_source_open(cutting->folder, path, 0, G_MAXUINT64, NULL);
    first =
        source ? byte_source_peek(source, RECORD_FORMAT_NBYTES, &n_first, &is_whole, NULL) : NULL;
    if (!first)
        return TRUE;
    record_format_recognise(&format, first, n_first, is_whole, cutting->records);
    /* what is converted as a whole is not cut before, nor is an array, between whose objects anything
     * may stand */
    if (format.encoding || (format.kind != RECORDS_JSON_LINES && format.kind != RECORDS_CSV))
        return TRUE;
    is_packed = byte_source_packing(source) != PACKING_NONE;
    if (is_packed && text_nbytes <= FILE_PARTS_PACKED_NBYTES)
        return TRUE;
    made_from = describe(cutting, nbytes, mtime_ns, &format);
    if (unpacker_recall(cutting->unpacker, hash, made_from, ret_parts))
        return TRUE;
    if (!is_packed)
        *ret_parts = cut_plain(cutting, path, nbytes, &format);
    else if (!unpacker_make(cutting->unpacker, source, &format, cutting->target_nbytes, hash,
                            ret_parts, error))
        return FALSE;
    if (*ret_parts && (*ret_parts)->len == 0)
        g_clear_pointer(ret_parts, g_array_unref);
    return unpacker_remember(cutting->unpacker, hash, made_from, *ret_parts, error);
}
