#include "sentence_rules.h"

#include <string.h>

const SentenceRules *
sentences_rules(const char *language)
{
    static const SentenceRules plain = {.language = ""};
    gsize n = language ? strcspn(language, "-_") : 0;

    for (guint i = 0; n > 0 && i < sentence_n_tables; i++) {
        const SentenceRules *rules = &sentence_tables[i];

        if (strlen(rules->language) == n && g_ascii_strncasecmp(rules->language, language, n) == 0)
            return rules;
    }
    return &plain;
}

/* Copies word in lower case, any apostrophe as '. Returns the bytes written, 0 if they do not fit.
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

guint
sentence_rules_classes(const SentenceRules *rules, const char *word, guint nbytes,
                       gboolean capitalised)
{
    char key[SENTENCE_WORD_MAX_NBYTES];
    guint n;

    if (!rules->words || nbytes >= SENTENCE_WORD_MAX_NBYTES)
        return 0;
    n = fold(word, nbytes, key);
    return n > 0 ? find_key(rules, key, n, capitalised) : 0;
}

gboolean
sentence_rules_is_starter(const SentenceRules *rules, const char *word, guint nbytes)
{
    char key[SENTENCE_WORD_MAX_NBYTES];
    const char *apostrophe;
    guint n, part, classes;

    if (!rules->words || nbytes >= SENTENCE_WORD_MAX_NBYTES || (n = fold(word, nbytes, key)) == 0)
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
