/*
 * TokensFile: S.tokens.gz read by the stages after tokenize: the distinct forms at once, the
 * articles one by one. Forms are known by their number, 0 the empty separator, then from the most
 * frequent on.
 */
#ifndef TEXTMILL_TOKENS_FILE_H
#define TEXTMILL_TOKENS_FILE_H

#include <glib.h>

#include "container/container_reader.h"
#include "files/kinds.h"
#include "files/languages.h"
#include "files/token_type.h"

typedef struct {
    guint32 start; /* where in the forms' bytes it begins */
    guint32 count; /* occurrences in the texts of the shard */
    guint32
        inside; /* of these inside sentences: not a sentence's first word, not in title or head */
    guint16 nbytes;
    guint8 type;     /* TokenType */
    guint8 language; /* number in languages */
} FormInfo;

/* The distinct forms of a shard. */
typedef struct {
    guint32 n;        /* with number 0 */
    guint32 n_stored; /* of these in the file: all but pairs, which come behind them */
    FormInfo *info;   /* by number; together, for forms are met in any order */
    guint32 *
        order; /* the numbers in the order of the file: by language, bytes, type; n_stored - 1 of them */
    char *bytes;
    guint32 (*pairs)[2]; /* the two forms of each of n - n_stored pairs; see bigrams.h */
} Forms;

/* One article's text as numbers of forms. The arrays stay valid until the next article. */
typedef struct {
    guint language; /* number in languages */
    guint32 n_paragraphs, n_sentences, n_items;
    const guint8 *kinds;                /* ParagraphKind, of each paragraph */
    const guint32 *paragraph_sentences; /* sentences, of each paragraph */
    const guint32 *sentence_items;      /* items, of each sentence */
    const guint32 *items; /* numbers of forms; TOKENS_AHEAD zeros can be read behind the last */
} TokensArticle;

/*
 * Asks memory for what table says of the form TOKENS_AHEAD items after *item. Tables of all forms are
 * larger than the caches near the processor, and entries are met in any order.
 */
enum { TOKENS_AHEAD = 24 };
#define tokens_look_ahead(table, item) __builtin_prefetch(&(table)[(item)[TOKENS_AHEAD]])

/* What the articles section says of an article. Strings are owned by the TokensFile until the next
 * one. */
typedef struct {
    const char *path, *id, *title, *date, *place, *source, *section, *encoding;
    guint64 record; /* which of its piece it is, from 1; 0: the file is the article */
    guint language; /* number in languages */
    guint flags;
    guint64 bytes, paragraphs, sentences, words;
} TokensAbout;

/* A name of other metadata. */
typedef struct {
    char *name;
    guint64 articles; /* that have it */
} TokensKey;

/* One of the keys that an article has, and its value. */
typedef struct {
    guint key; /* number in the keys section */
    const char *value;
    gsize nbytes;
} TokensPair;

/* The other metadata of an article, owned by the TokensFile until the next one. */
typedef struct {
    const TokensPair *pairs;
    guint n;
} TokensMeta;

/* A record file, or the part of one that the shard has: at most one of each path. */
typedef struct {
    char *path;
    guint64 offset;  /* where in the text of the file it begins */
    guint64 records; /* articles and rejects */
} TokensPiece;

typedef struct _TokensFile TokensFile;

/* Opens the file; forms are read if with_forms. */
TokensFile *tokens_file_open(const char *path, gboolean with_forms,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/*
 * Opens the file with its forms for a stage that counts terms: it sees pairs of characters, where
 * these are words for want of better ones; see bigrams.h. Neither tokens_append_text() nor the
 * file's own counts go with such items.
 */
TokensFile *tokens_file_open_paired(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tokens_file_close(TokensFile *file);

Container *tokens_file_container(TokensFile *file);
const Languages *tokens_file_languages(const TokensFile *file);
const Forms *tokens_file_forms(const TokensFile *file); /* NULL without forms */
/* Of TokensKey, by number. */
const GArray *tokens_file_keys(const TokensFile *file);

/* The record files of the shard, of TokensPiece, in byte order of paths. NULL with error set on
 * damage. */
GArray *tokens_file_read_pieces(TokensFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The next article's text. FALSE at the end or on damage: tokens_file_finish() tells which. Needs
 * forms.
 */
gboolean tokens_file_next(TokensFile *file, TokensArticle *article);
/* The next article's metadata: a walk of its own, beside tokens_file_next(). */
gboolean tokens_file_next_about(TokensFile *file, TokensAbout *about);
/* The next article's other metadata: one more walk, not read unless asked for; who asks for any asks
 * for those of every article. FALSE at the end or on damage. */
gboolean tokens_file_next_meta(TokensFile *file, TokensMeta *meta);
/* Reports damage met by any walk. */
gboolean tokens_file_finish(TokensFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends the text of items [first, first + n) to text, with the single spaces that are not
 * written. */
void tokens_append_text(const Forms *forms, const guint32 *items, guint32 n, GString *text);

static inline gboolean
form_is_word(const Forms *forms, guint32 number)
{
    return forms->info[number].type != TOKEN_SEPARATOR;
}

/* Whether tokens of this form are words of the article, where the paragraph counts. */
static inline gboolean
form_counts(const Forms *forms, guint32 number)
{
    return TOKEN_TYPE_COUNTS(forms->info[number].type) != 0;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TokensFile, tokens_file_close)

#endif
