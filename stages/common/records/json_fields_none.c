/* In place of json_fields_yajl.c where the build has no parser. */
#include "records/json_fields.h"

#include <string.h>

struct _JsonFields {
    int nothing;
};

JsonFields *
json_fields_new(void)
{
    return g_new0(JsonFields, 1);
}

void
json_fields_free(JsonFields *fields)
{
    g_free(fields);
}

const char *
json_fields_parse(JsonFields *fields, char *bytes, gsize nbytes)
{
    (void)fields, (void)bytes, (void)nbytes;
    return "JSON, which this build cannot read";
}

const RecordField *
json_fields_get(const JsonFields *fields, guint *ret_n)
{
    (void)fields;
    *ret_n = 0;
    return NULL;
}

guint64
json_fields_n_repairs(const JsonFields *fields)
{
    (void)fields;
    return 0;
}

gboolean
json_fields_has_escapes(const JsonFields *fields)
{
    (void)fields;
    return FALSE;
}

/* A brace and the quote of the first name. */
JsonLook
json_look(const char *bytes, gsize nbytes)
{
    gsize pos = 0;

    while (pos < nbytes && g_ascii_isspace(bytes[pos]))
        pos++;
    if (pos == nbytes || bytes[pos++] != '{')
        return JSON_NO_OBJECT;
    while (pos < nbytes && g_ascii_isspace(bytes[pos]))
        pos++;
    if (pos < nbytes && bytes[pos] != '"')
        return JSON_NO_OBJECT;
    while (nbytes > pos && g_ascii_isspace(bytes[nbytes - 1]))
        nbytes--;
    return nbytes > pos && bytes[nbytes - 1] == '}' ? JSON_OBJECT : JSON_OBJECT_BEGINS;
}
