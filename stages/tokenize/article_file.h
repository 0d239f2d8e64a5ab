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
    gboolean repaired; /* the text is not the bytes of the file */
    guint64 n_repairs; /* places that were changed */
    /* memory that is used again */
    GByteArray *raw, *inflated;
    GString *clean;
} ArticleFile;

void article_file_init(ArticleFile *file);
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
