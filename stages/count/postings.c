#include "postings.h"

#include "files/form_numbers.h"

/* More is asked for when it is needed; pages that are not touched cost nothing. */
enum { MAX_RESERVED = 1 << 22 };

void
postings_init(Postings *postings, guint32 n_terms, guint64 n_items)
{
    guint32 most = MIN(n_items, MAX_RESERVED);

    *postings = (Postings){.n_terms = n_terms,
                           .counts = g_new0(guint32, (gsize)n_terms + 1),
                           .once_capacity = most / 4,
                           .often_capacity = most / 16,
                           .articles = g_array_new(FALSE, FALSE, sizeof(PostingsArticle)),
                           .ends = g_new0(PostingsEnd, (gsize)n_terms + 1)};
    postings->gathered_once = g_new(guint32, postings->once_capacity);
    postings->gathered_often = g_new(PostingsTerm, postings->often_capacity);
    postings->counts[n_terms] = 1; /* so that it is never met */
}

void
postings_clear(Postings *postings)
{
    g_clear_pointer(&postings->counts, g_free);
    g_clear_pointer(&postings->met, g_free);
    g_clear_pointer(&postings->gathered_once, g_free);
    g_clear_pointer(&postings->gathered_often, g_free);
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

/* Room for n more terms of either kind, and for one that is written in any case. */
static void
reserve(Postings *postings, guint32 n)
{
    if (postings->once_capacity - postings->n_once <= n) {
        postings->once_capacity = 2 * postings->once_capacity + n + 1;
        postings->gathered_once =
            g_renew(guint32, postings->gathered_once, postings->once_capacity);
    }
    if (postings->often_capacity - postings->n_often <= n) {
        postings->often_capacity = 2 * postings->often_capacity + n + 1;
        postings->gathered_often =
            g_renew(PostingsTerm, postings->gathered_often, postings->often_capacity);
    }
}

/* Whether a term occurs once is anyone's guess: it is written among both kinds, and written over
 * where it is not. */
guint32
postings_end_article(Postings *postings, guint32 n_items, guint32 *ret_n_words)
{
    guint32 no_words = postings->counts[postings->n_terms] - 1, n = postings->n_met;
    PostingsArticle article = {.n_words = n_items - no_words};
    guint32 *once, *counts = postings->counts;
    PostingsTerm *often;
    PostingsEnd *ends = postings->ends;

    reserve(postings, n);
    once = postings->gathered_once + postings->n_once;
    often = postings->gathered_often + postings->n_often;
    for (guint32 i = 0; i < n; i++) {
        guint32 term = postings->met[i], count = counts[term], is_once = count == 1;

        counts[term] = 0;
        ends[term].once += is_once;
        ends[term].often += !is_once;
        *once = term;
        once += is_once;
        *often = (PostingsTerm){term, count};
        often += !is_once;
    }
    counts[postings->n_terms] = 1;
    article.once = postings->n_once = once - postings->gathered_once;
    article.often = postings->n_often = often - postings->gathered_often;
    g_array_append_val(postings->articles, article);
    postings->n_met = 0;
    *ret_n_words = article.n_words;
    return n;
}

/* The articles by their words, the fewest first; else as they came. */
static guint32 *
order_articles(const GArray *articles)
{
    guint32 n = articles->len, *order = g_new(guint32, (gsize)n + 1), most = 0;
    g_autofree guint32 *fewer = g_new(guint32, (gsize)n + 1), /* than the longest has */
        *numbers = g_new(guint32, (gsize)n + 1);

    for (guint32 i = 0; i < n; i++)
        most = MAX(most, g_array_index(articles, PostingsArticle, i).n_words);
    for (guint32 i = 0; i < n; i++)
        fewer[i] = most - g_array_index(articles, PostingsArticle, i).n_words;
    form_numbers(fewer, n, numbers); /* sorts from the largest on, numbers from 1 */
    for (guint32 i = 0; i < n; i++)
        order[numbers[i] - 1] = i;
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
    PostingsEnd all = sum_up(postings), *ends = postings->ends;
    const PostingsArticle *articles = (const PostingsArticle *)(void *)postings->articles->data;

    postings->order = order_articles(postings->articles);
    postings->once = g_new(guint32, (gsize)all.once + 1);
    postings->often = g_new(Posting, (gsize)all.often + 1);
    for (guint32 place = 0; place < postings->articles->len; place++) {
        guint32 i = postings->order[place];
        const guint32 *once = postings->gathered_once + (i > 0 ? articles[i - 1].once : 0),
                      *once_end = postings->gathered_once + articles[i].once;
        const PostingsTerm *often = postings->gathered_often + (i > 0 ? articles[i - 1].often : 0),
                           *often_end = postings->gathered_often + articles[i].often;

        for (; once < once_end; once++)
            postings->once[ends[*once].once++] = place;
        for (; often < often_end; often++)
            postings->often[ends[often->term].often++] = (Posting){place, often->count};
    }
    g_clear_pointer(&postings->gathered_once, g_free);
    g_clear_pointer(&postings->gathered_often, g_free);
}
