/*
 * JsonScan: where objects of JSON begin and end in a stream that is an array of them or has them
 * one behind the other. Nothing is checked; the parser does that. Bytes come in blocks of any size.
 */
#ifndef TEXTMILL_JSON_SCAN_H
#define TEXTMILL_JSON_SCAN_H

#include <glib.h>

typedef struct {
    guint64 depth;
    gboolean in_string, at_escape;
    gboolean begun; /* bytes were given before */
} JsonScan;

/* What may stand between two objects: white space, commas, and the brackets of the array. */
static inline gboolean
json_scan_is_between(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t' || byte == ',' ||
           byte == '[' || byte == ']';
}

/*
 * Goes to the end of the object that begins at the first byte ever given after *scan was all zero.
 * Returns where that is, or -1 when all bytes are gone over. What does not begin with a brace ends
 * before the first one or with the bytes.
 */
gssize json_scan_object(JsonScan *scan, const char *bytes, gsize nbytes);

#endif
