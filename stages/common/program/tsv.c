#include "program/tsv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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

/* The digits of value before end; returns where they begin. */
static inline char *
put_digits(char *end, guint64 value)
{
    do
        *--end = '0' + value % 10;
    while ((value /= 10) > 0);
    return end;
}

void
tsv_uint(Tsv *tsv, guint64 value)
{
    char digits[20], *end = digits + sizeof digits, *start;

    begin_field(tsv);
    if (value < 10) {
        *tsv->p++ = '0' + value;
        return;
    }
    start = put_digits(end, value);
    memcpy(tsv->p, start, end - start);
    tsv->p += end - start;
}

/* What a field cannot hold as it is: white space and controls, and the double quote. */
static const guint8 special[256] = {[0 ... ' '] = 1, [0x7f] = 1, ['"'] = 2};

void
tsv_text(Tsv *tsv, const char *text, gsize nbytes)
{
    gsize i = 0;

    begin_field(tsv);
    while (i < nbytes) {
        gsize start = i;

        while (i < nbytes && !special[(guint8)text[i]])
            i++;
        put(tsv, text + start, i - start);
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
tsv_path(Tsv *tsv, const char *path)
{
    g_autoptr(GString) escaped = g_string_new(NULL);

    begin_field(tsv);
    escape_path(escaped, path, strlen(path));
    put(tsv, escaped->str, escaped->len);
}

void
tsv_real(Tsv *tsv, double value)
{
    char text[NUMBER_NBYTES], *end = text + sizeof text, *start = end;
    gint64 millionths;
    guint64 size;
    guint32 fraction;

    begin_field(tsv);
    if (fabs(value) > 9e12) {
        g_autofree char *large = g_strdup_printf("%.6f", value);

        put(tsv, large, strlen(large));
        return;
    }
    millionths = keyness_rounded(value);
    size = millionths < 0 ? -(guint64)millionths : (guint64)millionths;
    fraction = size % 1000000;
    for (int i = 0; i < 6; i++, fraction /= 10)
        *--start = '0' + fraction % 10;
    *--start = '.';
    start = put_digits(start, size / 1000000);
    if (millionths < 0)
        *--start = '-';
    memcpy(tsv->p, start, end - start);
    tsv->p += end - start;
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
