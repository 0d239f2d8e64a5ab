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
        fields->n_left_out++;
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
    return level->n_parts > 0 ? add_field(fields, level->value) : 1;
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

/* The code unit of an escape \uXXXX at p, or -1. */
static gint32
read_unit(const char *p, const char *end)
{
    gint32 unit = 0;

    if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
        return -1;
    for (guint i = 2; i < 6; i++) {
        int digit = g_ascii_xdigit_value(p[i]);

        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

/*
 * Escapes of surrogates without a partner become that of U+FFFD, in place: yajl would make a
 * question mark or invalid UTF-8 of them.
 */
static void
repair_escapes(JsonFields *fields, char *bytes, gsize nbytes)
{
    char *p = bytes, *end = bytes + nbytes;

    while ((p = memchr(p, '\\', end - p)) != NULL) {
        gint32 unit = read_unit(p, end), low;

        if (unit < 0) {
            p += MIN(2, end - p);
            continue;
        }
        fields->has_escapes = TRUE;
        fields->has_nul |= unit == 0;
        low = (unit & 0xFC00) == 0xD800 ? read_unit(p + 6, end) : -1;
        if (low >= 0 && (low & 0xFC00) == 0xDC00) {
            p += 12;
            continue;
        }
        if ((unit & 0xF800) == 0xD800) {
            memcpy(p + 2, "FFFD", 4);
            fields->n_repairs++;
        }
        p += 6;
    }
}

/* The parser's own words, without its picture of the place. */
static const char *
parser_reason(JsonFields *fields, yajl_handle parser, gsize nbytes, gboolean is_cut_short)
{
    unsigned char *words = yajl_get_error(parser, 0, NULL, 0);
    const char *start = (const char *)words, *colon = strstr(start, ": ");
    gsize at = yajl_get_bytes_consumed(parser);

    if (is_cut_short)
        g_string_assign(fields->reason, "not JSON: cut short");
    else
        g_string_printf(fields->reason, "not JSON: %s (byte %" G_GSIZE_FORMAT " of the record)",
                        g_strchomp((char *)words + (colon ? colon + 2 - start : 0)),
                        MIN(at, nbytes));
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
    yajl_status status;

    g_string_truncate(fields->memory, 0);
    g_string_truncate(fields->path, 0);
    g_array_set_size(fields->places, 0);
    g_array_set_size(fields->fields, 0);
    fields->depth = fields->n_left_out = 0;
    fields->n_repairs = 0;
    fields->has_escapes = fields->has_nul = FALSE;
    fields->why = NULL;
    repair_escapes(fields, bytes, nbytes);
    yajl_config(parser, yajl_dont_validate_strings, 1);
    status = yajl_parse(parser, (const unsigned char *)bytes, nbytes);
    if (status == yajl_status_ok) {
        status = yajl_complete_parse(parser);
        if (status == yajl_status_error)
            reason = parser_reason(fields, parser, nbytes, TRUE);
    } else if (status == yajl_status_error) {
        reason = parser_reason(fields, parser, nbytes, FALSE);
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
    if (yajl_parse(parser, (const unsigned char *)bytes, nbytes) == yajl_status_ok)
        look = yajl_complete_parse(parser) == yajl_status_ok ? JSON_OBJECT : JSON_OBJECT_BEGINS;
    yajl_free(parser);
    return look;
}
