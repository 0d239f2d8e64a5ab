/*
 * Check: whether an intermediate file is sound. Every member of every section is inflated, every
 * record read by its columns, and what files of a known kind promise (FORMAT.md) is held against
 * what they say.
 */
#ifndef TEXTMILL_CHECK_H
#define TEXTMILL_CHECK_H

#include <glib.h>

typedef struct {
    guint64 n_records;
    guint n_sections;
    gboolean known; /* of a kind that this program knows; else only its form was checked */
} CheckResult;

/* FALSE with an error that names file, place and cause. */
gboolean check_file(const char *path, CheckResult *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
