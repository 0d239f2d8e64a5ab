/*
 * ArticleFile: the bytes of one file of the corpus as clean text, or the reason why they are none, or
 * that the file has records, which record_piece.h reads.
 */
#ifndef TEXTMILL_ARTICLE_FILE_H
#define TEXTMILL_ARTICLE_FILE_H

#include <glib.h>

#include "record_piece.h"

#define ARTICLE_FILE_MAX_NBYTES ((gsize)1 << 30)

enum { ARTICLE_FILE_SLACK = 16 /* readable bytes after the text */ };

typedef struct {
    const char *text; /* clean UTF-8 (see utf8.h), valid until the next file; ARTICLE_FILE_SLACK
                         follow it */
    gsize nbytes;
    const char *encoding; /* that the file was in: "utf-8", or as encoding.h names it */
    gboolean changed;     /* the text is not the bytes of the file */
    guint64 n_repairs;    /* places that were no text in that encoding, or not as it was meant */
    const char *wide;     /* what it is converted from as a whole, or NULL */
    gboolean has_records; /* then there is no text */
    const RecordPieces *pieces; /* as article_file_init() was told */
    /* memory that is used again */
    GByteArray *raw;
    GString *clean;
} ArticleFile;

/*
 * pieces, which outlive the file: how files are read. A file that is something else than the
 * encoding they name beyond doubt is read as that all the same: one with a byte order mark, and one
 * that is UTF-8 throughout where the encoding is another that extends ASCII. A file with more text
 * than their max_nbytes, at most ARTICLE_FILE_MAX_NBYTES, is no article.
 */
void article_file_init(ArticleFile *file, const RecordPieces *pieces);
void article_file_clear(ArticleFile *file);

/*
 * Reads path, relative to the open folder, packed or not as its content says. expected: its size as
 * far as is known; a file that has another one is read all the same, with more calls of the system.
 * Returns NULL, or why it is no article: "empty", "binary", "cannot open: ...", "damaged gzip",
 * "larger than 256M". To be freed.
 */
char *article_file_read(ArticleFile *file, const char *path,
                        guint64 expected) G_GNUC_WARN_UNUSED_RESULT;

/* "empty" or "binary" if that is what the text of a record is, else NULL. */
const char *article_file_not_text(const char *text, gsize nbytes);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ArticleFile, article_file_clear)

#endif
