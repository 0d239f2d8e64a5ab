/* Surfaces: what people wrote for one term, as the section forms of the runs holds it. */
#ifndef TEXTMILL_SURFACES_H
#define TEXTMILL_SURFACES_H

#include <glib.h>

#include "container/container_writer.h"
#include "files/terms.h"

/* A surface form with its counts; the bytes belong to whoever they were read from. */
typedef struct {
    const char *bytes;
    gsize nbytes;
    guint64 n, inside; /* occurrences; of these inside sentences */
} Surface;

/* Keeps its memory from term to term. Begins as zeros. */
typedef struct {
    Surface *surfaces;
    guint n, capacity;
} Surfaces;

void surfaces_clear(Surfaces *list);

static inline void
surfaces_append(Surfaces *list, Surface surface)
{
    if (G_UNLIKELY(list->n == list->capacity)) {
        list->capacity = 2 * list->capacity + 64;
        list->surfaces = g_renew(Surface, list->surfaces, list->capacity);
    }
    list->surfaces[list->n++] = surface;
}

/* Brings them into the order of their bytes, equal ones added up. */
void surfaces_unite(Surfaces *list);

/* Writes the record of the term; half of the forms are the term itself, and that is not written
 * twice. */
void surfaces_write(const Surfaces *list, const Term *term, SectionWriter *section);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Surfaces, surfaces_clear)

#endif
