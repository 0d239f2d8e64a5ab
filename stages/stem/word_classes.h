/*
 * Classes of words: the words that carry grammar, language by language.
 *
 * The lists are our own (words/LANGUAGE.txt) and compiled in. The words of the classes and of the
 * section [stop] are stop words, until word_classes_load_stops() replaces these: a word keeps its
 * class then, but only what the file lists is a stop word.
 */
#ifndef TEXTMILL_WORD_CLASSES_H
#define TEXTMILL_WORD_CLASSES_H

#include <glib.h>

#include "files/word_class.h"

typedef struct {
    guint8 class; /* WORD_NONE ... */
    gboolean stop;
} WordClass;

#define WORD_CLASSES_ERROR word_classes_error_quark()
GQuark word_classes_error_quark(void);
enum {
    WORD_CLASSES_ERROR_ENCODING, /* a line is not UTF-8 */
    WORD_CLASSES_ERROR_WORDS,    /* a line holds several words */
};

/* Not for two threads at once. */
typedef struct _WordClasses WordClasses;

WordClasses *word_classes_new(void);
void word_classes_free(WordClasses *classes);

/*
 * Makes the words of a file the only stop words, in every language. One word a line, as people
 * write it (it is looked up by its key); '#' at the start of a line or behind a space begins a
 * comment. FALSE with error set if the file cannot be read, is not UTF-8 or has a line of several
 * words; then nothing has changed.
 */
gboolean word_classes_load_stops(WordClasses *classes, const char *path,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The class of a key (see keys.h). language: ISO 639-1; one without a list has only the file's
 * words. */
WordClass word_classes_find(WordClasses *classes, const char *language, const char *key,
                            gsize nbytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WordClasses, word_classes_free)

#endif
