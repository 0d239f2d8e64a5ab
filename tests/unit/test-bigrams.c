/* Pairs of characters in the place of single ones. */
#include "files/bigrams.h"

#include <string.h>

/* The forms of the tests by number; 0 is the empty separator. */
static const struct {
    const char *bytes;
    TokenType type;
} forms_of_test[] = {
    {"", TOKEN_SEPARATOR},   {"京", TOKEN_WORD},     {"都", TOKEN_WORD}, {"の", TOKEN_WORD},
    {"カ", TOKEN_WORD},      {"𠮷", TOKEN_WORD},     {"a", TOKEN_WORD},  {"カナ", TOKEN_WORD},
    {"、", TOKEN_SEPARATOR}, {"#京", TOKEN_HASHTAG}, {"한", TOKEN_WORD}, {"ท", TOKEN_WORD},
    {"é", TOKEN_WORD},       {"7", TOKEN_NUMBER},
};
enum { N_FORMS = G_N_ELEMENTS(forms_of_test), PAIR = N_FORMS };

typedef struct {
    Forms forms;
    FormInfo info[N_FORMS];
    char bytes[16 * N_FORMS];
} Fixture;

static void
make_forms(Fixture *fixture, guint n)
{
    guint32 at = 0;

    memset(fixture, 0, sizeof *fixture);
    for (guint i = 0; i < n; i++) {
        gsize nbytes = strlen(forms_of_test[i].bytes);

        fixture->info[i] = (FormInfo){.start = at, .nbytes = nbytes, .type = forms_of_test[i].type};
        memcpy(fixture->bytes + at, forms_of_test[i].bytes, nbytes);
        at += nbytes;
    }
    fixture->forms = (Forms){.n = n, .n_stored = n, .info = fixture->info, .bytes = fixture->bytes};
}

static void
gather(Bigrams *bigrams, const guint32 *items, guint32 n, ParagraphKind kind)
{
    guint8 kinds = kind;
    guint32 one = 1;
    TokensArticle article = {.n_paragraphs = 1,
                             .n_sentences = 1,
                             .n_items = n,
                             .kinds = &kinds,
                             .paragraph_sentences = &one,
                             .sentence_items = &n,
                             .items = items};

    bigrams_gather(bigrams, &article);
}

enum { MOST = 12 };
typedef struct {
    guint32 n, n_put;
    guint32 items[MOST], put[MOST]; /* pairs in the order in which they are met */
} Case;

static const Case cases[] = {
    {0, 0, {0}, {0}},
    {1, 1, {1}, {1}},
    {3, 1, {1, 0, 2}, {PAIR}},
    {5, 3, {1, 0, 2, 0, 3}, {PAIR, 0, PAIR + 1}},
    {7, 5, {1, 0, 2, 0, 1, 0, 2}, {PAIR, 0, PAIR + 1, 0, PAIR}},
    {4, 2, {1, 0, 2, 0}, {PAIR, 0}}, /* the gap to the next sentence */
    {3, 3, {1, 8, 2}, {1, 8, 2}},    /* something between */
    {2, 2, {1, 2}, {1, 2}},          /* a space between */
    {7, 3, {1, 0, 2, 8, 3, 0, 4}, {PAIR, 8, PAIR + 1}},
    {5, 3, {6, 0, 1, 0, 2}, {6, 0, PAIR}},
    {5, 3, {1, 0, 5, 0, 6}, {PAIR, 0, 6}},
    {3, 3, {1, 0, 7}, {1, 0, 7}}, /* a word of Katakana */
    {3, 3, {9, 0, 1}, {9, 0, 1}},
    {3, 3, {10, 0, 10}, {10, 0, 10}}, /* Hangul, Thai, Latin, digits */
    {3, 3, {11, 0, 11}, {11, 0, 11}},
    {3, 3, {12, 0, 13}, {12, 0, 13}},
};

static void
test_put(void)
{
    Fixture fixture;

    make_forms(&fixture, N_FORMS);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Bigrams) bigrams = bigrams_new(&fixture.forms);
        guint32 items[MOST];

        g_test_message("case %u", (guint)i);
        memcpy(items, cases[i].items, sizeof items);
        gather(bigrams, items, cases[i].n, PARAGRAPH_BODY);
        g_assert_cmpuint(bigrams_put(bigrams, items, cases[i].n), ==, cases[i].n_put);
        g_assert_cmpmem(items, cases[i].n_put * sizeof *items, cases[i].put,
                        cases[i].n_put * sizeof *items);
    }
}

static void
test_none(void)
{
    Fixture fixture;

    make_forms(&fixture, N_FORMS);
    memmove(&fixture.info[1], &fixture.info[6], 8 * sizeof *fixture.info);
    fixture.forms.n = fixture.forms.n_stored = N_FORMS - 5;
    g_assert_null(bigrams_new(&fixture.forms));
}

/* What is counted inside sentences: not where the sentence's first word is, nor in a title. */
static void
test_counts(void)
{
    static const guint32 items[] = {1, 0, 2, 0, 1, 0, 2, 8, 3}, alone[] = {6, 8, 3};
    Fixture fixture;
    g_autoptr(Bigrams) bigrams = NULL;
    const Bigram *all;
    guint32 n, count, inside;

    make_forms(&fixture, N_FORMS);
    bigrams = bigrams_new(&fixture.forms);
    gather(bigrams, items, G_N_ELEMENTS(items), PARAGRAPH_BODY);
    gather(bigrams, items, G_N_ELEMENTS(items), PARAGRAPH_TITLE);
    gather(bigrams, alone, G_N_ELEMENTS(alone), PARAGRAPH_CAPTION);
    all = bigrams_all(bigrams, &n);
    g_assert_cmpuint(n, ==, 2);
    g_assert_cmpuint(all[0].first, ==, 1);
    g_assert_cmpuint(all[0].second, ==, 2);
    g_assert_cmpuint(all[0].count, ==, 4);
    g_assert_cmpuint(all[0].inside, ==, 1);
    g_assert_cmpuint(all[1].count, ==, 2);
    g_assert_cmpuint(all[1].inside, ==, 1);
    g_assert_true(bigrams_alone(bigrams, 3, &count, &inside));
    g_assert_cmpuint(count, ==, 3);
    g_assert_cmpuint(inside, ==, 2);
    g_assert_true(bigrams_alone(bigrams, 1, &count, &inside));
    g_assert_cmpuint(count, ==, 0);
    g_assert_false(bigrams_alone(bigrams, 6, &count, &inside));
}

/* Of k characters in a row k - 1 pairs; as many units are put as were counted. */
static void
test_random(void)
{
    Fixture fixture;

    make_forms(&fixture, N_FORMS);
    for (guint round = 0; round < 300; round++) {
        g_autoptr(Bigrams) bigrams = bigrams_new(&fixture.forms);
        guint32 n = g_test_rand_int_range(0, 2000), n_put, n_all, counted = 0, put = 0;
        g_autofree guint32 *items = g_new(guint32, n + 1);
        const Bigram *all;

        for (guint32 i = 0; i < n; i++)
            items[i] = g_test_rand_int_range(0, 8) < 5 && i % 2 == 1
                           ? 0
                           : (guint32)g_test_rand_int_range(0, N_FORMS);
        gather(bigrams, items, n, PARAGRAPH_BODY);
        all = bigrams_all(bigrams, &n_all);
        for (guint32 i = 0; i < n_all; i++)
            counted += all[i].count;
        for (guint32 form = 1; form < N_FORMS; form++) {
            guint32 count, inside;

            counted += bigrams_alone(bigrams, form, &count, &inside) ? count : 0;
        }
        n_put = bigrams_put(bigrams, items, n);
        g_assert_cmpuint(n_put, <=, n);
        for (guint32 i = 0; i < n_put; i++) {
            put += (items[i] >= 1 && items[i] <= 5) || items[i] >= N_FORMS;
            g_assert_cmpuint(items[i], <, N_FORMS + n_all);
        }
        g_assert_cmpuint(put, ==, counted);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL); /* prints the seed of g_test_rand_int_range() */
    g_test_add_func("/bigrams/put", test_put);
    g_test_add_func("/bigrams/none", test_none);
    g_test_add_func("/bigrams/counts", test_counts);
    g_test_add_func("/bigrams/random", test_random);
    return g_test_run();
}
