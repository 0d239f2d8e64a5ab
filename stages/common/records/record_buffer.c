#include "records/record_buffer.h"

#include <string.h>

enum { STEP_NBYTES = 1 << 16 };

void
record_buffer_init(RecordBuffer *buffer, ByteSource *source, guint64 offset)
{
    *buffer = (RecordBuffer){.source = source, .offset = offset};
}

void
record_buffer_clear(RecordBuffer *buffer)
{
    g_clear_pointer(&buffer->bytes, g_free);
    g_clear_error(&buffer->error);
}

void
record_buffer_fill(RecordBuffer *buffer, gsize nbytes)
{
    gsize available = record_buffer_available(buffer), wanted;

    if (available >= nbytes || buffer->ended)
        return;
    /* a whole step more than is needed: what is left over moves to the front once a step */
    wanted = nbytes + STEP_NBYTES + RECORD_BUFFER_SLACK;
    if (buffer->start > 0 && available > 0)
        memmove(buffer->bytes, buffer->bytes + buffer->start, available);
    buffer->start = 0;
    buffer->end = available;
    if (buffer->capacity < wanted) {
        buffer->capacity = wanted;
        buffer->bytes = g_realloc(buffer->bytes, wanted);
    }
    while (buffer->end < nbytes && !buffer->ended) {
        gsize room = buffer->capacity - RECORD_BUFFER_SLACK - buffer->end;
        gssize n =
            byte_source_read(buffer->source, buffer->bytes + buffer->end, room, &buffer->error);

        if (n > 0)
            buffer->end += n;
        else
            buffer->ended = TRUE;
    }
    memset(buffer->bytes + buffer->end, 0, RECORD_BUFFER_SLACK);
}

gboolean
record_buffer_finish(const RecordBuffer *buffer, gboolean is_whole, GError **error)
{
    if (buffer->error) {
        if (error)
            *error = g_error_copy(buffer->error);
        return FALSE;
    }
    if (is_whole)
        return TRUE;
    g_set_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_DAMAGED,
                "the part of the file that ends at byte %" G_GUINT64_FORMAT
                " does not end with a record",
                buffer->offset);
    return FALSE;
}
