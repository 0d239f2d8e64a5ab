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
    Text value;      /* of the article at hand */
    GString *joined; /* what value is where a key comes more than once */
} Key;

struct _ArticlesTable {
    Tsv tsv;
    GArray *keys;       /* of Key, in the order of the columns */
    GArray *columns_of; /* of guint: of each key of the shard its column from 1, 0 for none */
};

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
    g_string_free(((Key *)data)->joined, TRUE);
}

/* The keys that have a column, in the order of the columns. */
static GArray *
read_keys(Container *corpus, GError **error)
{
    SectionReader *section = container_section(corpus, ARTICLES_KEYS);
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(Key));

    g_array_set_clear_func(keys, clear_key);
    while (section_next(section)) {
        Key key = {0};

        key.name = section_get_string(section);
        key.articles = section_get_uint(section);
        key.joined = g_string_new(NULL);
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

ArticlesTable *
articles_table_open(const char *folder, Container *corpus, GError **error)
{
    g_autoptr(ArticlesTable) table = g_new0(ArticlesTable, 1);
    g_autofree char *header = NULL;

    table->columns_of = g_array_new(FALSE, TRUE, sizeof(guint));
    table->keys = read_keys(corpus, error);
    if (!table->keys)
        return NULL;
    header = make_header(table->keys);
    if (!tsv_open(&table->tsv, folder, "articles.tsv", header, error))
        return NULL;
    return g_steal_pointer(&table);
}

void
articles_table_begin_shard(ArticlesTable *table, const GArray *keys)
{
    g_array_set_size(table->columns_of, 0);
    g_array_set_size(table->columns_of, keys->len);
    for (guint number = 0; number < keys->len; number++)
        for (guint i = 0; i < table->keys->len; i++)
            if (strcmp(g_array_index(keys, TokensKey, number).name,
                       g_array_index(table->keys, Key, i).name) == 0)
                g_array_index(table->columns_of, guint, number) = i + 1;
}

static void
put_text(Tsv *tsv, Text text)
{
    tsv_text(tsv, text.bytes, text.nbytes);
}

static void
take_value(Key *key, Text value)
{
    if (key->value.nbytes == 0) {
        key->value = value;
        return;
    }
    if (key->value.bytes != key->joined->str) {
        g_string_truncate(key->joined, 0);
        g_string_append_len(key->joined, key->value.bytes, key->value.nbytes);
    }
    g_string_append(key->joined, "; ");
    g_string_append_len(key->joined, value.bytes, value.nbytes);
    key->value = (Text){key->joined->str, key->joined->len};
}

static void
write_metadata(ArticlesTable *table, SectionReader *section)
{
    guint32 n = section_get_count(section);

    for (guint i = 0; i < table->keys->len; i++)
        g_array_index(table->keys, Key, i).value = (Text){"", 0};
    for (guint32 i = 0; i < n && !section->failed; i++) {
        guint number = section_get_below(section, table->columns_of->len, "a metadata key");
        Text value = text_read(section);
        guint column = section->failed ? 0 : g_array_index(table->columns_of, guint, number);

        if (column > 0)
            take_value(&g_array_index(table->keys, Key, column - 1), value);
    }
    for (guint i = 0; i < table->keys->len; i++)
        put_text(&table->tsv, g_array_index(table->keys, Key, i).value);
}

void
articles_table_add(ArticlesTable *table, const Article *article, SectionReader *metadata)
{
    const Text texts[] = {article->title, article->date, article->place, article->source,
                          article->section};
    const guint64 numbers[] = {article->nbytes, article->n_paragraphs, article->n_sentences,
                               article->n_words, article->n_types};
    Tsv *tsv = &table->tsv;

    tsv_uint(tsv, article->number);
    tsv_path(tsv, article->id.bytes, article->id.nbytes);
    tsv_path(tsv, article->path.bytes, article->path.nbytes);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        put_text(tsv, texts[i]);
    tsv_string(tsv, article->language);
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        tsv_uint(tsv, numbers[i]);
    put_text(tsv, article->encoding);
    write_metadata(table, metadata);
    tsv_end_line(tsv);
}

gboolean
articles_table_commit(ArticlesTable *table, GError **error)
{
    return tsv_commit(&table->tsv, error);
}

void
articles_table_free(ArticlesTable *table)
{
    if (!table)
        return;
    tsv_clear(&table->tsv);
    g_clear_pointer(&table->keys, g_array_unref);
    g_array_unref(table->columns_of);
    g_free(table);
}
