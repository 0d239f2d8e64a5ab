/*
 * TermMerge: the k-way merge under every kind of run: sections whose records begin with the columns
 * language and bytes, sorted by them. It gives the terms of all inputs in order, each once, and for
 * each the inputs that stand at a record of it.
 */
#ifndef TEXTMILL_TERM_MERGE_H
#define TEXTMILL_TERM_MERGE_H

#include <glib.h>

#include "container/container_reader.h"
#include "files/languages.h"
#include "files/terms.h"

typedef struct _TermMerge TermMerge;

/*
 * inputs: n files whose section number holds the terms. maps[i]: the numbers of input i's languages
 * among those of all; the maps must outlive the merge.
 */
TermMerge *term_merge_new(Container *const *inputs, guint n, guint section,
                          const LanguageMap *maps);
void term_merge_free(TermMerge *merge);

/*
 * The next term: *ret_term is valid until the next call, its language numbered as in the union.
 * FALSE at the end or on damage. Every record of the term must be read to its end:
 *
 *     while (term_merge_next(merge, &term))
 *         while ((section = term_merge_next_record(merge, &input)))
 *             ...read the columns after bytes...
 */
gboolean term_merge_next(TermMerge *merge, Term *ret_term);
SectionReader *term_merge_next_record(TermMerge *merge, guint *ret_input);

/*
 * Whether the record that was given out last is the only one left of its term: what it says can
 * then be copied from the section. Another call of term_merge_next_record() is not needed.
 */
gboolean term_merge_is_last_record(const TermMerge *merge);

/* Reports damage in any input. */
gboolean term_merge_finish(TermMerge *merge, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TermMerge, term_merge_free)

#endif
