/*
 * Sentences in tests: a text with "|" where a further sentence is to begin.
 */
#ifndef TEXTMILL_TESTS_SENTENCE_MARKS_H
#define TEXTMILL_TESTS_SENTENCE_MARKS_H

#include <string.h>

#include "sentences.h"
#include "words.h"

/* The text with "|" where the cutter begins a sentence. */
static char *
mark(const char *language, const char *text)
{
    g_auto(TokenList) words = TOKEN_LIST_INIT;
    g_auto(OffsetList) starts = OFFSET_LIST_INIT;
    GString *marked = g_string_new(text);

    words_cut(text, 0, strlen(text), words_habits(language), &words);
    sentences_cut(sentences_rules(language), text, 0, strlen(text), words.tokens, words.n, &starts);
    for (guint i = starts.n; i-- > 0;)
        g_string_insert_c(marked, starts.offsets[i], '|');
    return g_string_free(marked, FALSE);
}

static void
check_row(const char *language, const char *rule, const char *expected)
{
    g_auto(GStrv) pieces = g_strsplit(expected, "|", -1);
    g_autofree char *text = g_strjoinv("", pieces), *found = mark(language, text);

    if (strcmp(found, expected) != 0) {
        g_test_message("%s\n  found    %s\n  expected %s", rule, found, expected);
        g_test_fail();
    }
}

#endif
