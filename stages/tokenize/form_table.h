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
    FORM_SLACK_NBYTES = 16,
};

/*
 * A form and its place in the hash table in one half of a cache line: most lookups end with comparing two
 * integers. A form of at most 16 bytes is kept in key itself; of a longer one key[0] is the hash and key[1] says
 * where in bytes it begins.
 */
typedef struct {
    guint64 key[2];
    guint16 nbytes; /* 0: the slot is free */
    guint8 type, language;
    guint32 form;   /* preliminary number */
    guint32 count, inside;
} FormSlot;

typedef struct {
    FormSlot *slots; /* a power of two, at most half of them taken */
    guint32 n_slots;
    guint32 n;        /* forms, with the empty one */
    GByteArray *bytes; /* of forms longer than 16 bytes */
} FormTable;

void form_table_init(FormTable *table);
void form_table_clear(FormTable *table);

/*
 * The preliminary number of a form of 1 to FORM_..._MAX_NBYTES, added if it is new; one more occurrence of it is
 * counted, inside a sentence or not. FORM_SLACK_NBYTES bytes after the form must be readable, whatever they are.
 */
guint32 form_table_add(FormTable *table, const char *bytes, gsize nbytes, TokenType type, guint8 language,
                       gboolean inside);

/*
 * Numbers the forms as FORMAT.md says: from 1 by count, the largest first, then by language, bytes, type. Returns
 * the number of each preliminary one, to be freed, and writes the section of forms. languages: for each
 * preliminary number of a language its final one.
 */
guint32 *form_table_write(const FormTable *table, const guint8 *languages, SectionWriter *section);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FormTable, form_table_clear)

#endif
