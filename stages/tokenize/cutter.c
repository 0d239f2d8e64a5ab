#include "cutter.h"

/* The state of cutting one article. */
typedef struct {
    Cutter *cutter;
    const char *text;
    guint32 nbytes;
    guint32 done; /* the text before this is in the items */
    guint8 language;
    gboolean after_word; /* the last item is a word */
    CutArticle article;
} Cut;

void
cutter_init(Cutter *cutter)
{
    *cutter = (Cutter){.kinds = g_byte_array_new(),
                       .paragraph_sentences = g_array_new(FALSE, FALSE, sizeof(guint32)),
                       .sentence_items = g_array_new(FALSE, FALSE, sizeof(guint32))};
    item_list_init(&cutter->items);
    form_table_init(&cutter->forms);
}

void
cutter_clear(Cutter *cutter)
{
    form_table_clear(&cutter->forms);
    g_clear_pointer(&cutter->kinds, g_byte_array_unref);
    g_clear_pointer(&cutter->paragraph_sentences, g_array_unref);
    g_clear_pointer(&cutter->sentence_items, g_array_unref);
    item_list_clear(&cutter->items);
    token_list_release(&cutter->tokens);
    offset_list_release(&cutter->starts);
}

/* Gives the uses that wait their numbers. */
static void
count_uses(const Cut *cut)
{
    Cutter *cutter = cut->cutter;
    guint32 numbers[FORM_USES];

    form_table_count(&cutter->forms, cut->text, cutter->uses, cutter->n_uses, numbers);
    for (guint i = 0; i < cutter->n_uses; i++)
        item_list_append(&cutter->items, numbers[i]);
    cutter->n_uses = 0;
}

/* The item that begins where all is done. */
static inline void
put_item(Cut *cut, guint32 kind)
{
    Cutter *cutter = cut->cutter;

    if (G_UNLIKELY(cutter->n_uses == FORM_USES))
        count_uses(cut);
    cutter->uses[cutter->n_uses++] = (FormUse){cut->done, kind};
    cut->article.n_items++;
}

static inline void
put_empty(Cut *cut)
{
    put_item(cut, 0);
    cut->after_word = FALSE;
}

/* The end of the longest whole characters of text[start, end) in at most most bytes. */
static guint32
piece_end(const char *text, guint32 start, guint32 end, guint32 most)
{
    if (end - start <= most)
        return end;
    end = start + most;
    while ((text[end] & 0xc0) == 0x80)
        end--;
    return end;
}

static inline void
put_piece_of_separator(Cut *cut, guint32 end)
{
    put_item(cut, form_kind(end - cut->done, TOKEN_SEPARATOR, 0));
    cut->done = end;
}

/* The text from where all is done to end, as a separator; a long one is several in a row. */
static void
put_separator(Cut *cut, guint32 end)
{
    if (cut->done >= end)
        return;
    while (G_UNLIKELY(end - cut->done > FORM_SEPARATOR_MAX_NBYTES))
        put_piece_of_separator(cut,
                               piece_end(cut->text, cut->done, end, FORM_SEPARATOR_MAX_NBYTES));
    put_piece_of_separator(cut, end);
    cut->after_word = FALSE;
}

/* The separator before a token: a single space after a word is not written, no gap is a form of its
 * own. */
static void
put_gap(Cut *cut, guint32 end)
{
    if (end - cut->done == 1 && cut->text[cut->done] == ' ' && cut->after_word)
        cut->done = end;
    else if (cut->done == end && cut->after_word)
        put_empty(cut);
    else
        put_separator(cut, end);
}

/* A token of more bytes than a form has: several words in a row with nothing between. */
static void
put_long_token(Cut *cut, const Token *token, guint32 inside)
{
    while (cut->done < token->end) {
        guint32 stop = piece_end(cut->text, cut->done, token->end, FORM_WORD_MAX_NBYTES);

        if (cut->done > token->start)
            put_empty(cut);
        put_item(cut, form_kind(stop - cut->done, token->type, cut->language) | inside);
        cut->done = stop;
        cut->after_word = TRUE;
    }
}

static inline void
put_token(Cut *cut, const Token *token, guint32 inside)
{
    guint32 nbytes = token->end - token->start;

    put_gap(cut, token->start);
    if (G_UNLIKELY(nbytes > FORM_WORD_MAX_NBYTES)) {
        put_long_token(cut, token, inside);
        return;
    }
    put_item(cut, form_kind(nbytes, token->type, cut->language) | inside);
    cut->done = token->end;
    cut->after_word = TRUE;
}

/*
 * A sentence up to end, with those of the n tokens that lie in it; returns how many these are. What
 * follows its last token is written in any case, so that the next sentence begins with nothing
 * owed.
 */
static guint
put_sentence(Cut *cut, guint32 end, const Token *tokens, guint n, ParagraphKind kind)
{
    gboolean in_text = kind == PARAGRAPH_BODY || kind == PARAGRAPH_CAPTION;
    guint32 n_words = 0;
    guint i;

    for (i = 0; i < n && tokens[i].end <= end; i++) {
        put_token(cut, &tokens[i], in_text && i > 0 ? FORM_INSIDE : 0);
        n_words += TOKEN_TYPE_COUNTS(tokens[i].type) != 0;
    }
    if (PARAGRAPH_COUNTS(kind))
        cut->article.words += n_words;
    if (cut->done < end)
        put_separator(cut, end);
    else if (cut->after_word && end < cut->nbytes)
        put_empty(cut);
    return i;
}

/* A part with tokens: its sentences, or one sentence if it is head or title. */
static void
put_paragraph(Cut *cut, const Paragraph *part, const SentenceRules *rules)
{
    Cutter *cutter = cut->cutter;
    const Token *tokens = cutter->tokens.tokens;
    guint n_tokens = cutter->tokens.n, next = 0;
    gboolean body = part->kind != PARAGRAPH_HEAD && part->kind != PARAGRAPH_TITLE;
    guint32 n_sentences, *lengths;

    cutter->starts.n = 0;
    if (body)
        sentences_cut(rules, cut->text, part->start, part->end, tokens, n_tokens, &cutter->starts);
    n_sentences = cutter->starts.n + 1;
    g_array_set_size(cutter->sentence_items, cutter->sentence_items->len + n_sentences);
    lengths =
        &g_array_index(cutter->sentence_items, guint32, cutter->sentence_items->len - n_sentences);
    for (guint32 s = 0; s < n_sentences; s++) {
        guint32 end = s < cutter->starts.n ? cutter->starts.offsets[s] : part->end;
        guint32 first = cut->article.n_items;

        next += put_sentence(cut, end, tokens + next, n_tokens - next, part->kind);
        lengths[s] = cut->article.n_items - first;
    }
    cut->article.n_sentences += n_sentences;
    g_byte_array_append(cutter->kinds, &part->kind, 1);
    g_array_append_val(cutter->paragraph_sentences, n_sentences);
    cut->article.n_paragraphs++;
    cut->article.body_paragraphs += body;
    cut->article.body_sentences += body ? n_sentences : 0;
}

/* A part without a token goes with the sentence before it; before the first sentence it waits for
 * that one. */
static void
put_blank(Cut *cut, guint32 end)
{
    guint32 first = cut->article.n_items;
    GArray *lengths = cut->cutter->sentence_items;

    if (cut->article.n_sentences == 0)
        return;
    put_separator(cut, end);
    g_array_index(lengths, guint32, lengths->len - 1) += cut->article.n_items - first;
}

gboolean
cutter_cut(Cutter *cutter, const char *text, guint32 nbytes, const Paragraph *parts, guint n,
           guint8 language, WordsHabits habits, const SentenceRules *rules, CutArticle *ret)
{
    Cut cut = {.cutter = cutter, .text = text, .nbytes = nbytes, .language = language};

    for (guint i = 0; i < n; i++) {
        cutter->tokens.n = 0;
        words_cut(text, parts[i].start, parts[i].end, habits, &cutter->tokens);
        if (cutter->tokens.n > 0)
            put_paragraph(&cut, &parts[i], rules);
        else
            put_blank(&cut, parts[i].end);
    }
    count_uses(&cut);
    *ret = cut.article;
    return cut.article.n_sentences > 0;
}
