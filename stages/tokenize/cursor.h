/* A place in a text and where the text ends, for scanners that step over what they recognise. */
#ifndef TEXTMILL_CURSOR_H
#define TEXTMILL_CURSOR_H

#include <glib.h>
#include <string.h>

typedef struct {
    const char *at;
    const char *end;
} Cursor;

/* A cursor over at most limit bytes of text, which is cut where a character begins. */
static inline Cursor
cursor_within(const char *text, gsize nbytes, gsize limit)
{
    Cursor cursor = {text, text + MIN(nbytes, limit)};

    while (nbytes > limit && cursor.end > text && (*cursor.end & 0xc0) == 0x80)
        cursor.end--;
    return cursor;
}

/* The character after the one at `at`; g_utf8_next_char() would cast const away. */
static inline const char *
cursor_next_char(const char *at)
{
    return at + g_utf8_skip[(guchar)*at];
}

static inline gsize
cursor_left(Cursor cursor)
{
    return (gsize)(cursor.end - cursor.at);
}

/* The byte offset bytes on, NUL beyond the end. */
static inline char
cursor_peek(Cursor cursor, gsize offset)
{
    return offset < cursor_left(cursor) ? cursor.at[offset] : '\0';
}

/* Step over bytes, or not at all. */
static inline gboolean
cursor_skip(Cursor *cursor, const char *bytes)
{
    gsize n = strlen(bytes);

    if (cursor_left(*cursor) < n || memcmp(cursor->at, bytes, n) != 0)
        return FALSE;
    cursor->at += n;
    return TRUE;
}

static inline gsize
cursor_count_digits(Cursor cursor)
{
    gsize n = 0;

    while (g_ascii_isdigit(cursor_peek(cursor, n)))
        n++;
    return n;
}

/* Step over a number of at_least to most digits (most < 10), or not at all. */
static inline gboolean
cursor_read_number(Cursor *cursor, gsize at_least, gsize most, guint *ret)
{
    gsize n = cursor_count_digits(*cursor);
    guint value = 0;

    if (n < at_least || n > most)
        return FALSE;
    for (gsize i = 0; i < n; i++)
        value = value * 10 + (guint)(cursor->at[i] - '0');
    cursor->at += n;
    *ret = value;
    return TRUE;
}

#endif
