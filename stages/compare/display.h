/* Text in columns of a terminal: East Asian wide characters take two, marks that stand on others
 * none. */
#ifndef TEXTMILL_DISPLAY_H
#define TEXTMILL_DISPLAY_H

#include <glib.h>

/*
 * Appends text fit for a line of a terminal: white space and controls become one space, none at the
 * ends, and what is no UTF-8 U+FFFD.
 */
void display_clean(GString *out, const char *text);

/* The columns that text takes; it must be clean. */
guint display_width(const char *text);

typedef enum {
    DISPLAY_LEFT,     /* too long: "The mayor resig…" */
    DISPLAY_LEFT_END, /* too long: "…jor-resigns.txt" */
    DISPLAY_RIGHT,    /* at the right; too long: as DISPLAY_LEFT */
} DisplayAlign;

/* Appends text (clean) in exactly width columns: cut, with an ellipsis for what is cut off, or
 * filled with spaces. */
void display_append(GString *out, const char *text, guint width, DisplayAlign align);

/* Removes spaces from the end of out. */
void display_trim(GString *out);

#endif
