#include "article_finder.h"

#include <string.h>

#include "article_request.h"
#include "container/container_reader.h"
#include "files/kinds.h"
#include "program/escape.h"
#include "suggestions.h"

GQuark
article_finder_error_quark(void)
{
    return g_quark_from_static_string("article-finder-error-quark");
}

/* ---- walking over the articles */

/* A column's bytes, the section's own: valid until the next article. */
typedef struct {
    const guint8 *bytes;
    gsize nbytes;
} Field;

/* What is needed of an article. */
typedef struct {
    guint64 number, words;
    Field id; /* the path where there is no other */
    Field title, date, language;
} Row;

typedef void (*RowFunction)(const Row *row, gpointer data);

static Field
read_field(SectionReader *section)
{
    Field field;

    field.bytes = section_get_bytes(section, &field.nbytes);
    return field;
}

static void
read_row(SectionReader *section, Row *row)
{
    Field path;

    path.bytes = section_get_prefixed(section, &path.nbytes);
    row->id = read_field(section);
    if (row->id.nbytes == 0)
        row->id = path;
    row->title = read_field(section);
    row->date = read_field(section);
    row->language = read_field(section);
    row->words = section_get_uint(section);
    section_get_uint(section); /* types */
}

static gboolean
walk_articles(Container *articles, RowFunction function, gpointer data, GError **error)
{
    SectionReader *section = container_section(articles, ARTICLES_ARTICLES);
    Row row = {0};

    while (section_next(section)) {
        row.number++;
        read_row(section, &row);
        if (!section->failed)
            function(&row, data);
    }
    return section_finish(section, error);
}

/* ---- which articles are meant */

typedef struct {
    ArticleRequest *requests;
    guint n;
} Requests;

static void
look(const Row *row, gpointer data)
{
    Requests *requests = data;

    for (guint i = 0; i < requests->n; i++)
        article_request_look(&requests->requests[i], row->number, (const char *)row->id.bytes,
                             row->id.nbytes);
}

static void
suggest(const Row *row, gpointer data)
{
    suggestions_look(data, (const char *)row->id.bytes, row->id.nbytes);
}

static void
append_id(GString *message, const char *separator, const char *id)
{
    g_string_append(message, separator);
    escape_path(message, id, strlen(id));
}

static void
report_unknown(const ArticleRequest *request, Container *articles, GError **error)
{
    g_autoptr(GString) message = g_string_new("no article '");
    g_auto(Suggestions) suggestions;

    suggestions_init(&suggestions, request->given);
    if (!walk_articles(articles, suggest, &suggestions, error))
        return;
    append_id(message, "", request->given);
    g_string_append(message,
                    suggestions.n > 0 ? "'; did you mean" : "'; articles.tsv has their ids");
    for (guint i = 0; i < suggestions.n; i++)
        append_id(message,
                  i == 0                  ? " "
                  : i + 1 < suggestions.n ? ", "
                                          : " or ",
                  suggestions.best[i].id);
    if (suggestions.n > 0)
        g_string_append_c(message, '?');
    g_set_error_literal(error, ARTICLE_FINDER_ERROR, ARTICLE_FINDER_ERROR_UNKNOWN, message->str);
}

static void
report_ambiguous(const ArticleRequest *request, GError **error)
{
    g_autoptr(GString) message = g_string_new("'");

    append_id(message, "", request->given);
    g_string_append_printf(message,
                           "' may be one of %" G_GUINT64_FORMAT " articles:", request->n_articles);
    for (guint i = 0; i < REQUEST_N_EXAMPLES && request->examples[i]; i++)
        append_id(message, i == 0 ? " " : ", ", request->examples[i]);
    if (request->n_articles > REQUEST_N_EXAMPLES)
        g_string_append(message, ", ...");
    g_set_error_literal(error, ARTICLE_FINDER_ERROR, ARTICLE_FINDER_ERROR_AMBIGUOUS, message->str);
}

static gboolean
resolve(Requests *requests, Container *articles, GError **error)
{
    if (!walk_articles(articles, look, requests, error))
        return FALSE;
    for (guint i = 0; i < requests->n; i++) {
        const ArticleRequest *request = &requests->requests[i];

        if (request->n_articles == 1)
            continue;
        if (request->n_articles == 0)
            report_unknown(request, articles, error);
        else
            report_ambiguous(request, error);
        return FALSE;
    }
    return TRUE;
}

/* ---- what is known of them */

typedef struct {
    GArray *found;      /* of FoundArticle */
    GHashTable *places; /* number → place in found + 1 */
} Filling;

static char *
copy(const Field *field)
{
    return g_strndup((const char *)field->bytes, field->nbytes);
}

static void
fill(const Row *row, gpointer data)
{
    Filling *filling = data;
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(filling->places, &row->number));
    FoundArticle *found;

    if (place == 0)
        return;
    found = &g_array_index(filling->found, FoundArticle, place - 1);
    found->id = copy(&row->id);
    found->title = copy(&row->title);
    found->date = copy(&row->date);
    found->language = copy(&row->language);
    found->words = row->words;
}

static void
clear_found(gpointer data)
{
    FoundArticle *found = data;

    g_free(found->id);
    g_free(found->title);
    g_free(found->date);
    g_free(found->language);
}

static GArray *
read_found(const Requests *requests, Container *articles, GError **error)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(FoundArticle));
    g_autoptr(GHashTable) places = g_hash_table_new(g_int64_hash, g_int64_equal);
    Filling filling = {found, places};

    g_array_set_clear_func(found, clear_found);
    for (guint i = 0; i < requests->n; i++) {
        ArticleRequest *request = &requests->requests[i];
        FoundArticle article = {.number = request->article};

        if (g_hash_table_contains(places, &request->article))
            continue;
        g_array_append_val(found, article);
        g_hash_table_insert(places, &request->article, GUINT_TO_POINTER(found->len));
    }
    return walk_articles(articles, fill, &filling, error) ? g_steal_pointer(&found) : NULL;
}

GArray *
articles_find(const char *path, char *const *names, guint n, GError **error)
{
    g_autoptr(Container) articles = container_open(path, &ARTICLES_KIND, error);
    g_autofree ArticleRequest *requests = g_new0(ArticleRequest, n + 1);
    Requests all = {requests, n};
    GArray *found = NULL;

    if (!articles)
        return NULL;
    for (guint i = 0; i < n; i++)
        article_request_init(&requests[i], names[i]);
    if (resolve(&all, articles, error))
        found = read_found(&all, articles, error);
    for (guint i = 0; i < n; i++)
        article_request_clear(&requests[i]);
    return found;
}
