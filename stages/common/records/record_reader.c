#include "records/record_reader.h"

#include "records/csv_reader.h"
#include "records/json_reader.h"
#include "records/record_fields.h"

G_DEFINE_QUARK(textmill - record - reader - error - quark, record_reader_error)

struct _RecordReader {
    ByteSource *source;
    CsvReader *csv; /* one of the two */
    JsonReader *json;
    EncodingConverter *converter; /* or NULL */
    RecordFields *fields;
    guint64 number;
};

RecordReader *
record_reader_new(ByteSource *source, guint64 offset, const RecordFormat *format,
                  const FieldMap *map, gsize max_nbytes, GError **error)
{
    g_autoptr(RecordReader) reader = g_new0(RecordReader, 1);

    reader->source = source;
    if (format->kind == RECORDS_TEXT) {
        g_set_error_literal(error, RECORD_READER_ERROR, RECORD_READER_ERROR_TEXT,
                            "not a record file");
        return NULL;
    }
    if (offset < format->start) {
        if (!byte_source_skip(source, format->start - offset, error))
            return NULL;
        offset = format->start;
    }
    if (format->record_encoding)
        reader->converter = encoding_converter_new(format->record_encoding);
    reader->fields = record_fields_new(format, reader->converter, map);
    if (format->kind == RECORDS_CSV) {
        if (!record_fields_set_columns(reader->fields, error))
            return NULL;
        reader->csv = csv_reader_new(source, &format->csv, format->n_columns, max_nbytes, offset);
    } else {
        reader->json =
            json_reader_new(source, format->kind == RECORDS_JSON_LINES, max_nbytes, offset);
        json_reader_set_converter(reader->json, reader->converter);
    }
    return g_steal_pointer(&reader);
}

void
record_reader_free(RecordReader *reader)
{
    if (!reader)
        return;
    record_fields_free(reader->fields);
    csv_reader_free(reader->csv);
    json_reader_free(reader->json);
    encoding_converter_free(reader->converter);
    byte_source_free(reader->source);
    g_free(reader);
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
