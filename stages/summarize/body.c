#include "body.h"

#include <string.h>

#include "files/kinds.h"
#include "unicode/utf8.h"
#include "unicode/word_break.h"

enum { MARK_QUOTE = 1, MARK_PAREN = 2 };

/* Double quotation marks of any shape. */
static gboolean
is_quote(gunichar c)
{
    static const gunichar quotes[] = {'"', 0xab, 0xbb, 0x201c, 0x201d, 0x201e, 0x201f, 0x300c, 0x300d, 0x300e, 0x300f, 0xff02};

    for (guint i = 0; i < G_N_ELEMENTS(quotes); i++)
        if (quotes[i] == c)
            return TRUE;
    return FALSE;
}

void
body_init(Body *body, const Forms *forms, gboolean with_chars)
{
    *body = (Body){.sentences = g_array_new(FALSE, FALSE, sizeof(SummarySentence)),
                   .places = g_array_new(FALSE, FALSE, sizeof(BodySentence)),
                   .marks = g_new0(guint8, forms->n),
                   .with_chars = with_chars};
    for (guint32 i = 1; i < forms->n; i++) {
        const char *p = forms->bytes + forms->start[i], *end = p + forms->nbytes[i];

        if (forms->type[i] != TOKEN_SEPARATOR)
            continue;
        while (p < end) {
            gunichar c;

            p += utf8_decode(p, &c);
            if (c < 0x80 && c != '"' && c != '(')
                continue;
            body->marks[i] |= is_quote(c) ? MARK_QUOTE : c == '(' ? MARK_PAREN : 0;
        }
    }
}

void
body_clear(Body *body)
{
    g_clear_pointer(&body->sentences, g_array_unref);
    g_clear_pointer(&body->places, g_array_unref);
    g_clear_pointer(&body->stems, g_free);
    g_clear_pointer(&body->marks, g_free);
}

/* Reads the items of one sentence into sentence and place. Returns its bytes. */
static guint32
read_items(Body *body, const TokensArticle *article, const Forms *forms, const StemsFile *stems,
           SummarySentence *sentence, BodySentence *place)
{
    guint32 nbytes = 0;
    gboolean after_word = FALSE, met_word = FALSE;
    guint marks = 0;

    for (guint32 i = place->first_item; i < place->first_item + place->n_items; i++) {
        guint32 form = article->items[i];

        if (!form_is_word(forms, form)) {
            nbytes += forms->nbytes[form];
            marks |= body->marks[form];
            after_word = FALSE;
            continue;
        }
        nbytes += after_word;
        if (!met_word)
            place->words_start = nbytes;
        met_word = after_word = TRUE;
        nbytes += forms->nbytes[form];
        place->words_end = nbytes;
        if (stems->stem[form] == NO_STEM)
            continue;
        sentence->n_words++;
        sentence->n_numbers += forms->type[form] == TOKEN_NUMBER && sentence->n_numbers < G_MAXUINT16;
        if (!stems->stop[form])
            body->stems[body->n_stems++] = stems->stem[form];
    }
    sentence->n_stems = body->n_stems - sentence->first;
    sentence->has_quote = (marks & MARK_QUOTE) != 0;
    sentence->has_paren = (marks & MARK_PAREN) != 0;
    return nbytes;
}

/* The bytes of items that are not body: only their length counts. */
static guint32
count_bytes(const TokensArticle *article, guint32 first, guint32 n, const Forms *forms)
{
    guint32 nbytes = 0;
    gboolean after_word = FALSE;

    for (guint32 i = first; i < first + n; i++) {
        gboolean word = form_is_word(forms, article->items[i]);

        nbytes += forms->nbytes[article->items[i]] + (word && after_word);
        after_word = word;
    }
    return nbytes;
}

static void
count_chars(Body *body, const TokensArticle *article, const Forms *forms)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < body->sentences->len; i++) {
        guint64 start;

        g_string_truncate(text, 0);
        body_append_text(body, i, article, forms, text, &start);
        g_array_index(body->sentences, SummarySentence, i).n_chars = g_utf8_strlen(text->str, text->len);
    }
}

void
body_read(Body *body, const TokensArticle *article, const Forms *forms, const StemsFile *stems)
{
    guint32 item = 0, s = 0;
    guint64 start = 0;

    g_array_set_size(body->sentences, 0);
    g_array_set_size(body->places, 0);
    body->n_stems = 0;
    if (article->n_items > body->stems_capacity) { /* no article has more stems than items */
        body->stems_capacity = article->n_items;
        body->stems = g_renew(guint32, body->stems, body->stems_capacity);
    }
    for (guint32 p = 0; p < article->n_paragraphs; p++) {
        ParagraphKind kind = article->kinds[p];

        for (guint32 end = s + article->paragraph_sentences[p]; s < end; s++) {
            BodySentence place = {item, article->sentence_items[s], start, 0, 0};
            SummarySentence sentence = {.first = body->n_stems, .never = kind != PARAGRAPH_BODY};

            item += place.n_items;
            if (kind == PARAGRAPH_HEAD || kind == PARAGRAPH_TITLE) {
                start += count_bytes(article, place.first_item, place.n_items, forms);
                continue;
            }
            start += read_items(body, article, forms, stems, &sentence, &place);
            g_array_append_val(body->sentences, sentence);
            g_array_append_val(body->places, place);
        }
    }
    if (body->with_chars)
        count_chars(body, article, forms);
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

void
body_append_text(const Body *body, guint sentence, const TokensArticle *article, const Forms *forms, GString *text,
                 guint64 *ret_start)
{
    const BodySentence *place = &g_array_index(body->places, BodySentence, sentence);
    gsize base = text->len;
    const char *all, *line;
    guint32 start, end;

    tokens_append_text(forms, article->items + place->first_item, place->n_items, text);
    all = text->str + base;
    end = text->len - base;
    line = memchr(all + place->words_end, '\n', end - place->words_end);
    if (line)
        end = line - all;
    end = white_after(all, place->words_end, end);
    line = place->words_start > 0 ? memrchr(all, '\n', place->words_start) : NULL;
    start = line ? line + 1 - all : 0;
    start += white_before(all + start, place->words_start - start);
    *ret_start = place->start + start;
    g_string_truncate(text, base + end);
    g_string_erase(text, base, start);
}
