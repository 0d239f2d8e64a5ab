#include "article_request.h"

#include <string.h>

#include "program/escape.h"

/* A number of an article as a request; 0 if it is something else. */
static guint64
parse_number(const char *text)
{
    gsize n = strspn(text, "0123456789");

    return n > 0 && n < 19 && text[n] == '\0' ? g_ascii_strtoull(text, NULL, 10) : 0;
}

void
article_request_init(ArticleRequest *request, const char *given)
{
    g_autoptr(GString) plain = g_string_new(NULL);

    *request = (ArticleRequest){.given = g_strdup(given), .number = parse_number(given)};
    if (strchr(given, '%') && unescape_path(plain, given, strlen(given)))
        request->plain = g_string_free(g_steal_pointer(&plain), FALSE);
}

void
article_request_clear(ArticleRequest *request)
{
    g_clear_pointer(&request->given, g_free);
    g_clear_pointer(&request->plain, g_free);
    for (guint i = 0; i < REQUEST_N_EXAMPLES; i++)
        g_clear_pointer(&request->examples[i], g_free);
}

static gboolean
ends_in(const char *text, gsize nbytes, const char *end, gsize end_nbytes)
{
    return nbytes >= end_nbytes && memcmp(text + nbytes - end_nbytes, end, end_nbytes) == 0;
}

/* The length of an id without the extension of its file. */
static gsize
without_extension(const char *id, gsize nbytes)
{
    gsize n = nbytes;

    while (n > 0 && g_ascii_isalnum(id[n - 1]))
        n--;
    return n > 1 && id[n - 1] == '.' && id[n - 2] != '/' ? n - 1 : nbytes;
}

static ArticleMatch
match_ending(const char *wanted, gsize wanted_nbytes, const char *id, gsize nbytes)
{
    gsize start;

    if (wanted_nbytes == 0 || !ends_in(id, nbytes, wanted, wanted_nbytes))
        return MATCH_NONE;
    start = nbytes - wanted_nbytes;
    return start == 0 || id[start - 1] == '/' || id[start - 1] == '#' ? MATCH_NAME : MATCH_ENDING;
}

static ArticleMatch
match_text(const char *wanted, const char *id, gsize nbytes)
{
    gsize wanted_nbytes = strlen(wanted);
    ArticleMatch whole, stem;

    if (wanted_nbytes == nbytes && memcmp(wanted, id, nbytes) == 0)
        return nbytes > 0 ? MATCH_ID : MATCH_NONE;
    if (nbytes > 0 && wanted_nbytes > nbytes && wanted[wanted_nbytes - nbytes - 1] == '/' &&
        ends_in(wanted, wanted_nbytes, id, nbytes))
        return MATCH_FILE;
    whole = match_ending(wanted, wanted_nbytes, id, nbytes);
    stem = match_ending(wanted, wanted_nbytes, id, without_extension(id, nbytes));
    return MAX(whole, stem);
}

ArticleMatch
article_request_match(const ArticleRequest *request, guint64 number, const char *id, gsize nbytes)
{
    ArticleMatch match = match_text(request->given, id, nbytes);

    if (request->plain)
        match = MAX(match, match_text(request->plain, id, nbytes));
    if (number == request->number)
        match = MAX(match, MATCH_NUMBER);
    return match;
}

void
article_request_look(ArticleRequest *request, guint64 number, const char *id, gsize nbytes)
{
    ArticleMatch match = article_request_match(request, number, id, nbytes);

    if (match == MATCH_NONE || match < request->best)
        return;
    if (match > request->best || (match == MATCH_FILE && nbytes > request->best_nbytes)) {
        request->best = match;
        request->best_nbytes = nbytes;
        request->article = number;
        request->n_articles = 0;
        for (guint i = 0; i < REQUEST_N_EXAMPLES; i++)
            g_clear_pointer(&request->examples[i], g_free);
    } else if (match == MATCH_FILE && nbytes < request->best_nbytes) {
        return;
    }
    if (request->n_articles < REQUEST_N_EXAMPLES)
        request->examples[request->n_articles] = g_strndup(id, nbytes);
    request->n_articles++;
}
