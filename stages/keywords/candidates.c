#include "candidates.h"

#include "files/kinds.h"
#include "unicode/utf8.h"
#include "unicode/word_break.h"

static guint8
casing_of(const char *form, guint16 nbytes)
{
    guint n_upper = 0, n_lower = 0;
    guint8 casing = 0;

    for (guint i = 0; i < nbytes && n_lower == 0;) {
        gunichar c;
        guint n = utf8_decode(form + i, &c);
        guint properties = unicode_properties(c);

        if (i == 0 && (properties & UNICODE_UPPER))
            casing = CASING_CAPITAL;
        n_upper += (properties & UNICODE_UPPER) != 0;
        n_lower += (properties & UNICODE_LOWER) != 0;
        i += n;
    }
    return n_upper > 1 && n_lower == 0 ? casing | CASING_ACRONYM : casing;
}

void
candidates_init(Candidates *candidates, const Forms *forms, const StemsFile *stems)
{
    *candidates = (Candidates){0};
    candidates->place = g_new0(guint32, (gsize)stems->n_stems + 1);
    candidates->casing = g_new0(guint8, forms->n);
    for (guint32 i = 1; i < forms->n; i++)
        candidates->casing[i] = casing_of(forms->bytes + forms->start[i], forms->nbytes[i]);
}

void
candidates_clear(Candidates *candidates)
{
    g_clear_pointer(&candidates->found, g_free);
    g_clear_pointer(&candidates->place, g_free);
    g_clear_pointer(&candidates->casing, g_free);
}

/* The candidate of a stem; there is room for one more. */
static inline Candidate *
candidate_of(Candidates *candidates, guint32 stem)
{
    guint32 *place = &candidates->place[stem];

    if (*place == 0) {
        candidates->found[candidates->n_found] = (Candidate){.stem = stem, .first = G_MAXUINT32, .last = G_MAXUINT32};
        *place = ++candidates->n_found;
    }
    return &candidates->found[*place - 1];
}

/* The words of one sentence; number 0 is the title. */
static void
gather_sentence(Candidates *candidates, const guint32 *items, guint32 n, guint32 number, const Forms *forms,
                const StemsFile *stems)
{
    gboolean first_word = TRUE;

    for (guint32 i = 0; i < n; i++) {
        guint32 form = items[i], stem = stems->stem[form];
        Candidate *candidate;

        if (stem == NO_STEM) {
            first_word = first_word && !form_is_word(forms, form); /* an address is a word of the sentence */
            continue;
        }
        candidate = candidate_of(candidates, stem);
        candidate->count++;
        candidates->n_words++;
        candidate->first = MIN(candidate->first, number);
        candidate->numbers += forms->type[form] == TOKEN_NUMBER;
        candidate->sentences += number > 0 && candidate->last != number;
        candidate->last = number;
        candidate->inner += number > 0 && !first_word;
        if (number > 0 && !first_word) {
            candidate->capitals += candidates->casing[form] & CASING_CAPITAL;
            candidate->acronyms += candidates->casing[form] / CASING_ACRONYM;
        }
        candidate->in_title |= number == 0;
        first_word = FALSE;
    }
}

void
candidates_gather(Candidates *candidates, const TokensArticle *article, const Forms *forms, const StemsFile *stems)
{
    guint32 sentence = 0, item = 0, number = 0;

    for (guint32 i = 0; i < candidates->n_found; i++)
        candidates->place[candidates->found[i].stem] = 0;
    candidates->n_found = candidates->n_words = 0;
    if (article->n_items > candidates->capacity) { /* no article has more candidates than items */
        candidates->capacity = article->n_items;
        candidates->found = g_renew(Candidate, candidates->found, candidates->capacity);
    }
    for (guint32 p = 0; p < article->n_paragraphs; p++) {
        ParagraphKind kind = article->kinds[p];

        for (guint32 s = 0; s < article->paragraph_sentences[p]; s++, sentence++) {
            guint32 n = article->sentence_items[sentence];

            if (kind != PARAGRAPH_HEAD && kind != PARAGRAPH_TITLE)
                number++;
            if (PARAGRAPH_COUNTS(kind))
                gather_sentence(candidates, article->items + item, n, kind == PARAGRAPH_TITLE ? 0 : number, forms,
                                stems);
            item += n;
        }
    }
    candidates->n_sentences = number;
}
