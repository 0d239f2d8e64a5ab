#include "files/postings.h"

void
postings_init(Postings *postings, guint32 n_terms)
{
    *postings = (Postings){.n_terms = n_terms,
                           .df = g_new0(guint32, (gsize)n_terms + 1),
                           .counts = g_array_new(FALSE, FALSE, sizeof(TermCount)),
                           .starts = g_array_new(FALSE, FALSE, sizeof(gsize))};
}

void
postings_clear(Postings *postings)
{
    g_clear_pointer(&postings->df, g_free);
    g_clear_pointer(&postings->counts, g_array_unref);
    g_clear_pointer(&postings->starts, g_array_unref);
    g_clear_pointer(&postings->turned, g_free);
    g_clear_pointer(&postings->ends, g_free);
}

void
postings_add_article(Postings *postings, const TermCount *counts, guint32 n)
{
    gsize start = postings->counts->len;

    g_array_append_val(postings->starts, start);
    g_array_append_vals(postings->counts, counts, n);
    postings->n_articles++;
    for (guint32 i = 0; i < n; i++)
        postings->df[counts[i].term]++;
}

void
postings_turn(Postings *postings, const guint32 *order)
{
    const TermCount *counts = (const TermCount *)(void *)postings->counts->data;
    gsize sum = 0, end = postings->counts->len;

    postings->turned = g_new(Posting, end + 1);
    postings->ends = g_new(gsize, (gsize)postings->n_terms + 1);
    g_array_append_val(postings->starts, end);
    for (guint32 term = 0; term < postings->n_terms; term++) {
        postings->ends[term] =
            sum; /* a beginning that becomes an end while the term's postings are laid down */
        sum += postings->df[term];
    }
    for (guint32 i = 0; i < postings->n_articles; i++) {
        guint32 article = order[i];
        gsize stop = g_array_index(postings->starts, gsize, article + 1);

        for (gsize k = g_array_index(postings->starts, gsize, article); k < stop; k++)
            postings->turned[postings->ends[counts[k].term]++] =
                (Posting){article, counts[k].count};
    }
}
