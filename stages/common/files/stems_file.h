/* StemsFile: S.stems.gz, what each form of a shard counts as. Read whole: a few bytes a form. */
#ifndef TEXTMILL_STEMS_FILE_H
#define TEXTMILL_STEMS_FILE_H

#include <glib.h>

#include "files/tokens_file.h"
#include "files/word_class.h"

enum { NO_STEM = G_MAXUINT32 };

typedef struct {
    guint32 n_forms;    /* with the empty separator, as in Forms */
    guint32 *stem;      /* of a form by number: the stem's number, or NO_STEM for what is no word */
    guint8 *word_class; /* WORD_NONE ... */
    guint8 *stop;       /* whether it is a stop word */
    guint16 *skip,
        *trim; /* bytes at its beginning and end that its label has not: l’homme, Trump's */

    guint32 n_stems; /* numbered in the order of language, bytes: the order of terms */
    /* Stems by rank, in the order of their most frequent forms: what is counted in memory lies
     * together for frequent stems. */
    guint32 *rank;    /* of a form: the rank of its stem, or NO_STEM */
    guint32 *by_rank; /* of a rank: the stem */
    guint8 *language; /* of a stem: number as in the tokens file */
    guint32 *start;   /* its bytes are bytes[start[i]] to bytes[start[i + 1]] */
    char *bytes;
    guint64 checksum; /* of the file */
    guint64 made;     /* the source of what is made from the tokens and this file: counts, runs */
} StemsFile;

/* Reads the file, which must have been made from tokens, whose forms were read; pairs among them get
 * stems of their own, in order with the others. */
StemsFile *stems_file_read(const char *path, TokensFile *tokens,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void stems_file_free(StemsFile *stems);

/* Only the source of what is made from the tokens and this file, which must fit them. */
gboolean stems_file_made(const char *path, Container *tokens, guint64 *ret_made,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

static inline guint32
stem_nbytes(const StemsFile *stems, guint32 stem)
{
    return stems->start[stem + 1] - stems->start[stem];
}

static inline const char *
stem_bytes(const StemsFile *stems, guint32 stem)
{
    return stems->bytes + stems->start[stem];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(StemsFile, stems_file_free)

#endif
