/*
 * IdSet: ids that articles were given, so that none is given twice.
 *
 * Of an id only a hash of 128 bits is kept: two of a billion ids have the same with a probability
 * of 10^-21. Memory: 32 to 64 bytes for each id, and half as much again for a moment while it grows.
 */
#ifndef TEXTMILL_ID_SET_H
#define TEXTMILL_ID_SET_H

#include <glib.h>

typedef struct _IdSet IdSet;

IdSet *id_set_new(void);

/* Makes id one that was not given before: "x" becomes "x~2" the second time, and so on. */
void id_set_make_unique(IdSet *set, GString *id);

/* NULL is accepted. */
void id_set_free(IdSet *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(IdSet, id_set_free)

#endif
