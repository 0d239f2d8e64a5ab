#include "display.h"

#include <string.h>

#include "unicode/utf8.h"

static const char ellipsis[] = "\xe2\x80\xa6";

void
display_clean(GString *out, const char *text)
{
    gsize nbytes = strlen(text), start = out->len;
    gboolean pending = FALSE;

    for (gsize i = 0; i < nbytes;) {
        guint length = utf8_valid_length(text + i, nbytes - i);
        gunichar c = 0xfffd;

        if (length > 0)
            utf8_decode(text + i, &c);
        i += MAX(length, 1);
        if (g_unichar_isspace(c) || g_unichar_iscntrl(c)) {
            pending = out->len > start;
            continue;
        }
        if (pending)
            g_string_append_c(out, ' ');
        pending = FALSE;
        g_string_append_unichar(out, c);
    }
}

static guint
width_of(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

guint
display_width(const char *text)
{
    guint width = 0;

    for (const char *p = text; *p;) {
        gunichar c;

        p += utf8_decode(p, &c);
        width += width_of(c);
    }
    return width;
}

/* Where the first `width` columns of text end, with the marks that stand on the last character. */
static const char *
end_of_columns(const char *text, guint width, guint *ret_width)
{
    *ret_width = 0;
    while (*text) {
        gunichar c;
        guint length = utf8_decode(text, &c);

        if (*ret_width + width_of(c) > width)
            break;
        *ret_width += width_of(c);
        text += length;
    }
    return text;
}

/* Where at most the last `width` columns of text begin. */
static const char *
start_of_columns(const char *text, guint width, guint *ret_width)
{
    *ret_width = display_width(text);
    while (*text) {
        gunichar c;
        guint length = utf8_decode(text, &c);

        if (*ret_width <= width && width_of(c) > 0)
            break;
        *ret_width -= width_of(c);
        text += length;
    }
    return text;
}

static void
append_spaces(GString *out, guint n)
{
    while (n-- > 0)
        g_string_append_c(out, ' ');
}

void
display_append(GString *out, const char *text, guint width, DisplayAlign align)
{
    guint full = display_width(text), kept;
    const char *place;

    if (full <= width) {
        append_spaces(out, align == DISPLAY_RIGHT ? width - full : 0);
        g_string_append(out, text);
        append_spaces(out, align == DISPLAY_RIGHT ? 0 : width - full);
    } else if (width > 0 && align == DISPLAY_LEFT_END) {
        place = start_of_columns(text, width - 1, &kept);
        g_string_append(out, ellipsis);
        g_string_append(out, place);
        append_spaces(out, width - 1 - kept);
    } else if (width > 0) {
        place = end_of_columns(text, width - 1, &kept);
        g_string_append_len(out, text, place - text);
        g_string_append(out, ellipsis);
        append_spaces(out, width - 1 - kept);
    }
}

void
display_trim(GString *out)
{
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
}
