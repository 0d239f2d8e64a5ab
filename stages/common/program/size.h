/* Sizes in bytes as people write them. */
#ifndef TEXTMILL_SIZE_H
#define TEXTMILL_SIZE_H

#include <glib.h>

/*
 * Reads "4M", "512k", "65536": bytes, or with K, M, G times 1024, and so on. FALSE if text is
 * something else or outside least to most.
 */
gboolean size_parse(const char *text, guint64 least, guint64 most,
                    guint64 *ret_nbytes) G_GNUC_WARN_UNUSED_RESULT;

/* Writes it in the largest unit that leaves it whole: "4M", "1000". To be freed. */
char *size_print(guint64 nbytes) G_GNUC_WARN_UNUSED_RESULT;

/* "larger than 256M": the reason for refusing it. To be freed. */
char *size_refuse(guint64 most) G_GNUC_WARN_UNUSED_RESULT;

#endif
