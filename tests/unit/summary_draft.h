/* Articles to summarize, made from text, word by word or at random. */
#ifndef TEXTMILL_SUMMARY_DRAFT_H
#define TEXTMILL_SUMMARY_DRAFT_H

#include <string.h>

#include "summary.h"

enum { N_RANDOM = 200 }; /* rounds of a test with random articles */

/* An article under construction. */
typedef struct {
    GArray *sentences, *stems;
    GHashTable *words; /* word → number + 1 */
    SummaryArticle article;
} Draft;

static inline Draft *
draft_new(void)
{
    Draft *draft = g_new0(Draft, 1);

    draft->sentences = g_array_new(FALSE, TRUE, sizeof(SummarySentence));
    draft->stems = g_array_new(FALSE, TRUE, sizeof(guint32));
    draft->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return draft;
}

static inline void
draft_free(Draft *draft)
{
    g_array_unref(draft->sentences);
    g_array_unref(draft->stems);
    g_hash_table_unref(draft->words);
    g_free(draft);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)

static inline SummarySentence *
draft_begin(Draft *draft)
{
    guint n = draft->sentences->len;

    g_array_set_size(draft->sentences, n + 1);
    draft->article.sentences = &g_array_index(draft->sentences, SummarySentence, 0);
    draft->article.n_sentences = n + 1;
    g_array_index(draft->sentences, SummarySentence, n).first = draft->stems->len;
    return &g_array_index(draft->sentences, SummarySentence, n);
}

static inline void
draft_word(Draft *draft, SummarySentence *sentence, guint32 stem)
{
    g_array_append_val(draft->stems, stem);
    draft->article.stems = &g_array_index(draft->stems, guint32, 0);
    draft->article.n_numbers = MAX(draft->article.n_numbers, stem + 1);
    sentence->n_stems++;
    sentence->n_words++;
}

/* The number of a word of text, the same whenever it occurs. */
static inline guint32
draft_number(Draft *draft, const char *word)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(draft->words, word));

    if (number == 0) {
        number = g_hash_table_size(draft->words) + 1;
        g_hash_table_insert(draft->words, g_strdup(word), GUINT_TO_POINTER(number));
    }
    return number - 1;
}

/*
 * "sheep graze . hills": a full stop is a stop word, a number counts as one too, a first word "-"
 * makes it a sentence that is never chosen.
 */
static inline void
draft_sentence(Draft *draft, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    SummarySentence *sentence = draft_begin(draft);

    sentence->n_chars = (guint32)strlen(text);
    sentence->has_quote = strchr(text, '"') != NULL;
    sentence->has_paren = strchr(text, '(') != NULL;
    for (char **word = words; *word; word++) {
        if (strcmp(*word, "-") == 0)
            sentence->never = TRUE;
        else if (strcmp(*word, ".") == 0)
            sentence->n_words++;
        else if (**word != '\0')
            draft_word(draft, sentence, draft_number(draft, *word));
        sentence->n_numbers += g_ascii_isdigit(**word);
    }
}

static inline Draft *
draft_text(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Draft *draft = draft_new();

    for (char **line = lines; *line; line++)
        draft_sentence(draft, *line);
    return draft;
}

/* Few stems, so that sentences have much in common; some are empty, repeated or never chosen. */
static inline Draft *
draft_random(guint n, guint max_words, guint n_stems)
{
    Draft *draft = draft_new();

    for (guint i = 0; i < n; i++) {
        SummarySentence *sentence = draft_begin(draft);
        guint n_words = (guint)g_test_rand_int_range(0, (gint)max_words + 1);
        const SummarySentence *copied = sentence - g_test_rand_int_range(0, (gint)i + 1);
        gboolean copies = g_test_rand_int_range(0, 8) == 0;

        for (guint k = 0; k < (copies ? copied->n_stems : n_words); k++)
            draft_word(draft, sentence,
                       copies ? g_array_index(draft->stems, guint32, copied->first + k)
                              : (guint32)g_test_rand_int_range(0, (gint)n_stems));
        sentence->n_words += (guint)g_test_rand_int_range(0, 9);
        sentence->n_chars = 6 * sentence->n_words;
        sentence->n_numbers = (guint16)g_test_rand_int_range(0, 7);
        sentence->has_quote = g_test_rand_bit();
        sentence->has_paren = g_test_rand_bit();
        sentence->never = g_test_rand_int_range(0, 6) == 0;
    }
    return draft;
}

static inline guint
up_to(guint max)
{
    return (guint)g_test_rand_int_range(0, (gint)max + 1);
}

#endif
