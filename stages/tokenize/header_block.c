#include "header_block.h"

#include "paragraphs.h"

#include <string.h>

#define KEY_NBYTES    40
#define KEY_NSPACES   3
#define SINGLE_NBYTES 200 /* the value of a line that is the whole block */

/* The bytes that a key may have beside the space and the full stop. */
static const gboolean in_keys[256] = {
    ['0' ... '9'] = TRUE, ['A' ... 'Z'] = TRUE, ['a' ... 'z'] = TRUE,
    ['-'] = TRUE,         ['_'] = TRUE,         [0x80 ... 0xff] = TRUE,
};

/* The bytes of the key at the beginning of line; 0 if it is no `Key: value`. */
static gsize
key_nbytes(const char *line, gsize nbytes)
{
    gsize nspaces = 0, ndots = 0;

    if (nbytes == 0 || !(g_ascii_isalpha(line[0]) || (line[0] & 0x80) != 0))
        return 0;
    for (gsize i = 0; i < nbytes && i <= KEY_NBYTES; i++) {
        if (in_keys[(guchar)line[i]])
            continue;
        if (line[i] == ':') {
            if (line[i - 1] == ' ')
                return 0;
            return i + 1 == nbytes || g_ascii_isspace(line[i + 1]) || metadata_is_column(line, i)
                       ? i
                       : 0;
        }
        nspaces += line[i] == ' ';
        ndots += line[i] == '.';
        if (nspaces > KEY_NSPACES ||
            (ndots > 0 && nspaces > 0) || /* "Article-I.D.", but no prose */
            (line[i] != ' ' && line[i] != '.'))
            return 0;
    }
    return 0;
}

/* Whether value, of several words, ends like a sentence: what people say, and headers do not. */
static gboolean
is_sentence(const char *value, gsize nbytes)
{
    while (nbytes > 0 && strchr(" \t\"')", value[nbytes - 1]) != NULL)
        nbytes--;
    return nbytes > 0 && strchr(".!?", value[nbytes - 1]) != NULL &&
           memchr(value, ' ', nbytes) != NULL;
}

/* Words of a key begin with capitals, or none does: "Article Type", "word count", not "He said". */
static gboolean
is_label(const char *key, gsize nbytes)
{
    for (gsize i = 1; i < nbytes; i++)
        if (key[i - 1] == ' ' && g_ascii_isupper(key[0]) && g_ascii_islower(key[i]))
            return FALSE;
    return TRUE;
}

/* Whether the fields of a block are those of a header: one known, or none like a dialogue. */
static gboolean
is_header(const char *text, const GArray *fields)
{
    NewsDate any = {.year = 2000}, date;
    gboolean known = FALSE, labelled = FALSE, plain = TRUE;

    for (guint i = 0; i < fields->len; i++) {
        const HeaderField *field = &g_array_index(fields, HeaderField, i);
        const char *key = text + field->key_start, *value = text + field->value_start;
        gsize nkey = field->key_end - field->key_start;
        gsize nvalue = field->value_end - field->value_start;

        known |= metadata_is_column(key, nkey);
        labelled |= is_label(key, nkey);
        plain &= !is_sentence(value, nvalue);
        if (fields->len > 1)
            continue;
        if (!known || nvalue > SINGLE_NBYTES)
            return FALSE;
        if (g_ascii_strncasecmp(key, "date", nkey) == 0)
            return dates_parse(value, nvalue, any, &date);
        return g_ascii_strncasecmp(key, "title", nkey) == 0 || !is_sentence(value, nvalue);
    }
    return known || (labelled && plain && fields->len > 1);
}

/* Where the block can begin: after blank lines and a mailbox's "From " line. */
static gsize
find_start(const char *text, gsize nbytes)
{
    gsize at = 0;

    while (at < nbytes) {
        Line line = line_read(text, nbytes, at);

        if (!line_is_blank(text, line)) {
            if (line.end - line.start > 5 && memcmp(text + line.start, "From ", 5) == 0 &&
                memchr(text + line.start, ':', line.end - line.start) != NULL)
                return line.next;
            return at;
        }
        at = line.next;
    }
    return at;
}

static void
trim(const char *text, guint32 *start, guint32 *end)
{
    *start += (guint32)line_count_white(text + *start, *end - *start);
    while (*end > *start && g_ascii_isspace(text[*end - 1]))
        --*end;
}

/* Add line to ret; FALSE if it is neither a field nor continues one. */
static gboolean
add_line(const char *text, Line line, GArray *ret)
{
    gsize n;
    HeaderField field;

    if (ret->len > 0 && (text[line.start] == ' ' || text[line.start] == '\t')) {
        HeaderField *last = &g_array_index(ret, HeaderField, ret->len - 1);

        last->value_end = line.end;
        trim(text, &last->value_start, &last->value_end);
        return TRUE;
    }
    n = key_nbytes(text + line.start, line.end - line.start);
    if (n == 0)
        return FALSE;
    field.key_start = line.start;
    field.key_end = line.start + (guint32)n;
    field.value_start = field.key_end + 1;
    field.value_end = line.end;
    trim(text, &field.value_start, &field.value_end);
    g_array_append_val(ret, field);
    return TRUE;
}

gsize
header_block_read(const char *text, gsize nbytes, GArray *ret)
{
    gsize at = find_start(text, nbytes);
    gboolean blank = FALSE;

    g_array_set_size(ret, 0);
    while (at < nbytes) {
        Line line = line_read(text, nbytes, at);

        blank = line_is_blank(text, line);
        if (blank)
            break;
        if (!add_line(text, line, ret)) {
            g_array_set_size(ret, 0);
            return 0;
        }
        at = line.next;
    }
    /* a block that is all of the text is one only if it cannot be anything else */
    if (ret->len == 0 || (!blank && ret->len == 1) || !is_header(text, ret)) {
        g_array_set_size(ret, 0);
        return 0;
    }
    return at;
}
