/* What records are made of. Nothing here is terminated by a NUL. */
#ifndef TEXTMILL_RECORD_VALUE_H
#define TEXTMILL_RECORD_VALUE_H

#include <glib.h>

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

/* Whether there is nothing but ASCII white space. */
static inline gboolean
record_value_is_blank(RecordValue value)
{
    for (gsize i = 0; i < value.nbytes; i++)
        if (!g_ascii_isspace(value.bytes[i]))
            return FALSE;
    return TRUE;
}

#endif
