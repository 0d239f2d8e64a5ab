#include "records/json_scan.h"

#include <string.h>

/* Where the string ends, or nbytes. */
static gsize
skip_string(JsonScan *scan, const char *bytes, gsize pos, gsize nbytes)
{
    while (pos < nbytes) {
        char c = bytes[pos++];

        if (scan->at_escape)
            scan->at_escape = FALSE;
        else if (c == '\\')
            scan->at_escape = TRUE;
        else if (c == '"')
            scan->in_string = FALSE;
        if (!scan->in_string)
            break;
    }
    return pos;
}

gssize
json_scan_object(JsonScan *scan, const char *bytes, gsize nbytes)
{
    gsize pos = 0;

    while (pos < nbytes) {
        if (scan->in_string) {
            pos = skip_string(scan, bytes, pos, nbytes);
            continue;
        }
        switch (bytes[pos++]) {
        case '"':
            scan->in_string = scan->depth > 0;
            break;
        case '{':
            if (scan->depth == 0 && (pos > 1 || scan->begun))
                return pos - 1;
            scan->depth++;
            break;
        case '}':
            if (scan->depth > 0 && --scan->depth == 0)
                return pos;
            break;
        default:
            break;
        }
    }
    scan->begun |= nbytes > 0;
    return -1;
}
