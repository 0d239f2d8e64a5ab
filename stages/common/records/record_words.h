/*
 * RecordWords: the options of programs that read files of the corpus, as words and as what they
 * mean. The programs that cut record files and those that read them must be given the same.
 */
#ifndef TEXTMILL_RECORD_WORDS_H
#define TEXTMILL_RECORD_WORDS_H

#include <glib.h>

#include "records/record_format.h"

typedef struct {
    char *encoding;  /* auto, or as iconv names it */
    char *input;     /* auto, text, json-lines, json, csv */
    char *delimiter; /* one character, or comma, semicolon, tab, pipe */
    char *quote;     /* one character, or double, single, none */
    char *map;       /* field_map.h */
    FieldMap *field_map;
} RecordWords;

#define RECORD_WORDS_ENTRIES(words)                                                                \
    {"encoding",                                                                                   \
     0,                                                                                            \
     0,                                                                                            \
     G_OPTION_ARG_STRING,                                                                          \
     &(words)->encoding,                                                                           \
     "that files are in which are not UTF-8 throughout and have no byte order mark, as iconv "     \
     "names it (default auto: each is looked at)",                                                 \
     "NAME"},                                                                                      \
        {"input",                                                                                  \
         0,                                                                                        \
         0,                                                                                        \
         G_OPTION_ARG_STRING,                                                                      \
         &(words)->input,                                                                          \
         "what files hold: text, json-lines, json, csv (default auto: their content tells)",       \
         "KIND"},                                                                                  \
        {"delimiter",                                                                              \
         0,                                                                                        \
         0,                                                                                        \
         G_OPTION_ARG_STRING,                                                                      \
         &(words)->delimiter,                                                                      \
         "between the columns of CSV: comma, semicolon, tab, pipe or another character (default: " \
         "what makes rows equally long)",                                                          \
         "CHAR"},                                                                                  \
        {"quote",                                                                                  \
         0,                                                                                        \
         0,                                                                                        \
         G_OPTION_ARG_STRING,                                                                      \
         &(words)->quote,                                                                          \
         "around fields of CSV: double, single, none or another character (default: likewise)",    \
         "CHAR"},                                                                                  \
    {                                                                                              \
        "map", 0, 0, G_OPTION_ARG_STRING, &(words)->map,                                           \
            "which fields of records are what, as in 'text=body title=meta.head' or, by the "      \
            "number of the column, 'section=1 text=2'",                                            \
            "ROLE=FIELD..."                                                                        \
    }

/*
 * Makes options of the words, and the words what a stamp should say: defaults left out. The options
 * are valid until the words are cleared. FALSE with an error whose message names the option.
 */
gboolean record_words_read(RecordWords *words, RecordOptions *ret_options,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

void record_words_clear(RecordWords *words);

#endif
