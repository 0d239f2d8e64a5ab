#include "article_list.h"

#include <stdlib.h>
#include <string.h>

#include "files/kinds.h"

typedef struct {
    const char *path, *title, *date, *place, *source, *section;
    guint8 language; /* preliminary */
    guint flags;
    gsize nbytes;
    guint n_pairs;
    CutArticle cut;
} ListedArticle;

typedef struct {
    guint key;
    const char *value;
} ListedPair;

void
article_list_init(ArticleList *list)
{
    list->articles = g_array_new(FALSE, FALSE, sizeof(ListedArticle));
    list->pairs = g_array_new(FALSE, FALSE, sizeof(ListedPair));
    list->strings = g_string_chunk_new(1 << 16);
    list->keys = g_ptr_array_new();
    list->key_numbers = g_hash_table_new(g_str_hash, g_str_equal);
    list->languages = g_ptr_array_new();
    article_list_language(list, "");
}

void
article_list_clear(ArticleList *list)
{
    g_clear_pointer(&list->articles, g_array_unref);
    g_clear_pointer(&list->pairs, g_array_unref);
    g_clear_pointer(&list->strings, g_string_chunk_free);
    g_clear_pointer(&list->keys, g_ptr_array_unref);
    g_clear_pointer(&list->key_numbers, g_hash_table_unref);
    g_clear_pointer(&list->languages, g_ptr_array_unref);
}

guint8
article_list_language(ArticleList *list, const char *code)
{
    guint i = 0;

    while (i < list->languages->len && strcmp(list->languages->pdata[i], code) != 0)
        i++;
    if (i == list->languages->len)
        g_ptr_array_add(list->languages, g_string_chunk_insert(list->strings, code));
    g_assert(i <= G_MAXUINT8); /* there are fewer codes that we know */
    return i;
}

static guint
key_number(ArticleList *list, const char *name)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(list->key_numbers, name));

    if (number == 0) {
        char *copy = g_string_chunk_insert(list->strings, name);

        g_ptr_array_add(list->keys, copy);
        number = list->keys->len;
        g_hash_table_insert(list->key_numbers, copy, GUINT_TO_POINTER(number));
    }
    return number - 1;
}

static void
add_pair(ArticleList *list, ListedArticle *article, const char *key, const char *value)
{
    ListedPair pair = {key_number(list, key), g_string_chunk_insert(list->strings, value)};

    g_array_append_val(list->pairs, pair);
    article->n_pairs++;
}

/* Columns of Metadata that are other metadata in the tables, then the pairs. */
static void
add_pairs(ArticleList *list, ListedArticle *article, const Metadata *metadata)
{
    if (metadata->columns[METADATA_AUTHOR])
        add_pair(list, article, "author", metadata->columns[METADATA_AUTHOR]);
    if (metadata->columns[METADATA_URL])
        add_pair(list, article, "url", metadata->columns[METADATA_URL]);
    for (guint i = 0; i < metadata->others->len; i++) {
        const MetadataPair *pair = &g_array_index(metadata->others, MetadataPair, i);

        add_pair(list, article, pair->key, pair->value);
    }
}

static const char *
column(ArticleList *list, const Metadata *from_text, const Metadata *from_path,
       MetadataColumn which)
{
    const char *value =
        from_text->columns[which] ? from_text->columns[which] : from_path->columns[which];

    return value ? g_string_chunk_insert_const(list->strings, value) : "";
}

void
article_list_add(ArticleList *list, const char *path, const Metadata *from_text,
                 const Metadata *from_path, guint8 language, guint flags, gsize nbytes,
                 const CutArticle *cut)
{
    char date[DATES_PRINT_NBYTES];
    ListedArticle article = {
        .path = g_string_chunk_insert(list->strings, path),
        .title = column(list, from_text, from_path, METADATA_TITLE),
        .place = column(list, from_text, from_path, METADATA_PLACE),
        .source = column(list, from_text, from_path, METADATA_SOURCE),
        .section = column(list, from_text, from_path, METADATA_SECTION),
        .language = language,
        .flags = flags,
        .nbytes = nbytes,
        .cut = *cut,
    };

    dates_print(dates_precision(from_text->date) != DATE_NONE ? from_text->date : from_path->date,
                date);
    article.date = g_string_chunk_insert_const(list->strings, date);
    add_pairs(list, &article, from_text);
    add_pairs(list, &article, from_path);
    g_array_append_val(list->articles, article);
}

static int
compare_codes(const void *a, const void *b)
{
    return strcmp(**(const char *const *const *)a, **(const char *const *const *)b);
}

/* Pointers to the codes, in the order of the codes. */
static const char **
sorted_codes(const ArticleList *list, const char ***codes)
{
    const char **all = (const char **)list->languages->pdata;

    for (guint i = 0; i < list->languages->len; i++)
        codes[i] = &all[i];
    qsort(codes, list->languages->len, sizeof *codes, compare_codes);
    return all;
}

guint8 *
article_list_number_languages(const ArticleList *list)
{
    g_autofree const char ***codes = g_new(const char **, list->languages->len);
    const char **all = sorted_codes(list, codes);
    guint8 *numbers = g_new(guint8, list->languages->len);

    for (guint i = 0; i < list->languages->len; i++)
        numbers[codes[i] - all] = i;
    return numbers;
}

void
article_list_get(const ArticleList *list, guint number, guint8 *ret_language, CutArticle *ret_cut)
{
    const ListedArticle *article = &g_array_index(list->articles, ListedArticle, number);

    *ret_language = article->language;
    *ret_cut = article->cut;
}

static void
write_article(const ListedArticle *article, const ListedPair *pairs, const guint8 *language_numbers,
              SectionWriter *section)
{
    section_put_prefixed(section, article->path, strlen(article->path));
    section_put_string(section, ""); /* the id is the path */
    section_put_string(section, article->title);
    section_put_string(section, article->date);
    section_put_string(section, article->place);
    section_put_string(section, article->source);
    section_put_string(section, article->section);
    section_put_uint(section, language_numbers[article->language]);
    section_put_string(section, "utf-8");
    section_put_uint(section, article->flags);
    section_put_uint(section, article->nbytes);
    section_put_uint(section, article->cut.body_paragraphs);
    section_put_uint(section, article->cut.body_sentences);
    section_put_uint(section, article->cut.words);
    section_put_uint(section, article->n_pairs);
    for (guint i = 0; i < article->n_pairs; i++) {
        section_put_uint(section, pairs[i].key);
        section_put_string(section, pairs[i].value);
    }
    section_end_record(section);
}

void
article_list_write(const ArticleList *list, const guint8 *language_numbers, ContainerWriter *writer)
{
    SectionWriter *languages = container_writer_section(writer, TOKENS_LANGUAGES);
    SectionWriter *keys = container_writer_section(writer, TOKENS_KEYS);
    const ListedPair *pairs = (const ListedPair *)(void *)list->pairs->data;
    g_autofree const char ***codes = g_new(const char **, list->languages->len);

    sorted_codes(list, codes);
    for (guint i = 0; i < list->languages->len; i++) {
        section_put_string(languages, *codes[i]);
        section_end_record(languages);
    }
    for (guint i = 0; i < list->keys->len; i++) {
        section_put_string(keys, list->keys->pdata[i]);
        section_end_record(keys);
    }
    for (guint i = 0; i < list->articles->len; i++) {
        const ListedArticle *article = &g_array_index(list->articles, ListedArticle, i);

        write_article(article, pairs, language_numbers,
                      container_writer_section(writer, TOKENS_ARTICLES));
        pairs += article->n_pairs;
    }
}
