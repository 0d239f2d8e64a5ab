#include <string.h>

#include "container/container_private.h"
#include "container/varint.h"
#include "program/bytes.h"

SectionReader *
container_section(Container *container, guint number)
{
    SectionReader *section = g_new0(SectionReader, 1);

    g_assert(number < container->n_sections);
    section->container = container;
    section->number = number;
    g_ptr_array_add(container->readers, section);
    return section;
}

void
section_reader_free(SectionReader *section)
{
    g_free(section->previous);
    g_clear_error(&section->error);
    g_free(section->bytes);
    g_free(section);
}

/* Makes room for nbytes at *buffer. Nobody writes members that do not fit into memory: a claim. */
static gboolean
make_room(guint8 **buffer, gsize *capacity, gsize nbytes)
{
    if (*capacity >= nbytes)
        return TRUE;
    g_free(*buffer);
    *buffer = g_try_malloc(nbytes);
    *capacity = *buffer ? nbytes : 0;
    return *buffer != NULL;
}

/* The end of a member says again what the index says of it. */
static gboolean
trailer_agrees(const guint8 *stored, const ContainerMember *member)
{
    guint32 trailer[2];

    memcpy(trailer, stored + member->stored_nbytes - sizeof trailer, sizeof trailer);
    return GUINT32_FROM_LE(trailer[0]) == member->crc &&
           GUINT32_FROM_LE(trailer[1]) == member->nbytes;
}

static void
load_member(SectionReader *section, const ContainerMember *member)
{
    Container *container = section->container;

    section->failed = TRUE;
    if (make_room(&container->stored, &container->stored_capacity, member->stored_nbytes) &&
        !container_read_at(container, member->offset, container->stored, member->stored_nbytes,
                           &section->error))
        return;
    if (!container->stored || !trailer_agrees(container->stored, member) ||
        !make_room(&section->bytes, &section->capacity, member->nbytes) ||
        !inflater_read_member(container->inflater, container->stored, member->stored_nbytes,
                              section->bytes, member->nbytes)) {
        g_autofree char *where =
            g_strdup_printf("section %s, at byte %" G_GUINT64_FORMAT ": compressed data",
                            container->names[section->number], member->offset);

        container_corrupt(&section->error, container, where);
        return;
    }
    section->failed = FALSE;
    section->p = section->bytes;
    section->end = section->bytes + member->nbytes;
    section->records_left = member->n_records;
    memset(section->last, 0, sizeof section->last);
    section->previous_nbytes = 0;
}

gboolean
section_next(SectionReader *section)
{
    Container *container = section->container;

    while (section->records_left == 0 && !section->failed) {
        if (section->p != section->end) {
            section_fail(section, "records do not fill their member");
            break;
        }
        while (section->next_member < container->n_members &&
               container->members[section->next_member].section != section->number)
            section->next_member++;
        if (section->next_member == container->n_members)
            return FALSE;
        load_member(section, &container->members[section->next_member++]);
    }
    if (section->failed)
        return FALSE;
    section->records_left--;
    return TRUE;
}

gboolean
section_finish(SectionReader *section, GError **error)
{
    gboolean whole = !section->failed;

    if (!whole)
        g_propagate_error(error, g_steal_pointer(&section->error));
    g_ptr_array_remove_fast(section->container->readers, section);
    section_reader_free(section);
    return whole;
}

/* How many records the walk has come to, with the one at hand. */
static guint64
records_so_far(const SectionReader *section)
{
    guint64 n = 0;

    for (guint32 i = 0; i < section->next_member; i++)
        if (section->container->members[i].section == section->number)
            n += section->container->members[i].n_records;
    return n - section->records_left;
}

void
section_fail(SectionReader *section, const char *what)
{
    if (!section->failed) {
        g_autofree char *where = g_strdup_printf("section %s, record %" G_GUINT64_FORMAT ": %s",
                                                 section->container->names[section->number],
                                                 records_so_far(section), what);

        container_corrupt(&section->error, section->container, where);
        section->failed = TRUE;
    }
    section->p = section->end; /* whatever is still read of this record is empty */
    section->records_left = 0;
}

guint64
section_get_uint_slow(SectionReader *section)
{
    guint64 value;

    if (varint_get(&section->p, section->end, &value))
        return value;
    section_fail(section, "an integer");
    return 0;
}

const guint8 *
section_get_bytes(SectionReader *section, gsize *ret_nbytes)
{
    guint64 nbytes =
        section_get_below(section, (guint64)(section->end - section->p) + 1, "a string's length");
    const guint8 *bytes = section->p;

    /* the length itself took a byte, so what was left then may be one more than what is left now */
    if (nbytes > (guint64)(section->end - section->p)) {
        section_fail(section, "a string's length");
        nbytes = 0;
    }
    *ret_nbytes = nbytes;
    section->p += nbytes;
    return bytes;
}

char *
section_get_string(SectionReader *section)
{
    gsize nbytes;
    const guint8 *bytes = section_get_bytes(section, &nbytes);

    return g_strndup((const char *)bytes, nbytes);
}

const guint8 *
section_get_prefixed(SectionReader *section, gsize *ret_nbytes)
{
    gsize shared = section_get_below(section, section->previous_nbytes + 1, "a shared beginning"),
          nbytes;
    const guint8 *rest = section_get_bytes(section, &nbytes);

    if (shared + nbytes >= section->previous_capacity) {
        section->previous_capacity = 2 * (shared + nbytes) + 64;
        section->previous = g_realloc(section->previous, section->previous_capacity);
    }
    memcpy(section->previous + shared, rest, nbytes);
    section->previous_nbytes = *ret_nbytes = shared + nbytes;
    return section->previous;
}

guint64
section_get_uints(SectionReader *section, guint32 *values, guint32 n, guint64 limit,
                  const char *what)
{
    guint64 sum = 0, largest = 0;
    guint32 i = 0;

    while (i < n && !section->failed) {
        const guint8 *p = section->p;
        /* so many values cannot reach the end of the member, however long they are */
        guint32 safe = MIN(n - i, (guint64)(section->end - p) / VARINT_MAX_NBYTES), nbytes;
        guint32 stop = i + (safe & ~1u);
        guint64 value;

        for (; i < stop && (nbytes = varint_get_two(p, &values[i], &values[i + 1])) > 0; i += 2) {
            sum += (guint64)values[i] + values[i + 1];
            largest = MAX(largest, MAX(values[i], values[i + 1]));
            p += nbytes;
        }
        section->p = p;
        if (i == n)
            break;
        value = section_get_uint(section); /* a long one, or near the end */
        largest = MAX(largest, value);
        sum += value;
        values[i++] = value;
    }
    if (largest >= limit && !section->failed)
        section_fail(section, what);
    return sum;
}

void
section_skip_uints(SectionReader *section, guint64 n)
{
    const guint8 *p = section->p, *end = section->end;

    /* an integer ends at a byte without the high bit: those are counted */
    while (n >= BYTES_AT_ONCE && end - p >= BYTES_AT_ONCE) {
        guint64 ends = ~bytes_at((const char *)p) >> 7 & BYTES_EACH(1);

        n -= (ends * BYTES_EACH(1)) >> 56;
        p += BYTES_AT_ONCE;
    }
    while (n > 0 && p < end)
        n -= *p++ < 0x80;
    section->p = p;
    if (n > 0)
        section_fail(section, "an integer");
}
