/*
 * FieldMap: which field of a record is what: its text, its title, its date ...
 *
 * Without a word from the user the names decide: text, content, body, article and so on are the
 * text, in that order where a record has several. Case, spaces, "_" and "-" make no difference.
 *
 * The user's word is a list of ROLE=FIELD, separated by commas or white space:
 *
 *     text=body,title=meta.title section=1 text=lead+body
 *
 * "+" joins fields, with blank lines between them. FIELD is a name (case makes no difference, and
 * "_" stands for a space too; a field inside of an object of JSON has the names of both with a dot
 * between), or the number of a column of CSV, from 1, if no column has that name. A role that is
 * mapped has these fields and no others; a field has one role.
 */
#ifndef TEXTMILL_FIELD_MAP_H
#define TEXTMILL_FIELD_MAP_H

#include <glib.h>

#include "records/record_value.h"

typedef enum {
    FIELD_TEXT,
    FIELD_TITLE,
    FIELD_DATE,
    FIELD_URL,
    FIELD_SOURCE,
    FIELD_ID,
    FIELD_LANGUAGE,
    FIELD_SECTION,
    FIELD_AUTHOR,
    FIELD_PLACE,
    FIELD_N_ROLES, /* also: the field has no role, and is other metadata */
} FieldRole;

/* What a field is. rank: of several with the role, the place in the list of joined ones if the user
 * mapped it, else the lowest is taken. */
typedef struct {
    FieldRole role;
    guint rank;
} FieldUse;

enum { FIELD_MAX_PARTS = 16 }; /* joined to one */

#define FIELD_MAP_ERROR field_map_error_quark()
GQuark field_map_error_quark(void);
enum { FIELD_MAP_ERROR_USAGE };

typedef struct _FieldMap FieldMap;

/* words: as above, or NULL. NULL with an error that says what is wrong with them. */
FieldMap *field_map_new(const char *words, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void field_map_free(FieldMap *map);

/* The map of who says nothing; never freed. */
const FieldMap *field_map_by_names(void);

const char *field_role_name(FieldRole role);

/* What a field with this name is. */
FieldUse field_map_find(const FieldMap *map, RecordValue name);

/* What column number (from 1) is by its number. */
FieldUse field_map_find_column(const FieldMap *map, guint number);

/* Whether the user mapped the role. */
gboolean field_map_has(const FieldMap *map, FieldRole role);

/* The largest number of a column that is mapped; 0: none is. */
guint field_map_max_column(const FieldMap *map);

/* Whether the user mapped something, and all of it by number. */
gboolean field_map_is_by_number(const FieldMap *map);

/* Whether the name is one that texts have without the user's word. */
gboolean field_name_is_text(RecordValue name);
/* Whether the name has a role without the user's word. */
gboolean field_name_is_known(RecordValue name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(FieldMap, field_map_free)

#endif
