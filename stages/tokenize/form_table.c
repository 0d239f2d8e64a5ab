#include "form_table.h"

#include <string.h>

#include "files/form_numbers.h"
#include "program/bytes.h"
#include "program/hash.h"
#include "program/prefix_sort.h"

enum {
    FIRST_BITS = 14,
    N_LANGUAGES = 256,
    AHEAD = 16, /* forms that are asked for before they are written, in the order of the file */
};

static gsize
nbytes_of(guint32 kind)
{
    return kind & 0xffff;
}

static gboolean
is_long(guint32 kind)
{
    return nbytes_of(kind) > FORM_SHORT_NBYTES;
}

/* A form that is looked for, by its key as Form has it. */
typedef struct {
    guint64 key[2], hash;
    guint32 kind;
    guint32 likely; /* number of the form that it very likely is, if it is not new */
} Sought;

static inline guint64
hash_of(const guint64 key[2], guint32 kind)
{
    guint64 hash = key[0] * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

    return (hash ^ hash >> 32 ^ key[1] ^ (guint64)kind << 32) *
           G_GUINT64_CONSTANT(0xd6e8feb86659fd93);
}

/* The first nbytes, at most FORM_SHORT_NBYTES, as integers filled up with zeros. */
static inline void
load_short(const char *bytes, gsize nbytes, guint64 ret_key[2])
{
    static const guint8 kept[2 * FORM_SHORT_NBYTES] = {[0 ... FORM_SHORT_NBYTES - 1] = 0xff};
    const char *mask = (const char *)kept + FORM_SHORT_NBYTES - nbytes;

    ret_key[0] = bytes_at(bytes) & bytes_at(mask);
    ret_key[1] = bytes_at(bytes + BYTES_AT_ONCE) & bytes_at(mask + BYTES_AT_ONCE);
}

static inline void
seek(const char *bytes, guint32 kind, Sought *ret)
{
    ret->kind = kind;
    if (G_LIKELY(!is_long(kind))) {
        load_short(bytes, nbytes_of(kind), ret->key);
    } else {
        ret->key[0] = hash_key(bytes, nbytes_of(kind), 0);
        ret->key[1] = 0;
    }
    ret->hash = hash_of(ret->key, kind);
}

static void
make_slots(FormTable *table, guint bits)
{
    table->n_slots = (guint32)1 << bits;
    table->shift = 64 - bits;
    table->numbers = table->n_slots / 2 - 1;
    table->slots = g_new0(guint32, table->n_slots);
}

void
form_table_init(FormTable *table)
{
    *table = (FormTable){.n = 1, .capacity = 1 << FIRST_BITS};
    make_slots(table, FIRST_BITS);
    table->forms = g_new(Form, table->capacity);
    table->forms[FORM_EMPTY] = (Form){{0, 0}, 0, 0, 0};
    table->bytes = g_byte_array_new();
}

void
form_table_clear(FormTable *table)
{
    g_clear_pointer(&table->slots, g_free);
    g_clear_pointer(&table->forms, g_free);
    g_clear_pointer(&table->bytes, g_byte_array_unref);
}

/* The place of the slot behind this one. */
static inline guint32
next_place(const FormTable *table, guint32 place)
{
    return (place + 1) & (table->n_slots - 1);
}

static inline guint32
slot_of(const FormTable *table, guint64 hash, guint32 number)
{
    return ((guint32)hash & ~table->numbers) | number;
}

static void
grow(FormTable *table)
{
    g_free(table->slots);
    make_slots(table, 64 - table->shift + 1);
    for (guint32 i = 1; i < table->n; i++) {
        const Form *form = &table->forms[i];
        guint64 hash = hash_of(form->key, form->kind);
        guint32 place = hash >> table->shift;

        while (table->slots[place] != 0)
            place = next_place(table, place);
        table->slots[place] = slot_of(table, hash, i);
    }
}

static inline gboolean
is_sought(const FormTable *table, const Form *form, const Sought *sought, const char *bytes)
{
    if (((form->key[0] ^ sought->key[0]) | (form->key[1] ^ sought->key[1]) |
         (form->kind ^ sought->kind)) != 0)
        return FALSE;
    return G_LIKELY(!is_long(form->kind)) ||
           memcmp(table->bytes->data + form->at, bytes, nbytes_of(form->kind)) == 0;
}

static guint32
append(FormTable *table, Form form)
{
    if (table->n == table->capacity) {
        table->capacity *= 2;
        table->forms = g_renew(Form, table->forms, table->capacity);
    }
    table->forms[table->n] = form;
    return table->n++;
}

/* The number of a form that is not the likely one: it is added unless it is in the table. Inline,
 * it would keep the caller's variables in memory. */
static G_GNUC_NO_INLINE guint32
find_or_add(FormTable *table, const Sought *sought, const char *bytes)
{
    Form form = {{sought->key[0], sought->key[1]}, sought->kind, 0, 0};
    guint32 place = sought->hash >> table->shift, slot, number;

    if (nbytes_of(form.kind) == 0)
        return FORM_EMPTY;
    while ((slot = table->slots[place]) != 0) {
        number = slot & table->numbers;
        if (slot == slot_of(table, sought->hash, number) &&
            is_sought(table, &table->forms[number], sought, bytes))
            return number;
        place = next_place(table, place);
    }
    if (is_long(form.kind)) {
        form.at = table->bytes->len;
        g_byte_array_append(table->bytes, (const guint8 *)bytes, nbytes_of(form.kind));
    }
    number = append(table, form);
    table->slots[place] = slot_of(table, sought->hash, number);
    if (table->n > table->numbers) /* the next one would be no such number */
        grow(table);
    return number;
}

/* The number of the first form with these bits of the hash, FORM_EMPTY if there is none. */
static inline guint32
find_likely(const FormTable *table, guint64 hash)
{
    guint32 place = hash >> table->shift, slot;

    while ((slot = table->slots[place]) != 0 && slot != slot_of(table, hash, slot & table->numbers))
        place = next_place(table, place);
    return slot & table->numbers;
}

/*
 * In a large table both a form's slot and the form are far away. So the slots of all are asked for
 * first, then the forms that are in them: what is one's memory is under way while others are dealt
 * with.
 */
void
form_table_count(FormTable *table, const char *text, const FormUse *uses, guint n, guint32 *numbers)
{
    Sought sought[FORM_USES];

    for (guint i = 0; i < n; i++) {
        seek(text + uses[i].start, uses[i].kind & ~(guint32)FORM_INSIDE, &sought[i]);
        __builtin_prefetch(&table->slots[sought[i].hash >> table->shift]);
    }
    for (guint i = 0; i < n; i++) {
        sought[i].likely = find_likely(table, sought[i].hash);
        __builtin_prefetch(&table->forms[sought[i].likely], 1);
    }
    for (guint i = 0; i < n; i++) {
        const char *bytes = text + uses[i].start;
        guint32 number = sought[i].likely;

        if (G_UNLIKELY(!is_sought(table, &table->forms[number], &sought[i], bytes)))
            number = find_or_add(table, &sought[i], bytes);
        table->forms[number].uses += 1 + ((guint64)(uses[i].kind >> FORM_INSIDE_BIT & 1) << 32);
        numbers[i] = number;
    }
}

/* ---- writing */

static TokenType
type_of(const Form *form)
{
    return form->kind >> 16 & 0xff;
}

static guint8
language_of(const Form *form)
{
    return form->kind >> 24;
}

static const guint8 *
bytes_of(const FormTable *table, const Form *form)
{
    return is_long(form->kind) ? table->bytes->data + form->at : (const guint8 *)form->key;
}

/* Of one language and with the same first bytes. */
static int
compare(guint32 a, guint32 b, gconstpointer data)
{
    const FormTable *table = data;
    const Form *x = &table->forms[a], *y = &table->forms[b];
    gsize x_nbytes = nbytes_of(x->kind), y_nbytes = nbytes_of(y->kind);
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
    for (guint32 i = 1; i < table->n; i++)
        starts[languages[language_of(&table->forms[i])] + 1]++;
    for (guint i = 0; i < N_LANGUAGES; i++)
        starts[i + 1] += starts[i];
}

/* The numbers of the forms, in the order of the file. */
static PrefixKey *
order_forms(const FormTable *table, const guint8 *languages)
{
    PrefixKey *keys = g_new(PrefixKey, table->n);
    guint32 starts[N_LANGUAGES + 1], ends[N_LANGUAGES];

    count_languages(table, languages, starts);
    memcpy(ends, starts, sizeof ends);
    for (guint32 i = 1; i < table->n; i++) {
        const Form *form = &table->forms[i];
        guint64 prefix; /* of a short form it is filled up with zeros */

        if (is_long(form->kind))
            memcpy(&prefix, bytes_of(table, form), sizeof prefix);
        else
            prefix = form->key[0];
        keys[ends[languages[language_of(form)]]++] = (PrefixKey){GUINT64_FROM_BE(prefix), i};
    }
    /* language by language: its bytes alone make a prefix that tells more forms apart */
    for (guint i = 0; i < N_LANGUAGES; i++)
        if (starts[i + 1] - starts[i] > 1)
            prefix_sort(keys + starts[i], starts[i + 1] - starts[i], compare, table);
    return keys;
}

guint32 *
form_table_write(FormTable *table, const guint8 *languages, SectionWriter *section)
{
    g_autofree PrefixKey *keys = NULL;
    guint32 *numbers = g_new(guint32, table->n), n = table->n - 1;
    g_autofree guint32 *counts = g_new(guint32, table->n), *in_order = g_new(guint32, table->n);

    g_clear_pointer(&table->slots, g_free); /* their memory is used again */
    keys = order_forms(table, languages);
    for (guint32 i = 0; i < n; i++) {
        const Form *form = &table->forms[keys[i].place];

        __builtin_prefetch(&table->forms[keys[MIN(i + AHEAD, n - 1)].place]);
        section_put_uint(section, languages[language_of(form)]);
        section_put_prefixed(section, bytes_of(table, form), nbytes_of(form->kind));
        section_put_uint(section, type_of(form));
        section_put_uint(section, (guint32)form->uses);
        section_put_uint(section, form->uses >> 32);
        section_end_record(section);
        counts[i] = (guint32)form->uses;
    }
    form_numbers(counts, n, in_order);
    numbers[FORM_EMPTY] = FORM_EMPTY;
    for (guint32 i = 0; i < n; i++)
        numbers[keys[i].place] = in_order[i];
    return numbers;
}
