#include "form_table.h"

#include <stdlib.h>
#include <string.h>

#include "program/hash.h"

enum { FIRST_SLOTS = 1 << 15, FIRST_FORMS = 1 << 13 };

void
form_table_init(FormTable *table)
{
    *table = (FormTable){.capacity = FIRST_FORMS, .n_slots = FIRST_SLOTS};
    table->forms = g_new(Form, table->capacity);
    table->slots = g_new0(FormSlot, table->n_slots);
    table->bytes = g_byte_array_new();
    table->forms[table->n++] = (Form){0}; /* the empty separator */
}

void
form_table_clear(FormTable *table)
{
    g_clear_pointer(&table->forms, g_free);
    g_clear_pointer(&table->slots, g_free);
    g_clear_pointer(&table->bytes, g_byte_array_unref);
}

static guint64
hash_of(const char *bytes, gsize nbytes, guint type, guint language)
{
    return hash_key(bytes, nbytes, language << 8 | type);
}

static void
grow(FormTable *table)
{
    table->n_slots *= 2;
    g_free(table->slots);
    table->slots = g_new0(FormSlot, table->n_slots);
    for (guint32 i = 1; i < table->n; i++) {
        const Form *form = &table->forms[i];
        guint64 hash = hash_of((const char *)table->bytes->data + form->start, form->nbytes, form->type, form->language);
        guint32 slot = hash & (table->n_slots - 1);

        while (table->slots[slot].form != 0)
            slot = (slot + 1) & (table->n_slots - 1);
        table->slots[slot] = (FormSlot){hash >> 32, i};
    }
}

static guint32
add_new(FormTable *table, guint32 slot, guint32 tag, const Form *form, const char *bytes)
{
    if (table->n == table->capacity) {
        table->capacity *= 2;
        table->forms = g_renew(Form, table->forms, table->capacity);
    }
    table->forms[table->n] = *form;
    g_byte_array_append(table->bytes, (const guint8 *)bytes, form->nbytes);
    table->slots[slot] = (FormSlot){tag, table->n};
    if (++table->n > table->n_slots / 2)
        grow(table);
    return table->n - 1;
}

guint32
form_table_add(FormTable *table, const char *bytes, gsize nbytes, TokenType type, guint8 language, gboolean inside)
{
    guint64 hash = hash_of(bytes, nbytes, type, language);
    guint32 slot = hash & (table->n_slots - 1), tag = hash >> 32;
    Form fresh = {table->bytes->len, nbytes, type, language, 1, inside};

    for (; table->slots[slot].form != 0; slot = (slot + 1) & (table->n_slots - 1)) {
        Form *form;

        if (table->slots[slot].tag != tag)
            continue;
        form = &table->forms[table->slots[slot].form];
        if (form->nbytes == nbytes && form->type == type && form->language == language &&
            memcmp(table->bytes->data + form->start, bytes, nbytes) == 0) {
            form->count++;
            form->inside += inside;
            return table->slots[slot].form;
        }
    }
    return add_new(table, slot, tag, &fresh, bytes);
}

typedef struct {
    guint64 prefix; /* the first bytes: decides most comparisons */
    const guint8 *bytes;
    guint32 number;
    guint16 nbytes;
    guint8 language, type;
} SortKey;

static int
compare(const void *a, const void *b)
{
    const SortKey *x = a, *y = b;
    int order;

    if (x->language != y->language)
        return x->language < y->language ? -1 : 1;
    if (x->prefix != y->prefix)
        return x->prefix < y->prefix ? -1 : 1;
    order = memcmp(x->bytes, y->bytes, MIN(x->nbytes, y->nbytes));
    if (order != 0)
        return order;
    if (x->nbytes != y->nbytes)
        return x->nbytes < y->nbytes ? -1 : 1;
    return x->type < y->type ? -1 : x->type > y->type;
}

static guint32 *
order_forms(const FormTable *table, const guint8 *languages)
{
    g_autofree SortKey *keys = g_new(SortKey, table->n);
    guint32 *order = g_new(guint32, table->n), n = 0;

    for (guint32 i = 1; i < table->n; i++) {
        const Form *form = &table->forms[i];
        SortKey *key = &keys[n++];

        *key = (SortKey){0, table->bytes->data + form->start, i, form->nbytes, languages[form->language], form->type};
        memcpy(&key->prefix, key->bytes, MIN(form->nbytes, sizeof key->prefix));
        key->prefix = GUINT64_FROM_BE(key->prefix);
    }
    qsort(keys, n, sizeof *keys, compare);
    for (guint32 i = 0; i < n; i++)
        order[i] = keys[i].number;
    return order;
}

typedef struct {
    guint32 count, place, form;
} Rank;

static int
by_count(const void *a, const void *b)
{
    const Rank *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

guint32 *
form_table_number(const FormTable *table, const guint8 *languages, guint32 **ret_order)
{
    guint32 *order = order_forms(table, languages), *numbers = g_new(guint32, table->n), n = table->n - 1;
    g_autofree Rank *ranks = g_new(Rank, table->n);

    for (guint32 i = 0; i < n; i++)
        ranks[i] = (Rank){table->forms[order[i]].count, i, order[i]};
    qsort(ranks, n, sizeof *ranks, by_count);
    numbers[FORM_EMPTY] = FORM_EMPTY;
    for (guint32 i = 0; i < n; i++)
        numbers[ranks[i].form] = i + 1;
    *ret_order = order;
    return numbers;
}

void
form_table_write(const FormTable *table, const guint32 *order, const guint8 *languages, SectionWriter *section)
{
    for (guint32 i = 0; i + 1 < table->n; i++) {
        const Form *form = &table->forms[order[i]];

        section_put_uint(section, languages[form->language]);
        section_put_prefixed(section, table->bytes->data + form->start, form->nbytes);
        section_put_uint(section, form->type);
        section_put_uint(section, form->count);
        section_put_uint(section, form->inside);
        section_end_record(section);
    }
}
