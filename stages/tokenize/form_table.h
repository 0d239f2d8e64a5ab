/*
 * FormTable: the distinct forms of a shard with their counts. While articles are read a form is
 * known by a preliminary number, in the order of first occurrence; form_table_write() gives the
 * numbers of the file.
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
    FORM_SHORT_NBYTES = 16,
    FORM_SLACK_NBYTES = FORM_SHORT_NBYTES,
};

/*
 * A form in half a cache line: most lookups end with comparing three integers. Forms of at most
 * FORM_SHORT_NBYTES bytes are kept in key itself; of a longer one key[0] is the hash, key[1] is 0.
 */
typedef struct {
    guint64 key[2];
    guint32 kind; /* form_kind() */
    guint32 at;   /* of a long form: where in bytes it begins */
    guint64 uses; /* how often it was met, and in the upper half how often inside sentences */
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

/* What a form is beside its bytes. */
static inline guint32
form_kind(gsize nbytes, TokenType type, guint8 language)
{
    return (guint32)language << 24 | (guint32)type << 16 | (guint32)nbytes;
}

/* A form in a text: an occurrence to be counted. */
typedef struct {
    guint32 start; /* in the text */
    guint32 kind;  /* form_kind(), and FORM_INSIDE if it is inside a sentence */
} FormUse;

enum {
    FORM_INSIDE_BIT = 23,
    FORM_INSIDE = 1 << FORM_INSIDE_BIT,
    FORM_USES = 128, /* at once: so many cache lines of slots and of forms are under way */
};

/*
 * Counts uses of forms, n of them and at most FORM_USES; new forms are added. Sets numbers to their
 * preliminary ones. Forms have up to FORM_..._MAX_NBYTES; of no bytes is FORM_EMPTY only.
 * FORM_SLACK_NBYTES bytes after the last form must be readable, whatever they are.
 */
void form_table_count(FormTable *table, const char *text, const FormUse *uses, guint n,
                      guint32 *numbers);

/*
 * Numbers the forms as FORMAT.md says: from 1 by count, the largest first, then by language, bytes,
 * type. Returns the number of each preliminary one, to be freed, and writes the section of forms.
 * languages: for each preliminary number of a language its final one. Nothing can be counted
 * afterwards.
 */
guint32 *form_table_write(FormTable *table, const guint8 *languages, SectionWriter *section);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FormTable, form_table_clear)

#endif
