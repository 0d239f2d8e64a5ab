#include "text/surface.h"

#include <string.h>

/* The apostrophes that people type for '. */
static const char *const apostrophes[] = {"'", "\xe2\x80\x99", "\xe2\x80\x98", "\xca\xbc", "\xef\xbc\x87"};

static gboolean
ends_with(const char *form, gsize nbytes, const char *ending)
{
    gsize n = strlen(ending);

    return nbytes > n && memcmp(form + nbytes - n, ending, n) == 0;
}

const char *
surface_of_form(const char *form, gsize *nbytes, const char *language)
{
    if (strcmp(language, "en") != 0 || *nbytes < 3)
        return form;
    for (guint i = 0; i < G_N_ELEMENTS(apostrophes); i++) {
        char last = form[*nbytes - 1];

        if ((last == 's' || last == 'S') && ends_with(form, *nbytes - 1, apostrophes[i])) {
            *nbytes -= 1 + strlen(apostrophes[i]);
            return form;
        }
    }
    return form;
}
