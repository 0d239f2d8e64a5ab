/*
 * MetadataTable: a table with a row for each file of the corpus, to be joined with them.
 *
 * The table is CSV with a header, JSON Lines or JSON, packed or not, in an encoding that its bytes
 * tell. One column, the key, has the paths of files, relative to the corpus, byte for byte (a "./" in
 * front does not count), or, in a table that is in another encoding than UTF-8, as UTF-8; the others
 * are metadata, as record_reader.h has values. Rows may come in any order; they are sorted on disk
 * where they are many.
 */
#ifndef TEXTMILL_METADATA_TABLE_H
#define TEXTMILL_METADATA_TABLE_H

#include <glib.h>

#define METADATA_TABLE_ERROR metadata_table_error_quark()
GQuark metadata_table_error_quark(void);
enum {
    METADATA_TABLE_ERROR_KEY,        /* it has no column of the key's name */
    METADATA_TABLE_ERROR_UNREADABLE, /* it cannot be opened, or not to its end */
};

/* A row that no file gets, and why. number: of the row, from 1. key: unescaped, "" if it has none. */
typedef void (*MetadataTableUnmatched)(const char *key, guint64 number, const char *reason,
                                       gpointer data);

typedef struct _MetadataTable MetadataTable;

/* Reads the table. temporary, memory_nbytes: as in name_sort.h. unmatched is called for rows that
 * cannot be used, now and later, with data. */
MetadataTable *metadata_table_open(const char *path, const char *key, const char *temporary,
                                   gsize memory_nbytes, MetadataTableUnmatched unmatched,
                                   gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Replaces lines by what the table says of the file, as lines for a shard's list; *ret_found: there
 * is a row. Files are asked for in byte order of paths, at last NULL.
 */
gboolean metadata_table_join(MetadataTable *table, const char *path, GString *lines,
                             gboolean *ret_found, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NULL is accepted. */
void metadata_table_free(MetadataTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MetadataTable, metadata_table_free)

#endif
