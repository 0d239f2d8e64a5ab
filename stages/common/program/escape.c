#include "program/escape.h"

#include <string.h>

#include "program/bytes.h"

static gboolean
must_escape(char c)
{
    return c == '\t' || c == '\n' || c == '\r' || c == '"' || c == '%';
}

static void
append_escaped(GString *out, char c)
{
    static const char digits[] = "0123456789ABCDEF";
    const char escaped[3] = {'%', digits[(guchar)c >> 4], digits[(guchar)c & 15]};

    g_string_append_len(out, escaped, sizeof escaped);
}

gboolean
escape_is_plain(const char *path, gsize nbytes)
{
    gsize i = 0;

    for (; nbytes - i >= BYTES_AT_ONCE; i += BYTES_AT_ONCE) {
        guint64 bytes = bytes_at(path + i);

        if (((bytes & BYTES_EACH(0x80)) | bytes_below(bytes, ' ') | bytes_equal(bytes, '"') |
             bytes_equal(bytes, '%')) != 0)
            return FALSE;
    }
    for (; i < nbytes; i++)
        if ((guint8)path[i] < ' ' || (guint8)path[i] >= 0x80 || must_escape(path[i]))
            return FALSE;
    return TRUE;
}

void
escape_path(GString *out, const char *path, gsize nbytes)
{
    const char *p = path, *end = path + nbytes, *valid_end;

    if (escape_is_plain(path, nbytes)) {
        g_string_append_len(out, path, nbytes);
        return;
    }
    g_utf8_validate_len(path, nbytes, &valid_end);
    while (p < end) {
        const char *plain = p;

        while (p < valid_end && !must_escape(*p))
            p++;
        g_string_append_len(out, plain, p - plain);
        if (p == end)
            return;
        append_escaped(out, *p);
        if (p++ ==
            valid_end) /* from behind the bad byte up to the next one: never twice over the same */
            g_utf8_validate_len(p, end - p, &valid_end);
    }
}

void
escape_path_write(OutFile *file, const char *path, gsize nbytes)
{
    if (escape_is_plain(path, nbytes)) {
        out_file_write(file, path, nbytes);
    } else {
        g_autoptr(GString) escaped = g_string_new(NULL);

        escape_path(escaped, path, nbytes);
        out_file_write(file, escaped->str, escaped->len);
    }
}

gboolean
unescape_path(GString *out, const char *text, gsize nbytes)
{
    const char *p = text, *end = text + nbytes;
    gsize before = out->len;

    while (p < end) {
        const char *percent = memchr(p, '%', end - p);
        int high, low;

        if (!percent)
            percent = end;
        g_string_append_len(out, p, percent - p);
        if (percent == end)
            break;
        high = end - percent > 2 ? g_ascii_xdigit_value(percent[1]) : -1;
        low = high >= 0 ? g_ascii_xdigit_value(percent[2]) : -1;
        if (low < 0) {
            g_string_truncate(out, before);
            return FALSE;
        }
        g_string_append_c(out, (char)(high << 4 | low));
        p = percent + 3;
    }
    return TRUE;
}
