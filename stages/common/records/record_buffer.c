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
