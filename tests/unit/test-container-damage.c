/* Damage of every kind to a container is told, and which it is. */
#include <zlib.h>

#include "container/container_private.h"
#include "container/deflater.h"
#include "container_files.h"
#include "program/hash.h"

static void
test_cut_at_every_byte(void)
{
    g_autofree char *bytes = NULL;
    gsize nbytes;

    write_small();
    g_assert_true(g_file_get_contents("small", &bytes, &nbytes, NULL));
    for (gsize n = 0; n < nbytes; n++) {
        write_bytes("cut", bytes, n);
        assert_bad("cut", &SMALL, CONTAINER_ERROR_TRUNCATED);
        assert_bad("cut", NULL, CONTAINER_ERROR_TRUNCATED);
    }
}

/* The members of the file, by inflating them one after another. For each bit: whether it carries
 * nothing. */
static guint8 *
idle_bits(const guint8 *bytes, gsize nbytes)
{
    guint8 *idle = g_new0(guint8, nbytes);
    gsize start = 0;

    while (start < nbytes) {
        z_stream z = {.next_in = (Bytef *)(guintptr)(bytes + start + 10),
                      .avail_in = nbytes - start - 10};
        guint8 out[4096];
        guint unused;
        gsize end;

        g_assert_cmpint(inflateInit2(&z, -15), ==, Z_OK);
        z.next_out = out;
        z.avail_out = sizeof out;
        do /* to the end of the last block, where zlib says how many bits are left of the byte */
            g_assert_cmpint(inflate(&z, Z_BLOCK), ==, Z_OK);
        while ((z.data_type & (64 | 128)) != (64 | 128));
        unused = z.data_type & 7;
        g_assert_cmpint(inflate(&z, Z_FINISH), ==, Z_STREAM_END);
        end = nbytes - z.avail_in;         /* of deflate */
        idle[start + 3] = 1;               /* FTEXT */
        memset(idle + start + 4, 0xff, 6); /* time, extra flags, operating system */
        if ((bytes[start + 10] & 6) == 0)  /* a stored block: five bits up to its length */
            idle[start + 10] = 0xf8;
        else /* what is left of deflate's last byte */
            idle[end - 1] |= (guint8)(0xff00 >> unused);
        inflateEnd(&z);
        start = end + 8;
    }
    return idle;
}

static void
test_every_flipped_bit(void)
{
    g_autofree char *bytes = NULL, *whole = NULL;
    g_autofree guint8 *idle = NULL;
    gsize nbytes;
    guint n_harmless = 0;

    write_small();
    g_assert_true(g_file_get_contents("small", &bytes, &nbytes, NULL));
    whole = read_all("small", &SMALL, NULL);
    idle = idle_bits((const guint8 *)bytes, nbytes);
    for (gsize i = 0; i < 8 * nbytes; i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *read = NULL;

        bytes[i / 8] ^= 1 << i % 8;
        write_bytes("flipped", bytes, nbytes);
        bytes[i / 8] ^= 1 << i % 8;
        read = read_all("flipped", &SMALL, &error);
        if (idle[i / 8] >> i % 8 & 1) {
            g_assert_cmpstr(read, ==, whole);
            n_harmless++;
        } else if (read) {
            g_test_message("bit %u of byte %u of %u", (guint)(i % 8), (guint)(i / 8),
                           (guint)nbytes);
            g_test_fail();
        } else {
            g_assert_true(error->domain == CONTAINER_ERROR);
        }
    }
    g_test_message("%u of %u bits carry nothing", n_harmless, (guint)(8 * nbytes));
}

/* ---- crafted files: all checksums right, one thing wrong */

enum { SOUND = -1, BAD_COLUMNS = -2 };

typedef struct {
    const char *what;
    int code;            /* of CONTAINER_ERROR, or of the above */
    const char *header;  /* NULL: a good one */
    guint64 index[2][4]; /* section, stored, raw, records of two members; stored 0: as it is */
    guint32 n_members, index_nbytes; /* 0: as it is */
    guint64 index_offset;
    const char *behind;
} Crafted;

#define CRAFTED_SECTIONS "section: one a:u\nsection: two a:u\n"
#define GOOD_INDEX                                                                                 \
    {                                                                                              \
        {0, 0, 3, 3},                                                                              \
        {                                                                                          \
            1, 0, 3, 3                                                                             \
        }                                                                                          \
    }

static const Crafted crafted[] = {
    {"nothing wrong", SOUND, NULL, GOOD_INDEX, 0, 0, 0, NULL},
    {"a header line that is not known", SOUND,
     "textmill-file 1 crafted 1\nnew: x\n" CRAFTED_SECTIONS, GOOD_INDEX, 0, 0, 0, NULL},
    {"another magic", CONTAINER_ERROR_FOREIGN, "textmill-fils 1 crafted 1\n", GOOD_INDEX, 0, 0, 0,
     NULL},
    {"a newer container", CONTAINER_ERROR_NEWER, "textmill-file 2 crafted 1\n" CRAFTED_SECTIONS,
     GOOD_INDEX, 0, 0, 0, NULL},
    {"version 0", CONTAINER_ERROR_CORRUPT, "textmill-file 0 crafted 1\n" CRAFTED_SECTIONS,
     GOOD_INDEX, 0, 0, 0, NULL},
    {"a version that is a word", CONTAINER_ERROR_CORRUPT, "textmill-file 1 crafted x\n", GOOD_INDEX,
     0, 0, 0, NULL},
    {"a first line too short", CONTAINER_ERROR_CORRUPT, "textmill-file 1\n", GOOD_INDEX, 0, 0, 0,
     NULL},
    {"no sections", CONTAINER_ERROR_CORRUPT, "textmill-file 1 crafted 1\n", GOOD_INDEX, 0, 0, 0,
     NULL},
    {"columns that are none", BAD_COLUMNS,
     "textmill-file 1 crafted 1\nsection: one a\nsection: two a:u\n", GOOD_INDEX, 0, 0, 0, NULL},
    {"four thousand million members", CONTAINER_ERROR_CORRUPT, NULL, GOOD_INDEX, G_MAXUINT32, 0, 0,
     NULL},
    {"fewer members than the index has", CONTAINER_ERROR_CORRUPT, NULL, GOOD_INDEX, 1, 0, 0, NULL},
    {"an index of 4 GB", CONTAINER_ERROR_TRUNCATED, NULL, GOOD_INDEX, 0, G_MAXUINT32, 0, NULL},
    {"an index elsewhere", CONTAINER_ERROR_TRUNCATED, NULL, GOOD_INDEX, 0, 0, 5, NULL},
    {"a section that is not there",
     CONTAINER_ERROR_CORRUPT,
     NULL,
     {{2, 0, 3, 3}, {1, 0, 3, 3}},
     0,
     0,
     0,
     NULL},
    {"a member of 2^63 bytes",
     CONTAINER_ERROR_CORRUPT,
     NULL,
     {{0, G_MAXINT64, 3, 3}, {1, 0, 3, 3}},
     0,
     0,
     0,
     NULL},
    {"a member of 5 bytes",
     CONTAINER_ERROR_CORRUPT,
     NULL,
     {{0, 5, 3, 3}, {1, 0, 3, 3}},
     0,
     0,
     0,
     NULL},
    {"4 GB from a few bytes",
     CONTAINER_ERROR_CORRUPT,
     NULL,
     {{0, 0, G_MAXUINT32, 3}, {1, 0, 3, 3}},
     0,
     0,
     0,
     NULL},
    {"2^64 bytes from a few",
     CONTAINER_ERROR_CORRUPT,
     NULL,
     {{0, 0, G_MAXUINT64, 3}, {1, 0, 3, 3}},
     0,
     0,
     0,
     NULL},
    {"20 kB from a few bytes",
     CONTAINER_ERROR_CORRUPT,
     NULL,
     {{0, 0, 20000, 3}, {1, 0, 3, 3}},
     0,
     0,
     0,
     NULL},
    {"more records than bytes",
     CONTAINER_ERROR_CORRUPT,
     NULL,
     {{0, 0, 3, 4}, {1, 0, 3, 3}},
     0,
     0,
     0,
     NULL},
    {"no records", CONTAINER_ERROR_CORRUPT, NULL, {{0, 0, 3, 0}, {1, 0, 3, 3}}, 0, 0, 0, NULL},
    {"records that do not fill",
     CONTAINER_ERROR_CORRUPT,
     NULL,
     {{0, 0, 3, 2}, {1, 0, 3, 3}},
     0,
     0,
     0,
     NULL},
    {"sizes exchanged", CONTAINER_ERROR_CORRUPT, NULL, {{0, 0, 2, 2}, {1, 0, 4, 4}}, 0, 0, 0, NULL},
    {"a line behind the end", CONTAINER_ERROR_CORRUPT, NULL, GOOD_INDEX, 0, 0, 0, "\n"},
    {"a gzip member behind the end", CONTAINER_ERROR_CORRUPT, NULL, GOOD_INDEX, 0, 0, 0,
     "\x1f\x8b"},
};

static void
put_varint(GByteArray *array, guint64 value)
{
    for (; value >= 0x80; value >>= 7)
        g_byte_array_append(array, &(guint8){value | 0x80}, 1);
    g_byte_array_append(array, &(guint8){value}, 1);
}

/* The end record as FORMAT.md has it. */
static void
put_end(GByteArray *file, guint32 n_members, guint64 offset, guint32 nbytes, guint64 checksum)
{
    g_autofree char *text =
        g_strdup_printf(CONTAINER_END_FORMAT, n_members, offset, nbytes, checksum);
    const guint8 start[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1, 0x5f, 0, 0xa0, 0xff};
    guint32 trailer[2] = {GUINT32_TO_LE(deflater_crc32(text, strlen(text))),
                          GUINT32_TO_LE(strlen(text))};

    g_byte_array_append(file, start, sizeof start);
    g_byte_array_append(file, (const guint8 *)text, strlen(text));
    g_byte_array_append(file, (const guint8 *)trailer, sizeof trailer);
}

static void
craft(const Crafted *how)
{
    const char *header = how->header ? how->header : "textmill-file 1 crafted 1\n" CRAFTED_SECTIONS;
    g_autoptr(GByteArray) file = g_byte_array_new(), index = g_byte_array_new();
    g_autoptr(Deflater) deflater = deflater_new();
    guint64 checksum = hash_bytes(header, strlen(header));
    guint32 offset, nbytes;

    deflater_append_member(deflater, header, strlen(header), file);
    for (guint i = 0; i < 2; i++) {
        const guint64 *said = how->index[i];
        guint start = file->len;
        guint32 crc = deflater_crc32("\1\2\3", 3);

        deflater_append_member(deflater, "\1\2\3", 3, file);
        put_varint(index, said[0]);
        put_varint(index, said[1] ? said[1] : file->len - start);
        put_varint(index, said[2]);
        put_varint(index, said[3]);
        put_varint(index, crc);
        checksum = container_checksum_member(checksum, said[0], said[2], said[3], crc);
    }
    offset = file->len;
    deflater_append_member(deflater, index->data, index->len, file);
    nbytes = how->index_nbytes ? how->index_nbytes : file->len - offset;
    put_end(file, how->n_members ? how->n_members : 2,
            how->index_offset   ? how->index_offset
            : how->index_nbytes ? (guint64)file->len - how->index_nbytes
                                : offset,
            nbytes, checksum);
    if (how->behind)
        g_byte_array_append(file, (const guint8 *)how->behind, strlen(how->behind));
    write_bytes("crafted", file->data, file->len);
}

static void
test_crafted(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(crafted); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *read = NULL;

        g_test_message("%s", crafted[i].what);
        craft(&crafted[i]);
        if (crafted[i].code == BAD_COLUMNS) { /* opens, but cannot be read by its columns */
            g_assert_null(read_all("crafted", NULL, &error));
            g_assert_error(error, SCHEMA_ERROR, SCHEMA_ERROR_MALFORMED);
        } else if (crafted[i].code != SOUND) {
            assert_bad("crafted", NULL, crafted[i].code);
        } else {
            read = read_all("crafted", NULL, &error);
            g_assert_no_error(error);
            g_assert_cmpstr(read, ==, "u1 \nu2 \nu3 \n--\nu1 \nu2 \nu3 \n--\n");
        }
    }
}

static void
test_foreign(void)
{
    g_autoptr(GByteArray) big = g_byte_array_new(), file = g_byte_array_new();
    g_autoptr(Deflater) deflater = deflater_new();
    g_autoptr(GError) error = NULL;
    guint32 state = 1;

    scratch_write("foreign", "id\ttitle\n1\tone\n");
    assert_bad("foreign", NULL, CONTAINER_ERROR_FOREIGN);
    deflater_append_member(deflater, "hello", 5, file);
    write_bytes("foreign", file->data, file->len);
    assert_bad("foreign", NULL, CONTAINER_ERROR_FOREIGN);
    g_byte_array_set_size(file, 0);
    deflater_append_member(deflater, NULL, 0, file);
    write_bytes("foreign", file->data, file->len);
    assert_bad("foreign", NULL, CONTAINER_ERROR_FOREIGN);
    for (guint i = 0; i < 300000; i++) /* larger than what is read at first */
        g_byte_array_append(big, &(guint8){(state = state * 1664525 + 1013904223) >> 24}, 1);
    g_byte_array_set_size(file, 0);
    deflater_append_member(deflater, big->data, big->len, file);
    write_bytes("foreign", file->data, file->len);
    assert_bad("foreign", NULL, CONTAINER_ERROR_FOREIGN);
    g_assert_null(container_open("is-not-there", NULL, &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/container-damage/cut-at-every-byte", test_cut_at_every_byte);
    g_test_add_func("/container-damage/every-flipped-bit", test_every_flipped_bit);
    g_test_add_func("/container-damage/crafted", test_crafted);
    g_test_add_func("/container-damage/foreign", test_foreign);
    return scratch_run();
}
