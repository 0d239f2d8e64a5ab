/*
 * Where sentences end.
 *
 * The words of a paragraph are found first (words.h); between two of them lies a separator, and
 * each separator is decided by itself: from the punctuation in it, from the word before (is "Gov."
 * an abbreviation?), from the word after (is "The" a word sentences begin with?), and at most a few
 * words more. Nothing relies on quotation marks or brackets being balanced, and a paragraph costs
 * time in proportion to its length whatever is in it.
 *
 * What a language knows (abbreviations, sentence-starting words, habits) is data: see
 * make_sentence_tables.py and rules/. A language without a file has plain behaviour: a sentence
 * ends at a terminator (with its closing quotes and brackets) that is followed by white space and
 * something that is not a lower-case word, or at a terminator of a script that needs no white space
 * (。！？ । ።). It knows titles that are the same in news of any language (Mr, Dr, St).
 */
#ifndef TEXTMILL_SENTENCES_H
#define TEXTMILL_SENTENCES_H

#include "token.h"

typedef struct _SentenceRules SentenceRules;

/*
 * The rules of a language by its ISO 639-1 code; "en-GB" is looked up as "en", "nb" and "nn" as
 * "no". An unknown code, "" or NULL gives the plain ones, never NULL. Static and constant: may be used by any thread, and is
 * not freed.
 */
const SentenceRules *sentences_rules(const char *language);

/*
 * Byte offsets in text order. All zero (OFFSET_LIST_INIT) is an empty list; emptying one by n = 0
 * keeps its memory for the next text. offset_list_release() frees the memory and leaves an empty
 * list.
 */
typedef struct {
    guint32 *offsets;
    guint n, capacity;
} OffsetList;

#define OFFSET_LIST_INIT                                                                           \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

static inline void
offset_list_append(OffsetList *list, guint32 offset)
{
    if (G_UNLIKELY(list->n == list->capacity)) {
        list->capacity = MAX(64, 2 * list->capacity);
        list->offsets = g_renew(guint32, list->offsets, list->capacity);
    }
    list->offsets[list->n++] = offset;
}

static inline void
offset_list_release(OffsetList *list)
{
    g_free(list->offsets);
    *list = (OffsetList)OFFSET_LIST_INIT;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OffsetList, offset_list_release)

/*
 * Appends to starts, in increasing order, the byte offset where each further sentence of the
 * paragraph text[start, end) begins; none for a paragraph of one sentence. tokens: those of this
 * paragraph, as words_cut() gives them, n_tokens of them.
 *
 * An offset lies inside or at the edge of a separator, at the boundary of a character, strictly
 * between start and end. Terminators, closing quotes and brackets, footnote marks and white space
 * stay with the sentence before; opening quotes, brackets, dashes and bullets go with the next.
 * (A footnote mark has a token, 12 in "[12]": it lies in the sentence before.) Each sentence holds
 * at least one token: what holds none, "* * *", belongs to its neighbour.
 *
 * text: UTF-8; bytes outside [start, end) are not read. Invalid sequences end no sentence and do no
 * harm.
 */
void sentences_cut(const SentenceRules *rules, const char *text, guint32 start, guint32 end,
                   const Token *tokens, guint n_tokens, OffsetList *starts);

#endif
