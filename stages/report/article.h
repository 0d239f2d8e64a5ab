/* An article, as the rows about it need it. */
#ifndef TEXTMILL_ARTICLE_H
#define TEXTMILL_ARTICLE_H

#include "container/container_reader.h"
#include "files/languages.h"

/* Bytes that stay where they were read until the next article. */
typedef struct {
    const char *bytes;
    gsize nbytes;
} Text;

typedef struct {
    guint64 number; /* from 1, over the corpus */
    Text path, id;  /* id: the path where there is no other */
    Text title, date, place, source, section, encoding;
    const char *language; /* its code */
    guint64 nbytes, n_paragraphs, n_sentences, n_words, n_types;
} Article;

/* What the statistics of its keywords need. */
typedef struct {
    guint64 n_words;
    const LanguageTotals *language; /* of the corpus */
} ArticleSize;

static inline Text
text_read(SectionReader *section)
{
    Text text;

    text.bytes = (const char *)section_get_bytes(section, &text.nbytes);
    return text;
}

#endif
