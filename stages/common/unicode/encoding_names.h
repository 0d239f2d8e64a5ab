/* The encodings that detection can name, and what others call these. */
#ifndef TEXTMILL_ENCODING_NAMES_H
#define TEXTMILL_ENCODING_NAMES_H

#include <glib.h>

/* Which letters a text in the encoding must mostly have, to be believed. */
typedef enum {
    SCRIPT_ANY, /* no detection by letters */
    SCRIPT_LATIN,
    SCRIPT_CYRILLIC,
    SCRIPT_GREEK,
    SCRIPT_HEBREW,
    SCRIPT_ARABIC,
    SCRIPT_THAI,
    SCRIPT_JAPANESE,
    SCRIPT_KOREAN,
    SCRIPT_CHINESE,
} EncodingScript;

typedef struct {
    const char *name;
    const char *iconv;     /* as iconv knows the largest variant */
    EncodingScript script; /* that it was made for */
    guint unit;            /* bytes that the smallest character takes */
    const char *aliases;   /* in lower case, letters and digits only, one space around each */
} KnownEncoding;

/* The encoding of this name, or of another name for it in any spelling; NULL if we know none. */
const KnownEncoding *encoding_known(const char *name);

#endif
