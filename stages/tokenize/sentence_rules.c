#include "sentence_rules.h"

#include <string.h>

/* Written languages that share the rules of another. */
static const char aliases[][2][3] = {{"nb", "no"}, {"nn", "no"}, {"bs", "hr"}, {"mo", "ro"}};

const SentenceRules *
sentences_rules(const char *language)
{
    char code[3] = "";

    if (!language || !language[0] || !language[1] || (language[2] && !strchr("-_", language[2])))
        return &sentence_tables[0];
    code[0] = g_ascii_tolower(language[0]);
    code[1] = g_ascii_tolower(language[1]);
    for (guint i = 0; i < G_N_ELEMENTS(aliases); i++)
        if (memcmp(aliases[i][0], code, 2) == 0)
            memcpy(code, aliases[i][1], 2);
    for (guint i = 1; i < sentence_n_tables; i++)
        if (memcmp(sentence_tables[i].language, code, 2) == 0)
            return &sentence_tables[i];
    return &sentence_tables[0];
}

/* Soft hyphens, joiners and marks of direction, which tokens may hold. */
static gboolean
is_invisible(gunichar c)
{
    return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069);
}

/*
 * Copies word in lower case, any apostrophe as ', nothing of what cannot be seen. Returns the bytes
 * written, 0 if they do not fit.
 */
static guint
fold(const char *word, guint nbytes, char *key)
{
    guint n = 0;

    for (guint i = 0; i < nbytes;) {
        guint8 byte = word[i];
        gunichar c;

        if (n + 6 > SENTENCE_WORD_MAX_NBYTES)
            return 0;
        if (byte < 0x80) {
            key[n++] = g_ascii_tolower(byte);
            i++;
            continue;
        }
        c = g_utf8_get_char_validated(word + i, nbytes - i);
        if (c >= (gunichar)-2)
            return 0;
        i += g_unichar_to_utf8(c, NULL);
        if (is_invisible(c))
            continue;
        if (c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0xFF07)
            key[n++] = '\'';
        else
            n += g_unichar_to_utf8(g_unichar_tolower(c), key + n);
    }
    return n;
}

static guint
find_key(const SentenceRules *rules, const char *key, guint nbytes, gboolean capitalised)
{
    guint32 hash = 2166136261u; /* FNV-1a, as in make_sentence_tables.py */

    for (guint i = 0; i < nbytes; i++)
        hash = (hash ^ (guint8)key[i]) * 16777619u;
    for (guint32 at = hash & rules->mask;; at = (at + 1) & rules->mask) {
        const SentenceWord *word = &rules->words[at];

        if (word->nbytes == 0)
            return 0;
        if (word->nbytes == nbytes && memcmp(rules->names + word->start, key, nbytes) == 0)
            return word->any | (capitalised ? word->capitalised : 0);
    }
}

/* Whether the letter at the beginning of word is an upper-case one. */
static gboolean
begins_upper(const char *word, guint nbytes)
{
    gunichar c = nbytes > 0 ? g_utf8_get_char_validated(word, nbytes) : 0;

    return c < (gunichar)-2 && g_unichar_isupper(c);
}

/* The classes of "ing" in "l'Ing", the key "l'ing". */
static guint
find_after_apostrophe(const SentenceRules *rules, const char *word, guint nbytes, const char *key,
                      guint n)
{
    const char *apostrophe = memrchr(key, '\'', n);
    guint left = apostrophe ? key + n - apostrophe - 1 : 0;

    if (left < 2 || left == n - 1 || left > nbytes) /* "Moody's" ends in no abbreviation */
        return 0;
    return find_key(rules, apostrophe + 1, left, begins_upper(word + nbytes - left, left));
}

guint
sentence_rules_classes(const SentenceRules *rules, const char *word, guint nbytes,
                       gboolean capitalised)
{
    char key[SENTENCE_WORD_MAX_NBYTES];
    guint n, classes;

    if (nbytes >= SENTENCE_WORD_MAX_NBYTES)
        return 0;
    n = fold(word, nbytes, key);
    if (n == 0)
        return 0;
    classes = find_key(rules, key, n, capitalised);
    return classes ? classes : find_after_apostrophe(rules, word, nbytes, key, n);
}

gboolean
sentence_rules_is_starter(const SentenceRules *rules, const char *word, guint nbytes)
{
    char key[SENTENCE_WORD_MAX_NBYTES];
    const char *apostrophe;
    guint n, part, classes;

    if (nbytes >= SENTENCE_WORD_MAX_NBYTES || (n = fold(word, nbytes, key)) == 0)
        return FALSE;
    classes = find_key(rules, key, n, TRUE);
    apostrophe = memchr(key, '\'', n);
    if (apostrophe) {
        part = apostrophe - key;
        classes |= find_key(rules, key, part + 1, TRUE);
        if (part > 1)
            classes |= find_key(rules, key, part, TRUE);
    }
    return (classes & SENTENCE_STARTER) != 0;
}
