#include "records/json_fields.h"

#include <string.h>
#include <yajl/yajl_parse.h>

/* A field by its places in the memory of all. */
typedef struct {
    gsize name, name_nbytes, value, value_nbytes;
} Place;

/* An object or array that is open. */
typedef struct {
    gboolean is_array;
    gsize path_nbytes; /* of its own name */
    gsize value;       /* of an array: where its value begins */
    gboolean has_left_out;
    guint n_parts;
} Level;

struct _JsonFields {
    GString *memory, *path, *reason;
    GArray *places, *fields; /* of Place, RecordField */
    Level levels[JSON_MAX_DEPTH];
    guint depth;
    guint n_left_out; /* levels open beyond those that are read: inside of an array */
    const char *why;  /* the reason why a callback ended the parsing */
    guint64 n_repairs;
    gboolean has_escapes, has_nul;
};

JsonFields *
json_fields_new(void)
{
    JsonFields *fields = g_new0(JsonFields, 1);

    fields->memory = g_string_new(NULL);
    fields->path = g_string_new(NULL);
    fields->reason = g_string_new(NULL);
    fields->places = g_array_new(FALSE, FALSE, sizeof(Place));
    fields->fields = g_array_new(FALSE, FALSE, sizeof(RecordField));
    return fields;
}

void
json_fields_free(JsonFields *fields)
{
    if (!fields)
        return;
    g_string_free(fields->memory, TRUE);
    g_string_free(fields->path, TRUE);
    g_string_free(fields->reason, TRUE);
    g_array_unref(fields->places);
    g_array_unref(fields->fields);
    g_free(fields);
}

static int
stop(JsonFields *fields, const char *why)
{
    fields->why = why;
    return 0;
}

/* Appends a string without the NULs that it may have from escapes. */
static void
append_text(JsonFields *fields, GString *to, const char *bytes, gsize nbytes)
{
    const char *nul;

    while (fields->has_nul && (nul = memchr(bytes, 0, nbytes)) != NULL) {
        g_string_append_len(to, bytes, nul - bytes);
        nbytes -= nul + 1 - bytes;
        bytes = nul + 1;
        fields->n_repairs++;
    }
    g_string_append_len(to, bytes, nbytes);
}

/* The value, in memory from there on, is a field whose name is the path. */
static int
add_field(JsonFields *fields, gsize value)
{
    Place place = {.value = value, .value_nbytes = fields->memory->len - value};

    if (fields->places->len == JSON_MAX_FIELDS)
        return stop(fields, "more than 4096 fields");
    place.name = fields->memory->len;
    place.name_nbytes = fields->path->len;
    g_string_append_len(fields->memory, fields->path->str, fields->path->len);
    g_array_append_val(fields->places, place);
    return 1;
}

static int
on_text(JsonFields *fields, const char *bytes, gsize nbytes)
{
    gsize value = fields->memory->len;
    Level *level;

    if (fields->depth == 0)
        return stop(fields, "not an object");
    if (fields->n_left_out > 0)
        return 1;
    level = &fields->levels[fields->depth - 1];
    if (level->is_array && level->n_parts++ > 0)
        g_string_append_len(fields->memory, JSON_LIST_SEPARATOR, JSON_LIST_SEPARATOR_NBYTES);
    append_text(fields, fields->memory, bytes, nbytes);
    return level->is_array ? 1 : add_field(fields, value);
}

static int
on_string(void *data, const unsigned char *bytes, size_t nbytes)
{
    return on_text(data, (const char *)bytes, nbytes);
}

static int
on_number(void *data, const char *bytes, size_t nbytes)
{
    return on_text(data, bytes, nbytes);
}

static int
on_boolean(void *data, int value)
{
    return value ? on_text(data, "true", 4) : on_text(data, "false", 5);
}

static int
on_null(void *data)
{
    JsonFields *fields = data;

    return fields->depth > 0 ? 1 : stop(fields, "not an object");
}

static int
open_level(JsonFields *fields, gboolean is_array)
{
    if (fields->depth == 0 && is_array)
        return stop(fields, "not an object");
    if (fields->depth + fields->n_left_out == JSON_MAX_DEPTH)
        return stop(fields, "nested deeper than 64");
    if (fields->n_left_out > 0 ||
        (fields->depth > 0 && fields->levels[fields->depth - 1].is_array)) {
        if (fields->n_left_out++ == 0)
            fields->levels[fields->depth - 1].has_left_out = TRUE;
        return 1;
    }
    fields->levels[fields->depth++] = (Level){
        .is_array = is_array, .path_nbytes = fields->path->len, .value = fields->memory->len};
    return 1;
}

static int
on_start_map(void *data)
{
    return open_level(data, FALSE);
}

static int
on_start_array(void *data)
{
    return open_level(data, TRUE);
}

static int
on_key(void *data, const unsigned char *bytes, size_t nbytes)
{
    JsonFields *fields = data;
    gsize path_nbytes;

    if (fields->n_left_out > 0)
        return 1;
    path_nbytes = fields->levels[fields->depth - 1].path_nbytes;
    g_string_truncate(fields->path, path_nbytes);
    if (fields->depth > 1)
        g_string_append_c(fields->path, '.');
    append_text(fields, fields->path, (const char *)bytes, nbytes);
    return 1;
}

static int
on_end(void *data)
{
    JsonFields *fields = data;
    Level *level;

    if (fields->n_left_out > 0) {
        fields->n_left_out--;
        return 1;
    }
    level = &fields->levels[--fields->depth];
    g_string_truncate(fields->path, level->path_nbytes);
    return level->n_parts > 0 || level->has_left_out ? add_field(fields, level->value) : 1;
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_start_map,
    .yajl_map_key = on_key,
    .yajl_end_map = on_end,
    .yajl_start_array = on_start_array,
    .yajl_end_array = on_end,
};

/* The value of a hexadecimal digit plus one; 0: it is none. */
static const guint8 digit_plus_one[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

/* The code unit of an escape \uXXXX at p, or -1. */
static inline gint32
read_unit(const char *p, const char *end)
{
    guint32 unit = 0;

    if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
        return -1;
    for (guint i = 2; i < 6; i++) {
        guint digit = digit_plus_one[(guint8)p[i]];

        if (digit == 0)
            return -1;
        unit = unit << 4 | (digit - 1);
    }
    return unit;
}

/* The character that the escape at p stands for, and its length; -1: it is none of a number.
 * Surrogates without a partner are U+FFFD. */
static inline gint32
read_escape(JsonFields *fields, const char *p, const char *end, guint *ret_length)
{
    gint32 unit = read_unit(p, end), low;

    *ret_length = 6;
    if ((unit & ~0x7FF) != 0xD800)
        return unit;
    low = unit < 0xDC00 ? read_unit(p + 6, end) : -1;
    if ((low & ~0x3FF) == 0xDC00) {
        *ret_length = 12;
        return 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF));
    }
    fields->n_repairs++;
    return 0xFFFD;
}

/* Whether clean text may not have the character. */
static inline gboolean
is_unclean(gunichar c)
{
    return c < 0xA0 || c == 0xFEFF;
}

/*
 * Puts characters in place of numbered escapes, but for ASCII, which may mean something. The parser
 * takes much longer for them, and of surrogates without a partner it makes question marks or
 * invalid UTF-8. Returns the new length.
 */
static gsize
decode_escapes(JsonFields *fields, char *bytes, gsize nbytes)
{
    const char *from = bytes, *end = bytes + nbytes;
    char *to = bytes;

    for (;;) {
        const char *escape = memchr(from, '\\', end - from);
        gsize n = (escape ? escape : end) - from;
        guint length;
        gint32 c;

        if (to != from)
            memmove(to, from, n);
        to += n;
        from += n;
        /* one behind the other, mostly */
        for (; from < end && *from == '\\'; from += length) {
            c = read_escape(fields, from, end, &length);
            if (c >= 0) {
                fields->has_escapes |= is_unclean(c);
                fields->has_nul |= c == 0;
            } else {
                length = MIN(2, end - from);
            }
            if (c >= 0x80) {
                to += g_unichar_to_utf8(c, to);
            } else {
                memmove(to, from, length);
                to += length;
            }
        }
        if (from == end)
            return to - bytes;
    }
}

/* The parser's own words, without its picture of the place. */
static const char *
parser_reason(JsonFields *fields, yajl_handle parser, gboolean has_place, gboolean is_cut_short)
{
    unsigned char *words = yajl_get_error(parser, 0, NULL, 0);
    const char *start = (const char *)words, *colon = strstr(start, ": ");

    g_string_assign(fields->reason, "not JSON: ");
    g_string_append(fields->reason,
                    is_cut_short ? "cut short"
                                 : g_strchomp((char *)words + (colon ? colon + 2 - start : 0)));
    if (has_place && !is_cut_short)
        g_string_append_printf(fields->reason, " (near byte %" G_GSIZE_FORMAT " of the record)",
                               yajl_get_bytes_consumed(parser));
    yajl_free_error(parser, words);
    return fields->reason->str;
}

static void
list_fields(JsonFields *fields)
{
    const char *memory = fields->memory->str;

    g_array_set_size(fields->fields, fields->places->len);
    for (guint i = 0; i < fields->places->len; i++) {
        const Place *place = &g_array_index(fields->places, Place, i);

        g_array_index(fields->fields, RecordField, i) = (RecordField){
            .name = {memory + place->name, place->name_nbytes},
            .value = {memory + place->value, place->value_nbytes},
        };
    }
}

const char *
json_fields_parse(JsonFields *fields, char *bytes, gsize nbytes)
{
    yajl_handle parser = yajl_alloc(&callbacks, NULL, fields);
    const char *reason = NULL;
    gsize written_nbytes = nbytes;
    yajl_status status;

    g_string_truncate(fields->memory, 0);
    g_string_truncate(fields->path, 0);
    g_array_set_size(fields->places, 0);
    g_array_set_size(fields->fields, 0);
    fields->depth = fields->n_left_out = 0;
    fields->n_repairs = 0;
    fields->has_escapes = fields->has_nul = FALSE;
    fields->why = NULL;
    nbytes = decode_escapes(fields, bytes, nbytes);
    yajl_config(parser, yajl_dont_validate_strings, 1);
    status = yajl_parse(parser, (const unsigned char *)bytes, nbytes);
    if (status == yajl_status_ok) {
        status = yajl_complete_parse(parser);
        if (status == yajl_status_error)
            reason = parser_reason(fields, parser, FALSE, TRUE);
    } else if (status == yajl_status_error) {
        reason = parser_reason(fields, parser, nbytes == written_nbytes, FALSE);
    }
    if (status == yajl_status_client_canceled)
        reason = fields->why;
    yajl_free(parser);
    if (!reason)
        list_fields(fields);
    return reason;
}

const RecordField *
json_fields_get(const JsonFields *fields, guint *ret_n)
{
    *ret_n = fields->fields->len;
    return (const RecordField *)(gconstpointer)fields->fields->data;
}

guint64
json_fields_n_repairs(const JsonFields *fields)
{
    return fields->n_repairs;
}

gboolean
json_fields_has_escapes(const JsonFields *fields)
{
    return fields->has_escapes;
}

JsonLook
json_look(const char *bytes, gsize nbytes)
{
    g_autoptr(JsonFields) fields = json_fields_new();
    yajl_handle parser = yajl_alloc(&callbacks, NULL, fields);
    JsonLook look = JSON_NO_OBJECT;

    yajl_config(parser, yajl_dont_validate_strings, 1);
    switch (yajl_parse(parser, (const unsigned char *)bytes, nbytes)) {
    case yajl_status_ok:
        look = yajl_complete_parse(parser) == yajl_status_ok ? JSON_OBJECT : JSON_OBJECT_BEGINS;
        break;
    case yajl_status_client_canceled: /* too deep: an object that will be rejected */
        look = fields->depth > 0 ? JSON_OBJECT : JSON_NO_OBJECT;
        break;
    default:
        break;
    }
    yajl_free(parser);
    return look;
}
