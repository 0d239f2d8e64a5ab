/* What goes into a container comes out of it, as long as it is what was asked for. */
#include "container/deflater.h"
#include "container/inflater.h"
#include "container/stored_member.h"
#include "container/varint.h"
#include "container_files.h"

/* ---- round trips */

static guint64
any_uint(GRand *rand)
{
    guint64 value = (guint64)g_rand_int(rand) << 32 | g_rand_int(rand);

    return g_rand_int_range(rand, 0, 50) == 0 ? G_MAXUINT64
                                              : value >> g_rand_int_range(rand, 0, 64);
}

static gsize
any_bytes(GRand *rand, guint8 *bytes, gsize most)
{
    gsize n = g_rand_int_range(rand, 0, most + 1) >> g_rand_int_range(rand, 0, 6);

    for (gsize i = 0; i < n; i++)
        bytes[i] = g_rand_int_range(rand, 0, 3) ? 'a' : g_rand_int(rand);
    return n;
}

static void write_group(GRand *rand, const Schema *schema, SectionWriter *section, guint64 *last,
                        GString *log);

static void
write_value(GRand *rand, const SchemaColumn *column, SectionWriter *section, guint64 *last,
            GString *log)
{
    guint8 bytes[3000];
    guint64 value = any_uint(rand), own[SCHEMA_MAX_DELTAS] = {0};
    gsize nbytes;

    switch (column->type) {
    case SCHEMA_UINT:
        section_put_uint(section, value);
        log_uint(column, value, log);
        break;
    case SCHEMA_INT:
        section_put_int(section, (gint64)value);
        log_int(column, (gint64)value, log);
        break;
    case SCHEMA_DELTA:
        value = last[column->delta] + (value >> 40);
        if (last == section->last)
            section_put_delta(section, column->delta, value);
        else
            section_put_uint(section, value - last[column->delta]);
        last[column->delta] = value;
        log_uint(column, value, log);
        break;
    case SCHEMA_BYTES:
    case SCHEMA_PREFIXED:
        nbytes = any_bytes(rand, bytes, sizeof bytes);
        if (column->type == SCHEMA_BYTES)
            section_put_bytes(section, bytes, nbytes);
        else
            section_put_prefixed(section, bytes, nbytes);
        log_bytes(column, bytes, nbytes, log);
        break;
    case SCHEMA_LIST:
        value %= 6;
        section_put_uint(section, value);
        log_list(column, value, log);
        for (guint i = 0; i < value; i++)
            write_group(rand, column->group, section, own, log);
        break;
    }
}

static void
write_group(GRand *rand, const Schema *schema, SectionWriter *section, guint64 *last, GString *log)
{
    for (guint i = 0; i < schema->n; i++)
        write_value(rand, &schema->columns[i], section, last, log);
}

/* Writes records into all sections in turn. Returns the log of what read_all() must read. */
static char *
write_random(GRand *rand, const char *path, const ContainerKind *kind)
{
    g_autoptr(ContainerWriter) writer = container_writer_open(path, kind, 7, NULL);
    g_autoptr(GString) all = g_string_new(NULL);
    GString *logs[CONTAINER_MAX_SECTIONS];
    Schema *schemas[CONTAINER_MAX_SECTIONS];
    guint n = g_rand_int_range(rand, 0, 300);

    for (guint i = 0; i < kind->n_sections; i++) {
        schemas[i] = schema_parse(kind->sections[i].columns, NULL);
        logs[i] = g_string_new(NULL);
    }
    for (guint k = 0; k < n; k++) {
        guint i = g_rand_int_range(rand, 0, kind->n_sections - 1); /* the last stays empty */
        SectionWriter *section = container_writer_section(writer, i);

        write_group(rand, schemas[i], section, section->last, logs[i]);
        section_end_record(section);
        g_string_append_c(logs[i], '\n');
    }
    g_assert_true(container_writer_commit(writer, NULL));
    for (guint i = 0; i < kind->n_sections; i++) {
        g_string_append_len(all, logs[i]->str, logs[i]->len);
        g_string_append(all, "--\n");
        g_string_free(logs[i], TRUE);
        schema_free(schemas[i]);
    }
    return g_string_free(g_steal_pointer(&all), FALSE);
}

static ContainerKind
random_kind(GRand *rand)
{
    ContainerKind kind = {"random",
                          3,
                          4,
                          {{"scalars", "a:u b:z c:d e:b f:p g:d", SECTION_DEFLATED, 0},
                           {"lists", "a:[x:d y:[m:u] z:d w:b] b:d c:[n:z]", SECTION_STORED, 0},
                           {"small", "a:u", SECTION_STORED, 0},
                           {"empty", "a:p", SECTION_DEFLATED, 0}}};

    for (guint i = 0; i < kind.n_sections;
         i++) /* members of a record each, or of a few, or one of all */
        kind.sections[i].member_nbytes = 1u << g_rand_int_range(rand, 0, 20);
    return kind;
}

static void
test_round_trip(void)
{
    guint32 seed = g_test_rand_int();
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

    g_test_message("seed %u", seed);
    for (guint i = 0; i < 60; i++) {
        ContainerKind kind = random_kind(rand);
        g_autofree char *written = write_random(rand, "random", &kind), *read = NULL;
        g_autoptr(GError) error = NULL;
        CheckResult result;

        read = read_all("random", &kind, &error);
        g_assert_no_error(error);
        g_assert_true(strcmp(read, written) == 0);
        g_assert_true(check_file("random", &result, &error));
        g_assert_false(result.known);
        g_assert_cmpuint(result.n_sections, ==, 4);
    }
}

/* ---- what is asked for is not what is there */

static void
test_wrong_kind(void)
{
    ContainerKind other = SMALL;

    write_small();
    other.name = "other";
    assert_bad("small", &other, CONTAINER_ERROR_KIND);
    other.name = "small";
    other.version = 1; /* the file is newer */
    assert_bad("small", &other, CONTAINER_ERROR_NEWER);
    other.version = 3; /* older files are not read either */
    assert_bad("small", &other, CONTAINER_ERROR_NEWER);
    other.version = 2;
    other.sections[1].columns = "t:b l:[n:d b:b]";
    {
        g_autoptr(GError) error = NULL;

        g_assert_null(container_open("small", &other, &error));
        g_assert_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT);
    }
}

static void
test_source(void)
{
    g_autoptr(ContainerWriter) writer = NULL;
    g_autoptr(Container) source = NULL, made = NULL;
    g_autoptr(GError) error = NULL;

    write_small();
    source = container_open("small", &SMALL, NULL);
    writer = container_writer_open("made", &SMALL,
                                   container_combine_sources(0, container_checksum(source)), NULL);
    g_assert_true(container_writer_commit(writer, NULL));
    made = container_open("made", &SMALL, NULL);
    g_assert_true(container_check_source(made, source, &error));
    g_assert_false(container_check_source(source, made, &error));
    g_assert_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH);
    g_assert_cmpuint(container_section_records(source, 0), ==, 6);
    g_assert_cmpuint(container_section_records(source, 2), ==, 0);
}

static void
test_varints(void)
{
    static const guint64 values[] = {0,          0x7f,       0x80,       0x3fff,
                                     0x4000,     1 << 21,    1ull << 32, (1ull << 63) - 1,
                                     1ull << 63, G_MAXUINT64};
    guint8 bytes[VARINT_MAX_NBYTES + 1];

    for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
        const guint8 *end = varint_put(bytes, values[i]), *p = bytes;
        guint64 value = 0;

        g_assert_true(varint_get(&p, end, &value));
        g_assert_true(p == end);
        g_assert_cmpuint(value, ==, values[i]);
        p = bytes;
        g_assert_false(varint_get(&p, end - 1, &value));
        p = bytes;
        g_assert_cmpuint(varint_get_rest(&p, 0, 0), ==, values[i]);
        g_assert_true(p == end);
    }
    memset(bytes, 0xff, sizeof bytes); /* beyond 64 bits, in the tenth byte and by an eleventh */
    for (guint8 tenth = 2; tenth != 0; tenth = tenth == 2 ? 0x80 : 0) {
        const guint8 *p = bytes;
        guint64 value;

        bytes[VARINT_MAX_NBYTES - 1] = tenth;
        g_assert_false(varint_get(&p, bytes + sizeof bytes, &value));
        p = bytes;
        g_assert_cmpuint(varint_get_rest(&p, 0, 0), ==, G_MAXUINT64);
    }
}

/* Every pair of lengths: read as by varint_get(), or left to it. */
static void
test_two_varints(void)
{
    for (guint first_bits = 0; first_bits <= 64; first_bits++)
        for (guint second_bits = 0; second_bits <= 64; second_bits++) {
            guint64 expected[2] = {first_bits ? G_MAXUINT64 >> (64 - first_bits) : 0,
                                   second_bits ? 1ull << (second_bits - 1) : 0};
            guint8 bytes[2 * VARINT_MAX_NBYTES + 8];
            guint first_nbytes, nbytes;
            guint32 values[2];
            gboolean fit;

            memset(bytes, 0x80, sizeof bytes);
            first_nbytes = varint_put(bytes, expected[0]) - bytes;
            nbytes = varint_put(bytes + first_nbytes, expected[1]) - bytes;
            fit = first_nbytes <= 4 && nbytes - first_nbytes <= 4 && nbytes <= 8;
            g_assert_cmpuint(varint_get_two(bytes, &values[0], &values[1]), ==, fit ? nbytes : 0);
            for (guint i = 0; fit && i < 2; i++)
                g_assert_cmpuint(values[i], ==, expected[i]);
        }
}

/* Members are read back whatever their size, and whichever way they were made. */
static void
test_members(void)
{
    static const gsize sizes[] = {0, 1, 0xfffe, 0xffff, 0x10000, 2 * 0xffff, 200000};
    g_autoptr(Deflater) deflater = deflater_new();
    g_autoptr(Inflater) inflater = inflater_new();
    g_autofree guint8 *data = g_malloc(200000), *back = g_malloc(200000);

    for (guint32 i = 0, state = 1; i < 200000; i++)
        data[i] = (state = state * 1664525 + 1013904223) >> 24 & (i % 2 ? 0xff : 0x0f);
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
        for (gboolean stored = FALSE; stored <= TRUE; stored++) {
            g_autoptr(GByteArray) member = g_byte_array_new();

            if (stored)
                stored_member_append(data, sizes[i], member);
            else
                deflater_append_member(deflater, data, sizes[i], member);
            memset(back, 0, sizes[i]);
            g_assert_true(
                inflater_read_member(inflater, member->data, member->len, back, sizes[i]));
            g_assert_cmpmem(back, sizes[i], data, sizes[i]);
            member->data[member->len - 8] ^= 1; /* its CRC */
            g_assert_false(
                inflater_read_member(inflater, member->data, member->len, back, sizes[i]));
        }
}

/* An integer that does not fit 64 bits is damage also where many are read at once. */
static void
test_integers_at_once(void)
{
    static const ContainerKind kind = {
        "integers", 1, 1, {{"records", "v:[n]", SECTION_DEFLATED, 0}}};
    static const guint8 damaged[] = {0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02};
    const guint n_values = 40;
    g_autoptr(ContainerWriter) writer = container_writer_open("integers", &kind, 0, NULL);
    SectionWriter *section = container_writer_section(writer, 0);
    g_autoptr(Container) container = NULL;
    g_autoptr(GError) error = NULL;
    guint32 values[40];
    SectionReader *reader;

    section_put_uint(section, n_values);
    section_reserve(section, sizeof damaged);
    memcpy(section->bytes + section->used, damaged, sizeof damaged);
    section->used += sizeof damaged;
    for (guint i = 1; i < n_values; i++)
        section_put_uint(section, 1);
    section_end_record(section);
    g_assert_true(container_writer_commit(writer, NULL));
    container = container_open("integers", &kind, NULL);
    reader = container_section(container, 0);
    g_assert_true(section_next(reader));
    g_assert_cmpuint(section_get_count(reader), ==, n_values);
    section_get_uints(reader, values, n_values, 1000, "a value");
    g_assert_false(section_finish(reader, &error));
    g_assert_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT);
    g_assert_nonnull(strstr(error->message, "record 1: an integer"));
}

/* Integers of every length are gone past as they are read one by one. */
static void
test_skipped_integers(void)
{
    static const ContainerKind kind = {
        "integers", 1, 1, {{"records", "v:[n]", SECTION_DEFLATED, 0}}};
    enum { N_VALUES = 50 };
    g_autoptr(ContainerWriter) writer = container_writer_open("integers", &kind, 0, NULL);
    SectionWriter *section = container_writer_section(writer, 0);
    g_autoptr(Container) container = NULL;
    g_autoptr(GError) error = NULL;
    guint64 values[N_VALUES];
    SectionReader *reader;

    for (guint record = 0; record <= N_VALUES + 1; record++) {
        section_put_uint(section, N_VALUES);
        for (guint i = 0; i < N_VALUES; i++) {
            values[i] = i % 3 == 0 ? i : G_MAXUINT64 >> i;
            section_put_uint(section, values[i]);
        }
        section_end_record(section);
    }
    g_assert_true(container_writer_commit(writer, NULL));
    container = container_open("integers", &kind, NULL);
    reader = container_section(container, 0);
    for (guint n = 0; n <= N_VALUES; n++) {
        g_assert_true(section_next(reader));
        g_assert_cmpuint(section_get_count(reader), ==, N_VALUES);
        section_skip_uints(reader, n);
        for (guint i = n; i < N_VALUES; i++)
            g_assert_cmpuint(section_get_uint(reader), ==, values[i]);
    }
    g_assert_true(section_next(reader));
    section_skip_uints(reader, N_VALUES + 2); /* one more than with the list's length there are */
    g_assert_false(section_finish(reader, &error));
    g_assert_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/container/round-trip", test_round_trip);
    g_test_add_func("/container/wrong-kind", test_wrong_kind);
    g_test_add_func("/container/source", test_source);
    g_test_add_func("/container/varints", test_varints);
    g_test_add_func("/container/members", test_members);
    g_test_add_func("/container/two-varints", test_two_varints);
    g_test_add_func("/container/integers-at-once", test_integers_at_once);
    g_test_add_func("/container/skipped-integers", test_skipped_integers);
    return scratch_run();
}
