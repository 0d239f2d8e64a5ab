/* Words of scripts without spaces; a build without dictionaries has none. */
#include "dictionary_words.h"

#include <string.h>

#include "config.h"
#include "words.h"

typedef struct {
    const char *text;
    const char *tokens; /* '|' between two */
} Case;

/* Words that no dictionary would cut otherwise. */
static const Case cases[] = {
    {"我们喜欢北京。", "我们|喜欢|北京"},
    {"東京タワーは高い", "東京タワー|は|高い"},
    {"สวัสดีชาวโลก ประเทศไทย", "สวัสดี|ชาว|โลก|ประเทศไทย"},
    {"ພາສາລາວ", "ພາສາ|ລາວ"},
    {"ភាសាខ្មែរគឺ", "ភាសាខ្មែរ|គឺ"},
    {"မြန်မာ", "မြန်မာ"},
    {"중국中國과", "중국|中國|과"}, /* Hangul has spaces */
    {"2026年iPhone的", "2026|年|iPhone|的"},
    {"我&#x4EEC;喜欢", "我&#x4EEC;|喜欢"},
    {"我\u00AD们", "我\u00AD们"},
    {"北京\u200B北京", "北京|北京"},
    {"\U00020BB7、\U00020BB7", "\U00020BB7|\U00020BB7"}, /* two units of UTF-16 */
    {"#北京大学 @我们", "#北京大学|@我们"},              /* a tag is whole */
    {"ᨠᨡ", "ᨠ|ᨡ"},                                       /* Tai Tham: no dictionary */
};

static void
cut_exactly(const char *text, gsize n, WordsHabits habits, TokenList *tokens)
{
    g_autofree char *exact = g_memdup2(text, n); /* a sanitizer sees a look beyond it */

    words_cut(exact, 0, n, habits, tokens);
}

static void
test_words(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(TokenList) tokens = TOKEN_LIST_INIT;
        g_autoptr(GString) found = g_string_new(NULL);

        cut_exactly(cases[i].text, strlen(cases[i].text), WORDS_PLAIN, &tokens);
        for (guint k = 0; k < tokens.n; k++) {
            const Token *token = &tokens.tokens[k];

            g_string_append_printf(found, "%s%.*s", k > 0 ? "|" : "",
                                   (int)(token->end - token->start), cases[i].text + token->start);
        }
        g_assert_cmpstr(found->str, ==, cases[i].tokens);
    }
}

/* A run that is cut in pieces is cut between words, and nothing of it is lost. */
static void
test_long_run(void)
{
    static const struct {
        const char *period;
        guint n_words;
    } runs[] = {{"我们喜欢北京", 3}, {"ประเทศไทยมีประชากรมาก", 4}, {"\U00020BB7", 1}};

    for (gsize r = 0; r < G_N_ELEMENTS(runs); r++) {
        enum { N_PERIODS = 5000 };
        g_autoptr(GString) text = g_string_new(NULL);
        g_auto(TokenList) tokens = TOKEN_LIST_INIT;
        gsize nbytes = strlen(runs[r].period);

        for (guint i = 0; i < N_PERIODS; i++)
            g_string_append(text, runs[r].period);
        cut_exactly(text->str, text->len, WORDS_PLAIN, &tokens);
        g_assert_cmpuint(tokens.n, ==, N_PERIODS * runs[r].n_words);
        for (guint i = 0; i < tokens.n; i++) {
            g_assert_cmpuint(tokens.tokens[i].start, ==, i > 0 ? tokens.tokens[i - 1].end : 0);
            if (i % runs[r].n_words == 0)
                g_assert_cmpuint(tokens.tokens[i].start % nbytes, ==, 0);
        }
        g_assert_cmpuint(tokens.tokens[tokens.n - 1].end, ==, text->len);
    }
}

/*
 * Whatever stands in a run: the tokens are those characters that without a dictionary are tokens,
 * some of them together.
 */
static void
test_random(void)
{
    static const char *const tricky[] = {"我", "们",     "京",     "ア",     "カ", "ー",      "の",
                                         "ท",  "\u0E31", "ย",      "\u0301", "ໄ",  "က",       "្",
                                         "ក",  "\u00AD", "\u200D", "a",      "1",  "。",      " ",
                                         "_",  "한",     "々",     "〇",     "𠮷", "&#x4EEC;"};
    g_autoptr(GString) text = g_string_new(NULL);

    for (int round = 0; round < 3000; round++) {
        int n = g_test_rand_int_range(0, round % 100 == 0 ? 6000 : 12);
        g_auto(TokenList) words = TOKEN_LIST_INIT, characters = TOKEN_LIST_INIT;
        guint k = 0;

        g_string_truncate(text, 0);
        while (n-- > 0) /* the last dozen seldom, so that runs are long */
            g_string_append(
                text, tricky[g_test_rand_int_range(0, round % 2 ? 16 : (int)G_N_ELEMENTS(tricky))]);
        cut_exactly(text->str, text->len, WORDS_PLAIN, &words);
        cut_exactly(text->str, text->len, WORDS_NO_DICTIONARY, &characters);
        for (guint i = 0; i < words.n; i++) {
            g_assert_cmpuint(words.tokens[i].start, <, words.tokens[i].end);
            if (i > 0)
                g_assert_cmpuint(words.tokens[i].start, >=, words.tokens[i - 1].end);
        }
        /* each character that is a word by itself lies in one of the words */
        for (guint i = 0; i < characters.n; i++) {
            const Token *token = &characters.tokens[i];

            while (k < words.n && words.tokens[k].end <= token->start)
                k++;
            g_assert_cmpuint(k, <, words.n);
            g_assert_cmpuint(words.tokens[k].start, <=, token->start);
        }
    }
}

static gpointer
account_of_thread(gpointer data G_GNUC_UNUSED)
{
    guint64 n = 0;
    g_auto(TokenList) tokens = TOKEN_LIST_INIT;

    g_assert_true(dictionary_words_account(&n, NULL));
    g_assert_cmpuint(n, ==, 0);
    cut_exactly("我们 ab 喜欢北京", strlen("我们 ab 喜欢北京"), WORDS_PLAIN, &tokens);
    g_assert_true(dictionary_words_account(&n, NULL));
    return GUINT_TO_POINTER((guint)n);
}

/* Each thread has a dictionary and an account of its own. */
static void
test_account(void)
{
    GThread *threads[4];

    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new(NULL, account_of_thread, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_assert_cmpuint(GPOINTER_TO_UINT(g_thread_join(threads[i])), ==,
                         HAVE_DICTIONARIES ? 3 : 0);
}

static void
test_none(void)
{
    g_auto(TokenList) tokens = TOKEN_LIST_INIT;

    g_assert_cmpuint(dictionary_words_cut("a我", 0, 4, &tokens), ==, 0);
    if (!HAVE_DICTIONARIES)
        g_assert_cmpuint(dictionary_words_cut("a我", 1, 4, &tokens), ==, 1);
    g_assert_cmpuint(tokens.n, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL); /* prints the seed of g_test_rand_int_range() */
    g_test_add_func("/dictionary-words/none", test_none);
    g_test_add_func("/dictionary-words/account", test_account);
    if (HAVE_DICTIONARIES) {
        g_test_add_func("/dictionary-words/words", test_words);
        g_test_add_func("/dictionary-words/long-run", test_long_run);
        g_test_add_func("/dictionary-words/random", test_random);
    }
    return g_test_run();
}
