/*
 * ContainerWriter: makes one intermediate file. Sections may be written in any order and in turn;
 * each has a buffer of one member. Values are put column by column in the order of the schema, and
 * every record is closed by section_end_record(). Failures to write are kept and reported by
 * container_writer_commit(), so no call in between needs a check.
 */
#ifndef TEXTMILL_CONTAINER_WRITER_H
#define TEXTMILL_CONTAINER_WRITER_H

#include <glib.h>
#include <string.h>

#include "container/container.h"
#include "container/varint.h"

typedef struct _ContainerWriter ContainerWriter;

/* One section being written. The fields belong to the functions below. */
typedef struct {
    guint8 *bytes;
    gsize used, capacity;
    guint32 n_records;     /* in the member being filled */
    guint32 member_nbytes; /* at which it is closed */
    guint64 last[4];       /* of the d columns, in their order */
    GByteArray *previous;  /* of the p column */
    ContainerWriter *writer;
    guint number;
} SectionWriter;

/*
 * Opens path ("-" for standard output) for a file of this kind. source: what it is made from, as
 * container_combine_sources() gives it, 0 if from no container. The kind must outlive the writer.
 */
ContainerWriter *container_writer_open(const char *path, const ContainerKind *kind, guint64 source,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The section with this number in the kind. Owned by the writer. */
SectionWriter *container_writer_section(ContainerWriter *writer, guint number);

/* Writes what is pending, the index and the end record, and gives the file its name. */
gboolean container_writer_commit(ContainerWriter *writer, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Frees the writer; without a commit nothing of the file is left. NULL is accepted. */
void container_writer_free(ContainerWriter *writer);

/* Makes room for nbytes more. */
void section_reserve(SectionWriter *section, gsize nbytes);

/* Ends the member being filled; called by section_end_record(). */
void section_flush(SectionWriter *section);

static inline void
section_put_uint(SectionWriter *section, guint64 value)
{
    if (G_UNLIKELY(section->capacity - section->used < VARINT_MAX_NBYTES))
        section_reserve(section, VARINT_MAX_NBYTES);
    section->used = varint_put(section->bytes + section->used, value) - section->bytes;
}

/* n values of u columns, one after another: faster than one by one. */
void section_put_uints(SectionWriter *section, const guint32 *values, gsize n);

static inline void
section_put_int(SectionWriter *section, gint64 value)
{
    section_put_uint(section, (guint64)value << 1 ^ (guint64)(value >> 63));
}

/* column: which of the section's d columns (0 the first). value: at least that of the record
 * before. */
static inline void
section_put_delta(SectionWriter *section, guint column, guint64 value)
{
    section_put_uint(section, value - section->last[column]);
    section->last[column] = value;
}

static inline void
section_put_raw(SectionWriter *section, const void *data, gsize nbytes)
{
    if (G_UNLIKELY(section->capacity - section->used < nbytes))
        section_reserve(section, nbytes);
    if (nbytes > 0)
        memcpy(section->bytes + section->used, data, nbytes);
    section->used += nbytes;
}

static inline void
section_put_bytes(SectionWriter *section, const void *data, gsize nbytes)
{
    section_put_uint(section, nbytes);
    section_put_raw(section, data, nbytes);
}

/* NULL counts as the empty string. */
static inline void
section_put_string(SectionWriter *section, const char *text)
{
    section_put_bytes(section, text, text ? strlen(text) : 0);
}

/* A value of the section's p column; there is at most one. */
void section_put_prefixed(SectionWriter *section, const void *data, gsize nbytes);

static inline void
section_end_record(SectionWriter *section)
{
    section->n_records++;
    if (G_UNLIKELY(section->used >= section->member_nbytes))
        section_flush(section);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ContainerWriter, container_writer_free)

#endif
