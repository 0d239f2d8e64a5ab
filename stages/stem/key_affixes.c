#include "key_affixes.h"

#include <string.h>

#include "key_rules.h"

/* The part of a key that is left: nbytes bytes at start. */
typedef struct {
    const char *start;
    gsize nbytes;
    KeyAffixes affixes; /* what is gone */
} Rest;

#define MAX_AFFIX 12

/* Words after which 's is short for is, has or us. */
static const char before_contraction[][MAX_AFFIX] = {
    "he", "here", "how", "it", "let", "she", "that", "there", "what", "when", "where", "who", "why",
};

/* Elided words of French, Italian and Catalan. Those that only one of them has do no harm in the
 * others: there, no word begins with them and an apostrophe. */
static const char elided[][MAX_AFFIX] = {
    "agl",    "all", "bell",  "c",     "coll",   "com", "cos",    "d",    "dagl", "dall", "degl",
    "dell",   "dov", "gl",    "j",     "jusqu",  "l",   "lorsqu", "m",    "n",    "negl", "nell",
    "puisqu", "qu",  "quell", "quest", "quoiqu", "s",   "sugl",   "sull", "t",    "un",   "v",
};

/* Case and other endings of Turkish nouns, as written behind the apostrophe of a name. */
static const char case_endings[][MAX_AFFIX] = {
    "a",   "e",   "ı",    "i",    "u",    "ü",    "ya",   "ye",    "yı",    "yi",    "yu",
    "yü",  "na",  "ne",   "nı",   "ni",   "nu",   "nü",   "da",    "de",    "ta",    "te",
    "dan", "den", "tan",  "ten",  "nda",  "nde",  "ndan", "nden",  "ın",    "in",    "un",
    "ün",  "nın", "nin",  "nun",  "nün",  "la",   "le",   "yla",   "yle",   "lı",    "li",
    "lu",  "lü",  "lar",  "ler",  "daki", "deki", "taki", "teki",  "ndaki", "ndeki", "dır",
    "dir", "dur", "dür",  "tır",  "tir",  "tur",  "tür",  "daydı", "deydi", "ca",    "ce",
    "ça",  "çe",  "ları", "leri", "lara", "lere",
};

static gboolean
is_one_of(const char *text, gsize nbytes, const char (*words)[MAX_AFFIX], gsize n_words)
{
    if (nbytes >= MAX_AFFIX)
        return FALSE;
    for (gsize i = 0; i < n_words; i++)
        if (words[i][nbytes] == '\0' && memcmp(words[i], text, nbytes) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
strip_possessive(Rest *rest, guint rules)
{
    gsize n = rest->nbytes;

    if (n < 3 || rest->start[n - 1] != 's' || rest->start[n - 2] != '\'')
        return FALSE;
    if (rules & KEY_CONTRACTIONS &&
        is_one_of(rest->start, n - 2, before_contraction, G_N_ELEMENTS(before_contraction)))
        return FALSE;
    rest->nbytes -= 2;
    rest->affixes.n_back++;
    return TRUE;
}

/* The rest does not end in an apostrophe. */
static gboolean
strip_elision(Rest *rest)
{
    const char *apostrophe = memchr(rest->start, '\'', MIN(rest->nbytes, MAX_AFFIX));
    gsize n;

    if (apostrophe == NULL)
        return FALSE;
    n = (gsize)(apostrophe - rest->start);
    if (!is_one_of(rest->start, n, elided, G_N_ELEMENTS(elided)))
        return FALSE;
    rest->start += n + 1;
    rest->nbytes -= n + 1;
    rest->affixes.n_front++;
    return TRUE;
}

static gboolean
strip_case_ending(Rest *rest)
{
    const char *apostrophe = memrchr(rest->start, '\'', rest->nbytes);
    gsize n;

    if (apostrophe == NULL || apostrophe - rest->start < 2)
        return FALSE;
    n = rest->nbytes - (gsize)(apostrophe + 1 - rest->start);
    if (!is_one_of(apostrophe + 1, n, case_endings, G_N_ELEMENTS(case_endings)))
        return FALSE;
    rest->nbytes -= n + 1;
    rest->affixes.n_back++;
    return TRUE;
}

/* Takes one thing off, if there is one to take. */
static gboolean
strip_one(Rest *rest, guint rules)
{
    char last = rest->start[rest->nbytes - 1];

    if (rest->nbytes < 2)
        return FALSE;
    if (rest->start[0] == '\'') {
        rest->start++;
        rest->nbytes--;
        rest->affixes.n_front++;
        return TRUE;
    }
    if (last == '\'' || last == '.') {
        rest->nbytes--;
        rest->affixes.n_back += last == '\'';
        return TRUE;
    }
    return (rules & KEY_POSSESSIVE && strip_possessive(rest, rules)) ||
           (rules & KEY_ELISION && strip_elision(rest)) ||
           (rules & KEY_CASE_ENDINGS && strip_case_ending(rest));
}

KeyAffixes
key_strip_affixes(GString *key, TokenType type, guint rules)
{
    Rest rest = {key->str, key->len, {0, 0}};

    if (rest.nbytes == 0)
        return rest.affixes;
    if (rest.nbytes > 1 && ((type == TOKEN_HASHTAG && rest.start[0] == '#') ||
                            (type == TOKEN_MENTION && rest.start[0] == '@'))) {
        rest.start++;
        rest.nbytes--;
    }
    while (strip_one(&rest, rules))
        ;
    if (rest.start != key->str)
        memmove(key->str, rest.start, rest.nbytes);
    g_string_truncate(key, rest.nbytes);
    return rest.affixes;
}
