/*
 * Intermediate files as inputs describe them. Bytes that are changed at random hardly get past the
 * checksums of a container; so an input says what the sections hold, and the file around that is
 * made well-formed here.
 *
 * An input is a prefix of the target's own, then chunks: the number of a section, the number of
 * records and of bytes (varints), these bytes. 0 records: as many as the bytes hold by the
 * section's columns; what is no whole record is left out.
 */
#ifndef TEXTMILL_FUZZ_CONTAINER_H
#define TEXTMILL_FUZZ_CONTAINER_H

#include "container/container_reader.h"
#include "fuzz.h"

typedef struct {
    guint64 section, n_records;
    FuzzBytes bytes;
} FuzzChunk;

/* The next chunk; FALSE at the end. */
gboolean fuzz_chunk_next(FuzzBytes *input, FuzzChunk *ret_chunk);

/* A file in the making. */
typedef struct {
    GByteArray *file, *index;
    guint64 checksum;
    guint32 n_members;
} FuzzContainer;

void fuzz_container_begin(FuzzContainer *container, const char *header);
/* Nothing of a member that no file has: without bytes, or of more records than bytes. */
void fuzz_container_add(FuzzContainer *container, guint section, guint64 n_records,
                        FuzzBytes bytes);
/* Index and end record; what the file holds is container->file. */
void fuzz_container_end(FuzzContainer *container);
void fuzz_container_clear(FuzzContainer *container);

/*
 * Makes the file of a kind from the chunks of input whose section is in [first, first + number of
 * the kind's sections), all others are passed over. Returns its path (see fuzz_file()).
 */
const char *fuzz_container_make(guint number, const ContainerKind *kind, guint64 source,
                                guint first, FuzzBytes input);

/* Reads every record of every section by its columns; FALSE if anything is damaged. */
gboolean fuzz_container_read(Container *container, GError **error);

/* The mutator of targets whose inputs are chunks behind a prefix. */
size_t fuzz_chunks_mutate(guint8 *data, size_t nbytes, size_t capacity, unsigned seed,
                          size_t prefix);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FuzzContainer, fuzz_container_clear)

#endif
