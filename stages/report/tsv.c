#include "tsv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "program/escape.h"
#include "statistics/keyness.h"

gboolean
tsv_open(Tsv *tsv, const char *folder, const char *name, const char *columns, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *header = g_strdelimit(g_strdup(columns), " ", '\t');

    tsv->line_begun = FALSE;
    tsv->file = out_file_open(path, error);
    if (!tsv->file)
        return FALSE;
    out_file_puts(tsv->file, header);
    out_file_putc(tsv->file, '\n');
    return TRUE;
}

gboolean
tsv_commit(Tsv *tsv, GError **error)
{
    return out_file_commit(tsv->file, error);
}

void
tsv_clear(Tsv *tsv)
{
    out_file_free(tsv->file);
    tsv->file = NULL;
}

static inline void
begin_field(Tsv *tsv)
{
    if (tsv->line_begun)
        out_file_putc(tsv->file, '\t');
    tsv->line_begun = TRUE;
}

/* The digits of value before end; returns where they begin. */
static char *
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
    char digits[20], *end = digits + sizeof digits, *start = put_digits(end, value);

    begin_field(tsv);
    out_file_write(tsv->file, start, end - start);
}

static inline gboolean
is_blank(guint8 c)
{
    return c <= ' ' || c == 0x7f;
}

void
tsv_text(Tsv *tsv, const char *text, gsize nbytes)
{
    gsize i = 0;

    begin_field(tsv);
    while (i < nbytes) {
        gsize start = i;

        while (i < nbytes && !is_blank(text[i]) && text[i] != '"')
            i++;
        out_file_write(tsv->file, text + start, i - start);
        if (i < nbytes && text[i] == '"') {
            out_file_puts(tsv->file, "\xe2\x80\xb3");
            i++;
        } else if (i < nbytes) {
            out_file_putc(tsv->file, ' ');
            while (i < nbytes && is_blank(text[i]))
                i++;
        }
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
    out_file_write(tsv->file, escaped->str, escaped->len);
}

void
tsv_real(Tsv *tsv, double value)
{
    char text[32], *end = text + sizeof text, *start;
    gint64 millionths;
    guint64 size;

    if (fabs(value) > 9e12) {
        begin_field(tsv);
        out_file_printf(tsv->file, "%.6f", value);
        return;
    }
    millionths = keyness_rounded(value);
    size = millionths < 0 ? -(guint64)millionths : (guint64)millionths;
    start = put_digits(end, size % 1000000);
    while (end - start < 6)
        *--start = '0';
    *--start = '.';
    start = put_digits(start, size / 1000000);
    if (millionths < 0)
        *--start = '-';
    begin_field(tsv);
    out_file_write(tsv->file, start, end - start);
}

void
tsv_probability(Tsv *tsv, long double value)
{
    char text[48];
    int n = snprintf(text, sizeof text, "%.6Lg", value);

    begin_field(tsv);
    out_file_write(tsv->file, text, n);
}

void
tsv_empty(Tsv *tsv)
{
    begin_field(tsv);
}

void
tsv_end_line(Tsv *tsv)
{
    out_file_putc(tsv->file, '\n');
    tsv->line_begun = FALSE;
}
