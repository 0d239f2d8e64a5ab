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
 * A form and its place in the hash table in one half of a cache line: most lookups end with
 * comparing three integers. A form of at most FORM_SHORT_NBYTES bytes is kept in key itself; of a
 * longer one key[0] is the hash and key[1] says where in bytes it begins.
 */
typedef struct {
    guint64 key[2];
    guint32 kind; /* form_kind(); 0: the slot is free */
    guint32 form; /* preliminary number */
    guint32 count, inside;
} FormSlot;

typedef struct {
    FormSlot *slots; /* a power of two, at most half of them taken */
    guint32 n_slots;
    guint32 shift;     /* of a hash, to the number of a slot */
    guint32 n;         /* forms, with the empty one */
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
form_nbytes(const FormSlot *slot)
{
    return slot->kind & 0xffff;
}

/* The slot where looking for a form begins; of a long form key1 is 0. */
static inline guint32
form_first_slot(const FormTable *table, guint64 key0, guint64 key1, guint32 kind)
{
    guint64 hash = key0 * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

    hash =
        (hash ^ hash >> 32 ^ key1 ^ (guint64)kind << 32) * G_GUINT64_CONSTANT(0xd6e8feb86659fd93);
    return hash >> table->shift;
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

/* form_table_add() for a form that is long, new, or not in the slot where it is looked for first.
 */
guint32 form_table_add_slowly(FormTable *table, const char *bytes, gsize nbytes, guint32 kind,
                              gboolean inside);

/*
 * The preliminary number of a form of 1 to FORM_..._MAX_NBYTES, added if it is new; one more
 * occurrence of it is counted, inside a sentence or not. FORM_SLACK_NBYTES bytes after the form
 * must be readable, whatever they are.
 */
static inline guint32
form_table_add(FormTable *table, const char *bytes, gsize nbytes, TokenType type, guint8 language,
               gboolean inside)
{
    guint32 kind = form_kind(nbytes, type, language);
    guint64 key0, key1;
    FormSlot *slot;

    if (G_LIKELY(nbytes <= FORM_SHORT_NBYTES)) {
        form_load_short(bytes, nbytes, &key0, &key1);
        slot = &table->slots[form_first_slot(table, key0, key1, kind)];
        if (G_LIKELY(slot->key[0] == key0 && slot->kind == kind && slot->key[1] == key1)) {
            slot->count++;
            slot->inside += inside;
            return slot->form;
        }
    }
    return form_table_add_slowly(table, bytes, nbytes, kind, inside);
}

/*
 * Numbers the forms as FORMAT.md says: from 1 by count, the largest first, then by language, bytes,
 * type. Returns the number of each preliminary one, to be freed, and writes the section of forms.
 * languages: for each preliminary number of a language its final one.
 */
guint32 *form_table_write(const FormTable *table, const guint8 *languages, SectionWriter *section);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FormTable, form_table_clear)

#endif
