/* What people wrote, as it is shown to people. */
#ifndef TEXTMILL_SURFACE_H
#define TEXTMILL_SURFACE_H

#include <glib.h>

/*
 * Narrows form[0, *nbytes) to the part that names the thing: without the English possessive ('s, ’s).
 * language: ISO 639-1. Returns where it begins and sets *nbytes; never empties a form.
 */
const char *surface_of_form(const char *form, gsize *nbytes, const char *language);

#endif
