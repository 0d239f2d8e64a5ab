/* What people call an article, and which one they mean. */
#include "article_request.h"

#include <string.h>

static void
test_match(void)
{
    static const struct {
        const char *given, *id;
        ArticleMatch match;
    } cases[] = {
        {"money/a.txt", "money/a.txt", MATCH_ID},
        {"money/a b.txt", "money/a b.txt", MATCH_ID},
        {"money/a%20b.txt", "money/a b.txt", MATCH_ID},
        {"100%25.txt", "100%.txt", MATCH_ID},
        {"100%.txt", "100%.txt", MATCH_ID},
        {"a%09b", "a\tb", MATCH_ID},
        {"a%20b", "a%20b", MATCH_ID}, /* a name may hold that very text */
        {"7", "other.txt", MATCH_NUMBER},
        {"7", "7", MATCH_ID},
        {"7x", "other.txt", MATCH_NONE},
        {"00000000000000000007", "other.txt", MATCH_NONE},
        {"a.txt", "money/a.txt", MATCH_NAME},
        {"a", "money/a.txt", MATCH_NAME},
        {"old/a", "money/old/a.txt", MATCH_NAME},
        {"12", "money.csv#12", MATCH_NAME},
        {"money.csv#12", "money.csv#12", MATCH_ID},
        {"talks", "money/1987-port-talks.txt", MATCH_ENDING},
        {"alks.txt", "money/1987-port-talks.txt", MATCH_ENDING},
        {"%74alks", "money/1987-port-talks.txt", MATCH_ENDING},
        {"port", "money/1987-port-talks.txt", MATCH_NONE},
        {"money", "money/1987-port-talks.txt", MATCH_NONE},
        {"", "money/a.txt", MATCH_NONE},
        {".profile", "home/.profile", MATCH_NAME},
        {"home/", "home/.profile", MATCH_NONE}, /* a dot that begins a name begins no extension */
        {"corpus/money/a.txt", "money/a.txt", MATCH_FILE},
        {"/home/me/corpus/money/a.txt", "money/a.txt", MATCH_FILE},
        {"corpus/xmoney/a.txt", "money/a.txt", MATCH_NONE},
        {"a.txt", "", MATCH_NONE},
        {"", "", MATCH_NONE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(ArticleRequest) request;
        ArticleMatch match;

        article_request_init(&request, cases[i].given);
        match = article_request_match(&request, 7, cases[i].id, strlen(cases[i].id));
        if (match != cases[i].match)
            g_test_message("'%s' for '%s'", cases[i].given, cases[i].id);
        g_assert_cmpint(match, ==, cases[i].match);
    }
}

/* Of a whole corpus: the best kind counts, and how many articles fit so. */
static void
test_look(void)
{
    static const char *const ids[] = {"a.txt",       "money/a.txt",  "sub/money/a.txt",
                                      "grain/b.txt", "money/ab.txt", "5"};
    static const struct {
        const char *given;
        guint64 article, n;
    } cases[] = {
        {"a.txt", 1, 1},                  /* an id, not the end of two others */
        {"a", 1, 3},                      /* three names */
        {"b", 4, 1},                      /* a name before the ending of another */
        {"corpus/sub/money/a.txt", 3, 1}, /* the longest id */
        {"corpus/money/a.txt", 2, 1},
        {"4", 4, 1},
        {"5", 6, 1}, /* an id before a number */
        {"t", 1, 5},
        {"none", 0, 0},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(ArticleRequest) request;

        article_request_init(&request, cases[i].given);
        for (guint k = 0; k < G_N_ELEMENTS(ids); k++)
            article_request_look(&request, k + 1, ids[k], strlen(ids[k]));
        g_test_message("'%s'", cases[i].given);
        g_assert_cmpuint(request.n_articles, ==, cases[i].n);
        g_assert_cmpuint(request.article, ==, cases[i].article);
        for (guint k = 0; k < REQUEST_N_EXAMPLES; k++)
            g_assert_cmpint(request.examples[k] != NULL, ==, k < cases[i].n);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article-request/match", test_match);
    g_test_add_func("/article-request/look", test_look);
    return g_test_run();
}
