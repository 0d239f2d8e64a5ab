/*
 * The container: the form that all intermediate files share. stages/FORMAT.md defines it byte by
 * byte.
 *
 * A file is a row of gzip members: a header in text, members with data, an index, an end record.
 * The data is divided into sections; a section is a sequence of records, its members one after
 * another hold them, and a member always ends at the end of a record. So a section can be read
 * without inflating the others, and a stream of records with one member in memory.
 *
 * A ContainerKind says which sections a kind of file has and what columns their records have, in a
 * small language that the header repeats, so that any file explains itself (see schema.h):
 *
 *     name:u        unsigned integer (varint)
 *     name:z        signed integer (zigzag varint)
 *     name:d        unsigned integer, not less than in the record before (varint of the difference)
 *     name:b        bytes (varint length, bytes)
 *     name:p        bytes that share a beginning with the record before
 *                   (varint shared, varint rest, rest)
 *     name:[a b c]  a list of groups of columns (varint count, then the groups);
 *                   d starts from 0 in each list
 */
#ifndef TEXTMILL_CONTAINER_H
#define TEXTMILL_CONTAINER_H

#include <glib.h>

enum {
    CONTAINER_VERSION = 1,
    CONTAINER_MAX_SECTIONS = 16,
    /* default size of a member before compression: large enough to compress well ... */
    CONTAINER_MEMBER_NBYTES = 1 << 20,
    /* ... and for files of which many are merged at a time */
    CONTAINER_MERGE_MEMBER_NBYTES = 1 << 17,
};

/* How the members of a section hold its bytes. */
typedef enum {
    SECTION_DEFLATED,
    SECTION_STORED, /* as they are: read so often that inflating would cost more than it saves */
} SectionCoding;

typedef struct {
    const char *name;
    const char *columns;
    SectionCoding coding;
    guint32 member_nbytes; /* 0: CONTAINER_MEMBER_NBYTES */
} ContainerSection;

typedef struct {
    const char *name; /* "tokens" */
    guint version;    /* of this kind's sections and columns */
    guint n_sections;
    ContainerSection sections[CONTAINER_MAX_SECTIONS];
} ContainerKind;

#define CONTAINER_ERROR container_error_quark()
GQuark container_error_quark(void);

typedef enum {
    CONTAINER_ERROR_FOREIGN, /* not one of our files */
    CONTAINER_ERROR_KIND,    /* ours, but not the kind that was asked for */
    CONTAINER_ERROR_NEWER,   /* ours, but of a version this program does not know */
    CONTAINER_ERROR_TRUNCATED,
    CONTAINER_ERROR_CORRUPT,
    CONTAINER_ERROR_MISMATCH, /* whole, but not made from the file it is read beside */
} ContainerErrorCode;

#endif
