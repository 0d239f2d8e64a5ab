#include "stem_table.h"

#include <string.h>

#include "files/terms.h"
#include "program/hash.h"
#include "program/prefix_sort.h"

enum { FIRST_SLOTS = 1 << 14 };

void
stem_table_init(StemTable *table)
{
    table->entries = g_array_new(FALSE, FALSE, sizeof(StemEntry));
    table->bytes = g_byte_array_new();
    table->n_slots = FIRST_SLOTS;
    table->slots = g_new0(guint32, table->n_slots);
}

void
stem_table_clear(StemTable *table)
{
    g_clear_pointer(&table->entries, g_array_unref);
    g_clear_pointer(&table->bytes, g_byte_array_unref);
    g_clear_pointer(&table->slots, g_free);
}

static guint64
hash_of(const StemTable *table, const StemEntry *entry)
{
    return hash_key(table->bytes->data + entry->start, entry->nbytes, entry->language);
}

static void
grow(StemTable *table)
{
    table->n_slots *= 2;
    g_free(table->slots);
    table->slots = g_new0(guint32, table->n_slots);
    for (guint i = 0; i < table->entries->len; i++) {
        guint32 slot = hash_of(table, &g_array_index(table->entries, StemEntry, i)) & (table->n_slots - 1);

        while (table->slots[slot] != 0)
            slot = (slot + 1) & (table->n_slots - 1);
        table->slots[slot] = i + 1;
    }
}

guint32
stem_table_add(StemTable *table, guint language, const char *stem, gsize nbytes)
{
    guint32 slot = hash_key(stem, nbytes, language) & (table->n_slots - 1);
    StemEntry fresh = {table->bytes->len, nbytes, language};

    for (; table->slots[slot] != 0; slot = (slot + 1) & (table->n_slots - 1)) {
        const StemEntry *known = &g_array_index(table->entries, StemEntry, table->slots[slot] - 1);

        if (known->language == language && known->nbytes == nbytes &&
            memcmp(table->bytes->data + known->start, stem, nbytes) == 0)
            return table->slots[slot] - 1;
    }
    g_byte_array_append(table->bytes, (const guint8 *)stem, nbytes);
    g_array_append_val(table->entries, fresh);
    table->slots[slot] = table->entries->len;
    if (table->entries->len > table->n_slots / 2)
        grow(table);
    return table->entries->len - 1;
}

static int
compare(guint32 a, guint32 b, gconstpointer data)
{
    const StemTable *table = data;
    const StemEntry *x = &g_array_index(table->entries, StemEntry, a), *y = &g_array_index(table->entries, StemEntry, b);
    Term term_x = {x->language, (const char *)table->bytes->data + x->start, x->nbytes};
    Term term_y = {y->language, (const char *)table->bytes->data + y->start, y->nbytes};

    return term_compare(&term_x, &term_y);
}

guint32 *
stem_table_order(const StemTable *table)
{
    guint n = table->entries->len;
    g_autofree PrefixKey *keys = g_new(PrefixKey, (gsize)n + 1);
    guint32 *order = g_new(guint32, (gsize)n + 1);

    for (guint i = 0; i < n; i++) {
        const StemEntry *entry = &g_array_index(table->entries, StemEntry, i);

        keys[i] = (PrefixKey){prefix_of(entry->language, table->bytes->data + entry->start, entry->nbytes), i};
    }
    prefix_sort(keys, n, compare, table);
    for (guint i = 0; i < n; i++)
        order[i] = keys[i].place;
    return order;
}
