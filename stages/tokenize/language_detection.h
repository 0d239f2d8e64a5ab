/*
 * The language that a text is written in.
 *
 * A vote comes first, since it costs next to nothing: scripts that one language is written in, the
 * commonest words of some 55 languages (language_words.txt and the word lists of the stem stage),
 * and letters that few languages have. It reads on until one language is far ahead. Where none is
 * within the first kilobytes, and none has twice the votes of any other, CLD2 is asked, if it is
 * built in, and else the vote's best is taken, if there is some evidence for it. Numbers, tables and
 * lists of names are in no language.
 */
#ifndef TEXTMILL_LANGUAGE_DETECTION_H
#define TEXTMILL_LANGUAGE_DETECTION_H

#include <glib.h>

/* The code of an unknown language. */
#define LANGUAGE_UNKNOWN "und"

typedef enum {
    LANGUAGE_BY_VOTE = 1 << 0,
    LANGUAGE_BY_CLD2 = 1 << 1, /* without effect where it is not built in */
    LANGUAGE_BY_ALL = LANGUAGE_BY_VOTE | LANGUAGE_BY_CLD2,
} LanguageMethods;

/*
 * The ISO 639-1 code of the language of a text (nbytes of valid UTF-8, of which at most the first
 * two kilobytes are read), or LANGUAGE_UNKNOWN; a static string. Norwegian is `no` in both its
 * written standards, as Snowball has it.
 */
const char *language_detect(const char *text, gsize nbytes, LanguageMethods methods);

#endif
