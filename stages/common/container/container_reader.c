#include "container/container_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "container/container_private.h"
#include "container/varint.h"
#include "program/hash.h"

enum {
    /* deflate cannot inflate to more than 1032 times its size: a larger claim is damage, not a
       buffer */
    MAX_EXPANSION = 1040,
    MIN_MEMBER_NBYTES = 18,   /* of a gzip header and trailer */
    MAX_INDEX_ENTRY = 5 * 10, /* five integers */
    TAIL_NBYTES = 1 << 16,    /* searched for an end record that is not at the end */
    HEAD_NBYTES = 1 << 14,    /* read at first; holds any header that is not excessive */
};

void
container_corrupt(GError **error, const Container *container, const char *what)
{
    g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT, "%s: corrupt: %s", container->path,
                what);
}

gboolean
container_read_at(const Container *container, guint64 offset, void *data, gsize nbytes,
                  GError **error)
{
    guint8 *p = data;

    while (nbytes > 0) {
        gssize n = pread(container->fd, p, nbytes, offset);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot read: %s",
                        container->path, g_strerror(errno));
            return FALSE;
        }
        if (n == 0) {
            g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_TRUNCATED,
                        "%s: cut short at byte %" G_GUINT64_FORMAT, container->path, offset);
            return FALSE;
        }
        p += n;
        offset += n;
        nbytes -= n;
    }
    return TRUE;
}

/* ---- header */

/* Inflates the first member, whose size is not known yet. Returns its stored size, 0 if it is no
 * gzip header. */
static gsize
inflate_header(const guint8 *stored, gsize nbytes, GString *header)
{
    z_stream z = {.next_in = (Bytef *)(guintptr)stored, .avail_in = nbytes};
    gsize used = 0;
    gboolean cut;
    int status;

    if (nbytes < 2 || stored[0] != 0x1f || stored[1] != 0x8b || inflateInit2(&z, 15 + 16) != Z_OK)
        return 0;
    do {
        g_string_set_size(header, used + 4096);
        z.next_out = (Bytef *)header->str + used;
        z.avail_out = 4096;
        status = inflate(&z, Z_NO_FLUSH);
        used += 4096 - z.avail_out;
        /* a header is text that begins with our name: do not inflate a stranger's gigabytes */
    } while (status == Z_OK && z.avail_out == 0 && used < CONTAINER_MAX_HEADER_NBYTES &&
             strncmp(header->str, CONTAINER_MAGIC " ", strlen(CONTAINER_MAGIC " ")) == 0);
    g_string_set_size(header, used);
    inflateEnd(&z);
    if (status == Z_STREAM_END)
        return nbytes - z.avail_in;
    /* it ends too early, as far as it goes it may be ours */
    cut = (status == Z_OK || status == Z_BUF_ERROR) &&
          strncmp(header->str, CONTAINER_MAGIC " ", MIN(used, strlen(CONTAINER_MAGIC " "))) == 0;
    return cut ? nbytes + 1 : 0;
}

static gboolean
parse_section_line(Container *container, const char *line, GError **error)
{
    const char *space = strchr(line, ' ');

    if (!space || container->n_sections == CONTAINER_MAX_SECTIONS) {
        container_corrupt(error, container, "header");
        return FALSE;
    }
    container->names[container->n_sections] = g_strndup(line, space - line);
    container->columns[container->n_sections++] = g_strdup(space + 1);
    return TRUE;
}

/* A decimal number from 1 on, of a length that cannot overflow. */
static gboolean
is_version(const char *text)
{
    gsize n = strspn(text, "0123456789");

    return n > 0 && n < 10 && text[n] == '\0' && text[0] != '0';
}

static gboolean
parse_header(Container *container, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(container->header, "\n", -1);
    g_auto(GStrv) first = g_strsplit(lines[0], " ", -1);

    if (g_strv_length(first) != 4) {
        container_corrupt(error, container, "header");
        return FALSE;
    }
    if (!is_version(first[1]) || !is_version(first[3])) {
        container_corrupt(error, container, "header");
        return FALSE;
    }
    if (g_ascii_strtoull(first[1], NULL, 10) > CONTAINER_VERSION) {
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_NEWER,
                    "%s: container version %s is newer than this program knows (%d)",
                    container->path, first[1], CONTAINER_VERSION);
        return FALSE;
    }
    container->kind = g_strdup(first[2]);
    container->version = g_ascii_strtoull(first[3], NULL, 10);
    for (guint i = 1; lines[i]; i++) {
        if (g_str_has_prefix(lines[i], "section: ") &&
            !parse_section_line(container, lines[i] + strlen("section: "), error))
            return FALSE;
        if (g_str_has_prefix(lines[i], "source: "))
            container->source = g_ascii_strtoull(lines[i] + strlen("source: "), NULL, 16);
    }
    return TRUE;
}

/* Why the first nbytes of the file are no header. stored: as inflate_header() gave it. */
static void
explain_header(const Container *container, const guint8 *head, gsize nbytes, gsize stored,
               gboolean named, GError **error)
{
    gboolean cut = stored > nbytes || (nbytes == 1 && head[0] == 0x1f);

    if (nbytes == 0)
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_TRUNCATED, "%s: empty file",
                    container->path);
    else if (cut && nbytes == container->file_nbytes)
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_TRUNCATED,
                    "%s: cut short in its header", container->path);
    else if (named)
        container_corrupt(error, container, "header");
    else
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_FOREIGN, "%s: not a textmill file",
                    container->path);
}

/* Returns the size of the stored header, 0 with error set. */
static gsize
read_header(Container *container, GError **error)
{
    gsize nbytes = MIN(container->file_nbytes, HEAD_NBYTES), stored;
    g_autoptr(GString) header = g_string_new(NULL);
    guint8 head[HEAD_NBYTES];
    gboolean named;

    if (!container_read_at(container, 0, head, nbytes, error))
        return 0;
    stored = inflate_header(head, nbytes, header);
    named = g_str_has_prefix(header->str, CONTAINER_MAGIC " ");
    if (!named || stored == 0 || stored > nbytes) {
        explain_header(container, head, nbytes, stored, named, error);
        return 0;
    }
    container->checksum = hash_bytes(header->str, header->len);
    container->header = g_string_free(g_steal_pointer(&header), FALSE);
    return parse_header(container, error) ? stored : 0;
}

/* ---- end record and index */

typedef struct {
    guint32 n_members, index_nbytes;
    guint64 index_offset, checksum;
} End;

/* Whether the bytes at offset are an end record, of a file that ends there. */
static gboolean
parse_end(Container *container, const guint8 *member, guint64 offset, End *end)
{
    char text[CONTAINER_END_TEXT_NBYTES + 1] = "", again[CONTAINER_END_TEXT_NBYTES + 1];

    if (!inflater_read_member(container->inflater, member, CONTAINER_END_NBYTES, text,
                              CONTAINER_END_TEXT_NBYTES) ||
        sscanf(text,
               "textmill-end members=%8x index=%16" G_GINT64_MODIFIER
               "x nbytes=%8x checksum=%16" G_GINT64_MODIFIER "x",
               &end->n_members, &end->index_offset, &end->index_nbytes, &end->checksum) != 4)
        return FALSE;
    g_snprintf(again, sizeof again, CONTAINER_END_FORMAT, end->n_members, end->index_offset,
               end->index_nbytes, end->checksum);
    return strcmp(text, again) == 0 && end->index_nbytes <= offset &&
           end->index_offset == offset - end->index_nbytes;
}

/* The file does not end in an end record: cut short, or something follows it? */
static void
explain_end(Container *container, GError **error)
{
    const gsize nbytes = MIN(container->file_nbytes, TAIL_NBYTES);
    const guint64 start = container->file_nbytes - nbytes;
    g_autofree guint8 *tail = g_malloc(nbytes);
    End end;

    if (!container_read_at(container, start, tail, nbytes, error))
        return;
    for (gsize i = 0; i + CONTAINER_END_NBYTES <= nbytes; i++) {
        if (tail[i] == 0x1f && tail[i + 1] == 0x8b &&
            parse_end(container, tail + i, start + i, &end)) {
            container_corrupt(error, container, "something follows its end record");
            return;
        }
    }
    g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_TRUNCATED, "%s: cut short: no end record",
                container->path);
}

static gboolean
read_end(Container *container, End *end, GError **error)
{
    guint8 member[CONTAINER_END_NBYTES];
    guint64 offset = container->file_nbytes - sizeof member;

    if (container->file_nbytes < sizeof member) {
        explain_end(container, error);
        return FALSE;
    }
    if (!container_read_at(container, offset, member, sizeof member, error))
        return FALSE;
    if (parse_end(container, member, offset, end))
        return TRUE;
    explain_end(container, error);
    return FALSE;
}

/* The largest value, which no field may have, where there is none. */
static guint64
get_index(const guint8 **p, const guint8 *end)
{
    guint64 value;

    return varint_get(p, end, &value) ? value : G_MAXUINT64;
}

/* Every field must be plausible before anything is allocated by it. */
static gboolean
parse_index(Container *container, const guint8 *p, const guint8 *end, guint64 offset,
            guint64 index_offset)
{
    guint64 checksum = container->checksum;

    for (guint32 i = 0; i < container->n_members; i++) {
        ContainerMember *member = &container->members[i];
        guint64 section = get_index(&p, end), stored = get_index(&p, end),
                nbytes = get_index(&p, end), n_records = get_index(&p, end),
                crc = get_index(&p, end);

        if (section >= container->n_sections || stored < MIN_MEMBER_NBYTES ||
            stored > index_offset - offset || nbytes > stored * MAX_EXPANSION ||
            nbytes > G_MAXUINT32 || n_records == 0 || n_records > nbytes || crc > G_MAXUINT32)
            return FALSE;
        *member = (ContainerMember){section, nbytes, n_records, crc, stored, offset};
        offset += stored;
        checksum = container_checksum_member(checksum, section, nbytes, n_records, crc);
    }
    if (p != end || offset != index_offset)
        return FALSE;
    container->checksum = checksum;
    return TRUE;
}

static gboolean
read_index(Container *container, gsize header_nbytes, GError **error)
{
    guint32 raw_nbytes;
    g_autofree guint8 *stored = NULL, *raw = NULL;
    End end;

    if (!read_end(container, &end, error))
        return FALSE;
    if (end.index_offset < header_nbytes || end.index_nbytes < MIN_MEMBER_NBYTES ||
        end.n_members > (end.index_offset - header_nbytes) / MIN_MEMBER_NBYTES) {
        container_corrupt(error, container, "end record");
        return FALSE;
    }
    stored = g_malloc(end.index_nbytes);
    if (!container_read_at(container, end.index_offset, stored, end.index_nbytes, error))
        return FALSE;
    memcpy(&raw_nbytes, stored + end.index_nbytes - 4, 4);
    raw_nbytes = GUINT32_FROM_LE(raw_nbytes);
    if (raw_nbytes > (guint64)end.n_members * MAX_INDEX_ENTRY) {
        container_corrupt(error, container, "index");
        return FALSE;
    }
    raw = g_malloc(raw_nbytes + 1);
    container->n_members = end.n_members;
    container->members = g_new0(ContainerMember, end.n_members + 1);
    if (!inflater_read_member(container->inflater, stored, end.index_nbytes, raw, raw_nbytes) ||
        !parse_index(container, raw, raw + raw_nbytes, header_nbytes, end.index_offset)) {
        container_corrupt(error, container, "index");
        return FALSE;
    }
    if (container->checksum != end.checksum) {
        container_corrupt(error, container, "checksum");
        return FALSE;
    }
    return TRUE;
}

/* ---- opening */

gboolean
container_check_kind(const Container *container, const ContainerKind *kind, GError **error)
{
    if (strcmp(container->kind, kind->name) != 0) {
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_KIND,
                    "%s: a file of %s where one of %s is needed", container->path, container->kind,
                    kind->name);
        return FALSE;
    }
    if (container->version != kind->version) {
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_NEWER,
                    "%s: version %u of %s is not the one this program knows (%u)", container->path,
                    container->version, kind->name, kind->version);
        return FALSE;
    }
    for (guint i = 0; i < kind->n_sections; i++) {
        if (i >= container->n_sections ||
            strcmp(container->names[i], kind->sections[i].name) != 0 ||
            strcmp(container->columns[i], kind->sections[i].columns) != 0) {
            container_corrupt(error, container, "sections are not those of its version");
            return FALSE;
        }
    }
    return TRUE;
}

Container *
container_open(const char *path, const ContainerKind *kind, GError **error)
{
    g_autoptr(Container) container = g_new0(Container, 1);
    struct stat status;
    gsize header_nbytes;

    container->path = g_strdup(path);
    container->readers = g_ptr_array_new();
    container->inflater = inflater_new();
    container->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (container->fd < 0 || fstat(container->fd, &status) != 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot open: %s",
                    path, g_strerror(errno));
        return NULL;
    }
    container->file_nbytes = status.st_size;
    header_nbytes = read_header(container, error);
    if (header_nbytes == 0 || (kind && !container_check_kind(container, kind, error)) ||
        !read_index(container, header_nbytes, error))
        return NULL;
    return g_steal_pointer(&container);
}

void
container_close(Container *container)
{
    if (!container)
        return;
    g_ptr_array_foreach(container->readers, (GFunc)(void (*)(void))section_reader_free, NULL);
    g_ptr_array_unref(container->readers);
    if (container->fd >= 0)
        close(container->fd);
    for (guint i = 0; i < container->n_sections; i++) {
        g_free(container->names[i]);
        g_free(container->columns[i]);
    }
    inflater_free(container->inflater);
    g_free(container->members);
    g_free(container->stored);
    g_free(container->kind);
    g_free(container->header);
    g_free(container->path);
    g_free(container);
}

const char *
container_path(const Container *container)
{
    return container->path;
}

const char *
container_kind_name(const Container *container)
{
    return container->kind;
}

const char *
container_header(const Container *container)
{
    return container->header;
}

guint
container_n_sections(const Container *container)
{
    return container->n_sections;
}

const char *
container_section_name(const Container *container, guint number)
{
    g_return_val_if_fail(number < container->n_sections, NULL);
    return container->names[number];
}

const char *
container_section_columns(const Container *container, guint number)
{
    g_return_val_if_fail(number < container->n_sections, NULL);
    return container->columns[number];
}

guint64
container_checksum(const Container *container)
{
    return container->checksum;
}

guint64
container_source(const Container *container)
{
    return container->source;
}

guint64
container_combine_sources(guint64 source, guint64 checksum)
{
    guint64 both[2] = {GUINT64_TO_LE(source), GUINT64_TO_LE(checksum)};

    return hash_bytes(both, sizeof both);
}

gboolean
container_check_source(const Container *made, const Container *source, GError **error)
{
    if (made->source == container_combine_sources(0, source->checksum))
        return TRUE;
    g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH,
                "%s: was not made from %s as it is now", made->path, source->path);
    return FALSE;
}

#define SUM_OVER_SECTION(container, wanted, field)                                                 \
    ({                                                                                             \
        guint64 sum_ = 0;                                                                          \
        for (guint32 i_ = 0; i_ < (container)->n_members; i_++)                                    \
            if ((container)->members[i_].section == (wanted))                                      \
                sum_ += (container)->members[i_].field;                                            \
        sum_;                                                                                      \
    })

guint64
container_section_records(const Container *container, guint number)
{
    return SUM_OVER_SECTION(container, number, n_records);
}

guint64
container_section_nbytes(const Container *container, guint number)
{
    return SUM_OVER_SECTION(container, number, nbytes);
}

guint64
container_section_stored_nbytes(const Container *container, guint number)
{
    return SUM_OVER_SECTION(container, number, stored_nbytes);
}
