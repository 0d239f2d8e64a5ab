#include "candidates.h"

#include "files/kinds.h"

void
candidates_init(Candidates *candidates, const Forms *forms, const StemsFile *stems)
{
    candidates->found = g_array_new(FALSE, FALSE, sizeof(Candidate));
    candidates->place = g_new0(guint32, (gsize)stems->n_stems + 1);
    candidates->capital = g_new0(guint8, forms->n);
    for (guint32 i = 1; i < forms->n; i++) {
        gunichar first = g_utf8_get_char_validated(forms->bytes + forms->start[i], forms->nbytes[i]);

        candidates->capital[i] = first < 0x80 ? g_ascii_isupper(first)
                                              : g_unichar_isupper(first) || g_unichar_istitle(first);
    }
}

void
candidates_clear(Candidates *candidates)
{
    g_clear_pointer(&candidates->found, g_array_unref);
    g_clear_pointer(&candidates->place, g_free);
    g_clear_pointer(&candidates->capital, g_free);
}

static Candidate *
candidate_of(Candidates *candidates, guint32 stem)
{
    guint32 *place = &candidates->place[stem];

    if (*place == 0) {
        Candidate fresh = {.stem = stem, .first = G_MAXUINT32, .last = G_MAXUINT32};

        g_array_append_val(candidates->found, fresh);
        *place = candidates->found->len;
    }
    return &g_array_index(candidates->found, Candidate, *place - 1);
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

        if (!form_is_word(forms, form))
            continue;
        if (stem != NO_STEM) {
            candidate = candidate_of(candidates, stem);
            candidate->count++;
            candidates->n_words++;
            candidate->first = MIN(candidate->first, number);
            candidate->numbers += forms->type[form] == TOKEN_NUMBER;
            if (number == 0) {
                candidate->in_title = TRUE;
            } else {
                candidate->sentences += candidate->last != number;
                candidate->last = number;
                candidate->inner += !first_word;
                candidate->capitals += !first_word && candidates->capital[form];
            }
        }
        first_word = FALSE;
    }
}

void
candidates_gather(Candidates *candidates, const TokensArticle *article, const Forms *forms, const StemsFile *stems)
{
    guint32 sentence = 0, item = 0, number = 0;

    for (guint i = 0; i < candidates->found->len; i++)
        candidates->place[g_array_index(candidates->found, Candidate, i).stem] = 0;
    g_array_set_size(candidates->found, 0);
    candidates->n_words = 0;
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
