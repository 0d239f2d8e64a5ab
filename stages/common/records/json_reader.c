#include "records/json_reader.h"

#include <string.h>

#include "program/size.h"
#include "records/json_fields.h"
#include "records/json_scan.h"
#include "records/record_buffer.h"
#include "unicode/utf8.h"

enum { FIRST_NBYTES = 1 << 15 }; /* asked for at first, and doubled while a record is longer */

struct _JsonReader {
    RecordBuffer buffer;
    gboolean is_lines;
    gsize max_nbytes;
    gboolean ends_whole;
    JsonFields *fields;
    EncodingConverter *converter; /* or NULL */
    GString *clean;               /* a record that had to be repaired */
    GString *clean_parts;         /* values and names that had to be */
    GArray *list;                 /* RecordField: the list with these in place */
    GString *reason;
};

JsonReader *
json_reader_new(ByteSource *source, gboolean is_lines, gsize max_nbytes, guint64 offset)
{
    JsonReader *reader = g_new0(JsonReader, 1);

    record_buffer_init(&reader->buffer, source, offset);
    reader->is_lines = is_lines;
    reader->max_nbytes = max_nbytes;
    reader->ends_whole = TRUE;
    reader->fields = json_fields_new();
    reader->clean = g_string_new(NULL);
    reader->clean_parts = g_string_new(NULL);
    reader->list = g_array_new(FALSE, FALSE, sizeof(RecordField));
    reader->reason = g_string_new(NULL);
    return reader;
}

void
json_reader_free(JsonReader *reader)
{
    if (!reader)
        return;
    record_buffer_clear(&reader->buffer);
    json_fields_free(reader->fields);
    g_string_free(reader->clean, TRUE);
    g_string_free(reader->clean_parts, TRUE);
    g_array_unref(reader->list);
    g_string_free(reader->reason, TRUE);
    g_free(reader);
}

void
json_reader_set_converter(JsonReader *reader, EncodingConverter *converter)
{
    reader->converter = converter;
}

/* Goes over what stands between records; FALSE at the end. */
static gboolean
skip_between(JsonReader *reader)
{
    RecordBuffer *buffer = &reader->buffer;

    for (;;) {
        const char *bytes;
        gsize n, pos = 0;

        record_buffer_fill(buffer, 1);
        n = record_buffer_available(buffer);
        if (n == 0)
            return FALSE;
        bytes = buffer->bytes + buffer->start;
        while (pos < n &&
               (reader->is_lines ? g_ascii_isspace(bytes[pos]) : json_scan_is_between(bytes[pos])))
            pos++;
        if (pos > 0)
            reader->ends_whole = !reader->is_lines || bytes[pos - 1] == '\n';
        record_buffer_skip(buffer, pos);
        if (pos < n)
            return TRUE;
    }
}

/* The end of the record that scan is in, with its line end, or -1. */
static gssize
find_end(const JsonReader *reader, JsonScan *scan, const char *bytes, gsize nbytes)
{
    const char *end;

    if (!reader->is_lines)
        return json_scan_object(scan, bytes, nbytes);
    end = memchr(bytes, '\n', nbytes);
    return end ? end + 1 - bytes : -1;
}

/*
 * The length of the record at the window's start, as far as it may be: not much above the limit.
 * *scan then stands at the end of what was looked at; *ret_ended: which is that of the record.
 */
static gsize
find_record(JsonReader *reader, JsonScan *scan, gboolean *ret_ended)
{
    RecordBuffer *buffer = &reader->buffer;
    gsize looked_at = 0;

    *ret_ended = reader->ends_whole = TRUE;
    for (;;) {
        gsize n = record_buffer_available(buffer);
        gssize end =
            find_end(reader, scan, buffer->bytes + buffer->start + looked_at, n - looked_at);

        if (end >= 0)
            return looked_at + end;
        looked_at = n;
        if (n > reader->max_nbytes) {
            *ret_ended = FALSE;
            return n;
        }
        record_buffer_fill(buffer, MIN(MAX((gsize)FIRST_NBYTES, n * 2), reader->max_nbytes + 1));
        if (record_buffer_available(buffer) == n) {
            reader->ends_whole = FALSE;
            return n;
        }
    }
}

/* Passes over a record that is too long, of which nbytes were looked at. Returns its length. */
static guint64
pass_over(JsonReader *reader, JsonScan *scan, gsize nbytes)
{
    RecordBuffer *buffer = &reader->buffer;
    guint64 from = buffer->offset;
    gssize end = -1;

    record_buffer_skip(buffer, nbytes);
    while (end < 0) {
        gsize n;

        record_buffer_fill(buffer, 1);
        n = record_buffer_available(buffer);
        if (n == 0)
            break;
        end = find_end(reader, scan, buffer->bytes + buffer->start, n);
        record_buffer_skip(buffer, end >= 0 ? (gsize)end : n);
    }
    reader->ends_whole = end >= 0;
    return buffer->offset - from;
}

/* A name or value made clean, at the end of clean_parts, which may move: its place comes later. */
static void
clean_part(JsonReader *reader, RecordValue *part, guint64 *n_repairs)
{
    const char *p = part->bytes, *end = p + part->nbytes;
    gsize from = reader->clean_parts->len;

    if (utf8_is_clean(part->bytes, part->nbytes))
        return;
    while (p < end) {
        const char *next = memchr(p, 0, end - p);
        gsize n = (next ? next : end) - p;

        utf8_repair(p, n, reader->clean_parts, n_repairs);
        p += n;
        if (next) {
            gsize n_separator = MIN(JSON_LIST_SEPARATOR_NBYTES, end - p);

            g_string_append_len(reader->clean_parts, p, n_separator);
            p += n_separator;
        }
    }
    part->bytes = NULL;
    part->nbytes = reader->clean_parts->len - from;
}

/* Escapes may stand for what clean text does not have. List separators stay. */
static void
clean_fields(JsonReader *reader, JsonRecord *record)
{
    gsize pos = 0;
    RecordField *fields;

    g_string_truncate(reader->clean_parts, 0);
    g_array_set_size(reader->list, 0);
    g_array_append_vals(reader->list, record->fields, record->n_fields);
    fields = (RecordField *)(gpointer)reader->list->data;
    for (guint i = 0; i < record->n_fields; i++) {
        clean_part(reader, &fields[i].name, &record->n_repairs);
        clean_part(reader, &fields[i].value, &record->n_repairs);
    }
    for (guint i = 0; i < record->n_fields; i++) {
        RecordValue *parts[] = {&fields[i].name, &fields[i].value};

        for (guint k = 0; k < G_N_ELEMENTS(parts); k++) {
            if (parts[k]->bytes)
                continue;
            parts[k]->bytes = reader->clean_parts->str + pos;
            pos += parts[k]->nbytes;
        }
    }
    record->fields = fields;
}

static void
read_object(JsonReader *reader, char *bytes, gsize nbytes, JsonRecord *record)
{
    gboolean is_clean = utf8_is_clean(bytes, nbytes);

    if (!is_clean) {
        g_string_truncate(reader->clean, 0);
        record_value_append((RecordValue){bytes, nbytes}, reader->converter, reader->clean,
                            &record->n_repairs);
        bytes = reader->clean->str;
        nbytes = reader->clean->len;
    }
    record->reject = json_fields_parse(reader->fields, bytes, nbytes);
    if (record->reject)
        return;
    record->fields = json_fields_get(reader->fields, &record->n_fields);
    record->n_repairs += json_fields_n_repairs(reader->fields);
    if (json_fields_has_escapes(reader->fields))
        clean_fields(reader, record);
}

gboolean
json_reader_next(JsonReader *reader, JsonRecord *ret_record)
{
    RecordBuffer *buffer = &reader->buffer;
    JsonScan scan = {0};
    gboolean ended;
    gsize nbytes;

    if (!skip_between(reader) || buffer->error)
        return FALSE;
    nbytes = find_record(reader, &scan, &ended);
    if (buffer->error)
        return FALSE;
    *ret_record = (JsonRecord){.offset = buffer->offset, .nbytes = nbytes};
    if (nbytes > reader->max_nbytes) {
        g_autofree char *refusal = size_refuse(reader->max_nbytes);

        g_string_assign(reader->reason, refusal);
        ret_record->reject = reader->reason->str;
        if (ended)
            record_buffer_skip(buffer, nbytes);
        else
            ret_record->nbytes = pass_over(reader, &scan, nbytes);
        return TRUE;
    }
    read_object(reader, buffer->bytes + buffer->start, nbytes, ret_record);
    record_buffer_skip(buffer, nbytes);
    return TRUE;
}

gboolean
json_reader_finish(JsonReader *reader, gboolean is_file_end, GError **error)
{
    return record_buffer_finish(&reader->buffer, is_file_end || reader->ends_whole, error);
}
