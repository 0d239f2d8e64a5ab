#include "tables.h"

#include <stdlib.h>
#include <string.h>

#include "files/kinds.h"
#include "program/tsv.h"

enum { MAX_META_COLUMNS = 30 };

static const char columns[] =
    "article id path title date place source section language bytes paragraphs sentences "
    "words types encoding";

/* Other metadata keys that have a column. */
typedef struct {
    char *name;
    guint64 articles;
    guint number; /* in the file */
} Key;

static int
most_frequent_first(const void *a, const void *b)
{
    const Key *x = a, *y = b;

    if (x->articles != y->articles)
        return x->articles > y->articles ? -1 : 1;
    return strcmp(x->name, y->name);
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(((const Key *)a)->name, ((const Key *)b)->name);
}

static void
clear_key(gpointer data)
{
    g_free(((Key *)data)->name);
}

/* The keys that have a column, in the order of the columns. */
static GArray *
read_keys(Container *articles, GError **error)
{
    SectionReader *section = container_section(articles, ARTICLES_KEYS);
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(Key));

    g_array_set_clear_func(keys, clear_key);
    while (section_next(section)) {
        Key key;

        key.name = section_get_string(section);
        key.articles = section_get_uint(section);
        key.number = keys->len;
        g_array_append_val(keys, key);
    }
    if (!section_finish(section, error))
        return NULL;
    if (keys->len > 0)
        qsort(keys->data, keys->len, sizeof(Key), most_frequent_first);
    if (keys->len > MAX_META_COLUMNS)
        g_array_set_size(keys, MAX_META_COLUMNS);
    if (keys->len > 0)
        qsort(keys->data, keys->len, sizeof(Key), by_name);
    return g_steal_pointer(&keys);
}

/* The header line: a key named like a column of ours gets a prefix. */
static char *
make_header(const GArray *keys)
{
    GString *header = g_string_new(columns);
    g_auto(GStrv) ours = g_strsplit(columns, " ", -1);

    for (guint i = 0; i < keys->len; i++) {
        g_autofree char *name =
            g_strdelimit(g_strdup(g_array_index(keys, Key, i).name), " \t\r\n\"", '_');

        g_string_append_printf(
            header, " %s%s", g_strv_contains((const char *const *)ours, name) ? "meta_" : "", name);
    }
    return g_string_free(header, FALSE);
}

/* The columns title to language, and encoding, are texts; what lies between them numbers. */
static void
write_texts(Tsv *tsv, SectionReader *section, guint n)
{
    for (guint i = 0; i < n; i++) {
        gsize nbytes;
        const guint8 *text = section_get_bytes(section, &nbytes);

        tsv_text(tsv, (const char *)text, nbytes);
    }
}

/* columns_of: for each key its column, 0 for none. values: scratch, one a column. */
static void
write_meta(Tsv *tsv, SectionReader *section, const guint *columns_of, guint n_keys,
           GString **values, guint n)
{
    guint32 n_meta = section_get_count(section);

    for (guint i = 0; i < n; i++)
        g_string_truncate(values[i], 0);
    for (guint32 i = 0; i < n_meta && !section->failed; i++) {
        guint column = columns_of[section_get_below(section, n_keys, "a metadata key")];
        gsize nbytes;
        const guint8 *text = section_get_bytes(section, &nbytes);

        if (column == 0)
            continue;
        if (values[column - 1]->len > 0) /* a key may come more than once */
            g_string_append(values[column - 1], "; ");
        g_string_append_len(values[column - 1], (const char *)text, nbytes);
    }
    for (guint i = 0; i < n; i++)
        tsv_text(tsv, values[i]->str, values[i]->len);
}

static void
write_article(Tsv *tsv, SectionReader *section, guint64 number, const Languages *languages,
              GArray *sizes)
{
    g_autofree char *path = NULL, *id = NULL, *code = NULL;
    ArticleSize size = {0, 0};
    guint64 numbers[5];
    gsize nbytes, encoding_nbytes;
    const guint8 *bytes, *encoding;

    bytes = section_get_prefixed(section, &nbytes);
    path = g_strndup((const char *)bytes, nbytes);
    id = section_get_string(section);
    tsv_uint(tsv, number);
    tsv_path(tsv, *id ? id : path);
    tsv_path(tsv, path);
    write_texts(tsv, section, 5); /* title, date, place, source, section */
    code = section_get_string(section);
    tsv_string(tsv, code);
    encoding = section_get_bytes(section, &encoding_nbytes);
    section_get_uint(section); /* flags */
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        numbers[i] = section_get_uint(section); /* bytes, paragraphs, sentences, words, types */
        tsv_uint(tsv, numbers[i]);
    }
    tsv_text(tsv, (const char *)encoding, encoding_nbytes);
    size.words = numbers[3];
    size.language = MAX(languages_find(languages, code), 0);
    g_array_append_val(sizes, size);
}

static gboolean
write_rows(Tsv *tsv, Container *articles, const GArray *keys, const Languages *languages,
           GArray *sizes, GError **error)
{
    SectionReader *section = container_section(articles, ARTICLES_ARTICLES);
    guint n_keys = container_section_records(articles, ARTICLES_KEYS);
    g_autofree guint *columns_of = g_new0(guint, n_keys + 1);
    g_autofree GString **values = g_new(GString *, keys->len + 1);
    guint64 number = 0;

    for (guint i = 0; i < keys->len; i++) {
        columns_of[g_array_index(keys, Key, i).number] = i + 1;
        values[i] = g_string_new(NULL);
    }
    while (section_next(section)) {
        write_article(tsv, section, ++number, languages, sizes);
        write_meta(tsv, section, columns_of, n_keys, values, keys->len);
        tsv_end_line(tsv);
    }
    for (guint i = 0; i < keys->len; i++)
        g_string_free(values[i], TRUE);
    return section_finish(section, error);
}

gboolean
write_articles_table(const PlanFile *plan, const char *folder, const Languages *languages,
                     GArray *sizes, GError **error)
{
    g_autofree char *path = corpus_path(plan, "corpus.articles.gz");
    g_autoptr(Container) articles = container_open(path, &ARTICLES_KIND, error);
    g_autoptr(GArray) keys = articles ? read_keys(articles, error) : NULL;
    g_autofree char *header = NULL;
    g_auto(Tsv) tsv = {0};

    if (!keys)
        return FALSE;
    header = make_header(keys);
    return tsv_open(&tsv, folder, "articles.tsv", header, error) &&
           write_rows(&tsv, articles, keys, languages, sizes, error) && tsv_commit(&tsv, error);
}
