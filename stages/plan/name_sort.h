/*
 * NameSort: the names in one folder in byte order, a folder's name with "/" appended, so that
 * walking folder by folder gives whole paths in byte order.
 *
 * Up to memory_nbytes of names (with 4 bytes each for their places, and as much again for some
 * moments while they are sorted) are kept in memory; more go to a temporary file as sorted runs,
 * which are merged when read.
 */
#ifndef TEXTMILL_NAME_SORT_H
#define TEXTMILL_NAME_SORT_H

#include <glib.h>

typedef struct _NameSort NameSort;

/* temporary: the folder for the temporary file. memory_nbytes: less than 2 GB. */
NameSort *name_sort_new(const char *temporary, gsize memory_nbytes);

/* Takes a name, which is neither empty nor holds a "/"; at most 64 kB. */
gboolean name_sort_add(NameSort *names, const char *name, gboolean is_folder,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ends adding. */
gboolean name_sort_finish(NameSort *names, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The next name, a folder's with its "/"; valid until the next call. NULL at the end, or with error
 * set. */
const char *name_sort_next(NameSort *names, GError **error);

/* NULL is accepted. */
void name_sort_free(NameSort *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(NameSort, name_sort_free)

#endif
