/* StemTable: the distinct stems of a shard, each kept once. */
#ifndef TEXTMILL_STEM_TABLE_H
#define TEXTMILL_STEM_TABLE_H

#include <glib.h>

typedef struct {
    guint32 start, nbytes; /* in bytes */
    guint32 language;
} StemEntry;

typedef struct {
    GArray *entries; /* of StemEntry, in the order they were met */
    GByteArray *bytes;
    guint32 *slots; /* place in entries + 1, 0 free; a power of two of them */
    guint32 n_slots;
} StemTable;

void stem_table_init(StemTable *table);
void stem_table_clear(StemTable *table);

/* The place of a stem in entries, added if it is new. */
guint32 stem_table_add(StemTable *table, guint language, const char *stem, gsize nbytes);

/* The places in entries in the order of terms: by language, then bytes. To be freed. */
guint32 *stem_table_order(const StemTable *table);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StemTable, stem_table_clear)

#endif
