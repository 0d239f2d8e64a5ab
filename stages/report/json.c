#include "json.h"

#include <string.h>

#include "program/bytes.h"
#include "program/digits.h"
#include "program/escape.h"

/* Bytes at the beginning of text that stand for themselves. */
static gsize
plain_before(const char *text, gsize nbytes)
{
    gsize i = 0;

    for (; i + BYTES_AT_ONCE <= nbytes; i += BYTES_AT_ONCE) {
        guint64 bytes = bytes_at(text + i);

        if (bytes_below(bytes, ' ') | bytes_equal(bytes, '"') | bytes_equal(bytes, '\\'))
            break;
    }
    while (i < nbytes && (guint8)text[i] >= ' ' && text[i] != '"' && text[i] != '\\')
        i++;
    return i;
}

void
json_text(OutFile *file, const char *text, gsize nbytes)
{
    gsize i = 0;

    out_file_putc(file, '"');
    for (;;) {
        gsize plain = plain_before(text + i, nbytes - i);
        guint8 c;

        out_file_write(file, text + i, plain);
        i += plain;
        if (i == nbytes)
            break;
        c = text[i++];
        switch (c) {
        case '\n':
            out_file_puts(file, "\\n");
            break;
        case '\t':
            out_file_puts(file, "\\t");
            break;
        case '\r':
            out_file_puts(file, "\\r");
            break;
        case '"':
        case '\\':
            out_file_putc(file, '\\');
            out_file_putc(file, c);
            break;
        default:
            out_file_printf(file, "\\u%04x", c);
        }
    }
    out_file_putc(file, '"');
}

void
json_string(OutFile *file, const char *text)
{
    json_text(file, text, strlen(text));
}

void
json_path(OutFile *file, const char *path, gsize nbytes)
{
    g_autoptr(GString) escaped = NULL;

    if (escape_is_plain(path, nbytes)) {
        json_text(file, path, nbytes);
        return;
    }
    escaped = g_string_new(NULL);
    escape_path(escaped, path, nbytes);
    json_text(file, escaped->str, escaped->len);
}

void
json_uint(OutFile *file, guint64 value)
{
    file->p = digits_put(out_file_reserve(file, DIGITS_MAX), value);
}

void
json_millionths(OutFile *file, gint64 value)
{
    guint64 size = value < 0 ? -(guint64)value : (guint64)value;
    char *p = out_file_reserve(file, DIGITS_MAX + 2);

    if (value < 0)
        *p++ = '-';
    p = digits_put(p, size / 1000000);
    *p++ = '.';
    file->p = digits_put_six(p, size % 1000000);
}
