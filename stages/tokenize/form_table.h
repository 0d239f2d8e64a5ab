/*
 * FormTable: the distinct forms of a shard with their counts. While articles are read a form is
 * known by a preliminary number, in the order of first occurrence; form_table_write() gives the
 * numbers of the file.
 */
#ifndef TEXTMILL_FORM_TABLE_H
#define TEXTMILL_FORM_TABLE_H

#include <glib.h>
#include <string.h>

#include "container/container_writer.h"
#include "files/token_type.h"

enum {
    FORM_WORD_MAX_NBYTES = 1024,
    FORM_SEPARATOR_MAX_NBYTES = 255,
    FORM_EMPTY = 0, /* the empty separator: the same number everywhere */
    FORM_SHORT_NBYTES = 16,
    FORM_SLACK_NBYTES = FORM_SHORT_NBYTES,
};

/*
 * A form in half a cache line: most lookups end with comparing three integers. Forms of at most
 * FORM_SHORT_NBYTES bytes are kept in key itself; of a longer one key[0] is the hash and key[1]
 * says where in bytes it begins.
 */
typedef struct {
    guint64 key[2];
    guint32 kind; /* form_kind() */
    guint32 count, inside;
} Form;

/*
 * The hash table has numbers only, so that it is small and the forms lie close together: the
 * frequent ones, which are met early, in front. The bits that numbers leave are of the form's hash,
 * so that hardly ever another form than the one looked for is read.
 */
typedef struct {
    guint32 *slots;  /* 0: free */
    guint32 n_slots; /* a power of two; at most half of them are taken */
    guint32 shift;   /* of a hash, to the place of a slot */
    guint32 numbers; /* mask of the preliminary number in a slot */
    Form *forms; /* by their preliminary numbers; the first one, the empty separator, has no kind */
    guint32 n, capacity;
    GByteArray *bytes; /* of long forms */
} FormTable;

void form_table_init(FormTable *table);
void form_table_clear(FormTable *table);

static inline guint32
form_kind(gsize nbytes, TokenType type, guint8 language)
{
    return (guint32)language << 24 | (guint32)type << 16 | (guint32)nbytes;
}

static inline gsize
form_nbytes(const Form *form)
{
    return form->kind & 0xffff;
}

/* The hash of a form; of a long one key1 is 0. */
static inline guint64
form_hash(guint64 key0, guint64 key1, guint32 kind)
{
    guint64 hash = key0 * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

    return (hash ^ hash >> 32 ^ key1 ^ (guint64)kind << 32) *
           G_GUINT64_CONSTANT(0xd6e8feb86659fd93);
}

/* The first nbytes, 1 to FORM_SHORT_NBYTES of them, as integers filled up with zeros; reads
 * FORM_SHORT_NBYTES. */
static inline void
form_load_short(const char *bytes, gsize nbytes, guint64 *ret_key0, guint64 *ret_key1)
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

/* form_table_add() for a form that is long, new, or not the likely one. */
guint32 form_table_add_slowly(FormTable *table, const char *bytes, gsize nbytes, guint32 kind,
                              gboolean inside);

/*
 * Adding a form reads a slot and then the form it names, and in a table that is large both are far
 * away. Who has many to add asks for all the slots first, then for all the forms, and then adds
 * them: the memory is under way while others are dealt with.
 *
 * form_table_find_slot() is where a form would be looked for first; form_table_likely() what is
 * there, as long as nothing has been added meanwhile. Both only begin to fetch what comes next.
 */
static inline guint32
form_table_find_slot(const FormTable *table, const char *bytes, guint32 kind)
{
    guint64 key0, key1;
    guint32 slot;

    if (G_UNLIKELY((kind & 0xffff) > FORM_SHORT_NBYTES))
        return 0; /* what is there is not the form, so it is added slowly */
    form_load_short(bytes, kind & 0xffff, &key0, &key1);
    slot = form_hash(key0, key1, kind) >> table->shift;
    __builtin_prefetch(&table->slots[slot]);
    return slot;
}

static inline guint32
form_table_likely(const FormTable *table, guint32 slot)
{
    guint32 number = table->slots[slot] & table->numbers;

    __builtin_prefetch(&table->forms[number], 1);
    return number;
}

/*
 * The preliminary number of a form of 1 to FORM_..._MAX_NBYTES, added if it is new; one more
 * occurrence of it is counted, inside a sentence or not. FORM_SLACK_NBYTES bytes after the form
 * must be readable, whatever they are. likely: any form, better the one that form_table_likely()
 * gave.
 */
static inline guint32
form_table_add_likely(FormTable *table, guint32 likely, const char *bytes, guint32 kind,
                      gboolean inside)
{
    guint32 nbytes = kind & 0xffff;

    if (G_LIKELY(nbytes <= FORM_SHORT_NBYTES)) {
        Form *form = &table->forms[likely];
        guint64 key0, key1;

        form_load_short(bytes, nbytes, &key0, &key1);
        if (G_LIKELY(form->key[0] == key0 && form->kind == kind && form->key[1] == key1)) {
            form->count++;
            form->inside += inside;
            return likely;
        }
    }
    return form_table_add_slowly(table, bytes, nbytes, kind, inside);
}

/* The same for a single form. */
static inline guint32
form_table_add(FormTable *table, const char *bytes, gsize nbytes, TokenType type, guint8 language,
               gboolean inside)
{
    guint32 kind = form_kind(nbytes, type, language);
    guint32 slot = form_table_find_slot(table, bytes, kind);

    return form_table_add_likely(table, form_table_likely(table, slot), bytes, kind, inside);
}

/*
 * Numbers the forms as FORMAT.md says: from 1 by count, the largest first, then by language, bytes,
 * type. Returns the number of each preliminary one, to be freed, and writes the section of forms.
 * languages: for each preliminary number of a language its final one.
 */
guint32 *form_table_write(const FormTable *table, const guint8 *languages, SectionWriter *section);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FormTable, form_table_clear)

#endif
