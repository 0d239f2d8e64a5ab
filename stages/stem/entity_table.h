/* The tables that entity_table.py makes. */
#ifndef TEXTMILL_ENTITY_TABLE_H
#define TEXTMILL_ENTITY_TABLE_H

#include <glib.h>

typedef struct {
    const char *name; /* without & and ; */
    guint16 character;
} Entity;

extern const Entity entity_table[]; /* in byte order of names */
extern const gsize n_entities;
extern const guint16 entity_cp1252[32]; /* of the bytes 0x80 to 0x9F; 0 where there is none */

#endif
