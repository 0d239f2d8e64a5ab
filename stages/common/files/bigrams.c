#include "files/bigrams.h"

#include "unicode/utf8.h"
#include "unicode/word_break.h"

enum {
    MAX_BIGRAMS = 1 << 24, /* in a shard; further ones stay single characters */
    FIRST_BITS = 12,
    NONE = G_MAXUINT32,
};

struct _Bigrams {
    const Forms *forms;
    guint8 *is_single;   /* of each form of the file */
    guint32 (*alone)[2]; /* likewise: occurrences that are in no pair, all and inside sentences */
    guint32 *slots;      /* hash table of the pairs' numbers + 1 */
    guint bits;          /* of a hash; the table has 2^bits slots, at most half of them taken */
    Bigram *all;
    guint32 n;
};

/* Whether the form is one Han or Kana character, combining marks left out. */
static gboolean
is_single(const Forms *forms, guint32 form)
{
    const FormInfo *info = &forms->info[form];
    const char *bytes = forms->bytes + info->start;
    gunichar c;

    if (info->type != TOKEN_WORD || info->nbytes < 3 || info->nbytes > 4 || (guint8)bytes[0] < 0xE0)
        return FALSE;
    return utf8_decode(bytes, &c) == info->nbytes && c < 0x110000 &&
           (unicode_properties(c) & UNICODE_CJK) != 0;
}

Bigrams *
bigrams_new(const Forms *forms)
{
    guint8 *singles = NULL;
    Bigrams *bigrams;

    for (guint32 form = 1; form < forms->n_stored; form++) {
        if (!is_single(forms, form))
            continue;
        if (!singles)
            singles = g_new0(guint8, forms->n_stored);
        singles[form] = 1;
    }
    if (!singles)
        return NULL;
    bigrams = g_new(Bigrams, 1);
    *bigrams = (Bigrams){.forms = forms,
                         .is_single = singles,
                         .alone = g_malloc0_n(forms->n_stored, sizeof *bigrams->alone),
                         .bits = FIRST_BITS,
                         .slots = g_new0(guint32, 1 << FIRST_BITS),
                         .all = g_new(Bigram, 1 << (FIRST_BITS - 1))};
    return bigrams;
}

void
bigrams_free(Bigrams *bigrams)
{
    if (!bigrams)
        return;
    g_free(bigrams->is_single);
    g_free(bigrams->alone);
    g_free(bigrams->slots);
    g_free(bigrams->all);
    g_free(bigrams);
}

const Bigram *
bigrams_all(const Bigrams *bigrams, guint32 *ret_n)
{
    *ret_n = bigrams->n;
    return bigrams->all;
}

/* The slot of the pair, or the free one where it belongs. */
static guint32 *
find_slot(const Bigrams *bigrams, guint32 first, guint32 second)
{
    guint64 hash = ((guint64)first << 32 | second) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    guint32 mask = ((guint32)1 << bigrams->bits) - 1, place = hash >> (64 - bigrams->bits);

    while (bigrams->slots[place] != 0) {
        const Bigram *bigram = &bigrams->all[bigrams->slots[place] - 1];

        if (bigram->first == first && bigram->second == second)
            break;
        place = (place + 1) & mask;
    }
    return &bigrams->slots[place];
}

static void
grow(Bigrams *bigrams)
{
    bigrams->bits++;
    g_free(bigrams->slots);
    bigrams->slots = g_new0(guint32, (gsize)1 << bigrams->bits);
    bigrams->all = g_renew(Bigram, bigrams->all, (gsize)1 << (bigrams->bits - 1));
    for (guint32 i = 0; i < bigrams->n; i++)
        *find_slot(bigrams, bigrams->all[i].first, bigrams->all[i].second) = i + 1;
}

/* Counts one occurrence of a pair. */
static void
add(Bigrams *bigrams, guint32 first, guint32 second, gboolean inside)
{
    guint32 *slot = find_slot(bigrams, first, second);

    if (*slot == 0) {
        if (bigrams->n == MAX_BIGRAMS)
            return;
        if (bigrams->n == (guint32)1 << (bigrams->bits - 1)) {
            grow(bigrams);
            slot = find_slot(bigrams, first, second);
        }
        bigrams->all[bigrams->n] = (Bigram){first, second, 0, 0};
        *slot = ++bigrams->n;
    }
    bigrams->all[*slot - 1].count++;
    bigrams->all[*slot - 1].inside += inside;
}

/* Whether a single character is at item i of n and another one right behind it. */
static inline gboolean
is_pair(const Bigrams *bigrams, const guint32 *items, guint32 i, guint32 n)
{
    return bigrams->is_single[items[i]] && i + 2 < n && items[i + 1] == 0 &&
           bigrams->is_single[items[i + 2]];
}

static void
gather_sentence(Bigrams *bigrams, const guint32 *items, guint32 n, gboolean in_text)
{
    gboolean inside = FALSE; /* behind the sentence's first word */
    guint32 paired = 0;      /* the item of the last pair's second one; the first item is in none */

    for (guint32 i = 0; i < n; i++) {
        if (is_pair(bigrams, items, i, n)) {
            add(bigrams, items[i], items[i + 2], in_text && inside);
            paired = i + 2;
        } else if (bigrams->is_single[items[i]] && (i == 0 || paired != i)) {
            bigrams->alone[items[i]][0]++;
            bigrams->alone[items[i]][1] += in_text && inside;
        }
        inside |= form_is_word(bigrams->forms, items[i]);
    }
}

void
bigrams_gather(Bigrams *bigrams, const TokensArticle *article)
{
    const guint32 *items = article->items, *n_items = article->sentence_items;

    for (guint32 p = 0; p < article->n_paragraphs; p++) {
        gboolean in_text =
            article->kinds[p] == PARAGRAPH_BODY || article->kinds[p] == PARAGRAPH_CAPTION;

        for (guint32 s = 0; s < article->paragraph_sentences[p]; s++) {
            gather_sentence(bigrams, items, *n_items, in_text);
            items += *n_items++;
        }
    }
}

gboolean
bigrams_alone(const Bigrams *bigrams, guint32 form, guint32 *ret_count, guint32 *ret_inside)
{
    *ret_count = bigrams->alone[form][0];
    *ret_inside = bigrams->alone[form][1];
    return bigrams->is_single[form];
}

/* The form of the pair, or NONE. */
static guint32
form_of(const Bigrams *bigrams, guint32 first, guint32 second)
{
    guint32 number = *find_slot(bigrams, first, second);

    return number == 0 ? NONE : bigrams->forms->n_stored + number - 1;
}

guint32
bigrams_put(const Bigrams *bigrams, guint32 *items, guint32 n)
{
    guint32 n_put = 0;

    for (guint32 i = 0; i < n; i++) {
        guint32 form = NONE;

        if (is_pair(bigrams, items, i, n))
            form = form_of(bigrams, items[i], items[i + 2]);
        items[n_put++] = form != NONE ? form : items[i];
        if (form == NONE)
            continue;
        /* what is between stays only between two pairs */
        if (is_pair(bigrams, items, i + 2, n))
            items[n_put++] = 0;
        else
            i++;
        i++;
    }
    return n_put;
}
