#include "unicode/entity.h"

#include "unicode/utf8.h"

#include <stdlib.h>
#include <string.h>

#include "entity_table.h"

static gunichar
as_character(guint32 number)
{
    if (number >= 0x80 && number < 0xA0)
        return utf8_from_cp1252(number);
    if (number == 0 || number > 0x10FFFF || (number & 0xFFFFF800) == 0xD800)
        return 0xFFFD;
    return number;
}

/* The number between "&#" and ";", n bytes of it (at most seven: it cannot overflow). */
static gboolean
read_number(const char *p, gsize n, gunichar *ret_c)
{
    gboolean hex = n > 0 && (p[0] | 0x20) == 'x';
    guint32 number = 0;

    if (hex) {
        p++;
        n--;
    }
    if (n == 0)
        return FALSE;
    for (gsize i = 0; i < n; i++) {
        int digit = hex ? g_ascii_xdigit_value(p[i]) : g_ascii_digit_value(p[i]);

        if (digit < 0)
            return FALSE;
        number = number * (hex ? 16 : 10) + digit;
    }
    *ret_c = as_character(number);
    return TRUE;
}

static int
compare_name(const void *key, const void *entry)
{
    return strcmp(key, entry); /* the name is an entry's first member */
}

static gboolean
find_name(const char *p, gsize n, gunichar *ret_c)
{
    char name[sizeof named_entities[0].name] = "";
    const void *found;

    if (n == 0 || n >= sizeof name || !g_ascii_isalpha(p[0]))
        return FALSE;
    memcpy(name, p, n);
    found = bsearch(name, named_entities, G_N_ELEMENTS(named_entities), sizeof named_entities[0],
                    compare_name);
    if (!found)
        return FALSE;
    *ret_c = named_entities[((const char *)found - (const char *)named_entities) /
                            sizeof named_entities[0]]
                 .code_point;
    return TRUE;
}

guint
entity_decode(const char *text, gsize nbytes, gunichar *ret_c)
{
    const char *end = NULL;
    gsize limit = MIN(nbytes, ENTITY_MAX_NBYTES);

    for (gsize i = 1; i < limit && !end; i++) {
        if (text[i] == ';')
            end = text + i;
        else if (!g_ascii_isalnum(text[i]) && !(i == 1 && text[i] == '#'))
            return 0;
    }
    if (!end)
        return 0;
    if (text[1] == '#' ? !read_number(text + 2, end - text - 2, ret_c)
                       : !find_name(text + 1, end - text - 1, ret_c))
        return 0;
    return end + 1 - text;
}

gboolean
entity_decode_all(const char *text, gsize nbytes, GString *out)
{
    const char *end = text + nbytes, *copied = text, *p = text;
    gboolean replaced = FALSE;

    while (p < end && (p = memchr(p, '&', end - p)) != NULL) {
        gunichar c;
        guint length = entity_decode(p, end - p, &c);

        if (length == 0) {
            p++;
            continue;
        }
        g_string_append_len(out, copied, p - copied);
        g_string_append_unichar(out, c);
        p += length;
        copied = p;
        replaced = TRUE;
    }
    g_string_append_len(out, copied, end - copied);
    return replaced;
}
