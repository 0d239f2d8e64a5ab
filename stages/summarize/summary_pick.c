#include "summary_pick.h"

#include <math.h>
#include <string.h>

/* How much of the length is used. */
typedef struct {
    guint64 used, limit;
    guint n_taken;
} Room;

static Room
room_for(const SummaryLength *length, guint n)
{
    Room room = {0, length->value, 0};

    if (length->unit == SUMMARY_PERCENT)
        room.limit = ((guint64)n * length->value + 99) / 100;
    return room;
}

/* Takes a candidate, or returns FALSE if it does not fit. The first one fits always; where there is
 * no room left, not even a sentence without a word does. */
static gboolean
take(SummaryPick *pick, Room *room, guint candidate)
{
    const SummarySentence *sentence = &pick->sentences[pick->vectors->sentence[candidate]];
    guint64 size = pick->length->unit == SUMMARY_WORDS   ? sentence->n_words
                   : pick->length->unit == SUMMARY_CHARS ? sentence->n_chars
                                                         : 1;

    if (room->n_taken > 0 && (room->used >= room->limit || size > room->limit - room->used))
        return FALSE;
    room->used += size;
    room->n_taken++;
    pick->taken[candidate] = TRUE;
    return TRUE;
}

/* Whether candidate a goes before b. */
static gboolean
is_before(const SummaryPick *pick, guint32 a, guint32 b)
{
    gint64 worth_a = pick->score[a] - pick->penalty[a], worth_b = pick->score[b] - pick->penalty[b];

    if (pick->vectors->repeat[a] != pick->vectors->repeat[b])
        return pick->vectors->repeat[b];
    return worth_a != worth_b ? worth_a > worth_b : a < b;
}

static gint
compare(gconstpointer a, gconstpointer b, gpointer pick)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;

    return x == y ? 0 : is_before(pick, x, y) ? -1 : 1;
}

/* Moves the best of order[from ..] to the front. */
static guint32
bring_best(SummaryPick *pick, guint from)
{
    guint best = from;
    guint32 candidate;

    for (guint k = from + 1; k < pick->n_order; k++)
        if (is_before(pick, pick->order[k], pick->order[best]))
            best = k;
    candidate = pick->order[best];
    pick->order[best] = pick->order[from];
    pick->order[from] = candidate;
    return candidate;
}

/* Raises the penalties of order[from ..] for being like a chosen one. */
static void
penalize(SummaryPick *pick, guint from, guint32 chosen)
{
    const SummaryVectors *v = pick->vectors;

    summary_vectors_spread(v, chosen);
    for (guint k = from; k < pick->n_order; k++) {
        guint32 i = pick->order[k];
        gint64 penalty =
            llround(pick->redundancy * summary_vectors_dot(v, i, v->sum) * SUMMARY_SCALE);

        pick->penalty[i] = MAX(pick->penalty[i], penalty);
    }
    summary_vectors_unspread(v, chosen);
}

/*
 * Lists the candidates in order, without those that cannot be among the n_best chosen: a penalty is
 * at most the whole redundancy, so nobody comes in who is further below the n_best highest scores.
 */
static void
list(SummaryPick *pick, guint n_best)
{
    gint64 best[SUMMARY_COMPARED]; /* scores, the highest first */
    guint n = pick->vectors->n, n_met = 0;
    gint64 least = G_MININT64;

    for (guint i = 0; i < n && n_best <= SUMMARY_COMPARED; i++) {
        guint k;

        if (pick->vectors->repeat[i] || (n_met == n_best && pick->score[i] <= best[n_best - 1]))
            continue;
        k = n_met < n_best ? n_met++ : n_best - 1;
        for (; k > 0 && best[k - 1] < pick->score[i]; k--)
            best[k] = best[k - 1];
        best[k] = pick->score[i];
    }
    if (n_met == n_best) /* one more, for what is rounded */
        least = best[n_best - 1] - llround(pick->redundancy * SUMMARY_SCALE) - 1;

    pick->n_order = 0;
    for (guint i = 0; i < n; i++) {
        pick->order[pick->n_order] = i;
        pick->n_order += pick->score[i] >= least;
        pick->penalty[i] = 0;
        pick->taken[i] = FALSE;
    }
}

void
summary_pick(SummaryPick *pick)
{
    guint n = pick->vectors->n, n_compared;
    Room room = room_for(pick->length, n);
    gboolean by_number =
        pick->length->unit == SUMMARY_SENTENCES || pick->length->unit == SUMMARY_PERCENT;

    if (by_number && room.limit >= n) { /* all of them, in whatever order */
        memset(pick->taken, TRUE, n);
        return;
    }
    list(pick, by_number ? room.limit : G_MAXUINT);
    n = pick->n_order;
    n_compared = pick->redundancy > 0 ? MIN(n, SUMMARY_COMPARED) : 0;
    for (guint k = 0; k < n_compared; k++) {
        guint32 best = bring_best(pick, k);

        /* the usual end is a full room: it spares the last comparison */
        if (!take(pick, &room, best) || room.used >= room.limit)
            return;
        penalize(pick, k + 1, best);
    }
    if (n > n_compared)
        g_qsort_with_data(pick->order + n_compared, (gint)(n - n_compared), sizeof *pick->order,
                          compare, pick);
    for (guint k = n_compared; k < n && take(pick, &room, pick->order[k]); k++)
        ;
}
