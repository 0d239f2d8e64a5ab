/* The names of months and days of the week, in the languages that dates.h names. */
#ifndef TEXTMILL_DATE_WORDS_H
#define TEXTMILL_DATE_WORDS_H

#include "cursor.h"

#include <glib.h>

#define DATE_WORD_NBYTES 32

/*
 * Step over a word of letters and give it in lower case and without accents; returns the bytes of
 * word, 0 with no step if there is none or it is too long for any name.
 */
gsize date_word_read(Cursor *cursor, char word[DATE_WORD_NBYTES]);

/* The month of which word is the name or the beginning of it; 0 if of none, or of several. */
guint date_word_month(const char *word, gsize n);

/* Whether word is a day of the week, or cut short, or an article that may stand before a date. */
gboolean date_word_is_weekday(const char *word, gsize n);

#endif
