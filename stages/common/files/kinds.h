/*
 * The kinds of intermediate files: which sections each has, in which order, with which columns.
 * stages/FORMAT.md says what the columns mean. A change of columns is a new version of the kind.
 */
#ifndef TEXTMILL_KINDS_H
#define TEXTMILL_KINDS_H

#include "container/container.h"

extern const ContainerKind TOKENS_KIND;
enum {
    TOKENS_LANGUAGES,
    TOKENS_KEYS,
    TOKENS_ARTICLES,
    TOKENS_META,
    TOKENS_PARAGRAPHS,
    TOKENS_SENTENCES,
    TOKENS_STREAM,
    TOKENS_FORMS,
    TOKENS_PIECES,
    TOKENS_REJECTS,
    TOKENS_TOTALS,
};

extern const ContainerKind STEMS_KIND;
enum { STEMS_LANGUAGES, STEMS_FORMS, STEMS_STEMS };

extern const ContainerKind COUNTS_KIND;
enum { COUNTS_LANGUAGES, COUNTS_ARTICLES };

extern const ContainerKind RUNS_KIND;
enum { RUNS_LANGUAGES, RUNS_ARTICLES, RUNS_TERMS, RUNS_CELLS, RUNS_FORMS };

extern const ContainerKind WORDS_KIND;
enum { WORDS_LANGUAGES, WORDS_SHARED, WORDS_SINGLE };

extern const ContainerKind ARTICLES_KIND;
enum { ARTICLES_KEYS, ARTICLES_ARTICLES };

extern const ContainerKind KEYWORDS_KIND;
enum { KEYWORDS_LANGUAGES, KEYWORDS_TERMS, KEYWORDS_ARTICLES };

extern const ContainerKind SUMMARIES_KIND;
enum { SUMMARIES_ARTICLES };

extern const ContainerKind GROUPS_KIND;
enum {
    GROUPS_LANGUAGES,
    GROUPS_LEAST,
    GROUPS_DIMENSIONS,
    GROUPS_VALUES,
    GROUPS_TOTALS,
    GROUPS_TERMS,
};

extern const ContainerKind COMPARISONS_KIND;
enum { COMPARISONS_COMPARISONS, COMPARISONS_ROWS, COMPARISONS_TRENDS };

/* The kinds of a paragraph. They are written into files: never renumber. */
typedef enum {
    PARAGRAPH_HEAD = 0, /* date, dateline, credit, Key: value lines */
    PARAGRAPH_TITLE = 1,
    PARAGRAPH_BODY = 2,
    PARAGRAPH_QUOTED = 3, /* quoted lines of a message */
    PARAGRAPH_CAPTION = 4,
    PARAGRAPH_N_KINDS = 5,
} ParagraphKind;

/* Whether the words of such a paragraph are words of the article. */
#define PARAGRAPH_COUNTS(kind) ((kind) != PARAGRAPH_HEAD && (kind) != PARAGRAPH_QUOTED)

/* Flags of an article in TOKENS_ARTICLES. */
enum {
    ARTICLE_TEXT_CHANGED =
        1 << 0, /* the article text is not the bytes of the file: converted or repaired */
};

#endif
