#include "container/schema.h"

#include <string.h>

GQuark
schema_error_quark(void)
{
    return g_quark_from_static_string("schema-error-quark");
}

/* ---- parsing */

typedef struct {
    const char *text, *p;
    guint depth;
    gboolean has_prefixed;
} Parser;

static Schema *parse_columns(Parser *parser, GError **error);

static void
fail(const Parser *parser, GError **error, const char *what)
{
    g_set_error(error, SCHEMA_ERROR, SCHEMA_ERROR_MALFORMED, "columns '%s', at byte %u: %s",
                parser->text, (guint)(parser->p - parser->text), what);
}

static gboolean
parse_name(Parser *parser, SchemaColumn *column, GError **error)
{
    const char *start = parser->p;

    while (g_ascii_islower(*parser->p) || g_ascii_isdigit(*parser->p) || *parser->p == '_')
        parser->p++;
    if (parser->p == start || *parser->p != ':') {
        fail(parser, error, "expected a name of a-z, 0-9, _ and a colon");
        return FALSE;
    }
    column->name = g_strndup(start, parser->p++ - start);
    return TRUE;
}

static gboolean
parse_list(Parser *parser, SchemaColumn *column, GError **error)
{
    column->type = SCHEMA_LIST;
    if (parser->depth == SCHEMA_MAX_DEPTH) {
        fail(parser, error, "lists too deep in lists");
        return FALSE;
    }
    parser->p++;
    parser->depth++;
    column->group = parse_columns(parser, error);
    parser->depth--;
    if (!column->group)
        return FALSE;
    if (*parser->p != ']') {
        fail(parser, error, "expected a space or ]");
        return FALSE;
    }
    parser->p++;
    return TRUE;
}

static gboolean
parse_prefixed(Parser *parser, SchemaColumn *column, GError **error)
{
    column->type = SCHEMA_PREFIXED;
    if (parser->depth > 0 || parser->has_prefixed) {
        fail(parser, error, "a p column in a list, or a second one");
        return FALSE;
    }
    parser->has_prefixed = TRUE;
    parser->p++;
    return TRUE;
}

static gboolean
parse_delta(Parser *parser, SchemaColumn *column, guint *n_deltas, GError **error)
{
    column->type = SCHEMA_DELTA;
    column->delta = (*n_deltas)++;
    if (column->delta == SCHEMA_MAX_DELTAS) {
        fail(parser, error, "too many d columns");
        return FALSE;
    }
    parser->p++;
    return TRUE;
}

static gboolean
parse_type(Parser *parser, SchemaColumn *column, guint *n_deltas, GError **error)
{
    switch (*parser->p) {
    case 'u':
        column->type = SCHEMA_UINT;
        break;
    case 'z':
        column->type = SCHEMA_INT;
        break;
    case 'b':
        column->type = SCHEMA_BYTES;
        break;
    case 'd':
        return parse_delta(parser, column, n_deltas, error);
    case 'p':
        return parse_prefixed(parser, column, error);
    case '[':
        return parse_list(parser, column, error);
    default:
        fail(parser, error, "expected a type, one of u z d b p [");
        return FALSE;
    }
    parser->p++;
    return TRUE;
}

/* Columns up to a ] or the end. Each takes a byte of a record or more, and so does the whole. */
static Schema *
parse_columns(Parser *parser, GError **error)
{
    g_autoptr(Schema) schema = g_new0(Schema, 1);
    guint n_deltas = 0;

    for (;;) {
        SchemaColumn *column;

        if (schema->n == SCHEMA_MAX_COLUMNS) {
            fail(parser, error, "too many columns");
            return NULL;
        }
        schema->columns = g_renew(SchemaColumn, schema->columns, schema->n + 1);
        column = &schema->columns[schema->n++];
        *column = (SchemaColumn){0};
        if (!parse_name(parser, column, error) || !parse_type(parser, column, &n_deltas, error))
            return NULL;
        if (*parser->p != ' ')
            return g_steal_pointer(&schema);
        parser->p++;
    }
}

Schema *
schema_parse(const char *text, GError **error)
{
    Parser parser = {text, text, 0, FALSE};
    g_autoptr(Schema) schema = parse_columns(&parser, error);

    if (!schema)
        return NULL;
    if (*parser.p != '\0') {
        fail(&parser, error, "expected a space or the end");
        return NULL;
    }
    return g_steal_pointer(&schema);
}

void
schema_free(Schema *schema)
{
    if (!schema)
        return;
    for (guint i = 0; i < schema->n; i++) {
        g_free(schema->columns[i].name);
        schema_free(schema->columns[i].group);
    }
    g_free(schema->columns);
    g_free(schema);
}

/* ---- walking */

typedef struct {
    SectionReader *section;
    const SchemaVisitor *visitor;
    gpointer data;
} Walk;

static void walk_columns(const Walk *walk, const Schema *schema, guint64 *last);

static guint64
read_delta(SectionReader *section, guint64 *last)
{
    guint64 step = section_get_uint(section);

    if (step > G_MAXUINT64 - *last) {
        section_fail(section, "a difference beyond 64 bits");
        return 0;
    }
    return *last += step;
}

static void
walk_bytes(const Walk *walk, const SchemaColumn *column)
{
    gsize nbytes;
    const guint8 *bytes = column->type == SCHEMA_BYTES
                              ? section_get_bytes(walk->section, &nbytes)
                              : section_get_prefixed(walk->section, &nbytes);

    if (walk->visitor->put_bytes && !walk->section->failed)
        walk->visitor->put_bytes(column, bytes, nbytes, walk->data);
}

static void
walk_list(const Walk *walk, const SchemaColumn *column)
{
    const SchemaVisitor *visitor = walk->visitor;
    guint32 n = section_get_count(walk->section);
    guint64 last[SCHEMA_MAX_DELTAS] = {0};

    if (visitor->begin_list)
        visitor->begin_list(column, n, walk->data);
    for (guint32 i = 0; i < n && !walk->section->failed; i++) {
        if (visitor->begin_group)
            visitor->begin_group(column, walk->data);
        walk_columns(walk, column->group, last);
        if (visitor->end_group)
            visitor->end_group(column, walk->data);
    }
    if (visitor->end_list)
        visitor->end_list(column, walk->data);
}

static void
walk_integer(const Walk *walk, const SchemaColumn *column, guint64 *last)
{
    const SchemaVisitor *visitor = walk->visitor;

    if (column->type == SCHEMA_INT) {
        gint64 value = section_get_int(walk->section);

        if (visitor->put_int && !walk->section->failed)
            visitor->put_int(column, value, walk->data);
    } else {
        guint64 value = column->type == SCHEMA_UINT
                            ? section_get_uint(walk->section)
                            : read_delta(walk->section, &last[column->delta]);

        if (visitor->put_uint && !walk->section->failed)
            visitor->put_uint(column, value, walk->data);
    }
}

static void
walk_columns(const Walk *walk, const Schema *schema, guint64 *last)
{
    for (guint i = 0; i < schema->n && !walk->section->failed; i++) {
        const SchemaColumn *column = &schema->columns[i];

        switch (column->type) {
        case SCHEMA_UINT:
        case SCHEMA_INT:
        case SCHEMA_DELTA:
            walk_integer(walk, column, last);
            break;
        case SCHEMA_BYTES:
        case SCHEMA_PREFIXED:
            walk_bytes(walk, column);
            break;
        case SCHEMA_LIST:
            walk_list(walk, column);
            break;
        }
    }
}

void
schema_read_record(const Schema *schema, SectionReader *section, const SchemaVisitor *visitor,
                   gpointer data)
{
    static const SchemaVisitor nothing = {NULL};
    const Walk walk = {section, visitor ? visitor : &nothing, data};

    walk_columns(&walk, schema, section->last);
}
