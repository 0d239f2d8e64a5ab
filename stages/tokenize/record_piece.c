#include "record_piece.h"

#include <fcntl.h>
#include <string.h>

#include "converted_source.h"

gboolean
record_piece_is(const RecordPieces *pieces, const char *wide, const char *bytes, gsize nbytes,
                gboolean is_whole)
{
    g_autoptr(GString) converted = NULL;
    g_auto(RecordFormat) format = {0};

    if (wide) {
        converted = g_string_new(NULL);
        encoding_convert(wide, bytes, nbytes, converted, NULL);
        bytes = converted->str;
        nbytes = converted->len;
    }
    record_format_recognise(&format, bytes, nbytes, is_whole, &pieces->options);
    return format.kind != RECORDS_TEXT;
}

static void
convert_field(gpointer data, const char *bytes, gsize nbytes, GString *out, guint64 *n_repairs)
{
    encoding_converter_push(data, bytes, nbytes, TRUE, out, n_repairs);
}

/* Recognises the file of the piece by its beginning. Returns the file, as UTF-8 if it is converted
 * as a whole. */
static ByteSource *
open_beginning(RecordPiece *piece, const RecordPieces *pieces, const char *path, GError **error)
{
    g_autoptr(ByteSource) file = byte_source_open(pieces->folder, path, 0, G_MAXUINT64, error);
    gsize nbytes;
    gboolean is_whole;
    const char *wide,
        *bytes =
            file ? byte_source_peek(file, RECORD_FORMAT_NBYTES, &nbytes, &is_whole, error) : NULL;

    if (!bytes)
        return NULL;
    piece->encoding = "utf-8";
    wide = encoding_of_whole(pieces->encoding, bytes, nbytes);
    if (wide) {
        piece->encoding = wide;
        file = converted_source_new(g_steal_pointer(&file), wide, &piece->n_repairs);
        bytes = byte_source_peek(file, RECORD_FORMAT_NBYTES, &nbytes, &is_whole, error);
        if (!bytes)
            return NULL;
    }
    record_format_recognise(&piece->format, bytes, nbytes, is_whole, &pieces->options);
    if (!wide && (wide = encoding_of_parts(pieces->encoding, bytes, nbytes, is_whole))) {
        piece->encoding = wide;
        piece->converter = encoding_converter_new(wide);
        piece->format.convert = convert_field;
        piece->format.convert_data = piece->converter;
    }
    return g_steal_pointer(&file);
}

gboolean
record_piece_open(RecordPiece *piece, const RecordPieces *pieces, const ShardPiece *listed,
                  GError **error)
{
    g_autoptr(ByteSource) source = open_beginning(piece, pieces, listed->path, error);

    if (!source)
        return FALSE;
    if (listed->from) {
        g_autofree char *unpacked = g_build_filename(pieces->list_folder, listed->from, NULL);

        g_clear_pointer(&source, byte_source_free);
        source = strcmp(listed->from, SHARD_PIECE_OF_FILE) == 0
                     ? byte_source_open(pieces->folder, listed->path, listed->start, listed->nbytes,
                                        error)
                     : byte_source_open(AT_FDCWD, unpacked, 0, G_MAXUINT64, error);
        if (!source)
            return FALSE;
    }
    piece->reader = record_reader_new(g_steal_pointer(&source), listed->start, &piece->format,
                                      pieces->options.map, pieces->max_nbytes, error);
    return piece->reader != NULL;
}

void
record_piece_clear(RecordPiece *piece)
{
    g_clear_pointer(&piece->reader, record_reader_free);
    g_clear_pointer(&piece->converter, encoding_converter_free);
    record_format_clear(&piece->format);
}
