/*
 * JsonFields: one object of JSON as a flat list of fields.
 *
 *   {"a": "x", "meta": {"author": "y", "n": 1.50}, "tags": ["p", "q"], "none": null}
 *
 * has the fields a = x, meta.author = y, meta.n = 1.50 and tags = p and q. Strings are decoded;
 * numbers, true and false are as they are written; null is as if it were not there. Of an array the
 * strings, numbers and truth values are the parts of one value; objects and arrays inside of an
 * array are left out: where it has nothing else, its value is blank. Of fields of the same name all
 * are listed, in their order.
 *
 * The parser is yajl, by measurement (English news, half of them escapes, Debian 12, ms/MB): yajl
 * 1.7 and 3.8, cJSON 1.8 and 2.6, json-c 4.4 and 4.9, json-glib 7.7 and 4.3, jansson 11.5 and 12.
 * cJSON and json-c take what is no JSON (01, 1., raw control characters; json-c also 'x' and NaN),
 * and json-glib overflows the stack on deep nesting.
 */
#ifndef TEXTMILL_JSON_FIELDS_H
#define TEXTMILL_JSON_FIELDS_H

#include <glib.h>

#include "records/record_value.h"

enum {
    JSON_MAX_DEPTH = 64,
    JSON_MAX_FIELDS = 4096,
};

/* Stands between the parts of a value that was an array; no string has it. */
#define JSON_LIST_SEPARATOR "\0\0"
enum { JSON_LIST_SEPARATOR_NBYTES = 2 };

typedef struct _JsonFields JsonFields;

JsonFields *json_fields_new(void);
void json_fields_free(JsonFields *fields);

/*
 * Reads the object that is all there is in bytes but white space; escapes in bytes may be changed.
 * It is valid UTF-8. Returns NULL, or why it cannot be used ("not JSON: ...", "nested deeper than
 * 64", "not an object"), valid until the next call.
 */
const char *json_fields_parse(JsonFields *fields, char *bytes, gsize nbytes);

/* What was found, valid until the next call. Values may be written to. */
const RecordField *json_fields_get(const JsonFields *fields, guint *ret_n);

/* Surrogates without a partner, which became U+FFFD, and U+0000, which was dropped. */
guint64 json_fields_n_repairs(const JsonFields *fields);

/* Whether values may have something other than clean text (see utf8.h), from escapes. */
gboolean json_fields_has_escapes(const JsonFields *fields);

typedef enum { JSON_OBJECT, JSON_OBJECT_BEGINS, JSON_NO_OBJECT } JsonLook;

/* Whether the bytes are an object, one that is cut short, or none. A build without a parser can
 * only guess. */
JsonLook json_look(const char *bytes, gsize nbytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JsonFields, json_fields_free)

#endif
