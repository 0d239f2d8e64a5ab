#include "body.h"

#include <string.h>

#include "files/kinds.h"
#include "unicode/utf8.h"
#include "unicode/word_break.h"

/* What forms are. */
enum {
    FORM_COUNTS = 1 << 0,  /* a word of the article */
    FORM_CONTENT = 1 << 1, /* and no stop word */
    FORM_NUMBER = 1 << 2,
    FORM_QUOTE = 1 << 3, /* a separator with a quotation mark */
    FORM_PAREN = 1 << 4, /* one with an opening parenthesis */
};

/* Double quotation marks of any shape. */
static gboolean
is_quote(gunichar c)
{
    static const gunichar quotes[] = {'"',    0xab,   0xbb,   0x201c, 0x201d, 0x201e,
                                      0x201f, 0x300c, 0x300d, 0x300e, 0x300f, 0xff02};

    for (guint i = 0; i < G_N_ELEMENTS(quotes); i++)
        if (quotes[i] == c)
            return TRUE;
    return FALSE;
}

/* What a separator has in it. */
static guint8
marks_of(const char *p, guint16 nbytes)
{
    const char *end = p + nbytes;
    guint8 marks = 0;

    while (p < end) {
        gunichar c;

        p += utf8_decode(p, &c);
        if (c < 0x80 && c != '"' && c != '(')
            continue;
        marks |= is_quote(c) ? FORM_QUOTE : c == '(' ? FORM_PAREN : 0;
    }
    return marks;
}

void
body_init(Body *body, const Forms *forms, const StemsFile *stems, gboolean with_chars)
{
    *body = (Body){
        .forms = g_new(BodyForm, forms->n), .with_chars = with_chars, .text = g_string_new(NULL)};
    for (guint32 i = 0; i < forms->n; i++) {
        BodyForm *form = &body->forms[i];

        *form = (BodyForm){stems->rank[i], forms->info[i].nbytes, form_is_word(forms, i), 0};
        if (!form->is_word)
            form->flags = marks_of(forms->bytes + forms->info[i].start, forms->info[i].nbytes);
        else if (stems->stem[i] != NO_STEM)
            form->flags = FORM_COUNTS | (stems->stop[i] ? 0 : FORM_CONTENT) |
                          (forms->info[i].type == TOKEN_NUMBER ? FORM_NUMBER : 0);
    }
}

void
body_clear(Body *body)
{
    g_clear_pointer(&body->sentences, g_free);
    g_clear_pointer(&body->places, g_free);
    g_clear_pointer(&body->stems, g_free);
    g_clear_pointer(&body->forms, g_free);
    if (body->text)
        g_string_free(body->text, TRUE);
    body->text = NULL;
}

/* No article has more stems than items, nor more body sentences than sentences. */
static void
reserve(Body *body, const TokensArticle *article)
{
    if (article->n_items >= body->stems_capacity) {
        body->stems_capacity = article->n_items + article->n_items / 2 + 1;
        g_free(body->stems);
        body->stems = g_new(guint32, body->stems_capacity);
    }
    if (article->n_sentences > body->sentences_capacity) {
        body->sentences_capacity = article->n_sentences + article->n_sentences / 2;
        g_free(body->sentences);
        g_free(body->places);
        body->sentences = g_new(SummarySentence, body->sentences_capacity);
        body->places = g_new(BodySentence, body->sentences_capacity);
    }
}

/*
 * Reads the n items of one sentence into sentence. Returns their bytes. What comes next nobody can
 * foresee, so nothing is asked of an item: all are taken alike, and stems that are not of content
 * words are written over by the next one.
 */
static guint32
read_items(Body *body, const guint32 *items, guint32 n, SummarySentence *sentence)
{
    guint32 nbytes = 0, n_words = 0, n_numbers = 0, after_word = 0, marks = 0;
    guint32 *stems = body->stems + body->n_stems, *first = stems;

    for (guint32 i = 0; i < n; i++) {
        BodyForm form = body->forms[items[i]];

        tokens_look_ahead(body->forms, items + i);

        nbytes += form.nbytes + (form.is_word & after_word);
        after_word = form.is_word;
        marks |= form.flags;
        n_words += form.flags & FORM_COUNTS;
        n_numbers += form.flags / FORM_NUMBER & 1;
        *stems = form.stem;
        stems += form.flags / FORM_CONTENT & 1;
    }
    body->n_stems += stems - first;
    sentence->n_words = n_words;
    sentence->n_numbers = MIN(n_numbers, G_MAXUINT16);
    sentence->n_stems = stems - first;
    sentence->has_quote = (marks & FORM_QUOTE) != 0;
    sentence->has_paren = (marks & FORM_PAREN) != 0;
    return nbytes;
}

/* The bytes of items that are not body: only their length counts. */
static guint32
count_bytes(const Body *body, const guint32 *items, guint32 n)
{
    guint32 nbytes = 0, after_word = 0;

    for (guint32 i = 0; i < n; i++) {
        BodyForm form = body->forms[items[i]];

        tokens_look_ahead(body->forms, items + i);

        nbytes += form.nbytes + (form.is_word & after_word);
        after_word = form.is_word;
    }
    return nbytes;
}

/* Bytes of white space at the beginning of text[0, end). */
static guint32
white_before(const char *text, guint32 end)
{
    guint32 i = 0;

    while (i < end) {
        gunichar c;
        guint n = utf8_decode(text + i, &c);

        if (!(unicode_properties(c) & UNICODE_SPACE))
            break;
        i += n;
    }
    return i;
}

/* Where the white space at the end of text[start, end) begins. */
static guint32
white_after(const char *text, guint32 start, guint32 end)
{
    while (end > start) {
        guint32 i = end - 1;
        gunichar c;

        while (i > start && (text[i] & 0xc0) == 0x80)
            i--;
        utf8_decode(text + i, &c);
        if (!(unicode_properties(c) & UNICODE_SPACE))
            break;
        end = i;
    }
    return end;
}

BodyText
body_find_text(Body *body, guint sentence, const TokensArticle *article, const Forms *forms)
{
    const BodySentence *place = &body->places[sentence];
    const guint32 *items = article->items + place->first_item;
    guint32 n = place->n_items, first = 0, last = n, lead, trail, start, end;
    const char *before, *after, *line;

    while (first < n && !body->forms[items[first]].is_word)
        first++;
    if (first == n) /* no word: all of it is behind where one would be */
        first = last = 0;
    while (last > first && !body->forms[items[last - 1]].is_word)
        last--;
    g_string_truncate(body->text, 0);
    tokens_append_text(forms, items, first, body->text);
    lead = body->text->len;
    tokens_append_text(forms, items + last, n - last, body->text);
    trail = body->text->len - lead;
    before = body->text->str;
    after = before + lead;

    line = memchr(after, '\n', trail);
    end = white_after(after, 0, line ? line - after : trail);
    line = memrchr(before, '\n', lead);
    start = line ? line + 1 - before : 0;
    start += white_before(before + start, lead - start);
    return (BodyText){start, count_bytes(body, items, n) - trail + end - start};
}

static void
count_chars(Body *body, const TokensArticle *article, const Forms *forms)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < body->n_sentences; i++) {
        const BodySentence *place = &body->places[i];
        BodyText found = body_find_text(body, i, article, forms);

        g_string_truncate(text, 0);
        tokens_append_text(forms, article->items + place->first_item, place->n_items, text);
        body->sentences[i].n_chars = g_utf8_strlen(text->str + found.skip, found.nbytes);
    }
}

void
body_read(Body *body, const TokensArticle *article, const Forms *forms)
{
    guint32 item = 0, s = 0;
    guint64 start = 0;

    reserve(body, article);
    body->n_sentences = body->n_stems = 0;
    for (guint32 p = 0; p < article->n_paragraphs; p++) {
        ParagraphKind kind = article->kinds[p];

        for (guint32 end = s + article->paragraph_sentences[p]; s < end; s++) {
            const guint32 *items = article->items + item;
            BodySentence place = {item, article->sentence_items[s], start};
            SummarySentence sentence = {.first = body->n_stems, .never = kind != PARAGRAPH_BODY};

            item += place.n_items;
            if (kind == PARAGRAPH_HEAD || kind == PARAGRAPH_TITLE) {
                start += count_bytes(body, items, place.n_items);
                continue;
            }
            if (sentence.never) /* nothing is asked of it but where it is */
                start += count_bytes(body, items, place.n_items);
            else
                start += read_items(body, items, place.n_items, &sentence);
            body->sentences[body->n_sentences] = sentence;
            body->places[body->n_sentences++] = place;
        }
    }
    if (body->with_chars)
        count_chars(body, article, forms);
}
