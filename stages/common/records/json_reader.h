/*
 * JsonReader: objects of JSON from a stream of bytes, as flat lists of fields (json_fields.h).
 *
 * Of JSON Lines each line is a record; blank ones are skipped, and what is no object is rejected.
 * Else the stream is an array of objects or has them one behind the other, over any lines; what
 * stands between them and is neither comma, bracket nor white space is rejected.
 *
 * A line or object that is not clean UTF-8 is repaired (utf8.h) or converted before it is read;
 * values that are not clean for the escapes in them are repaired.
 * Memory is bounded by a multiple of the limit for a record; time is linear.
 */
#ifndef TEXTMILL_JSON_READER_H
#define TEXTMILL_JSON_READER_H

#include <glib.h>

#include "records/byte_source.h"
#include "records/record_value.h"
#include "unicode/encoding.h"

typedef struct {
    guint64 offset, nbytes; /* in the stream, with the line end */
    const char *reject;     /* why it cannot be used, or NULL */
    const RecordField *fields;
    guint n_fields;
    guint64 n_repairs;
} JsonRecord;

typedef struct _JsonReader JsonReader;

/* Reads from source, which the caller keeps and frees later, from a record's start, which is at
 * offset. A record of more than max_nbytes is passed over and rejected. */
JsonReader *json_reader_new(ByteSource *source, gboolean is_lines, gsize max_nbytes,
                            guint64 offset);
void json_reader_free(JsonReader *reader);

/* What lines and objects that are no UTF-8 are converted with instead of being repaired; NULL for
 * nothing. It outlives the reader. */
void json_reader_set_converter(JsonReader *reader, EncodingConverter *converter);

/* The next record, whose parts stay valid until the next call; values may be written to. FALSE at
 * the end, also where the source fails: json_reader_finish() tells. */
gboolean json_reader_next(JsonReader *reader, JsonRecord *ret_record);

/* As csv_reader_finish(). */
gboolean json_reader_finish(JsonReader *reader, gboolean is_file_end,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JsonReader, json_reader_free)

#endif
