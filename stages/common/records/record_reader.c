#include "records/record_reader.h"

#include "records/csv_reader.h"
#include "records/json_reader.h"
#include "records/record_fields.h"

G_DEFINE_QUARK(textmill - record - reader - error - quark, record_reader_error)

struct _RecordReader {
    ByteSource *source;
    RecordFormat own_format;
    const RecordFormat *format;
    CsvReader *csv; /* one of the two */
    JsonReader *json;
    RecordFields *fields;
    guint64 number;
};

static RecordReader *
reader_new(ByteSource *source, guint64 offset, const RecordFormat *format, RecordFormat *own_format,
           const FieldMap *map, gsize max_nbytes, GError **error)
{
    g_autoptr(RecordReader) reader = g_new0(RecordReader, 1);

    reader->source = source;
    if (own_format)
        reader->own_format = *own_format;
    reader->format = format = own_format ? &reader->own_format : format;
    if (format->kind == RECORDS_TEXT) {
        g_set_error_literal(error, RECORD_READER_ERROR, RECORD_READER_ERROR_TEXT,
                            "not a record file");
        return NULL;
    }
    reader->fields = record_fields_new(format, map);
    if (format->kind == RECORDS_CSV) {
        if (!record_fields_set_columns(reader->fields, error))
            return NULL;
        reader->csv = csv_reader_new(source, &format->csv, format->n_columns, max_nbytes, offset);
    } else {
        reader->json =
            json_reader_new(source, format->kind == RECORDS_JSON_LINES, max_nbytes, offset);
        if (format->convert)
            json_reader_set_convert(reader->json, format->convert, format->convert_data);
    }
    return g_steal_pointer(&reader);
}

/* Goes over what is before the first record of the file. */
static gboolean
skip_start(ByteSource *source, guint64 nbytes, GError **error)
{
    char bytes[4096];

    while (nbytes > 0) {
        gssize n = byte_source_read(source, bytes, MIN(nbytes, sizeof bytes), error);

        if (n < 0)
            return FALSE;
        if (n == 0)
            break;
        nbytes -= n;
    }
    return TRUE;
}

RecordReader *
record_reader_new(ByteSource *source, guint64 offset, const RecordFormat *format,
                  const FieldMap *map, gsize max_nbytes, GError **error)
{
    if (offset < format->start) {
        if (!skip_start(source, format->start - offset, error)) {
            byte_source_free(source);
            return NULL;
        }
        offset = format->start;
    }
    return reader_new(source, offset, format, NULL, map, max_nbytes, error);
}

RecordReader *
record_reader_open(int folder, const char *path, guint64 offset, guint64 nbytes,
                   const RecordOptions *options, gsize max_nbytes, GError **error)
{
    g_autoptr(ByteSource) source = byte_source_open(folder, path, 0, G_MAXUINT64, error);
    g_auto(RecordFormat) format = {0};
    RecordReader *reader;
    const char *bytes;
    gboolean is_whole;
    gsize n;

    if (!source)
        return NULL;
    bytes = byte_source_peek(source, RECORD_FORMAT_NBYTES, &n, &is_whole, error);
    if (!bytes)
        return NULL;
    record_format_recognise(&format, bytes, n, is_whole, options);
    if (byte_source_packing(source) != PACKING_NONE || (offset == 0 && nbytes == G_MAXUINT64)) {
        offset = 0;
    } else {
        byte_source_free(source);
        source = byte_source_open(folder, path, offset, nbytes, error);
        if (!source)
            return NULL;
    }
    if (offset < format.start) {
        if (!skip_start(source, format.start - offset, error))
            return NULL;
        offset = format.start;
    }
    reader = reader_new(g_steal_pointer(&source), offset, NULL, &format,
                        options ? options->map : NULL, max_nbytes, error);
    format.names = NULL; /* the reader's, or freed with it */
    return reader;
}

void
record_reader_free(RecordReader *reader)
{
    if (!reader)
        return;
    record_fields_free(reader->fields);
    csv_reader_free(reader->csv);
    json_reader_free(reader->json);
    byte_source_free(reader->source);
    record_format_clear(&reader->own_format);
    g_free(reader);
}

const RecordFormat *
record_reader_format(const RecordReader *reader)
{
    return reader->format;
}

ByteSource *
record_reader_source(const RecordReader *reader)
{
    return reader->source;
}

static gboolean
next_row(RecordReader *reader, Record *record)
{
    CsvRecord row;

    if (!csv_reader_next(reader->csv, &row))
        return FALSE;
    *record = (Record){.offset = row.offset, .nbytes = row.nbytes, .reject = row.reject};
    if (!row.reject)
        record_fields_take_columns(reader->fields, row.fields, row.n_fields, record);
    return TRUE;
}

static gboolean
next_object(RecordReader *reader, Record *record)
{
    JsonRecord object;

    if (!json_reader_next(reader->json, &object))
        return FALSE;
    *record = (Record){.offset = object.offset,
                       .nbytes = object.nbytes,
                       .reject = object.reject,
                       .n_repairs = object.n_repairs};
    if (!object.reject)
        record_fields_take(reader->fields, object.fields, object.n_fields, record);
    return TRUE;
}

gboolean
record_reader_next(RecordReader *reader, Record *ret_record)
{
    if (reader->csv ? !next_row(reader, ret_record) : !next_object(reader, ret_record))
        return FALSE;
    ret_record->number = ++reader->number;
    return TRUE;
}

gboolean
record_reader_finish(RecordReader *reader, GError **error)
{
    gboolean is_file_end = byte_source_is_to_end(reader->source);

    return reader->csv ? csv_reader_finish(reader->csv, is_file_end, error)
                       : json_reader_finish(reader->json, is_file_end, error);
}
