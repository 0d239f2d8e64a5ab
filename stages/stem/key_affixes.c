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

/* What Swedish sets behind the colon of an acronym: case, number, the article, and -are, one of it. */
static const char swedish_endings[][MAX_AFFIX] = {
    "s",    "n",     "ns", "en",   "ens",   "t",  "ts",  "et",  "ets",  "a",    "an",
    "ans",  "as",    "ad", "ade",  "at",    "e",  "ar",  "ars", "arna", "er",   "ers",
    "erna", "ernas", "or", "orna", "arnas", "na", "nas", "are", "ares", "aren", "arens",
};

/* And Finnish. */
static const char finnish_endings[][MAX_AFFIX] = {
    "n",    "t",    "a",    "ä",    "ta",   "tä",   "ssa",  "ssä",  "sta",  "stä",   "lla",
    "llä",  "lta",  "ltä",  "lle",  "ksi",  "na",   "nä",   "tta",  "ttä",  "in",    "hin",
    "hen",  "hun",  "hyn",  "han",  "hän",  "hon",  "hön",  "een",  "seen", "iin",   "aan",
    "ään",  "oon",  "öön",  "uun",  "yyn",  "den",  "tten", "ien",  "iden", "itten", "ja",
    "jä",   "ia",   "iä",   "ita",  "itä",  "issa", "issä", "ista", "istä", "ihin",  "illa",
    "illä", "ilta", "iltä", "ille", "iksi", "ina",  "inä",  "nsa",  "nsä",  "mme",
};

/* What Finnish may set behind these, or alone: too, either, a question. */
static const char finnish_clitics[][MAX_AFFIX] = {
    "kin", "kaan", "kään", "han", "hän", "ko", "kö", "pa", "pä",
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

static gboolean
is_finnish_ending(const char *text, gsize nbytes)
{
    if (is_one_of(text, nbytes, finnish_endings, G_N_ELEMENTS(finnish_endings)))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(finnish_clitics); i++) {
        gsize n = strlen(finnish_clitics[i]);

        if (nbytes < n || memcmp(text + nbytes - n, finnish_clitics[i], n) != 0)
            continue;
        if (nbytes == n ||
            is_one_of(text, nbytes - n, finnish_endings, G_N_ELEMENTS(finnish_endings)))
            return TRUE;
    }
    return FALSE;
}

/* Whether an ending can follow: not to S:t and k:a, which are short for one word, nor to 20:e. */
static gboolean
takes_ending(const char *start, const char *limit)
{
    enum { ENOUGH_NBYTES = 32 }; /* hostile forms have more */
    const char *stop = start + MIN(limit - start, ENOUGH_NBYTES);
    guint n_letters = 0, n_digits = 0;

    for (const char *p = start; p < stop; p += g_utf8_skip[(guint8)*p]) {
        gunichar c = g_utf8_get_char(p);

        n_letters += g_unichar_isalpha(c) != 0;
        n_digits += g_unichar_isdigit(c) != 0;
        if (n_letters > 0 && n_letters + n_digits >= 2)
            return TRUE;
    }
    return FALSE;
}

static gboolean
strip_colon_ending(Rest *rest, guint rules)
{
    enum { MAX_ENDING = 2 * MAX_AFFIX }; /* one and a clitic */
    gsize n_tail = MIN(rest->nbytes, (gsize)MAX_ENDING);
    const char *limit = rest->start + rest->nbytes, *colon = memrchr(limit - n_tail, ':', n_tail);
    gsize n;

    if (colon == NULL || !takes_ending(rest->start, colon))
        return FALSE;
    n = (gsize)(limit - (colon + 1));
    if (!(rules & KEY_FINNISH
              ? is_finnish_ending(colon + 1, n)
              : is_one_of(colon + 1, n, swedish_endings, G_N_ELEMENTS(swedish_endings))))
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
           (rules & KEY_CASE_ENDINGS && strip_case_ending(rest)) ||
           (rules & (KEY_SWEDISH | KEY_FINNISH) && strip_colon_ending(rest, rules));
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
