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
    v->forward = g_renew(double, v->forward, v->max_candidates);
    v->repeat = g_renew(guint8, v->repeat, v->max_candidates);
    v->n_words = g_renew(guint32, v->n_words, v->max_candidates);
    v->hash = g_renew(guint64, v->hash, v->max_candidates);
    v->repeats = g_renew(guint32, v->repeats, table_size(v->max_candidates));
}

/* One more of each than there can be: what comes next is prepared before it is known to come. */
static void
reserve_words(SummaryVectors *v, gsize n)
{
    if (n < v->max_words)
        return;
    v->max_words = n + n / 2 + 64;
    v->stem = g_renew(guint32, v->stem, v->max_words);
    v->weight = g_renew(double, v->weight, v->max_words);
    v->stems = g_renew(SummaryStem, v->stems, v->max_words);
    v->idf = g_renew(double, v->idf, v->max_words);
    v->whole = g_renew(double, v->whole, v->max_words);
    g_free(v->sum);
    v->sum = g_new0(double, v->max_words);
}

static void
reserve_numbers(SummaryVectors *v, gsize n)
{
    if (n <= v->max_numbers)
        return;
    g_free(v->number);
    v->max_numbers = n;
    v->number = g_new0(guint32, v->max_numbers);
}

static void
reserve_logs(SummaryVectors *v, gsize n)
{
    gsize from = v->n_logs;

    if (n <= from)
        return;
    v->n_logs = n + n / 2 + 512;
    v->logs = g_renew(double, v->logs, v->n_logs);
    for (gsize k = from; k < v->n_logs; k++)
        v->logs[k] = log((double)k / 2);
}

/*
 * Makes the vector of candidate i, after those before; its weights are term frequencies for now.
 * Whether a stem is new to the article or to the candidate is anyone's guess: so nothing is asked,
 * and a new one is prepared in any case.
 */
static void
append(SummaryVectors *v, guint i, const guint32 *keys, guint32 n_keys)
{
    /* what v points to stays where it is: nothing that is written below is part of v itself */
    SummaryStem *stems = v->stems;
    guint32 *components = v->stem, *numbers = v->number, n_stems = v->n_stems;
    double *weights = v->weight;
    guint32 from = v->start[i], end = from;

    for (guint32 k = 0; k < n_keys; k++) {
        guint32 key = keys[k], known = numbers[key], number = known ? known - 1 : n_stems, place;
        SummaryStem *stem = &stems[number];
        gboolean is_first;

        stems[n_stems] = (SummaryStem){.key = key};
        n_stems += known == 0;
        numbers[key] = number + 1;

        is_first = stem->place <= from; /* in this candidate */
        components[end] = number;
        weights[end] = 0;
        place = is_first ? end : stem->place - 1;
        end += is_first;
        weights[place] += 1;
        stem->place = place + 1;
        stem->count++;
        stem->df += is_first;
    }
    v->n_stems = n_stems;
    v->start[i + 1] = end;
    v->n_words[i] = n_keys;
}

/* idf and the article's own vector; afterwards v->number is zero again. */
static void
weigh_stems(SummaryVectors *v)
{
    const double *logs = v->logs, log_candidates = logs[2 * (v->n + 1)];
    double *whole = v->whole, square = 0, scale;
    guint n = v->n_stems;

    for (guint32 s = 0; s < n; s++) {
        SummaryStem stem = v->stems[s];

        v->number[stem.key] = 0;
        v->idf[s] = log_candidates - logs[2 * stem.df + 1];
        whole[s] = stem.count * v->idf[s];
        square += whole[s] * whole[s];
    }
    scale = square > 0 ? 1 / sqrt(square) : 0;
    for (guint32 s = 0; s < n; s++)
        whole[s] *= scale;
}

/* Term frequencies become tf·idf in a vector of unit length. v->sum is that of all later ones. */
static void
weigh(SummaryVectors *v, guint i)
{
    const guint32 *stems = v->stem + v->start[i];
    const double *idf = v->idf;
    double *weights = v->weight + v->start[i], *sum = v->sum;
    double square = 0, forward = 0, scale;
    guint32 n = v->start[i + 1] - v->start[i];
    guint64 hash = v->n_words[i];

    for (guint32 k = 0; k < n; k++) {
        double weight = weights[k] * idf[stems[k]];

        hash += (guint64)stems[k] * (2 * k + 3);
        weights[k] = weight;
        square += weight * weight;
    }
    v->hash[i] = hash_mix(hash);
    scale = square > 0 ? 1 / sqrt(square) : 0;
    for (guint32 k = 0; k < n; k++) {
        weights[k] *= scale;
        forward += weights[k] * sum[stems[k]];
        sum[stems[k]] += weights[k];
    }
    v->forward[i] = forward;
}

static gboolean
same_vector(const SummaryVectors *v, guint a, guint b)
{
    guint32 n = v->start[a + 1] - v->start[a];

    return n == v->start[b + 1] - v->start[b] && v->hash[a] == v->hash[b] &&
           v->n_words[a] == v->n_words[b] &&
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
    summary_vectors_list(v, article);
    reserve_words(v, v->n_content);
    reserve_numbers(v, article->n_numbers);
    reserve_logs(v, 2 * ((gsize)v->n + 2));
    for (guint i = 0; i < v->n; i++) {
        const SummarySentence *sentence = &article->sentences[v->sentence[i]];

        append(v, i, article->stems + sentence->first, sentence->n_stems);
    }
    weigh_stems(v);
    for (guint i = v->n; i-- > 0;)
        weigh(v, i);
    memset(v->sum, 0, v->n_stems * sizeof *v->sum);
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
    g_free(v->stems);
    g_free(v->idf);
    g_free(v->whole);
    g_free(v->forward);
    g_free(v->sum);
    g_free(v->n_words);
    g_free(v->hash);
    g_free(v->repeats);
    g_free(v->number);
    g_free(v->logs);
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
