#include "program/tsv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "program/bytes.h"
#include "program/digits.h"
#include "program/escape.h"
#include "statistics/keyness.h"

gboolean
tsv_open(Tsv *tsv, const char *folder, const char *name, const char *columns, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    return tsv_open_path(tsv, path, columns, error);
}

enum {
    NUMBER_NBYTES = 24, /* any real below 9e12, with sign and point */
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

/* Begins a field; returns where it goes, with room for nbytes. */
static inline char *
begin_field(Tsv *tsv, gsize nbytes)
{
    char *p = out_file_reserve(tsv->file, nbytes + 1);

    if (tsv->line_begun)
        *p++ = '\t';
    tsv->line_begun = TRUE;
    return p;
}

void
tsv_uint(Tsv *tsv, guint64 value)
{
    char *p = begin_field(tsv, DIGITS_MAX);

    tsv->file->p = digits_put(p, value);
}

/* What a field cannot hold as it is: white space and controls, and the double quote. */
static const guint8 special[256] = {[0 ... ' '] = 1, [0x7f] = 1, ['"'] = 2};

/* Not 0 if one of the bytes is special. */
static inline guint64
find_special(guint64 bytes)
{
    return bytes_below(bytes, ' ' + 1) | bytes_equal(bytes, '"') | bytes_equal(bytes, 0x7f);
}

/* Bytes at the beginning of text that are not special. */
static inline gsize
plain_before(const char *text, gsize nbytes)
{
    gsize i = 0;

    while (i + BYTES_AT_ONCE <= nbytes && !find_special(bytes_at(text + i)))
        i += BYTES_AT_ONCE;
    while (i < nbytes && !special[(guint8)text[i]])
        i++;
    return i;
}

/* Copies a text of at most SHORT_NBYTES to p, in two pieces that may overlap: most texts are labels,
 * and not worth a loop. FALSE if it holds something special. */
static inline gboolean
put_short(char *p, const char *text, gsize nbytes)
{
    guint64 first, last;
    guint32 halves[2];

    if (nbytes >= sizeof first) {
        first = bytes_at(text);
        last = bytes_at(text + nbytes - sizeof last);
        memcpy(p, &first, sizeof first);
        memcpy(p + nbytes - sizeof last, &last, sizeof last);
        return (find_special(first) | find_special(last)) == 0;
    }
    if (nbytes >= sizeof halves[0]) {
        memcpy(&halves[0], text, sizeof halves[0]);
        memcpy(&halves[1], text + nbytes - sizeof halves[1], sizeof halves[1]);
        memcpy(p, &halves[0], sizeof halves[0]);
        memcpy(p + nbytes - sizeof halves[1], &halves[1], sizeof halves[1]);
        memcpy(&first, halves, sizeof first);
        return find_special(first) == 0;
    }
    for (gsize i = 0; i < nbytes; i++) {
        if (special[(guint8)text[i]])
            return FALSE;
        p[i] = text[i];
    }
    return TRUE;
}

void
tsv_text(Tsv *tsv, const char *text, gsize nbytes)
{
    OutFile *file = tsv->file;
    char *p = begin_field(tsv, SHORT_NBYTES);
    gsize i = 0;

    file->p = p;
    if (nbytes <= SHORT_NBYTES && put_short(p, text, nbytes)) {
        file->p += nbytes;
        return;
    }
    while (i < nbytes) {
        gsize plain = plain_before(text + i, nbytes - i);

        out_file_write(file, text + i, plain);
        i += plain;
        if (i == nbytes)
            break;
        if (special[(guint8)text[i]] == 2) {
            out_file_puts(file, "\xe2\x80\xb3");
            i++;
            continue;
        }
        out_file_putc(file, ' ');
        while (i < nbytes && special[(guint8)text[i]] == 1)
            i++;
    }
}

void
tsv_path(Tsv *tsv, const char *path, gsize nbytes)
{
    tsv->file->p = begin_field(tsv, 0);
    escape_path_write(tsv->file, path, nbytes);
}

void
tsv_real(Tsv *tsv, double value)
{
    char *p = begin_field(tsv, NUMBER_NBYTES);
    gint64 millionths;
    guint64 size;

    if (!(fabs(value) <= 9e12)) { /* or no number */
        g_autofree char *large = g_strdup_printf("%.6f", value);

        tsv->file->p = p;
        out_file_puts(tsv->file, large);
        return;
    }
    millionths = keyness_rounded(value);
    size = millionths < 0 ? -(guint64)millionths : (guint64)millionths;
    if (millionths < 0)
        *p++ = '-';
    p = digits_put(p, size / 1000000);
    *p++ = '.';
    tsv->file->p = digits_put_six(p, size % 1000000);
}

void
tsv_probability(Tsv *tsv, long double value)
{
    char text[48];

    snprintf(text, sizeof text, "%.6Lg", value);
    tsv->file->p = begin_field(tsv, 0);
    out_file_puts(tsv->file, text);
}

void
tsv_empty(Tsv *tsv)
{
    tsv->file->p = begin_field(tsv, 0);
}

void
tsv_end_line(Tsv *tsv)
{
    out_file_putc(tsv->file, '\n');
    tsv->line_begun = FALSE;
}
