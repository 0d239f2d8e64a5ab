/* What writer and reader of the container agree on and nobody else needs. */
#ifndef TEXTMILL_CONTAINER_PRIVATE_H
#define TEXTMILL_CONTAINER_PRIVATE_H

#include <glib.h>

#include "container/container_reader.h"
#include "container/inflater.h"

#define CONTAINER_MAGIC "textmill-file"

/* The text of the end record: number of data members, where the index begins and its size, the
 * checksum. */
#define CONTAINER_END_FORMAT                                                                       \
    "textmill-end members=%08x index=%016" G_GINT64_MODIFIER                                       \
    "x nbytes=%08x checksum=%016" G_GINT64_MODIFIER "x\n"

enum {
    CONTAINER_END_TEXT_NBYTES = 13 + 16 + 1 + 22 + 1 + 15 + 1 + 25 + 1,
    CONTAINER_END_NBYTES =
        CONTAINER_END_TEXT_NBYTES + 23, /* gzip header 10, block header 5, trailer 8 */
    CONTAINER_MAX_HEADER_NBYTES = 1 << 20,
};

/* A data member as the index has it. */
typedef struct {
    guint section;
    guint32 nbytes, n_records, crc;
    guint64 stored_nbytes, offset;
} ContainerMember;

struct _Container {
    char *path;
    int fd;
    guint64 file_nbytes;
    char *header;
    char *kind;
    guint version; /* of the kind */
    char *names[CONTAINER_MAX_SECTIONS], *columns[CONTAINER_MAX_SECTIONS];
    guint n_sections;
    guint64 source, checksum;
    ContainerMember *members;
    guint32 n_members;
    Inflater *inflater;
    guint8 *stored; /* scratch: a member as it lies in the file */
    gsize stored_capacity;
    GPtrArray *readers;
};

/* The checksum goes on from that of the header's text over the members in their order. */
guint64 container_checksum_member(guint64 checksum, guint section, guint32 nbytes,
                                  guint32 n_records, guint32 crc);

/* Reads nbytes at offset; fewer are an error. */
gboolean container_read_at(const Container *container, guint64 offset, void *data, gsize nbytes,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* what: "index" */
void container_corrupt(GError **error, const Container *container, const char *what);

void section_reader_free(SectionReader *section);

#endif
