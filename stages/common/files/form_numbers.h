/* The numbers of forms, as S.tokens has them: nothing says them, they follow from the counts. */
#ifndef TEXTMILL_FORM_NUMBERS_H
#define TEXTMILL_FORM_NUMBERS_H

#include <glib.h>

/*
 * counts: of n forms in the order of the file. Sets numbers[i] to the number of form i: from 1 by count, the
 * largest first, equal ones in the order of the file.
 */
void form_numbers(const guint32 *counts, guint32 n, guint32 *numbers);

#endif
