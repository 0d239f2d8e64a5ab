/*
 * Words of scripts that write no spaces between them, by ICU's dictionaries: Thai, Lao, Khmer,
 * Burmese, Chinese and Japanese.
 *
 * ICU is an optional feature of the build. Its data is large (30 MB) and few texts need it, so it
 * is not linked: a program that meets the first such run opens it, which takes some ten
 * milliseconds, and one that never does pays nothing.
 */
#ifndef TEXTMILL_DICTIONARY_WORDS_H
#define TEXTMILL_DICTIONARY_WORDS_H

#include "token.h"

/*
 * Cuts the run of characters of these scripts that begins at pos into words and appends them.
 * Returns where to go on: the end of the run, or a boundary inside of a long one, so that memory is
 * bounded and time linear. Returns pos, and appends nothing, where no dictionary serves: none is
 * built in or none could be opened, or no such character is at pos.
 *
 * As words_cut(): looks at nothing outside of text[pos, end), may be called from any thread.
 */
guint32 dictionary_words_cut(const char *text, guint32 pos, guint32 end, TokenList *tokens);

/*
 * Sets *ret_n to how many words the calling thread has got from dictionaries. FALSE if there was
 * text for one that is built in, but could not be opened: the same program, elsewhere, would have
 * cut that text in another way.
 */
gboolean dictionary_words_account(guint64 *ret_n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
