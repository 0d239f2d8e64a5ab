#include "record_piece.h"

#include <fcntl.h>
#include <string.h>

#include "converted_source.h"

/* What the bytes are converted from as a whole; NULL: nothing. */
static const char *
wide_encoding(const RecordPieces *pieces, const char *bytes, gsize nbytes)
{
    const char *marked = encoding_marked(bytes, nbytes);

    if (marked || !pieces->encoding || encoding_extends_ascii(pieces->encoding))
        return marked;
    return pieces->encoding;
}

/* Whether there is anything beyond ASCII, and all of it is UTF-8. */
static gboolean
is_utf8(const char *bytes, gsize nbytes)
{
    gboolean is_ascii = TRUE;

    for (gsize i = 0; i < nbytes && is_ascii; i++)
        is_ascii = (guint8)bytes[i] < 0x80;
    return !is_ascii && g_utf8_validate_len(bytes, nbytes, NULL);
}

/*
 * What fields are converted from that are not UTF-8; NULL: they are to be repaired. Of a file that is
 * said to be in another encoding the beginning may be ASCII and the rest not.
 */
static const char *
field_encoding(const RecordPieces *pieces, const char *bytes, gsize nbytes, gboolean is_whole)
{
    if (!is_whole) /* the last character may be cut */
        for (guint i = 0; i < 4 && nbytes > 0 && (guint8)bytes[nbytes - 1] >= 0x80; i++)
            nbytes--;
    if (pieces->encoding)
        return strcmp(pieces->encoding, "utf-8") == 0 || is_utf8(bytes, nbytes) ? NULL
                                                                                : pieces->encoding;
    return encoding_detect(bytes, nbytes);
}

gboolean
record_piece_is(const RecordPieces *pieces, const char *bytes, gsize nbytes, gboolean is_whole)
{
    const char *wide = wide_encoding(pieces, bytes, nbytes);
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
    wide = wide_encoding(pieces, bytes, nbytes);
    if (wide) {
        piece->encoding = wide;
        file = converted_source_new(g_steal_pointer(&file), wide, &piece->n_repairs);
        bytes = byte_source_peek(file, RECORD_FORMAT_NBYTES, &nbytes, &is_whole, error);
        if (!bytes)
            return NULL;
    }
    record_format_recognise(&piece->format, bytes, nbytes, is_whole, &pieces->options);
    if (!wide && (wide = field_encoding(pieces, bytes, nbytes, is_whole))) {
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
