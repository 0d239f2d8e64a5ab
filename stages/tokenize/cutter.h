/*
 * Cutter: turns an article's text into items, numbers of forms, with the lengths of its sentences
 * and paragraphs. Nothing is lost: FORMAT.md says how the text is put together again.
 */
#ifndef TEXTMILL_CUTTER_H
#define TEXTMILL_CUTTER_H

#include <glib.h>

#include "form_table.h"
#include "item_list.h"
#include "paragraphs.h"
#include "sentences.h"
#include "token.h"
#include "words.h"

/* What one article comes to; its paragraphs, sentences and items follow those of the article
 * before. */
typedef struct {
    guint32 n_paragraphs, n_sentences, n_items;
    /* for the table of articles: of the body, words with those of the title */
    guint32 body_paragraphs, body_sentences, words;
} CutArticle;

/* All articles of a shard, one after another. Items are preliminary numbers. */
typedef struct {
    FormTable forms;
    GByteArray *kinds;           /* ParagraphKind, of each paragraph */
    GArray *paragraph_sentences; /* of guint32 */
    GArray *sentence_items;      /* of guint32 */
    ItemList items;
    FormUse uses[FORM_USES]; /* the items after these, whose numbers are not known yet */
    guint n_uses;
    TokenList tokens; /* scratch: of one paragraph */
    OffsetList starts;
} Cutter;

void cutter_init(Cutter *cutter);
void cutter_clear(Cutter *cutter);

/*
 * Cuts text, clean UTF-8 of nbytes with FORM_SLACK_NBYTES readable bytes after it, which n parts
 * tile. language: the preliminary number of the article's language, habits and rules: how its words
 * and sentences are cut.
 * FALSE, with nothing added, if the text has no token.
 */
gboolean cutter_cut(Cutter *cutter, const char *text, guint32 nbytes, const Paragraph *parts,
                    guint n, guint8 language, WordsHabits habits, const SentenceRules *rules,
                    CutArticle *ret);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cutter, cutter_clear)

#endif
