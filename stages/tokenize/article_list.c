#include "article_list.h"

#include <stdlib.h>
#include <string.h>

#include "files/kinds.h"

/* An article's record as it will be written, but for the two columns that depend on the others. */
typedef struct {
    const char *columns; /* the path, the columns up to the language, those behind it, meta */
    guint32 path_nbytes, front_nbytes, back_nbytes, meta_nbytes;
    guint8 language; /* preliminary */
    CutArticle cut;
} ListedArticle;

/* A name of other metadata. */
typedef struct {
    char *name;
    guint32 articles; /* that have it */
    guint32 last;     /* of these, from 1: an article may have a key twice */
} ListedKey;

void
article_list_init(ArticleList *list)
{
    list->articles = g_array_new(FALSE, FALSE, sizeof(ListedArticle));
    list->record = g_byte_array_new();
    list->strings = g_string_chunk_new(1 << 16);
    list->keys = g_array_new(FALSE, FALSE, sizeof(ListedKey));
    list->key_numbers = g_hash_table_new(g_str_hash, g_str_equal);
    list->languages = g_ptr_array_new();
    article_list_language(list, "");
}

void
article_list_clear(ArticleList *list)
{
    g_clear_pointer(&list->articles, g_array_unref);
    g_clear_pointer(&list->record, g_byte_array_unref);
    g_clear_pointer(&list->strings, g_string_chunk_free);
    g_clear_pointer(&list->keys, g_array_unref);
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
        ListedKey key = {g_string_chunk_insert(list->strings, name), 0, 0};

        g_array_append_val(list->keys, key);
        number = list->keys->len;
        g_hash_table_insert(list->key_numbers, key.name, GUINT_TO_POINTER(number));
    }
    return number - 1;
}

/* ---- the columns of a record, as SectionWriter puts them */

static void
put_uint(GByteArray *record, guint64 value)
{
    guint8 bytes[VARINT_MAX_NBYTES];

    g_byte_array_append(record, bytes, varint_put(bytes, value) - bytes);
}

static void
put_string(GByteArray *record, const char *text)
{
    gsize nbytes = strlen(text), start = record->len;
    guint8 *p;

    g_byte_array_set_size(record, start + VARINT_MAX_NBYTES + nbytes);
    p = varint_put(record->data + start, nbytes);
    memcpy(p, text, nbytes);
    g_byte_array_set_size(record, p + nbytes - record->data);
}

static void
put_column(GByteArray *record, const Metadata *from_text, const Metadata *from_path,
           MetadataColumn which)
{
    const char *value =
        from_text->columns[which] ? from_text->columns[which] : from_path->columns[which];

    put_string(record, value ? value : "");
}

static void
put_date(GByteArray *record, const Metadata *from_text, const Metadata *from_path)
{
    char date[DATES_PRINT_NBYTES];

    dates_print(dates_precision(from_text->date) != DATE_NONE ? from_text->date : from_path->date,
                date);
    put_string(record, date);
}

/* Columns of Metadata that are other metadata in the tables. */
static const struct {
    MetadataColumn column;
    const char *key;
} other_columns[] = {{METADATA_AUTHOR, "author"}, {METADATA_URL, "url"}};

static guint
count_pairs(const Metadata *metadata)
{
    guint n = metadata->others->len;

    for (guint i = 0; i < G_N_ELEMENTS(other_columns); i++)
        n += metadata->columns[other_columns[i].column] != NULL;
    return n;
}

/* A pair of the article that is being added. */
static void
put_pair(ArticleList *list, const char *name, const char *value)
{
    guint number = key_number(list, name);
    ListedKey *key = &g_array_index(list->keys, ListedKey, number);
    guint32 article = list->articles->len + 1;

    key->articles += key->last != article;
    key->last = article;
    put_uint(list->record, number);
    put_string(list->record, value);
}

static void
put_pairs(ArticleList *list, const Metadata *metadata)
{
    for (guint i = 0; i < G_N_ELEMENTS(other_columns); i++) {
        const char *value = metadata->columns[other_columns[i].column];

        if (value)
            put_pair(list, other_columns[i].key, value);
    }
    for (guint i = 0; i < metadata->others->len; i++) {
        const MetadataPair *pair = &g_array_index(metadata->others, MetadataPair, i);

        put_pair(list, pair->key, pair->value);
    }
}

void
article_list_add(ArticleList *list, const ArticleOrigin *from, const Metadata *from_text,
                 const Metadata *from_path, guint8 language, const CutArticle *cut)
{
    ListedArticle article = {.language = language, .cut = *cut};
    GByteArray *record = list->record;

    g_byte_array_set_size(record, 0);
    g_byte_array_append(record, (const guint8 *)from->path, strlen(from->path));
    article.path_nbytes = record->len;

    put_string(record, from->id ? from->id : ""); /* else the path, with the number of the record */
    put_uint(record, from->record);
    put_column(record, from_text, from_path, METADATA_TITLE);
    put_date(record, from_text, from_path);
    put_column(record, from_text, from_path, METADATA_PLACE);
    put_column(record, from_text, from_path, METADATA_SOURCE);
    put_column(record, from_text, from_path, METADATA_SECTION);
    article.front_nbytes = record->len - article.path_nbytes;

    put_string(record, from->encoding);
    put_uint(record, from->flags);
    put_uint(record, from->nbytes);
    put_uint(record, cut->body_paragraphs);
    put_uint(record, cut->body_sentences);
    put_uint(record, cut->words);
    article.back_nbytes = record->len - article.path_nbytes - article.front_nbytes;

    put_uint(record, count_pairs(from_text) + count_pairs(from_path));
    put_pairs(list, from_text);
    put_pairs(list, from_path);
    article.meta_nbytes =
        record->len - article.path_nbytes - article.front_nbytes - article.back_nbytes;

    article.columns =
        g_string_chunk_insert_len(list->strings, (const char *)record->data, record->len);
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
write_article(const ListedArticle *article, const guint8 *language_numbers, SectionWriter *section,
              SectionWriter *meta)
{
    const char *front = article->columns + article->path_nbytes;
    const char *back = front + article->front_nbytes;

    section_put_prefixed(section, article->columns, article->path_nbytes);
    section_put_raw(section, front, article->front_nbytes);
    section_put_uint(section, language_numbers[article->language]);
    section_put_raw(section, back, article->back_nbytes);
    section_end_record(section);
    section_put_raw(meta, back + article->back_nbytes, article->meta_nbytes);
    section_end_record(meta);
}

void
article_list_write(const ArticleList *list, const guint8 *language_numbers, ContainerWriter *writer)
{
    SectionWriter *languages = container_writer_section(writer, TOKENS_LANGUAGES);
    SectionWriter *keys = container_writer_section(writer, TOKENS_KEYS);
    SectionWriter *articles = container_writer_section(writer, TOKENS_ARTICLES);
    SectionWriter *meta = container_writer_section(writer, TOKENS_META);
    g_autofree const char ***codes = g_new(const char **, list->languages->len);

    sorted_codes(list, codes);
    for (guint i = 0; i < list->languages->len; i++) {
        section_put_string(languages, *codes[i]);
        section_end_record(languages);
    }
    for (guint i = 0; i < list->keys->len; i++) {
        const ListedKey *key = &g_array_index(list->keys, ListedKey, i);

        section_put_string(keys, key->name);
        section_put_uint(keys, key->articles);
        section_end_record(keys);
    }
    for (guint i = 0; i < list->articles->len; i++)
        write_article(&g_array_index(list->articles, ListedArticle, i), language_numbers, articles,
                      meta);
}
