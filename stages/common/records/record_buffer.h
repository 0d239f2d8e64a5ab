/*
 * RecordBuffer: a window on a stream of bytes that grows as long as a record does.
 *
 * bytes[start, end) is what was read and not yet used; it may be written to. offset is where
 * bytes[start] stands in the stream.
 */
#ifndef TEXTMILL_RECORD_BUFFER_H
#define TEXTMILL_RECORD_BUFFER_H

#include <glib.h>

#include "records/byte_source.h"

enum { RECORD_BUFFER_SLACK = 16 }; /* readable bytes after the window */

typedef struct {
    ByteSource *source; /* not owned */
    char *bytes;
    gsize start, end, capacity;
    guint64 offset;
    gboolean ended; /* the source has no more */
    GError *error;  /* why it has no more, if it failed */
} RecordBuffer;

void record_buffer_init(RecordBuffer *buffer, ByteSource *source, guint64 offset);
void record_buffer_clear(RecordBuffer *buffer);

/*
 * Reads until the window has at least nbytes bytes or the source ended. bytes and start may change.
 * To be asked for twice as much each time, so that reading a record takes linear time.
 */
void record_buffer_fill(RecordBuffer *buffer, gsize nbytes);

/* At the end: FALSE with the error of the source, or, unless is_whole, with a BYTE_SOURCE_ERROR that
 * the bytes were cut within a record. */
gboolean record_buffer_finish(const RecordBuffer *buffer, gboolean is_whole,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Goes on behind nbytes bytes of the window. */
static inline void
record_buffer_skip(RecordBuffer *buffer, gsize nbytes)
{
    buffer->start += nbytes;
    buffer->offset += nbytes;
}

static inline gsize
record_buffer_available(const RecordBuffer *buffer)
{
    return buffer->end - buffer->start;
}

#endif
