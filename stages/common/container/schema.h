/*
 * Schema: the columns of a section as container.h describes them, parsed into a small tree, and a
 * walk over records of any section by its schema alone.
 *
 *     g_autoptr(Schema) schema = schema_parse(container_section_columns(container, i), &error);
 *     while (section_next(section))
 *         schema_read_record(schema, section, &visitor, data);
 *
 * Columns of files are text that anybody may have written: a schema that the readers of this
 * program could not follow (too deep, too many d columns at a level, a p column in a list) is an
 * error.
 */
#ifndef TEXTMILL_SCHEMA_H
#define TEXTMILL_SCHEMA_H

#include <glib.h>

#include "container/container_reader.h"

enum {
    SCHEMA_MAX_DEPTH = 8,    /* lists in lists */
    SCHEMA_MAX_DELTAS = 4,   /* d columns of a record, or of a group of a list */
    SCHEMA_MAX_COLUMNS = 64, /* of a record, or of a group of a list */
};

#define SCHEMA_ERROR schema_error_quark()
GQuark schema_error_quark(void);
enum { SCHEMA_ERROR_MALFORMED };

typedef enum {
    SCHEMA_UINT,
    SCHEMA_INT,
    SCHEMA_DELTA,
    SCHEMA_BYTES,
    SCHEMA_PREFIXED,
    SCHEMA_LIST,
} SchemaType;

typedef struct _Schema Schema;

typedef struct {
    char *name;
    SchemaType type;
    guint delta;   /* SCHEMA_DELTA: which of its level's d columns, 0 the first */
    Schema *group; /* SCHEMA_LIST: the columns of a group */
} SchemaColumn;

/* The columns of a record, or of a group of a list. */
struct _Schema {
    SchemaColumn *columns;
    guint n;
};

/* NULL with SCHEMA_ERROR set, naming the place in text, if these are no columns. */
Schema *schema_parse(const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void schema_free(Schema *schema);

/* What a walk calls for each value; each may be NULL. Lists nest: begin, then their groups, then
 * end. */
typedef struct {
    void (*put_uint)(const SchemaColumn *column, guint64 value, gpointer data);
    void (*put_int)(const SchemaColumn *column, gint64 value, gpointer data);
    void (*put_bytes)(const SchemaColumn *column, const guint8 *bytes, gsize nbytes, gpointer data);
    void (*begin_list)(const SchemaColumn *column, guint32 n, gpointer data);
    void (*begin_group)(const SchemaColumn *column, gpointer data);
    void (*end_group)(const SchemaColumn *column, gpointer data);
    void (*end_list)(const SchemaColumn *column, gpointer data);
} SchemaVisitor;

/*
 * Reads the record that section_next() went to. Damage ends the walk early; section_next() then
 * ends and section_finish() reports it. visitor: NULL only to see that the record is whole.
 */
void schema_read_record(const Schema *schema, SectionReader *section, const SchemaVisitor *visitor,
                        gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Schema, schema_free)

#endif
