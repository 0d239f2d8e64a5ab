/*
 * What people type: the length of summaries, sizes, names of articles. Input: the text of the
 * option, a line feed, lines with ids of articles.
 */
#include "article_request.h"
#include "fuzz.h"
#include "shard_size.h"
#include "summary.h"

static void
check_numbers(const char *text)
{
    g_autoptr(GError) error = NULL;
    SummaryLength length;
    SummaryMethod method;
    guint64 nbytes;

    g_assert_cmpint(summary_length_parse(text, &length, &error), ==, error == NULL);
    g_clear_error(&error);
    g_assert_cmpint(summary_method_parse(text, &method, &error), ==, error == NULL);
    if (shard_size_parse(text, &nbytes)) {
        g_autofree char *printed = g_strdup_printf("%" G_GUINT64_FORMAT, nbytes);
        guint64 again;

        g_assert_cmpuint(nbytes, >=, SHARD_SIZE_LEAST);
        g_assert_cmpuint(nbytes, <=, SHARD_SIZE_MOST);
        g_assert_true(shard_size_parse(printed, &again));
        g_assert_cmpuint(again, ==, nbytes);
    }
}

static void
check_request(const char *text, FuzzBytes ids)
{
    g_auto(ArticleRequest) request;
    ArticleMatch best = MATCH_NONE;

    article_request_init(&request, text);
    for (guint64 number = 1; fuzz_left(&ids) > 0; number++) {
        FuzzBytes line = fuzz_take_until(&ids, '\n');
        g_autofree char *id = fuzz_copy_string(&line);
        gsize n = strlen(id);
        ArticleMatch match = article_request_match(&request, number, id, n);

        if (n > 0 && strcmp(id, text) == 0)
            g_assert_cmpint(match, ==, MATCH_ID);
        best = MAX(best, match);
        article_request_look(&request, number, id, n);
        g_assert_cmpint(request.best, ==, best);
        g_assert_cmpint(request.n_articles > 0, ==, best != MATCH_NONE);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes}, first = fuzz_take_until(&input, '\n');
    g_autofree char *text = fuzz_copy_string(&first);

    check_numbers(text);
    check_request(text, input);
    return 0;
}
