/* What records are made of. Nothing here is terminated by a NUL. */
#ifndef TEXTMILL_RECORD_VALUE_H
#define TEXTMILL_RECORD_VALUE_H

#include <glib.h>

#include "unicode/encoding.h"

typedef struct {
    const char *bytes; /* NULL: there is none */
    gsize nbytes;
} RecordValue;

typedef struct {
    RecordValue name, value;
} RecordField;

/* A literal or another string as a value. */
static inline RecordValue
record_value(const char *text)
{
    gsize n = 0;

    while (text && text[n])
        n++;
    return (RecordValue){text, n};
}

/* Whether there is nothing but ASCII white space, in no part of a list. */
static inline gboolean
record_value_is_blank(RecordValue value)
{
    for (gsize i = 0; i < value.nbytes; i++)
        if (!g_ascii_isspace(value.bytes[i]) && value.bytes[i] != '\0')
            return FALSE;
    return TRUE;
}

/* Appends a value as clean UTF-8: what is none is converted, or repaired without a converter. Adds to
 * *n_repairs (may be NULL). */
void record_value_append(RecordValue value, EncodingConverter *converter, GString *out,
                         guint64 *n_repairs);

/* Appends a value of JSON, which is clean, with the separator between the parts of a list that are not
 * blank. */
void record_value_append_list(RecordValue value, const char *separator, GString *out);

/* Replaces character references in the clean text from this byte on, and repairs what they make that
 * is not clean. scratch is overwritten. */
void record_value_decode(GString *text, gsize from, GString *scratch, guint64 *n_repairs);

#endif
