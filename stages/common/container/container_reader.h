/*
 * Container: an intermediate file opened for reading. container_open() reads header, index and end
 * and knows then that the file is whole; data members are inflated and checked when they are
 * reached.
 *
 * A SectionReader walks the records of one section:
 *
 *     SectionReader *articles = container_section(container, TOKENS_ARTICLES);
 *     while (section_next(articles)) {
 *         guint64 words = section_get_uint(articles); ...
 *     }
 *     if (!section_finish(articles, error)) ...
 *
 * Damage makes section_next() end the walk; values read in between are then 0 or empty, never out
 * of bounds, and section_finish() reports it. Every column of a record must be read, in order.
 */
#ifndef TEXTMILL_CONTAINER_READER_H
#define TEXTMILL_CONTAINER_READER_H

#include <glib.h>

#include "container/container.h"

typedef struct _Container Container;

typedef struct {
    const guint8 *p, *end; /* what is left of the member */
    guint64 last[4];       /* of the d columns, in their order */
    guint8 *previous;      /* of the p column */
    gsize previous_nbytes, previous_capacity;
    guint32 records_left; /* in the member */
    gboolean failed;
    /* the rest belongs to the reader */
    Container *container;
    guint number;
    guint32 next_member;
    guint8 *bytes;
    gsize capacity;
    GError *error;
} SectionReader;

/* kind: what the file must be; NULL takes any (its sections are then known by
 * container_section_columns()). */
Container *container_open(const char *path, const ContainerKind *kind,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a container opened as any is of this kind, with the version and sections we know. */
gboolean container_check_kind(const Container *container, const ContainerKind *kind,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void container_close(Container *container); /* and its section readers; NULL is accepted */

const char *container_path(const Container *container);
const char *container_kind_name(const Container *container);
/* The header's text, lines "name: value". */
const char *container_header(const Container *container);
guint container_n_sections(const Container *container);
const char *container_section_name(const Container *container, guint number);
const char *container_section_columns(const Container *container, guint number);

/* What identifies the content (all members, independent of the compressor). */
guint64 container_checksum(const Container *container);
/* What the file says it was made from. */
guint64 container_source(const Container *container);
/* The source of a file that is made from others: their checksums in order, going on from source (0
 * at first). */
guint64 container_combine_sources(guint64 source, guint64 checksum);
/* FALSE with CONTAINER_ERROR_MISMATCH unless made was made from source and nothing else. */
gboolean container_check_source(const Container *made, const Container *source,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Records, bytes before and bytes after compression of a section, from the index. */
guint64 container_section_records(const Container *container, guint number);
guint64 container_section_nbytes(const Container *container, guint number);
guint64 container_section_stored_nbytes(const Container *container, guint number);

/* A new walk over a section. Owned by the container; section_finish() ends it earlier. */
SectionReader *container_section(Container *container, guint number);

/* Goes to the next record. FALSE at the end of the section or on damage: section_finish() tells
 * which. */
gboolean section_next(SectionReader *section);

/* Ends a walk and frees the reader. FALSE with error set if anything was damaged. */
gboolean section_finish(SectionReader *section, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For readers that find a value which cannot be: reports the file as corrupt. what: "a form number"
 */
void section_fail(SectionReader *section, const char *what);

guint64 section_get_uint_slow(SectionReader *section);

static inline guint64
section_get_uint(SectionReader *section)
{
    const guint8 *p = section->p;

    if (G_LIKELY(p < section->end && p[0] < 0x80)) {
        section->p = p + 1;
        return p[0];
    }
    if (G_LIKELY(section->end - p >= 2 && p[1] < 0x80)) {
        section->p = p + 2;
        return (p[0] & 0x7f) | p[1] << 7;
    }
    return section_get_uint_slow(section);
}

/*
 * A list of n integers below limit (at most 2³²), all at once. Returns their sum; a value that is
 * too large fails the section.
 */
guint64 section_get_uints(SectionReader *section, guint32 *values, guint32 n, guint64 limit,
                          const char *what);

/* Goes past n integers, eight bytes at a time; what they are is not looked at. */
void section_skip_uints(SectionReader *section, guint64 n);

/* An unsigned integer that must be below limit; else the section fails and 0 is returned. */
static inline guint64
section_get_below(SectionReader *section, guint64 limit, const char *what)
{
    guint64 value = section_get_uint(section);

    if (G_UNLIKELY(value >= limit)) {
        section_fail(section, what);
        return 0;
    }
    return value;
}

static inline gint64
section_get_int(SectionReader *section)
{
    guint64 value = section_get_uint(section);

    return (gint64)(value >> 1) ^ -(gint64)(value & 1);
}

static inline guint64
section_get_delta(SectionReader *section, guint column)
{
    guint64 step = section_get_uint(section);

    if (G_UNLIKELY(step > G_MAXUINT64 - section->last[column])) {
        section_fail(section, "a sum beyond 64 bits");
        return section->last[column];
    }
    return section->last[column] += step;
}

/* The length of a list. A group takes a byte or more, so the count is at most what is left of the
 * member. */
static inline guint32
section_get_count(SectionReader *section)
{
    return section_get_below(section, (guint64)(section->end - section->p) + 1, "a list's length");
}

/* Bytes that stay valid until the next section_next(); *ret_nbytes is 0 after damage. */
const guint8 *section_get_bytes(SectionReader *section, gsize *ret_nbytes);

/* A copy with a terminating NUL, to be freed. */
char *section_get_string(SectionReader *section);

/* The value of the p column: valid until the next one is read. */
const guint8 *section_get_prefixed(SectionReader *section, gsize *ret_nbytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Container, container_close)

#endif
