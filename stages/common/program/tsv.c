#include "program/tsv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "program/bytes.h"
#include "program/escape.h"
#include "statistics/keyness.h"

gboolean
tsv_open(Tsv *tsv, const char *folder, const char *name, const char *columns, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    return tsv_open_path(tsv, path, columns, error);
}

enum {
    BUFFER_NBYTES = 1 << 15,
    NUMBER_NBYTES = 24, /* room for a TAB and any number */
    SHORT_NBYTES = 16,
};

gboolean
tsv_open_path(Tsv *tsv, const char *path, const char *columns, GError **error)
{
    g_autofree char *header = g_strdelimit(g_strdup(columns), " ", '\t');

    tsv->line_begun = FALSE;
    tsv->file = out_file_open(path, error);
    if (!tsv->file)
        return FALSE;
    tsv->buffer = tsv->p = g_malloc(BUFFER_NBYTES);
    tsv->end = tsv->buffer + BUFFER_NBYTES;
    out_file_puts(tsv->file, header);
    out_file_putc(tsv->file, '\n');
    return TRUE;
}

static void
flush(Tsv *tsv)
{
    out_file_write(tsv->file, tsv->buffer, tsv->p - tsv->buffer);
    tsv->p = tsv->buffer;
}

gboolean
tsv_commit(Tsv *tsv, GError **error)
{
    flush(tsv);
    return out_file_commit(tsv->file, error);
}

void
tsv_clear(Tsv *tsv)
{
    out_file_free(tsv->file);
    tsv->file = NULL;
    g_clear_pointer(&tsv->buffer, g_free);
}

/* Room for nbytes, much less than the buffer has. */
static inline void
reserve(Tsv *tsv, gsize nbytes)
{
    if (G_UNLIKELY((gsize)(tsv->end - tsv->p) < nbytes))
        flush(tsv);
}

static void
put(Tsv *tsv, const char *text, gsize nbytes)
{
    if (G_UNLIKELY((gsize)(tsv->end - tsv->p) < nbytes)) {
        flush(tsv);
        if (nbytes >= BUFFER_NBYTES) {
            out_file_write(tsv->file, text, nbytes);
            return;
        }
    }
    memcpy(tsv->p, text, nbytes);
    tsv->p += nbytes;
}

static inline void
begin_field(Tsv *tsv)
{
    reserve(tsv, NUMBER_NBYTES);
    if (tsv->line_begun)
        *tsv->p++ = '\t';
    tsv->line_begun = TRUE;
}

/* "00" to "99": numbers are written two digits at a time. */
static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                            "25262728293031323334353637383940414243444546474849"
                            "50515253545556575859606162636465666768697071727374"
                            "75767778798081828384858687888990919293949596979899";

static inline char *
put_pair(char *p, guint32 value)
{
    memcpy(p, pairs + 2 * value, 2);
    return p + 2;
}

/* Writes the digits of value; returns where they end. */
static inline char *
put_digits(char *p, guint64 value)
{
    char digits[20], *end = digits + sizeof digits, *start = end;

    if (value < 10) {
        *p = '0' + value;
        return p + 1;
    }
    if (value < 100)
        return put_pair(p, value);
    if (value < 1000) {
        *p = '0' + value / 100;
        return put_pair(p + 1, value % 100);
    }
    if (value < 10000)
        return put_pair(put_pair(p, value / 100), value % 100);
    for (; value >= 100; value /= 100)
        put_pair(start -= 2, value % 100);
    if (value >= 10)
        put_pair(start -= 2, value);
    else
        *--start = '0' + value;
    memcpy(p, start, end - start);
    return p + (end - start);
}

void
tsv_uint(Tsv *tsv, guint64 value)
{
    begin_field(tsv);
    tsv->p = put_digits(tsv->p, value);
}

/* What a field cannot hold as it is: white space and controls, and the double quote. */
static const guint8 special[256] = {[0 ... ' '] = 1, [0x7f] = 1, ['"'] = 2};

/* Bytes at the beginning of text that are not special. */
static inline gsize
plain_before(const char *text, gsize nbytes)
{
    gsize i = 0;

    for (; i + BYTES_AT_ONCE <= nbytes; i += BYTES_AT_ONCE) {
        guint64 bytes = bytes_at(text + i);

        if (bytes_below(bytes, ' ' + 1) | bytes_equal(bytes, '"') | bytes_equal(bytes, 0x7f))
            break;
    }
    while (i < nbytes && !special[(guint8)text[i]])
        i++;
    return i;
}

/* Writes what is plain at the beginning of a short text: most texts are labels, and not worth two
 * calls. Returns its bytes. */
static inline gsize
put_short(Tsv *tsv, const char *text, gsize nbytes)
{
    gsize i = 0;
    char *p;

    reserve(tsv, nbytes);
    for (p = tsv->p; i < nbytes && !special[(guint8)text[i]]; i++)
        p[i] = text[i];
    tsv->p = p + i;
    return i;
}

void
tsv_text(Tsv *tsv, const char *text, gsize nbytes)
{
    gsize i = 0;

    begin_field(tsv);
    if (nbytes <= SHORT_NBYTES)
        i = put_short(tsv, text, nbytes);
    while (i < nbytes) {
        gsize plain = plain_before(text + i, nbytes - i);

        put(tsv, text + i, plain);
        i += plain;
        if (i == nbytes)
            break;
        if (special[(guint8)text[i]] == 2) {
            put(tsv, "\xe2\x80\xb3", 3);
            i++;
            continue;
        }
        put(tsv, " ", 1);
        while (i < nbytes && special[(guint8)text[i]] == 1)
            i++;
    }
}

void
tsv_string(Tsv *tsv, const char *text)
{
    tsv_text(tsv, text, strlen(text));
}

void
tsv_path(Tsv *tsv, const char *path, gsize nbytes)
{
    g_autoptr(GString) escaped = g_string_new(NULL);

    begin_field(tsv);
    escape_path(escaped, path, nbytes);
    put(tsv, escaped->str, escaped->len);
}

void
tsv_real(Tsv *tsv, double value)
{
    gint64 millionths;
    guint64 size;
    guint32 fraction;
    char *p;

    begin_field(tsv);
    if (fabs(value) > 9e12) {
        g_autofree char *large = g_strdup_printf("%.6f", value);

        put(tsv, large, strlen(large));
        return;
    }
    millionths = keyness_rounded(value);
    size = millionths < 0 ? -(guint64)millionths : (guint64)millionths;
    fraction = size % 1000000;
    p = tsv->p;
    if (millionths < 0)
        *p++ = '-';
    p = put_digits(p, size / 1000000);
    *p++ = '.';
    p = put_pair(p, fraction / 10000);
    p = put_pair(p, fraction / 100 % 100);
    tsv->p = put_pair(p, fraction % 100);
}

void
tsv_probability(Tsv *tsv, long double value)
{
    char text[48];
    int n = snprintf(text, sizeof text, "%.6Lg", value);

    begin_field(tsv);
    put(tsv, text, n);
}

void
tsv_empty(Tsv *tsv)
{
    begin_field(tsv);
}

void
tsv_end_line(Tsv *tsv)
{
    reserve(tsv, 1);
    *tsv->p++ = '\n';
    tsv->line_begun = FALSE;
}
