/*
 * RecordReader: the articles of a record file, or of a part of one, whatever its format.
 *
 * Values are clean UTF-8 (utf8.h) with character references (&amp;) decoded but for the id; of a
 * list the parts are joined with "; ", in the text with blank lines. White space stays as it is.
 *
 * Of several fields with the same role and of several with the same name see field_map.h; of the
 * same name the last one that is not blank counts. Those that lose, and those without a role, are
 * other metadata, unless they are blank, longer than RECORD_OTHER_MAX_NBYTES or more than
 * RECORD_MAX_OTHERS.
 *
 * A record without text is rejected, so that records read = articles + rejects.
 */
#ifndef TEXTMILL_RECORD_READER_H
#define TEXTMILL_RECORD_READER_H

#include <glib.h>

#include "records/byte_source.h"
#include "records/field_map.h"
#include "records/record_format.h"
#include "records/record_value.h"

enum {
    RECORD_OTHER_MAX_NBYTES = 1024,
    RECORD_MAX_OTHERS = 256,
};

typedef struct {
    guint64 number;         /* in the file or part, from 1; rejected ones count */
    guint64 offset, nbytes; /* in the unpacked file, converted where it is converted as a whole */
    const char *reject;     /* why it is no article; then nothing of what follows is set */
    RecordValue values[FIELD_N_ROLES]; /* by role; bytes is NULL where there is none */
    const RecordField *others;
    guint n_others;
    guint64 n_repairs; /* places that were changed because they were no clean text */
} Record;

#define RECORD_READER_ERROR record_reader_error_quark()
GQuark record_reader_error_quark(void);
enum {
    RECORD_READER_ERROR_TEXT,    /* the file is no record file */
    RECORD_READER_ERROR_NO_TEXT, /* none of its records can have a text: the message has the names */
};

typedef struct _RecordReader RecordReader;

/*
 * Reads from source, which becomes the reader's (also on failure) and stands at offset of the file
 * that has the format, which the caller keeps and clears later; map may be NULL. A record of more
 * than max_nbytes is rejected; memory goes up to about ten times that.
 * NULL with a BYTE_SOURCE_ERROR or RECORD_READER_ERROR, whose message is the reason for a reject.
 */
RecordReader *record_reader_new(ByteSource *source, guint64 offset, const RecordFormat *format,
                                const FieldMap *map, gsize max_nbytes,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

void record_reader_free(RecordReader *reader);

ByteSource *record_reader_source(const RecordReader *reader);

/* The next record, whose parts are valid until the next call. FALSE at the end, also where the file
 * cannot be read further: record_reader_finish() tells. */
gboolean record_reader_next(RecordReader *reader, Record *ret_record);

/* At the end: FALSE with an error if the file could not be read to its end (message: a reason for
 * a reject), or the part was not cut where a record ends. */
gboolean record_reader_finish(RecordReader *reader, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RecordReader, record_reader_free)

#endif
