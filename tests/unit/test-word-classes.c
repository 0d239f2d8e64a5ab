/* Lists of words, and a list of the user's own. */
#include "word_classes.h"

#include <glib/gstdio.h>
#include <string.h>

#include "keys.h"
#include "word_lists.h"

static void
check_class(WordClasses *classes, const char *language, const char *key, guint8 class,
            gboolean stop)
{
    g_autofree char *exact = g_memdup2(key, strlen(key));
    WordClass found = word_classes_find(classes, language, exact, strlen(key));

    g_test_message("%s %s", language, key);
    g_assert_cmpuint(found.class, ==, class);
    g_assert_cmpint(found.stop, ==, stop);
}

/* A word or two of each language, and what is not in a list. */
static const struct {
    const char *language, *key;
    guint8 class;
} listed_words[] = {
    {"en", "the", WORD_DETERMINER},
    {"en", "of", WORD_PREPOSITION},
    {"en", "can't", WORD_AUXILIARY},
    {"en", "it's", WORD_PRONOUN},
    {"en", "and", WORD_STOP},
    {"en", "said", WORD_STOP},
    {"en", "seven", WORD_STOP},
    {"en", "seventh", WORD_STOP},
    {"en", "mr", WORD_STOP},
    {"en", "p.m", WORD_STOP},
    {"en", "monday", WORD_NONE},
    {"en", "october", WORD_NONE},
    {"en", "u.s", WORD_NONE},
    {"en", "trump", WORD_NONE},
    {"en", "th", WORD_NONE},
    {"en", "", WORD_NONE},
    {"en-GB", "the", WORD_DETERMINER},
    {"en", "der", WORD_NONE},
    {"de", "der", WORD_DETERMINER},
    {"de", "für", WORD_PREPOSITION},
    {"de", "wurde", WORD_AUXILIARY},
    {"de", "nicht", WORD_STOP},
    {"fr", "le", WORD_DETERMINER},
    {"fr", "l", WORD_PRONOUN},
    {"fr", "aujourd'hui", WORD_STOP},
    {"fr", "à", WORD_PREPOSITION},
    {"es", "está", WORD_AUXILIARY},
    {"es", "esta", WORD_DETERMINER},
    {"da", "også", WORD_STOP},
    {"no", "ikkje", WORD_STOP},
    {"fi", "ovat", WORD_AUXILIARY},
    {"ru", "которых", WORD_DETERMINER},
    {"pl", "został", WORD_AUXILIARY},
    {"cs", "podle", WORD_PREPOSITION},
    {"tr", "tarafından", WORD_PREPOSITION},
    {"hu", "amely", WORD_PRONOUN},
    {"ro", "şi", WORD_STOP},
    {"el", "στην", WORD_PREPOSITION},
    {"ca", "dels", WORD_DETERMINER},
    {"uk", "п'ять", WORD_STOP},
    {"bg", "ще", WORD_AUXILIARY},
    {"id", "yang", WORD_PRONOUN},
    {"hr", "što", WORD_PRONOUN},
    {"sr", "који", WORD_DETERMINER},
    {"sr", "koji", WORD_DETERMINER},
    {"ar", "التي", WORD_PRONOUN},
    {"hi", "में", WORD_PREPOSITION},
    {"sk", "ktorý", WORD_DETERMINER},
    {"sl", "lahko", WORD_AUXILIARY},
    {"lt", "yra", WORD_AUXILIARY},
    {"eu", "eta", WORD_STOP},
    {"ga", "bhfuil", WORD_AUXILIARY},
    {"pt", "deste", WORD_PREPOSITION},
    {"it", "dell", WORD_DETERMINER},
    {"zh", "the", WORD_NONE},
    {"und", "the", WORD_NONE},
    {NULL, "the", WORD_NONE},
    {"", "the", WORD_NONE},
};

static void
test_table(void)
{
    g_autoptr(WordClasses) classes = word_classes_new();

    for (gsize i = 0; i < G_N_ELEMENTS(listed_words); i++)
        check_class(classes, listed_words[i].language, listed_words[i].key, listed_words[i].class,
                    listed_words[i].class != WORD_NONE);
}

/* Each word of each list is a key that forms can have, is listed once, and is found. */
static void
test_lists(void)
{
    g_autoptr(WordClasses) classes = word_classes_new();
    g_autoptr(GString) key = g_string_new(NULL);

    for (gsize i = 0; i < n_word_lists; i++) {
        const WordList *list = &word_lists[i];

        g_assert_cmpuint(list->n_words, >=, 300);
        for (gsize j = 0; j < list->n_words; j++) {
            const ListedWord *word = &list->words[j];
            const char *listed = list->keys + word->key;

            g_assert_true(key_of_form(listed, strlen(listed), TOKEN_WORD, list->language, key));
            g_assert_cmpstr(key->str, ==, listed);
            if (j > 0)
                g_assert_cmpstr(list->keys + list->words[j - 1].key, <, listed);
            check_class(classes, list->language, listed, word->class, TRUE);
        }
    }
}

/* Tries a file of this content. Returns the error, NULL for none. */
static GError *
load(WordClasses *classes, const char *content, gssize nbytes)
{
    g_autofree char *path = NULL;
    GError *error = NULL;
    int fd = g_file_open_tmp("stops-XXXXXX", &path, NULL);

    g_assert_cmpint(fd, >=, 0);
    g_close(fd, NULL);
    g_assert_true(g_file_set_contents(path, content, nbytes, NULL));
    g_assert_cmpint(word_classes_load_stops(classes, path, &error), ==, error == NULL);
    g_remove(path);
    return error;
}

static void
test_own_stops(void)
{
    g_autoptr(WordClasses) classes = word_classes_new();
    g_autoptr(GError) error = NULL;

    check_class(classes, "en", "of", WORD_PREPOSITION, TRUE); /* the tables are made anew */
    error = load(classes,
                 "\357\273\277# after a mark of byte order\r\n"
                 "The\r\n"
                 "# a comment\n"
                 "\n"
                 "  U.S.  # with a remark\n"
                 "Reuters\n"
                 "Reuters\n"
                 "L’homme\n"
                 "\u00AD\n"
                 "C#",
                 -1);
    g_assert_no_error(error);
    check_class(classes, "en", "the", WORD_DETERMINER, TRUE);
    check_class(classes, "en", "of", WORD_PREPOSITION, FALSE);
    check_class(classes, "en", "said", WORD_STOP, FALSE);
    check_class(classes, "en", "u.s", WORD_STOP, TRUE);
    check_class(classes, "en", "reuters", WORD_STOP, TRUE);
    check_class(classes, "en", "c#", WORD_STOP, TRUE);
    check_class(classes, "zh", "reuters", WORD_STOP, TRUE); /* for every language */
    check_class(classes, NULL, "reuters", WORD_STOP, TRUE);
    check_class(classes, "fr", "homme", WORD_STOP, TRUE); /* by its own rules */
    check_class(classes, "en", "homme", WORD_NONE, FALSE);
    check_class(classes, "en", "a", WORD_DETERMINER, FALSE);
}

static void
test_empty_stops(void)
{
    g_autoptr(WordClasses) classes = word_classes_new();
    g_autoptr(GError) error = load(classes, "", 0);

    g_assert_no_error(error);
    check_class(classes, "en", "the", WORD_DETERMINER, FALSE);
    check_class(classes, "zh", "the", WORD_NONE, FALSE);
}

static void
test_bad_stops(void)
{
    static const struct {
        const char *content;
        gssize nbytes;
        int code;
        const char *place;
    } rows[] = {
        {"good\nb\xE9te\n", -1, WORD_CLASSES_ERROR_ENCODING, ":2: "},
        {"\xFF\xFE", -1, WORD_CLASSES_ERROR_ENCODING, ":1: "},
        {"a\nb\0c\n", 6, WORD_CLASSES_ERROR_ENCODING, ":2: "},
        {"a\nb\n\ntwo words\n", -1, WORD_CLASSES_ERROR_WORDS, ":4: "},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(WordClasses) classes = word_classes_new();
        g_autoptr(GError) error = load(classes, rows[i].content, rows[i].nbytes);

        g_assert_error(error, WORD_CLASSES_ERROR, rows[i].code);
        g_assert_nonnull(strstr(error->message, rows[i].place));
        check_class(classes, "en", "of", WORD_PREPOSITION, TRUE);
    }
}

static void
test_missing_stops(void)
{
    g_autoptr(WordClasses) classes = word_classes_new();
    g_autoptr(GError) error = NULL;

    g_assert_false(word_classes_load_stops(classes, "/no/such/file", &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/word-classes/table", test_table);
    g_test_add_func("/word-classes/lists", test_lists);
    g_test_add_func("/word-classes/own-stops", test_own_stops);
    g_test_add_func("/word-classes/empty-stops", test_empty_stops);
    g_test_add_func("/word-classes/bad-stops", test_bad_stops);
    g_test_add_func("/word-classes/missing-stops", test_missing_stops);
    return g_test_run();
}
