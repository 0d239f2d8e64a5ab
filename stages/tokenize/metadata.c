#include "metadata.h"

#include "language_names.h"
#include "paragraphs.h"

#include <string.h>

#define COLUMN_DATE METADATA_NCOLUMNS
#define COLUMN_NONE (-1)

static const struct {
    char key[12];
    guint nbytes;
    int column;
} names[] = {
    {"url", 3, METADATA_URL},        {"date", 4, COLUMN_DATE},
    {"title", 5, METADATA_TITLE},    {"place", 5, METADATA_PLACE},
    {"source", 6, METADATA_SOURCE},  {"author", 6, METADATA_AUTHOR},
    {"subject", 7, METADATA_TITLE},  {"section", 7, METADATA_SECTION},
    {"headline", 8, METADATA_TITLE}, {"language", 8, METADATA_LANGUAGE},
};

void
metadata_init(Metadata *metadata)
{
    memset(metadata, 0, sizeof *metadata);
    metadata->others = g_array_new(FALSE, FALSE, sizeof(MetadataPair));
    metadata->strings = g_string_chunk_new(512);
}

void
metadata_clear(Metadata *metadata)
{
    memset(&metadata->date, 0, sizeof metadata->date);
    memset(metadata->columns, 0, sizeof metadata->columns);
    g_array_set_size(metadata->others, 0);
    g_string_chunk_clear(metadata->strings);
}

void
metadata_release(Metadata *metadata)
{
    g_clear_pointer(&metadata->others, g_array_unref);
    g_clear_pointer(&metadata->strings, g_string_chunk_free);
}

static int
column_of(const char *key, gsize nbytes)
{
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (names[i].nbytes == nbytes && names[i].key[0] == (key[0] | 0x20) &&
            g_ascii_strncasecmp(names[i].key, key, nbytes) == 0)
            return names[i].column;
    return COLUMN_NONE;
}

gboolean
metadata_is_column(const char *key, gsize key_nbytes)
{
    return column_of(key, key_nbytes) != COLUMN_NONE;
}

/* How many bytes of value, which begins with none of white space, are as collapse() leaves them. */
static gsize
collapsed_nbytes(const char *value, gsize nbytes)
{
    gsize n = 0;

    while (n < nbytes && ((guchar)value[n] > ' ' ? (guchar)value[n] < 0x7f
                                                 : value[n] == ' ' && (guchar)value[n - 1] > ' '))
        n++;
    return n;
}

/* value with single spaces and without white space at its ends; NULL if nothing is left */
static char *
collapse(GStringChunk *strings, const char *value, gsize nbytes)
{
    gsize i = line_count_white(value, nbytes);
    char *copy, *to;

    if (i == nbytes)
        return NULL;
    copy = g_string_chunk_insert_len(strings, value + i, (gssize)(nbytes - i));
    value += i;
    nbytes -= i;
    i = collapsed_nbytes(value, nbytes);
    if (i > 0 && value[i - 1] == ' ')
        i--;
    to = copy + i;
    while (i < nbytes) {
        gsize white = line_count_white(value + i, nbytes - i);

        i += white;
        if (i == nbytes)
            break;
        if (white > 0)
            *to++ = ' ';
        *to++ = value[i++];
        while (i < nbytes && (value[i] & 0xc0) == 0x80)
            *to++ = value[i++];
    }
    *to = '\0';
    return copy;
}

void
metadata_set(Metadata *metadata, MetadataColumn column, const char *value, gsize nbytes)
{
    if (metadata->columns[column] == NULL)
        metadata->columns[column] = collapse(metadata->strings, value, nbytes);
}

static void
add_pair(Metadata *metadata, const char *key, gsize key_nbytes, const char *value, gsize nbytes)
{
    MetadataPair pair = {.value = collapse(metadata->strings, value, nbytes)};
    char *name = g_string_chunk_insert_len(metadata->strings, key, (gssize)key_nbytes);

    if (pair.value == NULL)
        return;
    for (char *c = name; *c != '\0'; c++)
        *c = *c == ' ' ? '_' : g_ascii_tolower(*c);
    pair.key = name;
    g_array_append_val(metadata->others, pair);
}

void
metadata_add(Metadata *metadata, const char *key, gsize key_nbytes, const char *value, gsize nbytes,
             NewsDate near_date)
{
    int column = column_of(key, key_nbytes);
    const char *code;

    if (column == COLUMN_DATE) {
        if (metadata->date.year == 0 && dates_parse(value, nbytes, near_date, &metadata->date))
            return;
    } else if (column == METADATA_LANGUAGE) {
        code = languages_code(value, nbytes);
        if (code != NULL && metadata->columns[METADATA_LANGUAGE] == NULL) {
            metadata->columns[METADATA_LANGUAGE] = code;
            return;
        }
    } else if (column != COLUMN_NONE && metadata->columns[column] == NULL) {
        metadata_set(metadata, column, value, nbytes);
        return;
    }
    add_pair(metadata, key, key_nbytes, value, nbytes);
}

void
metadata_fill(Metadata *metadata, const Metadata *other)
{
    if (metadata->date.year == 0)
        metadata->date = other->date;
    for (int i = 0; i < METADATA_NCOLUMNS; i++)
        if (metadata->columns[i] == NULL && other->columns[i] != NULL)
            metadata_set(metadata, i, other->columns[i], strlen(other->columns[i]));
    for (guint i = 0; i < other->others->len; i++) {
        const MetadataPair *pair = &g_array_index(other->others, MetadataPair, i);

        add_pair(metadata, pair->key, strlen(pair->key), pair->value, strlen(pair->value));
    }
}
