/*
 * FormTable: the distinct forms of a shard with their counts. While articles are read a form is known by a
 * preliminary number, in the order of first occurrence; form_table_number() gives the numbers of the file.
 */
#ifndef TEXTMILL_FORM_TABLE_H
#define TEXTMILL_FORM_TABLE_H

#include <glib.h>

#include "container/container_writer.h"
#include "files/token_type.h"

enum {
    FORM_WORD_MAX_NBYTES = 1024,
    FORM_SEPARATOR_MAX_NBYTES = 255,
    FORM_EMPTY = 0, /* the empty separator: the same number everywhere */
};

typedef struct {
    guint32 start; /* in bytes */
    guint16 nbytes;
    guint8 type, language;
    guint32 count, inside;
} Form;

typedef struct {
    guint32 tag; /* upper half of the hash */
    guint32 form; /* 0: free */
} FormSlot;

typedef struct {
    Form *forms;
    guint32 n, capacity;
    GByteArray *bytes;
    FormSlot *slots; /* a power of two, at most half of them taken */
    guint32 n_slots;
} FormTable;

void form_table_init(FormTable *table);
void form_table_clear(FormTable *table);

/*
 * The preliminary number of a form of at most FORM_..._MAX_NBYTES, added if it is new; one more occurrence of
 * it is counted, inside a sentence or not.
 */
guint32 form_table_add(FormTable *table, const char *bytes, gsize nbytes, TokenType type, guint8 language,
                       gboolean inside);

/*
 * Numbers the forms as FORMAT.md says: from 1 by count, the largest first, then by language, bytes, type.
 * languages: for each preliminary number of a language its final one. *ret_order: the preliminary numbers (n - 1
 * of them) in the order of language, bytes, type. Both arrays are to be freed.
 */
guint32 *form_table_number(const FormTable *table, const guint8 *languages, guint32 **ret_order);

/* Writes the section of forms, in the order of form_table_number(). */
void form_table_write(const FormTable *table, const guint32 *order, const guint8 *languages, SectionWriter *section);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FormTable, form_table_clear)

#endif
