#include "form_table.h"

#include <string.h>

#include "files/form_numbers.h"
#include "program/hash.h"
#include "program/prefix_sort.h"

enum { FIRST_BITS = 14, N_LANGUAGES = 256 };

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

/* The hash of a form; of a long one key1 is 0. */
static inline guint64
hash_of(guint64 key0, guint64 key1, guint32 kind)
{
    guint64 hash = key0 * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

    return (hash ^ hash >> 32 ^ key1 ^ (guint64)kind << 32) *
           G_GUINT64_CONSTANT(0xd6e8feb86659fd93);
}

/* The first nbytes, 1 to FORM_SHORT_NBYTES of them, as integers filled up with zeros; reads
 * FORM_SHORT_NBYTES. */
static inline void
load_short(const char *bytes, gsize nbytes, guint64 *ret_key0, guint64 *ret_key1)
{
    guint64 key[2];

    memcpy(key, bytes, sizeof key);
    if (nbytes <= 8) {
        *ret_key0 =
            GUINT64_TO_LE(GUINT64_FROM_LE(key[0]) & (~G_GUINT64_CONSTANT(0) >> (64 - 8 * nbytes)));
        *ret_key1 = 0;
    } else {
        *ret_key0 = key[0];
        *ret_key1 =
            GUINT64_TO_LE(GUINT64_FROM_LE(key[1]) & (~G_GUINT64_CONSTANT(0) >> (128 - 8 * nbytes)));
    }
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
        guint64 key1 = is_long(form->kind) ? 0 : form->key[1];
        guint64 hash = hash_of(form->key[0], key1, form->kind);
        guint32 place = hash >> table->shift;

        while (table->slots[place] != 0)
            place = next_place(table, place);
        table->slots[place] = slot_of(table, hash, i);
    }
}

/* Whether the long form, whose hash is the same, has these bytes. */
static gboolean
same_long(const FormTable *table, const Form *form, const char *bytes, gsize nbytes)
{
    return memcmp(table->bytes->data + form->key[1], bytes, nbytes) == 0;
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

/* The number of a form that is long, new, or not in the slot where it is looked for first; one more
 * use of it is counted. */
static guint32
count_slowly(FormTable *table, const char *bytes, guint32 kind, gboolean inside)
{
    gsize nbytes = nbytes_of(kind);
    guint64 key0, key1 = 0, hash;
    guint32 place, number, slot;

    if (nbytes == 0)
        return FORM_EMPTY;
    if (is_long(kind))
        key0 = hash_key(bytes, nbytes, 0);
    else
        load_short(bytes, nbytes, &key0, &key1);
    hash = hash_of(key0, key1, kind);
    place = hash >> table->shift;
    while ((slot = table->slots[place]) != 0) {
        Form *form = &table->forms[number = slot & table->numbers];

        if (slot == slot_of(table, hash, number) && form->key[0] == key0 && form->kind == kind &&
            (is_long(kind) ? same_long(table, form, bytes, nbytes) : form->key[1] == key1)) {
            form->count++;
            form->inside += inside;
            return number;
        }
        place = next_place(table, place);
    }
    if (is_long(kind)) {
        key1 = table->bytes->len;
        g_byte_array_append(table->bytes, (const guint8 *)bytes, nbytes);
    }
    number = append(table, (Form){{key0, key1}, kind, 1, inside});
    table->slots[place] = slot_of(table, hash, number);
    if (table->n > table->numbers) /* the next one would be no such number */
        grow(table);
    return number;
}

static inline gboolean
is_short(guint32 kind)
{
    return nbytes_of(kind) - 1 < FORM_SHORT_NBYTES; /* and not empty */
}

/* Where a short form is looked for first; any place for another. */
static inline guint32
first_place(const FormTable *table, const char *bytes, guint32 kind)
{
    guint64 key0, key1;

    if (G_UNLIKELY(!is_short(kind)))
        return 0;
    load_short(bytes, nbytes_of(kind), &key0, &key1);
    return hash_of(key0, key1, kind) >> table->shift;
}

/* likely: the form in that place. */
static inline guint32
count_use(FormTable *table, guint32 likely, const char *bytes, guint32 kind, gboolean inside)
{
    Form *form = &table->forms[likely];
    guint64 key0, key1;

    if (G_UNLIKELY(!is_short(kind)))
        return count_slowly(table, bytes, kind, inside);
    load_short(bytes, nbytes_of(kind), &key0, &key1);
    if (G_UNLIKELY(form->key[0] != key0 || form->kind != kind || form->key[1] != key1))
        return count_slowly(table, bytes, kind, inside);
    form->count++;
    form->inside += inside;
    return likely;
}

/*
 * In a large table both a form's slot and the form are far away. So the slots of all are asked for
 * first, then the forms that are in them: what is one's memory is under way while others are dealt
 * with.
 */
void
form_table_count(FormTable *table, const char *text, const FormUse *uses, guint n, guint32 *numbers)
{
    for (guint i = 0; i < n; i++) {
        numbers[i] = first_place(table, text + uses[i].start, uses[i].kind & ~(guint32)FORM_INSIDE);
        __builtin_prefetch(&table->slots[numbers[i]]);
    }
    for (guint i = 0; i < n; i++) {
        numbers[i] = table->slots[numbers[i]] & table->numbers;
        __builtin_prefetch(&table->forms[numbers[i]], 1);
    }
    for (guint i = 0; i < n; i++)
        numbers[i] =
            count_use(table, numbers[i], text + uses[i].start, uses[i].kind & ~(guint32)FORM_INSIDE,
                      (uses[i].kind & FORM_INSIDE) != 0);
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
    return is_long(form->kind) ? table->bytes->data + form->key[1] : (const guint8 *)form->key;
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
form_table_write(const FormTable *table, const guint8 *languages, SectionWriter *section)
{
    g_autofree PrefixKey *keys = order_forms(table, languages);
    guint32 *numbers = g_new(guint32, table->n), n = table->n - 1;
    g_autofree guint32 *counts = g_new(guint32, table->n), *in_order = g_new(guint32, table->n);

    for (guint32 i = 0; i < n; i++) {
        const Form *form = &table->forms[keys[i].place];

        section_put_uint(section, languages[language_of(form)]);
        section_put_prefixed(section, bytes_of(table, form), nbytes_of(form->kind));
        section_put_uint(section, type_of(form));
        section_put_uint(section, form->count);
        section_put_uint(section, form->inside);
        section_end_record(section);
        counts[i] = form->count;
    }
    form_numbers(counts, n, in_order);
    numbers[FORM_EMPTY] = FORM_EMPTY;
    for (guint32 i = 0; i < n; i++)
        numbers[keys[i].place] = in_order[i];
    return numbers;
}
