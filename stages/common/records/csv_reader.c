#include "records/csv_reader.h"

#include <string.h>

#include "program/bytes.h"
#include "program/size.h"
#include "records/record_buffer.h"

enum { FIRST_NBYTES = 1 << 15 }; /* asked for at first, and doubled while a record is longer */

/* A field by its places in the record. Between quotes it goes from start to close. */
typedef struct {
    gsize start, close, end;
    gboolean is_quoted, has_escapes;
} Place;

struct _CsvReader {
    RecordBuffer buffer;
    CsvDialect dialect;
    guint n_columns;
    gsize max_nbytes;
    gboolean ends_whole; /* what was read last ended with a line end outside of quotes */
    Place places[CSV_MAX_COLUMNS];
    RecordValue fields[CSV_MAX_COLUMNS];
    guint n_places;    /* fields found, which may be more than there are places */
    guint n_not_empty; /* of them, up to the last that is not empty */
    GString *reason;
};

CsvReader *
csv_reader_new(ByteSource *source, const CsvDialect *dialect, guint n_columns, gsize max_nbytes,
               guint64 offset)
{
    CsvReader *reader = g_new0(CsvReader, 1);

    record_buffer_init(&reader->buffer, source, offset);
    reader->dialect = *dialect;
    reader->n_columns = n_columns;
    reader->max_nbytes = max_nbytes;
    reader->ends_whole = TRUE;
    reader->reason = g_string_new(NULL);
    return reader;
}

void
csv_reader_free(CsvReader *reader)
{
    if (!reader)
        return;
    record_buffer_clear(&reader->buffer);
    g_string_free(reader->reason, TRUE);
    g_free(reader);
}

/* The delimiter, CR or LF from pos on, or nbytes. May look at 7 bytes behind. */
static inline gsize
find_end_of_plain(const char *bytes, gsize pos, gsize nbytes, char delimiter)
{
    for (; pos < nbytes; pos += BYTES_AT_ONCE) {
        guint64 some = bytes_in_order(bytes + pos);
        guint64 found =
            bytes_equal(some, delimiter) | bytes_equal(some, '\n') | bytes_equal(some, '\r');

        /* the lowest bit is right */
        if (found)
            return MIN(nbytes, pos + (gsize)__builtin_ctzll(found) / 8);
    }
    return nbytes;
}

/* The first byte between quotes that means something, from pos on, or nbytes. */
static gsize
find_in_quotes(const CsvDialect *dialect, const char *bytes, gsize pos, gsize nbytes)
{
    const char *quote;

    if (dialect->backslash) {
        while (pos < nbytes && bytes[pos] != dialect->quote && bytes[pos] != '\\')
            pos++;
        return pos;
    }
    quote = memchr(bytes + pos, dialect->quote, nbytes - pos);
    return quote ? (gsize)(quote - bytes) : nbytes;
}

/* The quote that closes, from pos on, or nbytes. */
static gsize
find_close(const CsvReader *reader, const char *bytes, gsize pos, gsize nbytes, Place *place)
{
    const CsvDialect *dialect = &reader->dialect;

    while (pos < nbytes) {
        gsize next = find_in_quotes(dialect, bytes, pos, nbytes);

        if (next < nbytes && bytes[next] == dialect->quote) {
            if (next + 1 == nbytes && !reader->buffer.ended)
                return nbytes; /* another one may follow */
            if (next + 1 == nbytes || bytes[next + 1] != dialect->quote)
                return next;
        }
        place->has_escapes = TRUE;
        pos = next + 2;
    }
    return nbytes;
}

typedef enum { RECORD_WHOLE, RECORD_LONGER, RECORD_UNCLOSED } Extent;

/* The field at *pos, which moves to its end. */
static Extent
find_field(const CsvReader *reader, const char *bytes, gsize nbytes, gsize *pos, Place *place)
{
    const CsvDialect *dialect = &reader->dialect;

    while (dialect->spaces && *pos < nbytes && bytes[*pos] == ' ')
        ++*pos;
    *place = (Place){.start = *pos};
    if (dialect->quote && *pos < nbytes && bytes[*pos] == dialect->quote) {
        place->is_quoted = TRUE;
        place->start++;
        place->close = find_close(reader, bytes, *pos + 1, nbytes, place);
        if (place->close == nbytes)
            return reader->buffer.ended ? RECORD_UNCLOSED : RECORD_LONGER;
        *pos = place->close + 1;
    }
    *pos = find_end_of_plain(bytes, *pos, nbytes, dialect->delimiter);
    place->end = *pos;
    return *pos == nbytes && !reader->buffer.ended ? RECORD_LONGER : RECORD_WHOLE;
}

/* The fields of the record at the start of the window. *ret_nbytes: with its line end. */
static Extent
find_fields(CsvReader *reader, gsize *ret_nbytes, gsize *ret_unclosed)
{
    const char *bytes = reader->buffer.bytes + reader->buffer.start;
    gsize nbytes = record_buffer_available(&reader->buffer), pos = 0;
    Place beyond;

    reader->n_places = reader->n_not_empty = 0;
    for (;;) {
        Place *place =
            reader->n_places < CSV_MAX_COLUMNS ? &reader->places[reader->n_places] : &beyond;
        Extent extent = find_field(reader, bytes, nbytes, &pos, place);

        if (extent == RECORD_UNCLOSED)
            *ret_unclosed = place->start - 1;
        if (extent != RECORD_WHOLE)
            return extent;
        reader->n_places++;
        if (place->end > place->start + (place->is_quoted && place->close == place->start))
            reader->n_not_empty = reader->n_places;
        if (pos == nbytes || bytes[pos] != reader->dialect.delimiter)
            break;
        pos++;
    }
    if (nbytes > 0) /* else what was read last is another record */
        reader->ends_whole = pos < nbytes;
    if (pos < nbytes && bytes[pos] == '\r') {
        if (pos + 1 == nbytes && !reader->buffer.ended)
            return RECORD_LONGER;
        pos++;
        pos += pos < nbytes && bytes[pos] == '\n';
    } else if (pos < nbytes) {
        pos++;
    }
    *ret_nbytes = pos;
    return RECORD_WHOLE;
}

/* Takes escapes out of what is between quotes, and moves what follows the closing one up to it. */
static RecordValue
unescape(const CsvReader *reader, char *bytes, const Place *place)
{
    char *to = bytes + place->start, *from = to, *close = bytes + place->close;
    gsize n_behind;

    if (!place->is_quoted)
        return (RecordValue){to, place->end - place->start};
    if (!place->has_escapes) {
        to = close;
    } else {
        while (from < close) {
            char c = *from;
            gboolean escapes =
                c == reader->dialect.quote || (reader->dialect.backslash && c == '\\');

            if (escapes && from + 1 < close) {
                from++;
                /* as a line end may be written; other letters stand for themselves */
                c = *from == 'n' && from[-1] == '\\' ? '\n' : *from;
            }
            *to++ = c;
            from++;
        }
    }
    n_behind = place->end - place->close - 1;
    memmove(to, close + 1, n_behind);
    to += n_behind;
    return (RecordValue){bytes + place->start, to - (bytes + place->start)};
}

static gboolean
is_blank_line(const CsvReader *reader)
{
    const Place *place = &reader->places[0];
    const char *bytes = reader->buffer.bytes + reader->buffer.start;

    return reader->n_places == 1 && !place->is_quoted &&
           record_value_is_blank((RecordValue){bytes + place->start, place->end - place->start});
}

static void
take_fields(CsvReader *reader, CsvRecord *record)
{
    char *bytes = reader->buffer.bytes + reader->buffer.start;
    guint n = reader->n_places;

    if (reader->n_columns > 0 && n > reader->n_columns)
        n = MAX(reader->n_columns, reader->n_not_empty);
    if (reader->n_columns > 0 && n != reader->n_columns)
        g_string_printf(reader->reason, "row of %u column%s, the others have %u", n,
                        n == 1 ? "" : "s", reader->n_columns);
    else if (n > CSV_MAX_COLUMNS)
        g_string_printf(reader->reason, "row of more than %d columns", CSV_MAX_COLUMNS);
    if (reader->reason->len > 0)
        return;
    for (guint i = 0; i < n; i++)
        reader->fields[i] = unescape(reader, bytes, &reader->places[i]);
    record->fields = reader->fields;
    record->n_fields = n;
}

/* Passes over a record that is too long to be kept. Returns its length. */
static guint64
pass_over(CsvReader *reader)
{
    RecordBuffer *buffer = &reader->buffer;
    guint64 from = buffer->offset;
    gssize next = -1;
    CsvScan scan;

    csv_scan_init(&scan, &reader->dialect);
    /* a scan that has not begun stands at a record */
    scan.state = CSV_AT_FIELD;
    do {
        gsize n = record_buffer_available(buffer);

        next = csv_scan_next_record(&scan, buffer->bytes + buffer->start, n);
        record_buffer_skip(buffer, next >= 0 ? (gsize)next : n);
        if (next < 0)
            record_buffer_fill(buffer, 1);
    } while (next < 0 && record_buffer_available(buffer) > 0);
    reader->ends_whole = next >= 0 || scan.state == CSV_AT_CR;
    if (csv_scan_in_quotes(&scan))
        g_string_append(reader->reason, ", with a quote that is never closed");
    return buffer->offset - from;
}

/* The extent of the record at the window's start, for which the window grows as far as may be. */
static Extent
grow(CsvReader *reader, gsize *ret_nbytes, gsize *ret_unclosed)
{
    gsize wanted = FIRST_NBYTES;

    for (;;) {
        Extent extent;

        record_buffer_fill(&reader->buffer, wanted);
        extent = find_fields(reader, ret_nbytes, ret_unclosed);
        if (extent != RECORD_LONGER ||
            record_buffer_available(&reader->buffer) > reader->max_nbytes)
            return extent;
        wanted = MAX(wanted, record_buffer_available(&reader->buffer)) * 2;
        wanted = MIN(wanted, reader->max_nbytes + 1);
    }
}

/* What is left in the window, which is not empty, is enough for most records. */
static Extent
find_record(CsvReader *reader, gsize *ret_nbytes, gsize *ret_unclosed)
{
    Extent extent = find_fields(reader, ret_nbytes, ret_unclosed);

    return extent == RECORD_LONGER ? grow(reader, ret_nbytes, ret_unclosed) : extent;
}

gboolean
csv_reader_next(CsvReader *reader, CsvRecord *ret_record)
{
    RecordBuffer *buffer = &reader->buffer;
    gsize nbytes = 0, unclosed = 0;
    Extent extent;

    g_string_truncate(reader->reason, 0);
    for (;;) {
        record_buffer_fill(buffer, 1);
        if (record_buffer_available(buffer) == 0)
            return FALSE;
        extent = find_record(reader, &nbytes, &unclosed);
        if (buffer->error)
            return FALSE;
        if (extent != RECORD_WHOLE || !is_blank_line(reader))
            break;
        record_buffer_skip(buffer, nbytes);
    }
    *ret_record = (CsvRecord){.offset = buffer->offset, .nbytes = nbytes};
    if (extent == RECORD_UNCLOSED && record_buffer_available(buffer) > reader->max_nbytes)
        extent = RECORD_LONGER;
    if (extent == RECORD_UNCLOSED) {
        g_string_printf(reader->reason, "the quote at byte %" G_GUINT64_FORMAT " is never closed",
                        buffer->offset + unclosed);
        ret_record->nbytes = record_buffer_available(buffer);
        reader->ends_whole = FALSE;
    } else if (extent == RECORD_LONGER || nbytes > reader->max_nbytes) {
        g_autofree char *refusal = size_refuse(reader->max_nbytes);

        g_string_assign(reader->reason, refusal);
        ret_record->nbytes = extent == RECORD_WHOLE ? nbytes : pass_over(reader);
        nbytes = extent == RECORD_WHOLE ? nbytes : 0;
    } else {
        take_fields(reader, ret_record);
    }
    record_buffer_skip(buffer, extent == RECORD_UNCLOSED ? ret_record->nbytes : nbytes);
    ret_record->reject = reader->reason->len > 0 ? reader->reason->str : NULL;
    return TRUE;
}

gboolean
csv_reader_finish(CsvReader *reader, gboolean is_file_end, GError **error)
{
    return record_buffer_finish(&reader->buffer, is_file_end || reader->ends_whole, error);
}
