#include "postings.h"

#include <stdlib.h>

void
postings_init(Postings *postings, guint32 n_terms)
{
    *postings = (Postings){.n_terms = n_terms,
                           .counts = g_new0(guint32, (gsize)n_terms + 1),
                           .gathered = g_array_new(FALSE, FALSE, sizeof(guint32)),
                           .articles = g_array_new(FALSE, FALSE, sizeof(PostingsArticle)),
                           .ends = g_new0(PostingsEnd, (gsize)n_terms + 1)};
    postings->counts[n_terms] = 1; /* so that it is never met */
}

void
postings_clear(Postings *postings)
{
    g_clear_pointer(&postings->counts, g_free);
    g_clear_pointer(&postings->met, g_free);
    g_clear_pointer(&postings->gathered, g_array_unref);
    g_clear_pointer(&postings->articles, g_array_unref);
    g_clear_pointer(&postings->ends, g_free);
    g_clear_pointer(&postings->order, g_free);
    g_clear_pointer(&postings->once, g_free);
    g_clear_pointer(&postings->often, g_free);
}

void
postings_begin_article(Postings *postings, guint32 n_items)
{
    guint32 most = MIN(n_items, postings->n_terms);

    if (postings->met && most <= postings->met_capacity)
        return;
    postings->met_capacity = most;
    postings->met = g_renew(guint32, postings->met, (gsize)most + 1);
}

guint32
postings_end_article(Postings *postings, guint32 n_items, guint32 *ret_n_words)
{
    guint32 no_words = postings->counts[postings->n_terms] - 1;
    PostingsArticle article = {n_items - no_words, 0, postings->gathered->len};
    guint32 n = postings->n_met, *once, *often;

    postings->counts[postings->n_terms] = 1;
    for (guint32 i = 0; i < n; i++)
        article.n_once += postings->counts[postings->met[i]] == 1;
    g_array_set_size(postings->gathered, article.start + article.n_once + 2 * (n - article.n_once));
    once = (guint32 *)(void *)postings->gathered->data + article.start;
    often = once + article.n_once;
    for (guint32 i = 0; i < n; i++) {
        guint32 term = postings->met[i], count = postings->counts[term];

        postings->counts[term] = 0;
        if (count == 1) {
            postings->ends[term].once++;
            *once++ = term;
        } else {
            postings->ends[term].often++;
            *often++ = term;
            *often++ = count;
        }
    }
    g_array_append_val(postings->articles, article);
    postings->n_met = 0;
    *ret_n_words = article.n_words;
    return n;
}

static int
compare_keys(const void *a, const void *b)
{
    guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;

    return (x > y) - (x < y);
}

static guint32 *
order_articles(const GArray *articles)
{
    guint32 n = articles->len, *order = g_new(guint32, (gsize)n + 1);
    g_autofree guint64 *keys = g_new(guint64, (gsize)n + 1);

    for (guint32 i = 0; i < n; i++)
        keys[i] = (guint64)g_array_index(articles, PostingsArticle, i).n_words << 32 | i;
    qsort(keys, n, sizeof *keys, compare_keys);
    for (guint32 i = 0; i < n; i++)
        order[i] = (guint32)keys[i];
    return order;
}

/* Numbers become beginnings, which become ends while the postings are laid down. */
static PostingsEnd
sum_up(Postings *postings)
{
    PostingsEnd sum = {0, 0};

    for (guint32 term = 0; term < postings->n_terms; term++) {
        PostingsEnd n = postings->ends[term];

        postings->ends[term] = sum;
        sum.once += n.once;
        sum.often += n.often;
    }
    return sum;
}

void
postings_turn(Postings *postings)
{
    PostingsEnd all = sum_up(postings);
    const guint32 *gathered = (const guint32 *)(void *)postings->gathered->data;
    guint32 n_articles = postings->articles->len;

    postings->order = order_articles(postings->articles);
    postings->once = g_new(guint32, all.once + 1);
    postings->often = g_new(Posting, all.often + 1);
    for (guint32 place = 0; place < n_articles; place++) {
        guint32 i = postings->order[place];
        const PostingsArticle *article = &g_array_index(postings->articles, PostingsArticle, i);
        const guint32 *term = gathered + article->start, *often = term + article->n_once,
                      *stop = gathered +
                              (i + 1 < n_articles ? article[1].start : postings->gathered->len);

        for (; term < often; term++)
            postings->once[postings->ends[*term].once++] = place;
        for (; often < stop; often += 2)
            postings->often[postings->ends[*often].often++] = (Posting){place, often[1]};
    }
    g_clear_pointer(&postings->gathered, g_array_unref);
}
