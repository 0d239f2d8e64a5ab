#include "files/surfaces.h"

#include <stdlib.h>
#include <string.h>

void
surfaces_clear(Surfaces *list)
{
    g_free(list->surfaces);
    *list = (Surfaces){0};
}

static int
by_bytes(const void *a, const void *b)
{
    const Surface *x = a, *y = b;
    int order = memcmp(x->bytes, y->bytes, MIN(x->nbytes, y->nbytes));

    return order ? order : (x->nbytes > y->nbytes) - (x->nbytes < y->nbytes);
}

/* Few are sorted with less ado than a general sort makes. */
static void
sort(Surface *surfaces, guint n)
{
    enum { FEW = 16 };

    if (n > FEW) {
        qsort(surfaces, n, sizeof *surfaces, by_bytes);
        return;
    }
    for (guint i = 1; i < n; i++) {
        Surface moved = surfaces[i];
        guint k = i;

        for (; k > 0 && by_bytes(&surfaces[k - 1], &moved) > 0; k--)
            surfaces[k] = surfaces[k - 1];
        surfaces[k] = moved;
    }
}

void
surfaces_unite(Surfaces *list)
{
    Surface *s = list->surfaces;
    guint kept = 0;

    if (list->n < 2)
        return;
    sort(s, list->n);
    for (guint i = 0; i < list->n; i++) {
        if (kept > 0 && by_bytes(&s[kept - 1], &s[i]) == 0) {
            s[kept - 1].n += s[i].n;
            s[kept - 1].inside += s[i].inside;
        } else {
            s[kept++] = s[i];
        }
    }
    list->n = kept;
}

void
surfaces_write(const Surfaces *list, const Term *term, SectionWriter *section)
{
    section_put_uint(section, list->n);
    for (guint i = 0; i < list->n; i++) {
        const Surface *surface = &list->surfaces[i];
        gboolean same = surface->nbytes == term->nbytes &&
                        memcmp(surface->bytes, term->bytes, term->nbytes) == 0;

        section_put_bytes(section, surface->bytes, same ? 0 : surface->nbytes);
        section_put_uint(section, surface->n);
        section_put_uint(section, surface->inside);
    }
    section_end_record(section);
}
