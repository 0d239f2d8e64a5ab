/* ArticleFile: the bytes of one file of the corpus as clean text, or the reason why they are none.
 */
#ifndef TEXTMILL_ARTICLE_FILE_H
#define TEXTMILL_ARTICLE_FILE_H

#include <glib.h>

enum {
    ARTICLE_FILE_MAX_NBYTES = 1 << 30, /* of text; also what a gzip file may inflate to */
    ARTICLE_FILE_SLACK = 16,           /* readable bytes after the text */
};

typedef struct {
    const char *text; /* clean UTF-8 (see utf8.h), valid until the next file; ARTICLE_FILE_SLACK
                         follow it */
    gsize nbytes;
    const char *encoding; /* that the file was in: "utf-8", or as encoding.h names it */
    gboolean changed;     /* the text is not the bytes of the file */
    guint64 n_repairs;    /* places that were no text in that encoding, or not as it was meant */
    /* as article_file_init() was told */
    const char *given;
    gboolean given_extends_ascii;
    /* memory that is used again */
    GByteArray *raw, *inflated;
    GString *clean;
} ArticleFile;

/*
 * encoding: that of all files, a name that encoding_find() returned, or NULL: each is looked at. A
 * file that is something else beyond doubt is read as that all the same: one with a byte order
 * mark, and one that is UTF-8 throughout where the encoding is another that extends ASCII.
 */
void article_file_init(ArticleFile *file, const char *encoding);
void article_file_clear(ArticleFile *file);

/*
 * Reads path, relative to the open folder, plain or gzip as its content says. expected: its size as
 * far as is known; a file that has another one is read all the same, with more calls of the system.
 * Returns NULL, or why it is no article: "empty", "binary", "cannot open: ...", "damaged gzip",
 * "larger than 1 GiB". To be freed.
 */
char *article_file_read(ArticleFile *file, int folder, const char *path,
                        gsize expected) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ArticleFile, article_file_clear)

#endif
