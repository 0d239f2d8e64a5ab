/* TermOrder: whether the terms of a section come in order, by language, then bytes. */
#ifndef TEXTMILL_TERM_ORDER_H
#define TEXTMILL_TERM_ORDER_H

#include <glib.h>

#include "container/container_reader.h"

typedef struct {
    GByteArray *bytes; /* of the last term; NULL before the first */
    guint language;
} TermOrder;

/* How the last term compares with this one (negative: it comes before, as it should); then this is
 * the last. */
int term_order_next(TermOrder *order, guint language, const void *bytes, gsize nbytes);
/* Reads the columns language and bytes of a term; fails the section if it does not come after the
 * last. Returns the language. */
guint term_order_read(TermOrder *order, SectionReader *section, guint n_languages);
/* The bytes of the last term. */
const guint8 *term_order_last(const TermOrder *order, gsize *ret_nbytes);
void term_order_clear(TermOrder *order);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TermOrder, term_order_clear)

#endif
