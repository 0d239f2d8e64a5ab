/*
 * What the stem stage makes of words: for each line of standard input, a form of the language, its
 * key and its stem, with a TAB between them.
 *
 * usage: print-stems LANGUAGE
 */
#include <stdio.h>
#include <string.h>

#include "keys.h"
#include "stemmers.h"

int
main(int argc, char **argv)
{
    g_autoptr(GString) key = g_string_new(NULL);
    Stemmers *stemmers = stemmers_new();
    char *line = NULL;
    size_t capacity = 0;
    ssize_t n;

    if (argc != 2) {
        fputs("usage: print-stems LANGUAGE\n", stderr);
        return 2;
    }
    while ((n = getline(&line, &capacity, stdin)) > 0) {
        const char *stem;
        gsize nbytes;

        if (line[n - 1] == '\n')
            n--;
        key_of_form(line, (gsize)n, TOKEN_WORD, argv[1], key);
        stem = stemmers_stem(stemmers, argv[1], key->str, key->len, &nbytes);
        printf("%s\t%.*s\n", key->str, (int)nbytes, stem);
    }
    free(line);
    stemmers_free(stemmers);
    return 0;
}
