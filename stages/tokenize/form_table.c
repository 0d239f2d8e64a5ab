#include "form_table.h"

#include <string.h>

#include "files/form_numbers.h"
#include "program/hash.h"
#include "program/prefix_sort.h"

enum { FIRST_SLOTS = 1 << 14, SHORT_NBYTES = 16 };

void
form_table_init(FormTable *table)
{
    *table = (FormTable){.n_slots = FIRST_SLOTS, .n = 1};
    table->slots = g_new0(FormSlot, table->n_slots);
    table->bytes = g_byte_array_new();
}

void
form_table_clear(FormTable *table)
{
    g_clear_pointer(&table->slots, g_free);
    g_clear_pointer(&table->bytes, g_byte_array_unref);
}

/* The first nbytes, 1 to 16 of them, as two integers filled up with zeros; reads 16 bytes. */
static inline void
load_short(const char *bytes, gsize nbytes, guint64 key[2])
{
    memcpy(key, bytes, SHORT_NBYTES);
    if (nbytes <= 8) {
        key[0] = GUINT64_TO_LE(GUINT64_FROM_LE(key[0]) & (~G_GUINT64_CONSTANT(0) >> (64 - 8 * nbytes)));
        key[1] = 0;
    } else {
        key[1] = GUINT64_TO_LE(GUINT64_FROM_LE(key[1]) & (~G_GUINT64_CONSTANT(0) >> (128 - 8 * nbytes)));
    }
}

static inline guint32
first_slot(const FormTable *table, const guint64 key[2], guint tail)
{
    guint64 hash = hash_mix(key[0] ^ (guint64)tail << 40) ^ key[1] * G_GUINT64_CONSTANT(0xd6e8feb86659fd93);

    return hash_mix(hash) & (table->n_slots - 1);
}

static inline guint
tail_of(gsize nbytes, guint type, guint language)
{
    return language << 14 | type << 11 | nbytes;
}

static void
grow(FormTable *table)
{
    g_autofree FormSlot *old = table->slots;
    guint32 n_old = table->n_slots;

    table->n_slots *= 2;
    table->slots = g_new0(FormSlot, table->n_slots);
    for (guint32 i = 0; i < n_old; i++) {
        guint64 key[2] = {old[i].key[0], old[i].nbytes > SHORT_NBYTES ? 0 : old[i].key[1]};
        guint32 slot;

        if (old[i].nbytes == 0)
            continue;
        slot = first_slot(table, key, tail_of(old[i].nbytes, old[i].type, old[i].language));
        while (table->slots[slot].nbytes != 0)
            slot = (slot + 1) & (table->n_slots - 1);
        table->slots[slot] = old[i];
    }
}

/* Whether the long form in slot, whose hash is the same, has these bytes. */
static gboolean
same_long(const FormTable *table, const FormSlot *slot, const char *bytes, gsize nbytes)
{
    return memcmp(table->bytes->data + slot->key[1], bytes, nbytes) == 0;
}

guint32
form_table_add(FormTable *table, const char *bytes, gsize nbytes, TokenType type, guint8 language, gboolean inside)
{
    gboolean is_long = nbytes > SHORT_NBYTES;
    guint64 key[2] = {0, 0};
    guint32 place;
    FormSlot *slot;

    if (is_long)
        key[0] = hash_key(bytes, nbytes, 0);
    else
        load_short(bytes, nbytes, key);
    place = first_slot(table, key, tail_of(nbytes, type, language));
    for (;; place = (place + 1) & (table->n_slots - 1)) {
        slot = &table->slots[place];
        if (slot->nbytes == 0)
            break;
        if (slot->key[0] != key[0] || slot->nbytes != nbytes || slot->type != type || slot->language != language ||
            (is_long ? !same_long(table, slot, bytes, nbytes) : slot->key[1] != key[1]))
            continue;
        slot->count++;
        slot->inside += inside;
        return slot->form;
    }
    if (is_long) {
        key[1] = table->bytes->len;
        g_byte_array_append(table->bytes, (const guint8 *)bytes, nbytes);
    }
    *slot = (FormSlot){{key[0], key[1]}, nbytes, type, language, table->n++, 1, inside};
    if (table->n <= table->n_slots / 2)
        return slot->form;
    grow(table);
    return table->n - 1;
}

/* ---- writing */

static const guint8 *
bytes_of(const FormTable *table, const FormSlot *slot)
{
    return slot->nbytes > SHORT_NBYTES ? table->bytes->data + slot->key[1] : (const guint8 *)slot->key;
}

/* Of one language and with the same first bytes. */
static int
compare(guint32 a, guint32 b, gconstpointer data)
{
    const FormTable *table = data;
    const FormSlot *x = &table->slots[a], *y = &table->slots[b];
    int order = memcmp(bytes_of(table, x), bytes_of(table, y), MIN(x->nbytes, y->nbytes));

    if (order != 0)
        return order;
    if (x->nbytes != y->nbytes)
        return x->nbytes < y->nbytes ? -1 : 1;
    return x->type < y->type ? -1 : x->type > y->type;
}

/* The places of the forms' slots, in the order of the file. */
static PrefixKey *
order_forms(const FormTable *table, const guint8 *languages)
{
    PrefixKey *keys = g_new(PrefixKey, table->n);
    guint32 n = 0;

    for (guint32 i = 0; i < table->n_slots; i++) {
        const FormSlot *slot = &table->slots[i];

        if (slot->nbytes > 0)
            keys[n++] = (PrefixKey){prefix_of(languages[slot->language], bytes_of(table, slot), slot->nbytes), i};
    }
    prefix_sort(keys, n, compare, table);
    return keys;
}

guint32 *
form_table_write(const FormTable *table, const guint8 *languages, SectionWriter *section)
{
    g_autofree PrefixKey *keys = order_forms(table, languages);
    guint32 *numbers = g_new(guint32, table->n), n = table->n - 1;
    g_autofree guint32 *counts = g_new(guint32, table->n), *forms = g_new(guint32, table->n),
                       *in_order = g_new(guint32, table->n);

    for (guint32 i = 0; i < n; i++) {
        const FormSlot *slot = &table->slots[keys[i].place];

        section_put_uint(section, languages[slot->language]);
        section_put_prefixed(section, bytes_of(table, slot), slot->nbytes);
        section_put_uint(section, slot->type);
        section_put_uint(section, slot->count);
        section_put_uint(section, slot->inside);
        section_end_record(section);
        counts[i] = slot->count;
        forms[i] = slot->form;
    }
    form_numbers(counts, n, in_order);
    numbers[FORM_EMPTY] = FORM_EMPTY;
    for (guint32 i = 0; i < n; i++)
        numbers[forms[i]] = in_order[i];
    return numbers;
}
