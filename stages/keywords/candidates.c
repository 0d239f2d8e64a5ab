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

/* What a form is that is no candidate; above all ranks, which have fewer bits than numbers of forms. */
enum {
    WORD_NEVER = G_MAXUINT32 - 2,   /* a word of the article that cannot be a keyword */
    WORD_ADDRESS = G_MAXUINT32 - 1, /* a word of the sentence, but none that is counted */
    WORD_GAP = G_MAXUINT32,         /* a separator */
};

/* Whether a stem may stand for what an article is about: no stop word, more than one character. */
static gboolean
may_be_keyword(const StemsFile *stems, const CorpusStats *stats, guint32 stem)
{
    return !stats->stop[stem] &&
           stem_nbytes(stems, stem) > (guint)g_utf8_skip[(guint8)*stem_bytes(stems, stem)];
}

static Tally
tally_of(guint casing, gboolean inside)
{
    Tally tally = {0};

    tally[TALLY_COUNT] = 1;
    tally[TALLY_WORDS] = casing & CASING_NUMBER ? 0 : 1;
    if (inside) {
        tally[TALLY_CAPITALS] = casing & CASING_CAPITAL ? 1 : -1;
        tally[TALLY_ACRONYMS] = casing & CASING_ACRONYM ? 1 : -1;
    }
    return tally;
}

void
candidates_init(Candidates *candidates, const Forms *forms, const StemsFile *stems,
                const CorpusStats *stats)
{
    *candidates = (Candidates){.place = g_new0(guint32, (gsize)stems->n_stems + 1),
                               .word = g_new(guint32, forms->n)};
    for (guint casing = 0; casing < 1 << CASING_BITS; casing++)
        for (guint inside = 0; inside < 2; inside++)
            candidates->tallies[inside][casing] = tally_of(casing, inside);
    candidates->word[0] = WORD_GAP;
    for (guint32 i = 1; i < forms->n; i++) {
        guint32 stem = stems->stem[i];

        if (stem == NO_STEM) {
            candidates->word[i] = form_is_word(forms, i) ? WORD_ADDRESS : WORD_GAP;
        } else if (!may_be_keyword(stems, stats, stem)) {
            candidates->word[i] = WORD_NEVER;
        } else {
            candidates->word[i] =
                stems->rank[i] << CASING_BITS |
                casing_of(forms->bytes + forms->info[i].start, forms->info[i].nbytes) |
                (forms->info[i].type == TOKEN_NUMBER ? CASING_NUMBER : 0);
        }
    }
}

void
candidates_clear(Candidates *candidates)
{
    g_clear_pointer(&candidates->found, g_free);
    g_clear_pointer(&candidates->place, g_free);
    g_clear_pointer(&candidates->word, g_free);
    g_clear_pointer(&candidates->sentence, g_free);
}

/*
 * The candidate of a rank; there is room for one more. sentence: where it is, should it be new, which
 * nobody can foresee: so the next one is prepared in any case.
 */
static inline Candidate *
candidate_of(Candidates *candidates, guint32 rank, guint32 sentence)
{
    guint32 n = candidates->n_found, place = candidates->place[rank];
    guint32 number = place > 0 ? place - 1 : n;

    candidates->found[n] = (Candidate){.rank = rank, .first = sentence, .last = G_MAXUINT32};
    candidates->n_found = n + (place == 0);
    candidates->place[rank] = number + 1;
    return &candidates->found[number];
}

static inline Tally
tally_of_word(const Candidates *candidates, guint32 word, gboolean inside)
{
    return candidates->tallies[inside][word & ((1 << CASING_BITS) - 1)];
}

static void
gather_title(Candidates *candidates, const guint32 *items, guint32 n)
{
    for (guint32 i = 0; i < n; i++) {
        guint32 word = candidates->word[items[i]];
        Candidate *candidate;

        candidates->n_words += word <= WORD_NEVER;
        if (word >= WORD_NEVER)
            continue;
        candidate = candidate_of(candidates, word >> CASING_BITS, 0);
        candidate->tally += tally_of_word(candidates, word, FALSE);
        candidate->first = 0;
    }
}

/* Leaves of n items those that may be keywords in sentence; returns how many they are. Which come
 * next nobody can foresee: all are written, and others written over. */
static guint32
keep_words(Candidates *candidates, const guint32 *items, guint32 n)
{
    const guint32 *words = candidates->word;
    guint32 *kept = candidates->sentence, n_kept = 0, n_words = 0;

    for (guint32 i = 0; i < n; i++) {
        guint32 word = words[items[i]];

        tokens_look_ahead(words, items + i);
        kept[n_kept] = word;
        n_kept += word < WORD_NEVER;
        n_words += word <= WORD_NEVER;
    }
    candidates->n_words += n_words;
    return n_kept;
}

/* Whether the first word of the sentence is one that may be a keyword: the first one kept. */
static gboolean
begins_with_kept(const Candidates *candidates, const guint32 *items, guint32 n)
{
    while (n > 0 && candidates->word[*items] == WORD_GAP) {
        items++;
        n--;
    }
    return n > 0 && candidates->word[*items] < WORD_NEVER;
}

/* The words of one sentence of the body. */
static void
gather_sentence(Candidates *candidates, const guint32 *items, guint32 n, guint32 number)
{
    guint32 n_kept = keep_words(candidates, items, n);
    gboolean inside = !begins_with_kept(candidates, items, n);

    for (guint32 i = 0; i < n_kept; i++) {
        guint32 word = candidates->sentence[i];
        Candidate *candidate = candidate_of(candidates, word >> CASING_BITS, number);

        candidate->tally += tally_of_word(candidates, word, inside);
        candidate->sentences += candidate->last != number;
        candidate->last = number;
        inside = TRUE; /* all but a sentence's first word */
    }
}

void
candidates_gather(Candidates *candidates, const TokensArticle *article)
{
    guint32 sentence = 0, item = 0, number = 0;

    for (guint32 i = 0; i < candidates->n_found; i++)
        candidates->place[candidates->found[i].rank] = 0;
    candidates->n_found = candidates->n_words = 0;
    if (article->n_items >= candidates->capacity) { /* no article has more candidates than items */
        candidates->capacity = article->n_items + 1;
        candidates->found = g_renew(Candidate, candidates->found, candidates->capacity);
        candidates->sentence = g_renew(guint32, candidates->sentence, candidates->capacity);
    }
    for (guint32 p = 0; p < article->n_paragraphs; p++) {
        ParagraphKind kind = article->kinds[p];

        for (guint32 s = 0; s < article->paragraph_sentences[p]; s++, sentence++) {
            guint32 n = article->sentence_items[sentence];

            if (kind == PARAGRAPH_TITLE)
                gather_title(candidates, article->items + item, n);
            else if (kind != PARAGRAPH_HEAD)
                number++;
            if (kind != PARAGRAPH_TITLE && PARAGRAPH_COUNTS(kind))
                gather_sentence(candidates, article->items + item, n, number);
            item += n;
        }
    }
}
