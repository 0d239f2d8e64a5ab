#include "word_classes.h"

#include <string.h>

#include "key_rules.h"
#include "keys.h"
#include "program/file_text.h"
#include "program/hash.h"
#include "word_lists.h"

GQuark
word_classes_error_quark(void)
{
    return g_quark_from_static_string("textmill-word-classes-error-quark");
}

/* No form is longer; see "Lossless, once" in the description of intermediate files. */
#define MAX_WORD_NBYTES 1024

typedef struct {
    const char *key; /* NULL: free */
    guint32 tag;     /* the upper half of its hash */
    guint16 nbytes;
    guint8 class;
    guint8 stop;
} Slot;

/* The words of a language: open addressing, linear probing, at most half full. */
typedef struct {
    Slot *slots;
    gsize mask;
    gsize max_nbytes; /* of the longest key: most others need no hash */
} Table;

struct _WordClasses {
    GHashTable *tables;   /* key_language_code() → Table */
    guint code;           /* the language asked for last, */
    const Table *current; /* and its table; NULL before the first question */
    GPtrArray *stops;     /* words of the user's file, as written; NULL: the built-in ones */
    GStringChunk *keys;   /* of those words, by all tables */
};

static void
table_free(gpointer data)
{
    Table *table = data;

    g_free(table->slots);
    g_free(table);
}

static Table *
table_new(gsize n_words)
{
    Table *table = g_new0(Table, 1);
    gsize n_slots = 8;

    while (n_slots < 2 * n_words)
        n_slots *= 2;
    table->slots = g_new0(Slot, n_slots);
    table->mask = n_slots - 1;
    return table;
}

/* The slot that holds the key with this hash, or the free one where it belongs. */
static inline Slot *
table_slot(const Table *table, const char *key, gsize nbytes, guint64 hash)
{
    guint32 tag = (guint32)(hash >> 32);

    for (gsize i = hash & table->mask;; i = (i + 1) & table->mask) {
        Slot *slot = &table->slots[i];

        if (slot->key == NULL ||
            (slot->tag == tag && slot->nbytes == nbytes && memcmp(slot->key, key, nbytes) == 0))
            return slot;
    }
}

/* The key must outlive the table; at most MAX_WORD_NBYTES. */
static Slot *
table_add(Table *table, const char *key, gsize nbytes)
{
    guint64 hash = hash_key(key, nbytes, 0);
    Slot *slot = table_slot(table, key, nbytes, hash);

    slot->key = key;
    slot->tag = (guint32)(hash >> 32);
    slot->nbytes = (guint16)nbytes;
    table->max_nbytes = MAX(table->max_nbytes, nbytes);
    return slot;
}

static const WordList *
find_list(guint code)
{
    for (gsize i = 0; i < n_word_lists; i++)
        if (key_language_code(word_lists[i].language) == code)
            return &word_lists[i];
    return NULL;
}

static Table *
make_table(WordClasses *classes, guint code)
{
    const WordList *list = find_list(code);
    const char language[3] = {(char)(code >> 8), (char)code, '\0'};
    g_autoptr(GString) key = g_string_new(NULL);
    guint n_stops = classes->stops != NULL ? classes->stops->len : 0;
    Table *table = table_new((list != NULL ? list->n_words : 0) + n_stops);

    for (gsize i = 0; list != NULL && i < list->n_words; i++) {
        const ListedWord *word = &list->words[i];
        const char *listed = list->keys + word->key;
        Slot *slot = table_add(table, listed, strlen(listed));

        slot->class = word->class;
        slot->stop = classes->stops == NULL;
    }
    for (guint i = 0; i < n_stops; i++) {
        const char *word = classes->stops->pdata[i];
        Slot *slot;

        if (!key_of_form(word, strlen(word), TOKEN_WORD, language, key) ||
            key->len > MAX_WORD_NBYTES)
            continue; /* no form has this key */
        slot = table_add(table, g_string_chunk_insert_const(classes->keys, key->str), key->len);
        slot->stop = TRUE;
        if (slot->class == WORD_NONE)
            slot->class = WORD_STOP;
    }
    return table;
}

WordClasses *
word_classes_new(void)
{
    WordClasses *classes = g_new0(WordClasses, 1);

    classes->tables = g_hash_table_new_full(NULL, NULL, NULL, table_free);
    classes->keys = g_string_chunk_new(4096);
    return classes;
}

void
word_classes_free(WordClasses *classes)
{
    if (classes == NULL)
        return;
    g_hash_table_destroy(classes->tables);
    g_string_chunk_free(classes->keys);
    if (classes->stops != NULL)
        g_ptr_array_unref(classes->stops);
    g_free(classes);
}

/* Cuts the comment and white space off a line, in place. */
static char *
strip_line(char *line)
{
    for (char *p = line; *p != '\0'; p++) {
        if (*p == '#' && (p == line || g_ascii_isspace(p[-1]))) {
            *p = '\0';
            break;
        }
    }
    return g_strstrip(line);
}

static gboolean
read_line(char *line, const char *path, guint number, GPtrArray *words, GError **error)
{
    char *word = strip_line(line);

    if (*word == '\0')
        return TRUE;
    if (!g_utf8_validate(word, -1, NULL)) {
        g_set_error(error, WORD_CLASSES_ERROR, WORD_CLASSES_ERROR_ENCODING,
                    "%s:%u: not valid UTF-8", path, number);
        return FALSE;
    }
    if (strpbrk(word, " \t\v\f") != NULL) {
        g_set_error(error, WORD_CLASSES_ERROR, WORD_CLASSES_ERROR_WORDS,
                    "%s:%u: more than one word in a line: '%s'", path, number, word);
        return FALSE;
    }
    g_ptr_array_add(words, g_strdup(word));
    return TRUE;
}

gboolean
word_classes_load_stops(WordClasses *classes, const char *path, GError **error)
{
    g_autofree char *content = NULL;
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    gsize nbytes;
    char *line;

    if (!(content = file_text_read(path, &nbytes, error)))
        return FALSE;
    line = content + (g_str_has_prefix(content, "\357\273\277") ? 3 : 0);
    for (guint number = 1; line < content + nbytes; number++) {
        char *end = memchr(line, '\n', (gsize)(content + nbytes - line));

        if (end == NULL)
            end = content + nbytes;
        *end = '\0'; /* there is a byte for it: g_file_get_contents() adds a NUL */
        if (memchr(line, '\0', (gsize)(end - line)) != NULL) {
            g_set_error(error, WORD_CLASSES_ERROR, WORD_CLASSES_ERROR_ENCODING, "%s:%u: a NUL byte",
                        path, number);
            return FALSE;
        }
        if (!read_line(line, path, number, words, error))
            return FALSE;
        line = end + 1;
    }
    if (classes->stops != NULL)
        g_ptr_array_unref(classes->stops);
    classes->stops = g_steal_pointer(&words);
    g_hash_table_remove_all(classes->tables);
    classes->current = NULL;
    return TRUE;
}

static const Table *
find_table(WordClasses *classes, guint code)
{
    Table *table = g_hash_table_lookup(classes->tables, GUINT_TO_POINTER(code));

    if (table == NULL) {
        table = make_table(classes, code);
        g_hash_table_insert(classes->tables, GUINT_TO_POINTER(code), table);
    }
    return table;
}

WordClass
word_classes_find(WordClasses *classes, const char *language, const char *key, gsize nbytes)
{
    guint code = key_language_code(language);
    const Slot *slot;

    if (code != classes->code || classes->current == NULL) {
        classes->code = code;
        classes->current = find_table(classes, code);
    }
    if (nbytes == 0 || nbytes > classes->current->max_nbytes)
        return (WordClass){WORD_NONE, FALSE};
    slot = table_slot(classes->current, key, nbytes, hash_key(key, nbytes, 0));
    if (slot->key == NULL)
        return (WordClass){WORD_NONE, FALSE};
    return (WordClass){slot->class, slot->stop};
}
