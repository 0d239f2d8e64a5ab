/*
 * Metadata from where an article lies and what it is called.
 *
 * By default the first folder is the section, and a date in the path is the date. A template says
 * otherwise: `{section}/{date}-{slug}`.
 *
 *   {name}  one byte or more up to a '/', as few as will do; the value of that name
 *   {_}     the same, not kept
 *   *       anything, '/' and nothing at all included
 *
 * Everything else stands for itself. `{date}` takes a date and as much of it as there is (so that
 * `{date}-{slug}` reads all of 1987-03-31-11234 rightly), `{year}`, `{month}` and `{day}` take
 * four, one or two, and one or two digits and make up the date together. The whole path has to fit,
 * with or without its extensions (.txt, .html, .gz and so on).
 */
#ifndef TEXTMILL_PATH_METADATA_H
#define TEXTMILL_PATH_METADATA_H

#include "metadata.h"

#include <glib.h>

#define PATH_TEMPLATE_ERROR (path_template_error_quark())

typedef enum {
    PATH_TEMPLATE_ERROR_SYNTAX,
} PathTemplateError;

GQuark path_template_error_quark(void);

/* Not to be used by two threads at a time: it keeps memory for matching. */
typedef struct PathTemplate PathTemplate;

/* NULL and error if text is no template: the message says where and why. */
PathTemplate *path_template_new(const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void path_template_free(PathTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PathTemplate, path_template_free)

/*
 * Read path (relative to the corpus, parts separated by '/') and add to ret what it says. FALSE,
 * with nothing added, if it does not fit; so does a path of more than 4,096 bytes. A name that is
 * no column becomes a pair. What is no UTF-8 becomes U+FFFD.
 */
gboolean path_template_read(PathTemplate *template, const char *path, Metadata *ret);

/* The default: the first folder, if there is one, and the date that dates_find_in_name() finds. */
void path_metadata_read(const char *path, Metadata *ret);

#endif
