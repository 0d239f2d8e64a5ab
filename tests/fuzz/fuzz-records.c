/*
 * Record files of any format: read in small blocks, packed, and in two parts cut at a record's end
 * they have the same records. Input: a byte of choices, one for the blocks, one for where it is cut
 * and the encoding, words for the map of fields, a line feed, the bytes of the file.
 */
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include "../unit/open_records.h"
#include "fuzz.h"
#include "fuzz_blocks.h"
#include "records/record_cut.h"
#include "records/record_reader.h"
#include "unicode/encoding.h"

enum { SMALL_LIMIT = 64, LARGE_LIMIT = 1 << 20 };
enum { PACKED = 8, SMALL = 16 }; /* choices beside those of take_options() */

/* What a stream or a part of it has, as text. */
typedef struct {
    GString *log;
    guint64 n_records;
    guint64 done; /* where the last one ends */
    gboolean whole;
} Reading;

static void
log_value(GString *log, const char *what, RecordValue value)
{
    if (!value.bytes)
        return;
    g_assert_true(utf8_is_clean(value.bytes, value.nbytes));
    g_string_append_printf(log, " %s[%zu]=", what, value.nbytes);
    g_string_append_len(log, value.bytes, value.nbytes);
}

/* Reads to the end; the reader is freed. */
static void
read_on(RecordReader *reader, gsize limit, guint64 size, Reading *reading)
{
    g_autoptr(GError) error = NULL;
    Record record;

    while (record_reader_next(reader, &record)) {
        g_assert_cmpuint(record.offset, >=, reading->done);
        g_assert_cmpuint(record.nbytes, >, 0);
        g_assert_cmpuint(record.nbytes, <=, size - record.offset);
        reading->done = record.offset + record.nbytes;
        reading->n_records++;
        g_string_append_printf(reading->log, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %s",
                               record.offset, record.nbytes, record.reject ? record.reject : "");
        if (!record.reject) {
            g_assert_cmpuint(record.nbytes, <=, limit + 2); /* and the line's end */
            g_assert_cmpuint(record.n_others, <=, RECORD_MAX_OTHERS);
            g_assert_nonnull(record.values[FIELD_TEXT].bytes);
            for (guint i = 0; i < FIELD_N_ROLES; i++)
                log_value(reading->log, field_role_name(i), record.values[i]);
            for (guint i = 0; i < record.n_others; i++) {
                log_value(reading->log, "name", record.others[i].name);
                log_value(reading->log, "other", record.others[i].value);
            }
        }
        g_string_append_c(reading->log, '\n');
    }
    reading->whole = record_reader_finish(reader, &error);
    g_assert_cmpint(reading->whole, ==, error == NULL);
    record_reader_free(reader);
}

static Reading
read_bytes(const RecordFormat *format, const FieldMap *map, gsize limit, const char *bytes,
           gsize nbytes, guint64 offset, guint8 block)
{
    ByteSource *source = fuzz_blocks_new(bytes + offset, nbytes - offset, block);
    Reading reading = {.log = g_string_new(NULL)};
    g_autoptr(GError) error = NULL;
    RecordReader *reader = record_reader_new(source, offset, format, map, limit, &error);

    if (reader)
        read_on(reader, limit, nbytes, &reading);
    else
        g_string_assign(reading.log, error->message);
    return reading;
}

static GByteArray *
pack(const char *bytes, gsize nbytes)
{
    GByteArray *packed = g_byte_array_new();
    z_stream z = {.next_in = (Bytef *)(guintptr)bytes, .avail_in = nbytes};

    g_assert_cmpint(deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_FIXED), ==, Z_OK);
    g_byte_array_set_size(packed, deflateBound(&z, nbytes));
    z.next_out = packed->data;
    z.avail_out = packed->len;
    g_assert_cmpint(deflate(&z, Z_FINISH), ==, Z_STREAM_END);
    g_byte_array_set_size(packed, packed->len - z.avail_out);
    deflateEnd(&z);
    return packed;
}

/* The same through a file, as it is or packed. */
static void
check_file(const RecordOptions *options, gsize limit, const char *path, gsize nbytes,
           const Reading *expected)
{
    Reading reading = {.log = g_string_new(NULL)};
    g_autoptr(GError) error = NULL;
    g_auto(RecordFormat) format = {0};
    RecordReader *reader = open_records(&format, path, 0, G_MAXUINT64, options, limit, &error);

    if (reader)
        read_on(reader, limit, nbytes, &reading);
    else
        g_string_assign(reading.log, error->message);
    g_assert_cmpmem(reading.log->str, reading.log->len, expected->log->str, expected->log->len);
    g_string_free(reading.log, TRUE);
}

/* Two parts have what the whole has. */
static void
check_cut(const RecordFormat *format, const FieldMap *map, gsize limit, const char *path,
          const char *bytes, gsize nbytes, guint64 nominal, const Reading *expected)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    guint64 at = 0;
    Reading first, second;

    g_assert_true(record_cut_find(fd, nbytes, format, format->start, nominal, &at, NULL));
    close(fd);
    g_assert_cmpuint(at, >=, nominal);
    g_assert_cmpuint(at, <=, nbytes);
    first = read_bytes(format, map, limit, bytes, at, 0, 0);
    second = read_bytes(format, map, limit, bytes, nbytes, at, 0);
    g_string_append_len(first.log, second.log->str, second.log->len);
    g_assert_cmpmem(first.log->str, first.log->len, expected->log->str, expected->log->len);
    g_string_free(first.log, TRUE);
    g_string_free(second.log, TRUE);
}

static RecordOptions
take_options(guint8 choices, guint8 where, const FieldMap *map)
{
    static const char *const encodings[] = {"auto", "shift_jis", "windows-1251", "utf-16le"};
    static const char delimiters[] = {'\0', ';', '\t', ','}, quotes[] = {'\0', '\''};

    return (RecordOptions){.kind = choices % 8 > RECORDS_CSV ? RECORDS_AUTO : choices % 8,
                           .delimiter = delimiters[choices / 32 % 4],
                           .quote = quotes[choices / 128],
                           .has_no_quote = choices >= 224,
                           .map = map,
                           .encoding = where % 4 ? encoding_find(encodings[where % 4]) : NULL};
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes};
    guint8 choices = fuzz_byte(&input), block = fuzz_byte(&input), where = fuzz_byte(&input);
    FuzzBytes first = fuzz_take_until(&input, '\n');
    g_autofree char *words = fuzz_copy_string(&first);
    g_autoptr(GError) error = NULL;
    g_autoptr(FieldMap) map = field_map_new(*words ? words : NULL, &error);
    const RecordOptions options = take_options(choices, where, map);
    gsize limit = choices & SMALL ? SMALL_LIMIT : LARGE_LIMIT, n = fuzz_left(&input);
    g_autofree char *bytes = fuzz_copy(input.p, n, 0);
    const char *path = fuzz_file(0, bytes, n);
    g_auto(RecordFormat) format = {0};
    Reading at_once, in_blocks;

    g_assert_cmpint(map == NULL, ==, error != NULL);
    if (packing_name(bytes, n))
        return 0;
    record_format_recognise(&format, bytes, n, TRUE, &options);
    if (format.encoding) {
        g_autoptr(GString) converted = g_string_new(NULL);

        encoding_convert(format.encoding, bytes, n, converted, NULL);
        g_free(bytes);
        n = converted->len;
        bytes = fuzz_copy((const guint8 *)converted->str, n, 0);
    }
    at_once = read_bytes(&format, map, limit, bytes, n, 0, 0);
    in_blocks = read_bytes(&format, map, limit, bytes, n, 0, block);
    g_assert_cmpmem(in_blocks.log->str, in_blocks.log->len, at_once.log->str, at_once.log->len);
    check_file(&options, limit, path, n, &at_once);
    if (choices & PACKED) {
        g_autoptr(GByteArray) packed = pack((const char *)input.p, fuzz_left(&input));

        check_file(&options, limit, fuzz_file(1, packed->data, packed->len), n, &at_once);
    }
    if ((format.kind == RECORDS_JSON_LINES || format.kind == RECORDS_CSV) && !format.encoding &&
        at_once.n_records > 0)
        check_cut(&format, map, limit, path, bytes, n,
                  format.start + (n - format.start) * where / 256, &at_once);
    g_string_free(at_once.log, TRUE);
    g_string_free(in_blocks.log, TRUE);
    return 0;
}
