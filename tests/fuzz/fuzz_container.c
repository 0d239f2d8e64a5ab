#include "fuzz_container.h"

#include "container/container_private.h"
#include "container/schema.h"
#include "container/stored_member.h"
#include "container/varint.h"
#include "program/hash.h"

gboolean
fuzz_chunk_next(FuzzBytes *input, FuzzChunk *ret_chunk)
{
    if (fuzz_left(input) == 0)
        return FALSE;
    ret_chunk->section = fuzz_uint(input);
    ret_chunk->n_records = fuzz_uint(input);
    ret_chunk->bytes = fuzz_take(input, fuzz_uint(input));
    return TRUE;
}

/* ---- how many records */

static gboolean
skip_uint(FuzzBytes *bytes, guint64 *ret_value)
{
    return varint_get(&bytes->p, bytes->end, ret_value);
}

static gboolean
skip_bytes(FuzzBytes *bytes)
{
    guint64 n;

    if (!skip_uint(bytes, &n) || n > fuzz_left(bytes))
        return FALSE;
    bytes->p += n;
    return TRUE;
}

/* Goes past a record by its columns; FALSE if it is not whole. */
static gboolean
skip_record(const Schema *schema, FuzzBytes *bytes)
{
    guint64 value = 0;
    gboolean whole = TRUE;

    for (guint i = 0; i < schema->n && whole; i++) {
        const SchemaColumn *column = &schema->columns[i];

        switch (column->type) {
        case SCHEMA_BYTES:
            whole = skip_bytes(bytes);
            break;
        case SCHEMA_PREFIXED:
            whole = skip_uint(bytes, &value) && skip_bytes(bytes);
            break;
        case SCHEMA_LIST:
            whole = skip_uint(bytes, &value);
            for (guint64 k = 0; k < value && whole; k++)
                whole = skip_record(column->group, bytes);
            break;
        default:
            whole = skip_uint(bytes, &value);
        }
    }
    return whole;
}

/* The whole records that bytes begin with; bytes become these. */
static guint64
count_records(const char *columns, FuzzBytes *bytes)
{
    g_autoptr(Schema) schema = schema_parse(columns, NULL);
    FuzzBytes rest = *bytes;
    const guint8 *whole = rest.p;
    guint64 n = 0;

    while (schema && rest.p < rest.end && skip_record(schema, &rest)) {
        whole = rest.p;
        n++;
    }
    bytes->end = whole;
    return n;
}

/* ---- files */

static void
put_uint(GByteArray *out, guint64 value)
{
    guint8 bytes[VARINT_MAX_NBYTES];

    g_byte_array_append(out, bytes, varint_put(bytes, value) - bytes);
}

void
fuzz_container_begin(FuzzContainer *container, const char *header)
{
    *container = (FuzzContainer){.file = g_byte_array_new(), .index = g_byte_array_new()};
    stored_member_append(header, strlen(header), container->file);
    container->checksum = hash_bytes(header, strlen(header));
}

void
fuzz_container_add(FuzzContainer *container, guint section, guint64 n_records, FuzzBytes bytes)
{
    const guint before = container->file->len;
    const gsize nbytes = fuzz_left(&bytes);
    guint32 crc;

    if (n_records == 0 || n_records > nbytes)
        return;
    stored_member_append(bytes.p, nbytes, container->file);
    memcpy(&crc, container->file->data + container->file->len - 8, 4);
    crc = GUINT32_FROM_LE(crc);
    put_uint(container->index, section);
    put_uint(container->index, container->file->len - before);
    put_uint(container->index, nbytes);
    put_uint(container->index, n_records);
    put_uint(container->index, crc);
    container->checksum =
        container_checksum_member(container->checksum, section, nbytes, n_records, crc);
    container->n_members++;
}

void
fuzz_container_end(FuzzContainer *container)
{
    const guint before = container->file->len;
    char text[CONTAINER_END_TEXT_NBYTES + 1];

    stored_member_append(container->index->data, container->index->len, container->file);
    g_snprintf(text, sizeof text, CONTAINER_END_FORMAT, container->n_members, (guint64)before,
               container->file->len - before, container->checksum);
    stored_member_append(text, CONTAINER_END_TEXT_NBYTES, container->file);
}

void
fuzz_container_clear(FuzzContainer *container)
{
    g_clear_pointer(&container->file, g_byte_array_unref);
    g_clear_pointer(&container->index, g_byte_array_unref);
}

static char *
header_of(const ContainerKind *kind, guint64 source)
{
    GString *header = g_string_new(NULL);

    g_string_printf(header, CONTAINER_MAGIC " %d %s %u\nsource: %016" G_GINT64_MODIFIER "x\n",
                    CONTAINER_VERSION, kind->name, kind->version, source);
    for (guint i = 0; i < kind->n_sections; i++)
        g_string_append_printf(header, "section: %s %s\n", kind->sections[i].name,
                               kind->sections[i].columns);
    return g_string_free(header, FALSE);
}

const char *
fuzz_container_make(guint number, const ContainerKind *kind, guint64 source, guint first,
                    FuzzBytes input)
{
    g_autofree char *header = header_of(kind, source);
    g_auto(FuzzContainer) container = {NULL};
    FuzzChunk chunk;

    fuzz_container_begin(&container, header);
    while (fuzz_chunk_next(&input, &chunk)) {
        if (chunk.section < first || chunk.section - first >= kind->n_sections)
            continue;
        chunk.section -= first;
        if (chunk.n_records == 0)
            chunk.n_records = count_records(kind->sections[chunk.section].columns, &chunk.bytes);
        fuzz_container_add(&container, chunk.section, chunk.n_records, chunk.bytes);
    }
    fuzz_container_end(&container);
    return fuzz_file(number, container.file->data, container.file->len);
}

gboolean
fuzz_container_read(Container *container, GError **error)
{
    for (guint i = 0; i < container_n_sections(container); i++) {
        g_autoptr(Schema) schema = schema_parse(container_section_columns(container, i), error);
        SectionReader *section;

        if (!schema)
            return FALSE;
        section = container_section(container, i);
        while (section_next(section))
            schema_read_record(schema, section, NULL, NULL);
        if (!section_finish(section, error))
            return FALSE;
    }
    return TRUE;
}
