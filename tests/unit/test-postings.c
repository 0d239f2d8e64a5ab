/* Postings against a plain table of counts. */
#include "postings.h"

enum { N_TERMS = 40, N_ARTICLES = 60 };

typedef struct {
    guint32 n_words[N_ARTICLES], counts[N_ARTICLES][N_TERMS];
} Table;

/* Articles of random words, many of them with as many; term 7 is in none. */
static void
fill(GRand *rand, Table *table, Postings *postings)
{
    postings_init(postings, N_TERMS, 10);
    for (guint32 a = 0; a < N_ARTICLES; a++) {
        guint32 n_types = 0, n_items = 0, n_words;

        table->n_words[a] = a == 5 ? 0 : g_rand_int_range(rand, 1, 40);
        postings_begin_article(postings, 2 * table->n_words[a]);
        for (guint32 i = 0; i < table->n_words[a]; i++) {
            guint32 term = g_rand_int_range(rand, 0, N_TERMS - 1);

            if (g_rand_int_range(rand, 0, 2)) { /* no word */
                postings_count(postings, N_TERMS);
                n_items++;
            }

            term += term >= 7;
            n_types += table->counts[a][term]++ == 0;
            postings_count(postings, term);
            n_items++;
        }
        g_assert_cmpuint(postings_end_article(postings, n_items, &n_words), ==, n_types);
        g_assert_cmpuint(n_words, ==, table->n_words[a]);
    }
}

static void
assert_in_order(const Table *table, const Postings *postings)
{
    gboolean met[N_ARTICLES] = {FALSE};

    for (guint32 place = 0; place < N_ARTICLES; place++) {
        guint32 a = postings->order[place], before = place > 0 ? postings->order[place - 1] : 0;

        g_assert_cmpuint(a, <, N_ARTICLES);
        g_assert_false(met[a]);
        met[a] = TRUE;
        if (place > 0 && table->n_words[before] == table->n_words[a])
            g_assert_cmpuint(before, <, a);
        else if (place > 0)
            g_assert_cmpuint(table->n_words[before], <, table->n_words[a]);
    }
}

static void
test_turn(void)
{
    guint32 seed = g_test_rand_int();
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_auto(Postings) postings = {0};
    Table table = {0};

    g_test_message("seed %u", seed);
    fill(rand, &table, &postings);
    postings_turn(&postings);
    assert_in_order(&table, &postings);
    for (guint32 t = 0; t < N_TERMS; t++) {
        guint32 n_once, n_often, i = 0, k = 0;
        const guint32 *once = postings_once(&postings, t, &n_once);
        const Posting *often = postings_often(&postings, t, &n_often);

        for (guint32 place = 0; place < N_ARTICLES; place++) {
            guint32 count = table.counts[postings.order[place]][t];

            if (count == 1) {
                g_assert_cmpuint(i, <, n_once);
                g_assert_cmpuint(once[i++], ==, place);
            } else if (count > 1) {
                g_assert_cmpuint(k, <, n_often);
                g_assert_cmpuint(often[k].place, ==, place);
                g_assert_cmpuint(often[k++].count, ==, count);
            }
        }
        g_assert_cmpuint(i, ==, n_once);
        g_assert_cmpuint(k, ==, n_often);
        g_assert_cmpuint(postings_df(&postings, t), ==, i + k);
    }
}

static void
test_no_articles(void)
{
    g_auto(Postings) postings = {0};

    postings_init(&postings, 0, 0);
    postings_turn(&postings);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/postings/turn", test_turn);
    g_test_add_func("/postings/no-articles", test_no_articles);
    return g_test_run();
}
