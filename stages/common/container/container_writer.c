#include "container/container_writer.h"

#include "container/container_private.h"
#include "container/deflater.h"
#include "container/stored_member.h"
#include "program/hash.h"
#include "program/out_file.h"
#include "program/program.h"

struct _ContainerWriter {
    OutFile *file;
    const ContainerKind *kind;
    Deflater *deflater;
    GByteArray *member; /* scratch: the member being compressed */
    GByteArray *index;
    guint32 n_members;
    guint64 checksum;
    SectionWriter sections[CONTAINER_MAX_SECTIONS];
};

GQuark
container_error_quark(void)
{
    return g_quark_from_static_string("container-error-quark");
}

guint64
container_checksum_member(guint64 checksum, guint section, guint32 nbytes, guint32 n_records,
                          guint32 crc)
{
    guint64 fields[3] = {checksum, (guint64)section << 32 | crc, (guint64)nbytes << 32 | n_records};

    for (guint i = 0; i < G_N_ELEMENTS(fields); i++) /* files are read on any machine */
        fields[i] = GUINT64_TO_LE(fields[i]);
    return hash_bytes(fields, sizeof fields);
}

static void
put_index(GByteArray *index, guint64 value)
{
    guint8 bytes[VARINT_MAX_NBYTES];

    g_byte_array_append(index, bytes, varint_put(bytes, value) - bytes);
}

static void
write_header(ContainerWriter *writer, guint64 source)
{
    g_autoptr(GString) header = g_string_new(NULL);
    const ContainerKind *kind = writer->kind;
    const char *producer = program_producer(), *options = program_options();

    g_string_printf(header, CONTAINER_MAGIC " %d %s %u\n", CONTAINER_VERSION, kind->name,
                    kind->version);
    g_string_append_printf(header,
                           "producer: %s\noptions: %s\nsource: %016" G_GINT64_MODIFIER "x\n",
                           producer ? producer : "textmill", options ? options : "", source);
    for (guint i = 0; i < kind->n_sections; i++)
        g_string_append_printf(header, "section: %s %s\n", kind->sections[i].name,
                               kind->sections[i].columns);

    deflater_append_member(writer->deflater, header->str, header->len, writer->member);
    out_file_write(writer->file, writer->member->data, writer->member->len);
    writer->checksum = hash_bytes(header->str, header->len);
}

ContainerWriter *
container_writer_open(const char *path, const ContainerKind *kind, guint64 source, GError **error)
{
    g_autoptr(ContainerWriter) writer = g_new0(ContainerWriter, 1);

    writer->file = out_file_open(path, error);
    if (!writer->file)
        return NULL;
    writer->kind = kind;
    writer->deflater = deflater_new();
    writer->member = g_byte_array_new();
    writer->index = g_byte_array_new();
    for (guint i = 0; i < kind->n_sections; i++) {
        SectionWriter *section = &writer->sections[i];

        section->writer = writer;
        section->number = i;
        section->member_nbytes = kind->sections[i].member_nbytes ? kind->sections[i].member_nbytes
                                                                 : CONTAINER_MEMBER_NBYTES;
        section->previous = g_byte_array_new();
    }
    write_header(writer, source);
    return g_steal_pointer(&writer);
}

SectionWriter *
container_writer_section(ContainerWriter *writer, guint number)
{
    g_return_val_if_fail(number < writer->kind->n_sections, NULL);
    return &writer->sections[number];
}

void
section_reserve(SectionWriter *section, gsize nbytes)
{
    gsize needed = section->used + nbytes;

    if (needed <= section->capacity)
        return;
    section->capacity = MAX(MAX(needed, 4096), 2 * section->capacity);
    section->bytes = g_realloc(section->bytes, section->capacity);
}

void
section_put_uints(SectionWriter *section, const guint32 *values, gsize n)
{
    enum { MAX_NBYTES = 5 }; /* of a value of 32 bits */
    guint8 *p;

    if (section->capacity - section->used < n * MAX_NBYTES)
        section_reserve(section, n * MAX_NBYTES);
    p = section->bytes + section->used;
    for (gsize i = 0; i < n; i++) /* whether a value has one byte or two nobody can foresee */
        p = G_LIKELY(values[i] < VARINT_SMALL) ? varint_put_small(p, values[i])
                                               : varint_put(p, values[i]);
    section->used = p - section->bytes;
}

void
section_put_prefixed(SectionWriter *section, const void *data, gsize nbytes)
{
    GByteArray *previous = section->previous;
    const guint8 *bytes = data;
    gsize shared = 0, most = MIN(nbytes, previous->len);

    while (shared < most && bytes[shared] == previous->data[shared])
        shared++;
    section_put_uint(section, shared);
    section_put_bytes(section, bytes + shared, nbytes - shared);
    g_byte_array_set_size(previous, nbytes);
    if (nbytes > shared)
        memcpy(previous->data + shared, bytes + shared, nbytes - shared);
}

void
section_flush(SectionWriter *section)
{
    ContainerWriter *writer = section->writer;
    GByteArray *member = writer->member;
    guint32 crc;

    if (section->n_records == 0)
        return;
    g_byte_array_set_size(member, 0);
    if (writer->kind->sections[section->number].coding == SECTION_STORED)
        stored_member_append(section->bytes, section->used, member);
    else
        deflater_append_member(writer->deflater, section->bytes, section->used, member);
    out_file_write(writer->file, member->data, member->len);

    memcpy(&crc, member->data + member->len - 8, 4);
    crc = GUINT32_FROM_LE(crc);
    put_index(writer->index, section->number);
    put_index(writer->index, member->len);
    put_index(writer->index, section->used);
    put_index(writer->index, section->n_records);
    put_index(writer->index, crc);
    writer->checksum = container_checksum_member(writer->checksum, section->number, section->used,
                                                 section->n_records, crc);
    writer->n_members++;

    section->used = 0;
    section->n_records = 0;
    memset(section->last, 0, sizeof section->last);
    g_byte_array_set_size(section->previous, 0);
}

/* Stored: its size does not depend on what it says, so it is found from the end. */
static void
write_end(ContainerWriter *writer, guint64 index_offset, guint32 index_nbytes)
{
    char text[CONTAINER_END_TEXT_NBYTES + 1];

    g_snprintf(text, sizeof text, CONTAINER_END_FORMAT, writer->n_members, index_offset,
               index_nbytes, writer->checksum);
    g_byte_array_set_size(writer->member, 0);
    stored_member_append(text, CONTAINER_END_TEXT_NBYTES, writer->member);
    g_assert(writer->member->len == CONTAINER_END_NBYTES);
    out_file_write(writer->file, writer->member->data, writer->member->len);
}

gboolean
container_writer_commit(ContainerWriter *writer, GError **error)
{
    guint64 index_offset;

    for (guint i = 0; i < writer->kind->n_sections; i++)
        section_flush(&writer->sections[i]);
    index_offset = out_file_nbytes(writer->file);
    g_byte_array_set_size(writer->member, 0);
    deflater_append_member(writer->deflater, writer->index->data, writer->index->len,
                           writer->member);
    out_file_write(writer->file, writer->member->data, writer->member->len);
    write_end(writer, index_offset, writer->member->len);
    return out_file_commit(writer->file, error);
}

void
container_writer_free(ContainerWriter *writer)
{
    if (!writer)
        return;
    for (guint i = 0; i < CONTAINER_MAX_SECTIONS; i++) {
        g_free(writer->sections[i].bytes);
        if (writer->sections[i].previous)
            g_byte_array_unref(writer->sections[i].previous);
    }
    if (writer->member)
        g_byte_array_unref(writer->member);
    if (writer->index)
        g_byte_array_unref(writer->index);
    deflater_free(writer->deflater);
    out_file_free(writer->file);
    g_free(writer);
}
