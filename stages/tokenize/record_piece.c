#include "record_piece.h"

#include <fcntl.h>
#include <string.h>

#include "records/record_file.h"

gboolean
record_piece_open(RecordPiece *piece, const RecordPieces *pieces, const ShardPiece *listed,
                  GError **error)
{
    g_autoptr(ByteSource) source = record_file_open(pieces->folder, listed->path, &pieces->options,
                                                    &piece->format, &piece->n_repairs, error);
    const RecordFormat *format = &piece->format;

    piece->encoding = "utf-8";
    if (!source)
        return FALSE;
    if (format->encoding || format->record_encoding)
        piece->encoding = format->encoding ? format->encoding : format->record_encoding;
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
    piece->reader = record_reader_new(g_steal_pointer(&source), listed->start, format,
                                      pieces->options.map, pieces->max_nbytes, error);
    return piece->reader != NULL;
}

void
record_piece_clear(RecordPiece *piece)
{
    g_clear_pointer(&piece->reader, record_reader_free);
    record_format_clear(&piece->format);
}
