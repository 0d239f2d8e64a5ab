/*
 * Objects of JSON: what is written reads back, and anything else gives fields of valid UTF-8, or a
 * reason. Input: a byte of choices; then an object, or names and values with FF between, to be
 * written.
 */
#include "fuzz.h"
#include "records/json_fields.h"

/* Values that were arrays have it between their parts. */
static void
check_value(RecordValue value)
{
    const char *p = value.bytes, *end = p + value.nbytes, *stop;

    while (p < end && !g_utf8_validate_len(p, end - p, &stop)) {
        g_assert_cmpint(end - stop, >=, JSON_LIST_SEPARATOR_NBYTES);
        p = stop + JSON_LIST_SEPARATOR_NBYTES;
    }
}

static void
check_parse(const FuzzBytes *input)
{
    g_autoptr(JsonFields) fields = json_fields_new();
    gsize n;
    g_autofree char *text = fuzz_copy_clean(input, 0, &n);
    JsonLook look = json_look(text, n);
    const char *reject = json_fields_parse(fields, text, n);
    const RecordField *list;
    guint n_fields;

    if (reject) {
        g_assert_cmpuint(*reject, !=, '\0');
        g_assert_true(g_utf8_validate(reject, -1, NULL));
        return;
    }
    g_assert_cmpint(look, ==, JSON_OBJECT);
    list = json_fields_get(fields, &n_fields);
    g_assert_cmpuint(n_fields, <=, JSON_MAX_FIELDS);
    for (guint i = 0; i < n_fields; i++) {
        g_assert_true(g_utf8_validate_len(list[i].name.bytes, list[i].name.nbytes, NULL));
        check_value(list[i].value);
    }
}

/* As a string of JSON; escapes: everything by \u, with surrogates where they are needed. */
static void
put_string(GString *out, const char *text, gsize n, gboolean escapes)
{
    g_string_append_c(out, '"');
    for (const char *p = text; p < text + n; p += g_utf8_skip[(guchar)*p]) {
        gunichar c = g_utf8_get_char(p);

        if (escapes && c >= 0x10000)
            g_string_append_printf(out, "\\u%04X\\u%04x", 0xd7c0 + (c >> 10), 0xdc00 | (c & 0x3ff));
        else if (escapes || c < 0x20 || c == '"' || c == '\\')
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_unichar(out, c);
    }
    g_string_append_c(out, '"');
}

/* Names and values in turn become fields of an object. */
static void
check_round_trip(FuzzBytes input, gboolean escapes)
{
    g_autoptr(JsonFields) fields = json_fields_new();
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GString) out = g_string_new("{");
    const RecordField *list;
    guint n_fields;

    while (strings->len < 100 && (fuzz_left(&input) > 0 || strings->len % 2 > 0)) {
        FuzzBytes piece = fuzz_take_until(&input, 0xff);
        gsize n;
        char *text = fuzz_copy_clean(&piece, 0, &n);

        if (strings->len > 0)
            g_string_append(out, strings->len % 2 ? " : " : ",\n");
        put_string(out, text, n, escapes);
        g_ptr_array_add(strings, g_bytes_new_take(text, n));
    }
    g_string_append_c(out, '}');
    g_assert_cmpint(json_look(out->str, out->len), ==, JSON_OBJECT);
    g_assert_cmpstr(json_fields_parse(fields, out->str, out->len), ==, NULL);
    list = json_fields_get(fields, &n_fields);
    g_assert_cmpuint(n_fields, ==, strings->len / 2);
    for (guint i = 0; i < strings->len; i++) {
        const RecordValue *read = i % 2 ? &list[i / 2].value : &list[i / 2].name;
        gsize n;
        const char *text = g_bytes_get_data(strings->pdata[i], &n);

        g_assert_cmpmem(read->bytes, read->nbytes, text, n);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes};
    guint8 choices = fuzz_byte(&input);
    g_autoptr(JsonFields) probe = json_fields_new();
    char object[] = "{}";

    if (json_fields_parse(probe, object, 2)) /* built without a parser */
        return 0;
    if (choices & 1)
        check_round_trip(input, choices & 2);
    else
        check_parse(&input);
    return 0;
}
