#include "form_table.h"

#include <string.h>

#include "files/form_numbers.h"
#include "program/hash.h"
#include "program/prefix_sort.h"

enum { FIRST_BITS = 14, N_LANGUAGES = 256 };

void
form_table_init(FormTable *table)
{
    *table = (FormTable){.n_slots = 1 << FIRST_BITS, .shift = 64 - FIRST_BITS, .n = 1};
    table->slots = g_new0(FormSlot, table->n_slots);
    table->bytes = g_byte_array_new();
}

void
form_table_clear(FormTable *table)
{
    g_clear_pointer(&table->slots, g_free);
    g_clear_pointer(&table->bytes, g_byte_array_unref);
}

static void
grow(FormTable *table)
{
    g_autofree FormSlot *old = table->slots;
    guint32 n_old = table->n_slots;

    table->n_slots *= 2;
    table->shift--;
    table->slots = g_new0(FormSlot, table->n_slots);
    for (guint32 i = 0; i < n_old; i++) {
        guint64 key1 = form_nbytes(&old[i]) > FORM_SHORT_NBYTES ? 0 : old[i].key[1];
        guint32 place;

        if (old[i].kind == 0)
            continue;
        place = form_first_slot(table, old[i].key[0], key1, old[i].kind);
        while (table->slots[place].kind != 0)
            place = (place + 1) & (table->n_slots - 1);
        table->slots[place] = old[i];
    }
}

/* Whether the long form in slot, whose hash is the same, has these bytes. */
static gboolean
same_long(const FormTable *table, const FormSlot *slot, const char *bytes, gsize nbytes)
{
    return memcmp(table->bytes->data + slot->key[1], bytes, nbytes) == 0;
}

guint32
form_table_add_slowly(FormTable *table, const char *bytes, gsize nbytes, guint32 kind,
                      gboolean inside)
{
    gboolean is_long = nbytes > FORM_SHORT_NBYTES;
    guint64 key0, key1 = 0;
    guint32 place;
    FormSlot *slot;

    if (is_long)
        key0 = hash_key(bytes, nbytes, 0);
    else
        form_load_short(bytes, nbytes, &key0, &key1);
    place = form_first_slot(table, key0, key1, kind);
    for (;; place = (place + 1) & (table->n_slots - 1)) {
        slot = &table->slots[place];
        if (slot->kind == 0)
            break;
        if (slot->key[0] != key0 || slot->kind != kind ||
            (is_long ? !same_long(table, slot, bytes, nbytes) : slot->key[1] != key1))
            continue;
        slot->count++;
        slot->inside += inside;
        return slot->form;
    }
    if (is_long) {
        key1 = table->bytes->len;
        g_byte_array_append(table->bytes, (const guint8 *)bytes, nbytes);
    }
    *slot = (FormSlot){{key0, key1}, kind, table->n++, 1, inside};
    if (table->n <= table->n_slots / 2)
        return slot->form;
    grow(table);
    return table->n - 1;
}

/* ---- writing */

static TokenType
type_of(const FormSlot *slot)
{
    return slot->kind >> 16 & 0xff;
}

static guint8
language_of(const FormSlot *slot)
{
    return slot->kind >> 24;
}

static const guint8 *
bytes_of(const FormTable *table, const FormSlot *slot)
{
    return form_nbytes(slot) > FORM_SHORT_NBYTES ? table->bytes->data + slot->key[1]
                                                 : (const guint8 *)slot->key;
}

/* Of one language and with the same first bytes. */
static int
compare(guint32 a, guint32 b, gconstpointer data)
{
    const FormTable *table = data;
    const FormSlot *x = &table->slots[a], *y = &table->slots[b];
    gsize x_nbytes = form_nbytes(x), y_nbytes = form_nbytes(y);
    int order = memcmp(bytes_of(table, x), bytes_of(table, y), MIN(x_nbytes, y_nbytes));

    if (order != 0)
        return order;
    if (x_nbytes != y_nbytes)
        return x_nbytes < y_nbytes ? -1 : 1;
    return (type_of(x) > type_of(y)) - (type_of(x) < type_of(y));
}

/* Where the forms of each language begin among all, by final numbers; the last one is where they
 * end. */
static void
count_languages(const FormTable *table, const guint8 *languages, guint32 starts[N_LANGUAGES + 1])
{
    memset(starts, 0, (N_LANGUAGES + 1) * sizeof *starts);
    for (guint32 i = 0; i < table->n_slots; i++)
        if (table->slots[i].kind != 0)
            starts[languages[language_of(&table->slots[i])] + 1]++;
    for (guint i = 0; i < N_LANGUAGES; i++)
        starts[i + 1] += starts[i];
}

/* The places of the forms' slots, in the order of the file. */
static PrefixKey *
order_forms(const FormTable *table, const guint8 *languages)
{
    PrefixKey *keys = g_new(PrefixKey, table->n);
    guint32 starts[N_LANGUAGES + 1], ends[N_LANGUAGES];

    count_languages(table, languages, starts);
    memcpy(ends, starts, sizeof ends);
    for (guint32 i = 0; i < table->n_slots; i++) {
        const FormSlot *slot = &table->slots[i];
        guint64 prefix = 0;

        if (slot->kind == 0)
            continue;
        memcpy(&prefix, bytes_of(table, slot), MIN(form_nbytes(slot), sizeof prefix));
        keys[ends[languages[language_of(slot)]]++] = (PrefixKey){GUINT64_FROM_BE(prefix), i};
    }
    /* language by language: its bytes alone make a prefix that tells more forms apart */
    for (guint i = 0; i < N_LANGUAGES; i++)
        if (starts[i + 1] - starts[i] > 1)
            prefix_sort(keys + starts[i], starts[i + 1] - starts[i], compare, table);
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

        section_put_uint(section, languages[language_of(slot)]);
        section_put_prefixed(section, bytes_of(table, slot), form_nbytes(slot));
        section_put_uint(section, type_of(slot));
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
