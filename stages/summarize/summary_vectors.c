#include "summary_vectors.h"

#include <math.h>
#include <string.h>

#include "program/hash.h"

/* The smallest power of two that leaves a hash table of n entries half empty. */
static gsize
table_size(gsize n)
{
    gsize size = 16;

    while (size < 2 * n)
        size *= 2;
    return size;
}

static void
reserve_candidates(SummaryVectors *v, gsize n)
{
    if (n <= v->max_candidates && v->max_candidates > 0)
        return;
    v->max_candidates = n + n / 2 + 16;
    v->sentence = g_renew(guint32, v->sentence, v->max_candidates);
    v->start = g_renew(guint32, v->start, v->max_candidates + 1);
    v->repeat = g_renew(guint8, v->repeat, v->max_candidates);
    v->hash = g_renew(guint64, v->hash, v->max_candidates);
    v->repeats = g_renew(guint32, v->repeats, table_size(v->max_candidates));
}

static void
reserve_words(SummaryVectors *v, gsize n)
{
    if (n <= v->max_words && v->max_words > 0)
        return;
    v->max_words = n + n / 2 + 64;
    v->stem = g_renew(guint32, v->stem, v->max_words);
    v->weight = g_renew(double, v->weight, v->max_words);
    v->count = g_renew(guint32, v->count, v->max_words);
    v->whole = g_renew(double, v->whole, v->max_words);
    v->key = g_renew(guint32, v->key, v->max_words);
    v->df = g_renew(guint32, v->df, v->max_words);
    v->place = g_renew(guint32, v->place, v->max_words);
    v->table = g_renew(guint32, v->table, table_size(v->max_words));
    g_free(v->sum);
    v->sum = g_new0(double, v->max_words);
}

static void
reserve_logs(SummaryVectors *v, gsize n)
{
    gsize from = v->max_halves;

    if (n < from)
        return;
    v->max_halves = n + n / 2 + 64;
    v->log_halves = g_renew(double, v->log_halves, v->max_halves);
    for (gsize k = from; k < v->max_halves; k++)
        v->log_halves[k] = log((double)k + 0.5);
}

/* The number of a stem within the article; a new one has no occurrence yet. */
static inline guint32
number_of(SummaryVectors *v, guint32 key, gsize mask)
{
    guint32 *table = v->table, *keys = v->key, number;
    gsize i = hash_mix(key) & mask;

    for (; (number = table[i]) != 0; i = (i + 1) & mask)
        if (keys[number - 1] == key)
            return number - 1;
    number = v->n_stems++;
    keys[number] = key;
    v->count[number] = v->df[number] = v->place[number] = 0;
    table[i] = number + 1;
    return number;
}

/* Makes the vector of candidate i, after those before; its weights are term frequencies for now. */
static void
append(SummaryVectors *v, guint i, const guint32 *keys, guint32 n_keys, gsize mask)
{
    /* what v points to stays where it is: nothing that is written below is part of v itself */
    guint32 *counts = v->count, *dfs = v->df, *places = v->place, *stems = v->stem;
    double *weights = v->weight;
    guint32 from = v->start[i], end = from;

    for (guint32 k = 0; k < n_keys; k++) {
        guint32 stem = number_of(v, keys[k], mask);

        counts[stem]++;
        if (dfs[stem] > 0 && places[stem] >= from) {
            weights[places[stem]] += 1;
            continue;
        }
        dfs[stem]++;
        places[stem] = end;
        stems[end] = stem;
        weights[end++] = 1;
    }
    v->start[i + 1] = end;
}

/* Term frequencies become tf·idf in a vector of unit length. */
static void
weigh(SummaryVectors *v, guint i, double log_candidates)
{
    const guint32 *stems = v->stem + v->start[i], *dfs = v->df;
    const double *log_halves = v->log_halves;
    double *weights = v->weight + v->start[i];
    guint32 n = v->start[i + 1] - v->start[i];
    guint64 hash = 0; /* a sum, so that no step waits for the one before */
    double square = 0;

    for (guint32 k = 0; k < n; k++) {
        double weight = weights[k];

        hash += hash_mix(stems[k] ^ (guint64)k << 32 ^ (guint64)(gint64)weight << 48);
        weight *= log_candidates - log_halves[dfs[stems[k]]];
        weights[k] = weight;
        square += weight * weight;
    }
    v->hash[i] = hash;
    if (square > 0) {
        double scale = 1 / sqrt(square);

        for (guint32 k = 0; k < n; k++)
            weights[k] *= scale;
    }
}

static void
weigh_whole(SummaryVectors *v, double log_candidates)
{
    const guint32 *counts = v->count, *dfs = v->df;
    const double *log_halves = v->log_halves;
    double *whole = v->whole, square = 0;
    guint n = v->n_stems;

    for (guint32 s = 0; s < n; s++) {
        whole[s] = counts[s] * (log_candidates - log_halves[dfs[s]]);
        square += whole[s] * whole[s];
    }
    if (square > 0) {
        double scale = 1 / sqrt(square);

        for (guint32 s = 0; s < n; s++)
            whole[s] *= scale;
    }
}

static gboolean
same_vector(const SummaryVectors *v, guint a, guint b)
{
    guint32 n = v->start[a + 1] - v->start[a];

    return n == v->start[b + 1] - v->start[b] && v->hash[a] == v->hash[b] &&
           memcmp(v->stem + v->start[a], v->stem + v->start[b], n * sizeof *v->stem) == 0 &&
           memcmp(v->weight + v->start[a], v->weight + v->start[b], n * sizeof *v->weight) == 0;
}

static void
find_repeats(SummaryVectors *v)
{
    gsize size = table_size(v->n);

    memset(v->repeats, 0, size * sizeof *v->repeats);
    for (guint i = 0; i < v->n; i++) {
        gsize at = v->hash[i] & (size - 1);

        if (v->start[i] == v->start[i + 1])
            continue;
        while (v->repeats[at] != 0 && !same_vector(v, v->repeats[at] - 1, i))
            at = (at + 1) & (size - 1);
        v->repeat[i] = v->repeats[at] != 0;
        if (!v->repeat[i])
            v->repeats[at] = i + 1;
    }
}

void
summary_vectors_list(SummaryVectors *v, const SummaryArticle *article)
{
    v->n = v->n_stems = 0;
    v->n_content = 0;
    reserve_candidates(v, article->n_sentences);
    v->start[0] = 0;
    for (guint i = 0; i < article->n_sentences; i++) {
        if (article->sentences[i].never)
            continue;
        v->n_content += article->sentences[i].n_stems;
        v->sentence[v->n] = i;
        v->repeat[v->n] = FALSE;
        v->start[++v->n] = 0;
    }
}

void
summary_vectors_build(SummaryVectors *v, const SummaryArticle *article)
{
    gsize mask;
    double log_candidates;

    summary_vectors_list(v, article);
    reserve_words(v, v->n_content);
    reserve_logs(v, v->n);
    mask = table_size(v->n_content) - 1;
    memset(v->table, 0, (mask + 1) * sizeof *v->table);
    for (guint i = 0; i < v->n; i++) {
        const SummarySentence *sentence = &article->sentences[v->sentence[i]];

        append(v, i, article->stems + sentence->first, sentence->n_stems, mask);
    }
    log_candidates = log((double)v->n + 1);
    for (guint i = 0; i < v->n; i++)
        weigh(v, i, log_candidates);
    weigh_whole(v, log_candidates);
    find_repeats(v);
}

void
summary_vectors_clear(SummaryVectors *v)
{
    g_free(v->sentence);
    g_free(v->start);
    g_free(v->stem);
    g_free(v->weight);
    g_free(v->repeat);
    g_free(v->count);
    g_free(v->whole);
    g_free(v->sum);
    g_free(v->hash);
    g_free(v->repeats);
    g_free(v->table);
    g_free(v->key);
    g_free(v->df);
    g_free(v->place);
    g_free(v->log_halves);
    memset(v, 0, sizeof *v);
}

void
summary_vectors_spread(const SummaryVectors *v, guint candidate)
{
    const guint32 *stems = v->stem;
    const double *weights = v->weight;
    double *sum = v->sum;

    for (guint32 k = v->start[candidate], end = v->start[candidate + 1]; k < end; k++)
        sum[stems[k]] += weights[k];
}

void
summary_vectors_unspread(const SummaryVectors *v, guint candidate)
{
    for (guint32 k = v->start[candidate]; k < v->start[candidate + 1]; k++)
        v->sum[v->stem[k]] = 0;
}
