/*
 * What the fuzz targets share: the function that each of them has, pieces of an input, and files
 * that hold bytes. A property that does not hold aborts, through g_assert_...(): that is a finding.
 */
#ifndef TEXTMILL_FUZZ_H
#define TEXTMILL_FUZZ_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unicode/utf8.h"

/* Tries one input; 0 always. It must depend on nothing but the input, and leave nothing behind. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes);

/* Changes an input in place, by libFuzzer's choice; what a target has instead of it, if it has. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t nbytes, size_t capacity);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t nbytes, size_t capacity, unsigned int seed);

/* ---- pieces of an input */

typedef struct {
    const guint8 *p, *end;
} FuzzBytes;

static inline gsize
fuzz_left(const FuzzBytes *input)
{
    return input->end - input->p;
}

/* The next byte; 0 behind the end. */
static inline guint8
fuzz_byte(FuzzBytes *input)
{
    return input->p < input->end ? *input->p++ : 0;
}

/* The next integer, a varint as files have it, however it ends. */
static inline guint64
fuzz_uint(FuzzBytes *input)
{
    guint64 value = 0;
    guint8 byte = 0x80;

    for (guint shift = 0; byte >= 0x80 && shift < 64; shift += 7) {
        byte = fuzz_byte(input);
        value |= (guint64)(byte & 0x7f) << shift;
    }
    return value;
}

/* The next nbytes, or what there is of them. */
static inline FuzzBytes
fuzz_take(FuzzBytes *input, guint64 nbytes)
{
    FuzzBytes taken = {input->p, input->p + MIN(nbytes, fuzz_left(input))};

    input->p = taken.end;
    return taken;
}

/* What stands before the next such byte, which is passed over; else all the rest. */
static inline FuzzBytes
fuzz_take_until(FuzzBytes *input, guint8 byte)
{
    const guint8 *found = fuzz_left(input) ? memchr(input->p, byte, fuzz_left(input)) : NULL;
    FuzzBytes taken = {input->p, found ? found : input->end};

    input->p = found ? found + 1 : input->end;
    return taken;
}

/* A copy with slack zeros behind it and not a byte more, so that a sanitizer sees who reads on. */
static inline char *
fuzz_copy(const void *bytes, gsize nbytes, gsize slack)
{
    char *copy = g_malloc(MAX(nbytes + slack, 1));

    if (nbytes > 0)
        memcpy(copy, bytes, nbytes);
    memset(copy + nbytes, 0, slack);
    return copy;
}

/* A copy of it as clean text (see utf8.h). */
static inline char *
fuzz_copy_clean(const FuzzBytes *input, gsize slack, gsize *ret_nbytes)
{
    g_autoptr(GString) clean = g_string_new(NULL);

    utf8_repair((const char *)input->p, fuzz_left(input), clean, NULL);
    *ret_nbytes = clean->len;
    return fuzz_copy(clean->str, clean->len, slack);
}

/* A copy as a string, up to the first NUL. */
static inline char *
fuzz_copy_string(const FuzzBytes *input)
{
    return g_strndup((const char *)input->p, fuzz_left(input));
}

/* Whether a character begins at text[at], or the text ends there. */
static inline gboolean
fuzz_is_boundary(const char *text, gsize nbytes, gsize at)
{
    return at == nbytes || (at < nbytes && (text[at] & 0xc0) != 0x80);
}

/* A language by the next byte. Seeds depend on the order: new ones at the end. */
static inline const char *
fuzz_language(FuzzBytes *input)
{
    static const char *const codes[] = {"en", "de", "fr", "es", "it", "pt", "nl", "ru",  "sv",
                                        "pl", "cs", "tr", "ca", "ro", "da", "fi", "hu",  "no",
                                        "ar", "el", "zh", "ja", "th", "ko", "az", "und", "bg",
                                        "et", "hr", "hy", "kk", "sk", "sl", "uk"};

    return codes[fuzz_byte(input) % G_N_ELEMENTS(codes)];
}

/* ---- files */

/*
 * The path of a file in memory with these bytes, which holds until the next call with the same
 * number; of files with different numbers (0 to FUZZ_FILES - 1) there are several at once.
 */
enum { FUZZ_FILES = 4 };
const char *fuzz_file(guint number, const void *bytes, gsize nbytes);

/* A folder for the files of this process, which goes when it ends in order; TMPDIR says where. */
const char *fuzz_folder(void);

#endif
