#include "records/record_fields.h"

#include <string.h>

#include "records/json_fields.h"
#include "unicode/utf8.h"

enum { NAMES_SHOWN_NBYTES = 200 }; /* of a record, in a message */

/* What the field at a place in the list was last time: records have the same ones in the same
 * order, mostly. */
typedef struct {
    GString *name;
    FieldUse use;
} Known;

/* A value that was written anew, and has its place when all are. */
typedef struct {
    RecordValue *value;
    gsize at;
} Moved;

struct _RecordFields {
    const RecordFormat *format;
    EncodingConverter *converter; /* or NULL */
    const FieldMap *map;
    GPtrArray *known;      /* of Known */
    GPtrArray *made_names; /* of columns without a header */
    GArray *column_uses;   /* of FieldUse */
    GArray *column_fields; /* of RecordField: names, and the values of a row */
    RecordValue parts[FIELD_N_ROLES][FIELD_MAX_PARTS];
    guint ranks[FIELD_N_ROLES]; /* of what parts[role][0] has, where the role is not mapped */
    RecordField others[RECORD_MAX_OTHERS];
    GString *made; /* values written anew */
    GString *scratch;
    GArray *moved;
    GString *reason;
};

static void
known_free(gpointer data)
{
    Known *known = data;

    g_string_free(known->name, TRUE);
    g_free(known);
}

RecordFields *
record_fields_new(const RecordFormat *format, EncodingConverter *converter, const FieldMap *map)
{
    RecordFields *fields = g_new0(RecordFields, 1);

    fields->format = format;
    fields->converter = converter;
    fields->map = map ? map : field_map_by_names();
    fields->known = g_ptr_array_new_with_free_func(known_free);
    fields->column_uses = g_array_new(FALSE, TRUE, sizeof(FieldUse));
    fields->column_fields = g_array_new(FALSE, TRUE, sizeof(RecordField));
    fields->made_names = g_ptr_array_new_with_free_func(g_free);
    fields->made = g_string_new(NULL);
    fields->scratch = g_string_new(NULL);
    fields->moved = g_array_new(FALSE, FALSE, sizeof(Moved));
    fields->reason = g_string_new(NULL);
    return fields;
}

void
record_fields_free(RecordFields *fields)
{
    if (!fields)
        return;
    g_ptr_array_unref(fields->known);
    g_array_unref(fields->column_uses);
    g_ptr_array_unref(fields->made_names);
    g_array_unref(fields->column_fields);
    g_string_free(fields->made, TRUE);
    g_string_free(fields->scratch, TRUE);
    g_array_unref(fields->moved);
    g_string_free(fields->reason, TRUE);
    g_free(fields);
}

/* The names, as many as are readable in a message. */
static const char *
say_no_text(RecordFields *fields, const RecordField *list, guint n)
{
    const FieldMap *map = fields->map;
    guint n_blank = 0;

    for (guint i = 0; i < n; i++)
        n_blank += list[i].value.bytes && list[i].value.nbytes == 0;
    g_string_assign(fields->reason, field_map_has(map, FIELD_TEXT)
                                        ? "no field is the text that the map names"
                                        : "no field is the text: set MAP=text=FIELD");
    g_string_append(fields->reason, n > 0 ? " (there are: " : " (there are none)");
    for (guint i = 0; i < n; i++) {
        gsize nbytes = MIN(list[i].name.nbytes, NAMES_SHOWN_NBYTES / 4);

        while (nbytes > 0 && nbytes < list[i].name.nbytes &&
               (list[i].name.bytes[nbytes] & 0xC0) == 0x80)
            nbytes--;
        if (i > 0)
            g_string_append(fields->reason, ", ");
        if (fields->reason->len > NAMES_SHOWN_NBYTES) {
            g_string_append(fields->reason, "...");
            break;
        }
        g_string_append_len(fields->reason, list[i].name.bytes, nbytes);
    }
    if (n > 0)
        g_string_append_c(fields->reason, ')');
    if (n_blank > 0 && fields->format->kind != RECORDS_CSV)
        g_string_append(fields->reason, "; of a list of objects nothing is read");
    return fields->reason->str;
}

/* What column i is, from 0, and its name. */
static FieldUse
find_column_use(RecordFields *fields, guint i, RecordValue *ret_name)
{
    char **names = fields->format->names;
    FieldUse numbered = field_map_find_column(fields->map, i + 1);
    g_autofree char *number = g_strdup_printf("%u", i + 1);
    char *name;

    if (!names) {
        name = g_strdup_printf("column_%u", i + 1);
        g_ptr_array_add(fields->made_names, name);
        *ret_name = record_value(name);
        return numbered;
    }
    *ret_name = record_value(names[i]);
    if (numbered.role != FIELD_N_ROLES && !g_strv_contains((const char *const *)names, number))
        return numbered;
    return field_map_find(fields->map, *ret_name);
}

gboolean
record_fields_set_columns(RecordFields *fields, GError **error)
{
    gboolean has_text = FALSE;

    for (guint i = 0; i < fields->format->n_columns; i++) {
        RecordField field = {{0}, {0}};
        FieldUse use = find_column_use(fields, i, &field.name);

        has_text |= use.role == FIELD_TEXT;
        g_array_append_val(fields->column_uses, use);
        g_array_append_val(fields->column_fields, field);
    }
    if (has_text)
        return TRUE;
    g_set_error_literal(error, RECORD_READER_ERROR, RECORD_READER_ERROR_NO_TEXT,
                        say_no_text(fields,
                                    (const RecordField *)(gconstpointer)fields->column_fields->data,
                                    fields->column_fields->len));
    return FALSE;
}

/* What the field is that is at place i of a list. */
static FieldUse
find_use(RecordFields *fields, guint i, RecordValue name)
{
    enum { PLACES_KNOWN = 256 };
    Known *known;

    if (i >= PLACES_KNOWN)
        return field_map_find(fields->map, name);
    while (fields->known->len <= i) {
        known = g_new0(Known, 1);
        known->name = g_string_new(NULL);
        known->use.role = FIELD_N_ROLES; /* of the empty name */
        g_ptr_array_add(fields->known, known);
    }
    known = fields->known->pdata[i];
    if (known->name->len != name.nbytes || memcmp(known->name->str, name.bytes, name.nbytes) != 0) {
        known->use = field_map_find(fields->map, name);
        g_string_truncate(known->name, 0);
        g_string_append_len(known->name, name.bytes, name.nbytes);
    }
    return known->use;
}

static void
add_other(RecordFields *fields, Record *record, const RecordField *field)
{
    if (record->n_others < RECORD_MAX_OTHERS && field->name.nbytes > 0 &&
        field->value.nbytes <= RECORD_OTHER_MAX_NBYTES &&
        field->name.nbytes <= RECORD_OTHER_MAX_NBYTES && !record_value_is_blank(field->value))
        fields->others[record->n_others++] = *field;
}

/* Puts the field where it belongs. of[role]: the field that has the role so far. */
static void
sort_field(RecordFields *fields, Record *record, const RecordField *field, FieldUse use,
           const RecordField **of)
{
    RecordValue *part;

    if (use.role == FIELD_N_ROLES) {
        add_other(fields, record, field);
        return;
    }
    if (field_map_has(fields->map, use.role)) {
        part = &fields->parts[use.role][use.rank];
        if (!part->bytes || !record_value_is_blank(field->value))
            *part = field->value;
        return;
    }
    part = &fields->parts[use.role][0];
    if (part->bytes && (record_value_is_blank(field->value) ||
                        (use.rank > fields->ranks[use.role] && !record_value_is_blank(*part)))) {
        add_other(fields, record, field);
        return;
    }
    if (of[use.role])
        add_other(fields, record, of[use.role]);
    of[use.role] = field;
    *part = field->value;
    fields->ranks[use.role] = use.rank;
}

/* Appends the value as clean UTF-8, with separators between the parts of a list, and replaces
 * character references where decodes. */
static void
append_value(RecordFields *fields, RecordValue value, const char *separator, gboolean decodes,
             guint64 *n_repairs)
{
    gsize from = fields->made->len;

    if (fields->format->kind == RECORDS_CSV)
        record_value_append(value, fields->converter, fields->made, n_repairs);
    else
        record_value_append_list(value, separator, fields->made);
    if (decodes)
        record_value_decode(fields->made, from, fields->scratch, n_repairs);
}

/* Whether the value can be given as it is. */
static gboolean
is_plain(const RecordFields *fields, RecordValue value, gboolean decodes)
{
    if (decodes && memchr(value.bytes, '&', value.nbytes))
        return FALSE;
    return fields->format->kind == RECORDS_CSV ? utf8_is_clean(value.bytes, value.nbytes)
                                               : memchr(value.bytes, 0, value.nbytes) == NULL;
}

/* Makes the value of its parts, those that there are. */
static void
make_value(RecordFields *fields, const RecordValue *parts, guint n_parts, FieldRole role,
           RecordValue *ret_value, Record *record)
{
    const char *separator = role == FIELD_TEXT ? "\n\n" : "; ";
    gboolean decodes = role != FIELD_ID;
    Moved moved = {ret_value, fields->made->len};
    guint n = 0, last = 0;

    *ret_value = (RecordValue){0};
    for (guint i = 0; i < n_parts; i++)
        if (parts[i].bytes && (n_parts == 1 || !record_value_is_blank(parts[i]))) {
            n++;
            last = i;
        }
    if (n == 0)
        return;
    if (n == 1 && is_plain(fields, parts[last], decodes)) {
        *ret_value = parts[last];
        return;
    }
    for (guint i = 0; i <= last; i++) {
        if (!parts[i].bytes || (n_parts > 1 && record_value_is_blank(parts[i])))
            continue;
        if (fields->made->len > moved.at)
            g_string_append(fields->made, "\n\n");
        append_value(fields, parts[i], separator, decodes, &record->n_repairs);
    }
    ret_value->nbytes = fields->made->len - moved.at;
    g_array_append_val(fields->moved, moved);
}

/* A mark at the start, which was none in the middle of the record, is no part of clean text. */
static void
skip_marks(RecordValue *value)
{
    static const char mark[] = "\xEF\xBB\xBF";

    while (value->nbytes >= strlen(mark) && memcmp(value->bytes, mark, strlen(mark)) == 0) {
        value->bytes += strlen(mark);
        value->nbytes -= strlen(mark);
    }
}

static void
make_values(RecordFields *fields, Record *record)
{
    for (FieldRole role = 0; role < FIELD_N_ROLES; role++) {
        guint n_parts = field_map_has(fields->map, role) ? FIELD_MAX_PARTS : 1;

        make_value(fields, fields->parts[role], n_parts, role, &record->values[role], record);
    }
    for (guint i = 0; i < record->n_others; i++) {
        RecordValue value = fields->others[i].value;

        make_value(fields, &value, 1, FIELD_N_ROLES, &fields->others[i].value, record);
    }
    for (guint i = 0; i < fields->moved->len; i++) {
        const Moved *moved = &g_array_index(fields->moved, Moved, i);

        moved->value->bytes = fields->made->str + moved->at;
    }
    for (FieldRole role = 0; role < FIELD_N_ROLES; role++)
        skip_marks(&record->values[role]);
    for (guint i = 0; i < record->n_others; i++) {
        skip_marks(&fields->others[i].name);
        skip_marks(&fields->others[i].value);
    }
    record->others = fields->others;
}

static void
begin(RecordFields *fields, Record *record)
{
    memset(record->values, 0, sizeof record->values);
    memset(fields->parts, 0, sizeof fields->parts);
    record->n_others = 0;
    g_string_truncate(fields->made, 0);
    g_array_set_size(fields->moved, 0);
}

static void
end(RecordFields *fields, Record *record)
{
    make_values(fields, record);
    if (record_value_is_blank(record->values[FIELD_TEXT]))
        record->reject = "no text";
}

void
record_fields_take(RecordFields *fields, const RecordField *list, guint n, Record *record)
{
    const RecordField *of[FIELD_N_ROLES] = {NULL};
    gboolean has_text = FALSE;

    begin(fields, record);
    for (guint i = 0; i < n; i++) {
        FieldUse use = find_use(fields, i, list[i].name);

        has_text |= use.role == FIELD_TEXT;
        sort_field(fields, record, &list[i], use, of);
    }
    if (has_text)
        end(fields, record);
    else
        record->reject = say_no_text(fields, list, n);
}

void
record_fields_take_columns(RecordFields *fields, const RecordValue *values, guint n, Record *record)
{
    RecordField *list = (RecordField *)(gpointer)fields->column_fields->data;
    const RecordField *of[FIELD_N_ROLES] = {NULL};

    begin(fields, record);
    for (guint i = 0; i < MIN(n, fields->column_fields->len); i++) {
        list[i].value = values[i];
        sort_field(fields, record, &list[i], g_array_index(fields->column_uses, FieldUse, i), of);
    }
    end(fields, record);
}
