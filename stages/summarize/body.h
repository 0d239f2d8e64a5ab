/* Body: an article's body sentences, as the summarizer sees them and with their places in the text.
 */
#ifndef TEXTMILL_BODY_H
#define TEXTMILL_BODY_H

#include <glib.h>

#include "files/stems_file.h"
#include "summary.h"

/* Where a sentence is. */
typedef struct {
    guint32 first_item, n_items; /* in the article's items */
    guint64 start;               /* byte of the article text where its first item begins */
} BodySentence;

/* What the summarizer must know of a form, together: one look at memory for each item. */
typedef struct {
    guint32 stem; /* its rank; only of content words */
    guint16 nbytes;
    guint8 is_word;
    guint8 flags; /* what it is, see body.c */
} BodyForm;

typedef struct {
    SummarySentence *sentences;
    BodySentence *places; /* beside them */
    guint32 n_sentences, sentences_capacity;
    guint32 *stems; /* ranks of those of content words, sentence after sentence */
    guint32 n_stems, stems_capacity;
    BodyForm *forms; /* by number */
    gboolean with_chars;
    GString *text; /* scratch: what stands around the words of a sentence */
} Body;

/* with_chars: whether the lengths in characters will be asked for; they cost. */
void body_init(Body *body, const Forms *forms, const StemsFile *stems, gboolean with_chars);
void body_clear(Body *body);

/* Reads an article; what was read before is forgotten. */
void body_read(Body *body, const TokensArticle *article, const Forms *forms);

/* The part of a sentence's text to be shown. */
typedef struct {
    guint32 skip; /* bytes of the sentence before it */
    guint32 nbytes;
} BodyText;

/* A sentence without white space around it and without what stands on lines of its own before or
 * after it. */
BodyText body_find_text(Body *body, guint sentence, const TokensArticle *article,
                        const Forms *forms);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Body, body_clear)

#endif
