#include "stemmers.h"

#include <libstemmer.h>
#include <string.h>

#include "key_rules.h"

/* libstemmer counts in int, and is slow on what is no word anyway. */
#define MAX_WORD_NBYTES 1024

struct _Stemmers {
    GHashTable *by_code;        /* key_language_code() → struct sb_stemmer, or NULL for none */
    guint code;                 /* the language asked for last */
    struct sb_stemmer *current; /* and its stemmer */
};

static void
delete_stemmer(gpointer stemmer)
{
    sb_stemmer_delete(stemmer); /* accepts NULL */
}

Stemmers *
stemmers_new(void)
{
    Stemmers *stemmers = g_new0(Stemmers, 1);

    stemmers->by_code = g_hash_table_new_full(NULL, NULL, NULL, delete_stemmer);
    return stemmers;
}

void
stemmers_free(Stemmers *stemmers)
{
    if (stemmers == NULL)
        return;
    g_hash_table_destroy(stemmers->by_code);
    g_free(stemmers);
}

static struct sb_stemmer *
find_stemmer(Stemmers *stemmers, guint code)
{
    gpointer found;

    if (code == KEY_LANGUAGE('n', 'b') || code == KEY_LANGUAGE('n', 'n'))
        code = KEY_LANGUAGE('n', 'o'); /* one algorithm serves both written standards */
    if (!g_hash_table_lookup_extended(stemmers->by_code, GUINT_TO_POINTER(code), NULL, &found)) {
        char name[3] = {(char)(code >> 8), (char)code, '\0'};

        found = code == 0 ? NULL : sb_stemmer_new(name, "UTF_8");
        g_hash_table_insert(stemmers->by_code, GUINT_TO_POINTER(code), found);
    }
    return found;
}

/* The middle dot is a letter of Catalan: col·lecció. */
static gboolean
is_word_character(gunichar c, guint code)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c) || c == 0x200C || c == 0x200D ||
           (c == 0xB7 && code == KEY_LANGUAGE('c', 'a'));
}

static gboolean
can_be_stemmed(const char *key, gsize nbytes, guint code)
{
    const char *p = key, *end = key + nbytes;

    if (nbytes == 0 || nbytes > MAX_WORD_NBYTES)
        return FALSE;
    while (p < end) {
        guint8 c = (guint8)*p;

        if (c < 0x80) {
            if (c == '\'' ? code == KEY_LANGUAGE('e', 'n') : !g_ascii_isalpha((char)c))
                return FALSE;
            p++;
        } else {
            if (!is_word_character(g_utf8_get_char(p), code))
                return FALSE;
            p += g_utf8_skip[c];
        }
    }
    return TRUE;
}

const char *
stemmers_stem(Stemmers *stemmers, const char *language, const char *key, gsize nbytes,
              gsize *ret_nbytes)
{
    guint code = key_language_code(language);
    const sb_symbol *stem;
    int length;

    if (code != stemmers->code) {
        stemmers->code = code;
        stemmers->current = find_stemmer(stemmers, code);
    }
    *ret_nbytes = nbytes;
    if (stemmers->current == NULL || !can_be_stemmed(key, nbytes, code))
        return key;
    stem = sb_stemmer_stem(stemmers->current, (const sb_symbol *)key, (int)nbytes);
    if (stem == NULL)
        g_error("stemmer: out of memory");
    length = sb_stemmer_length(stemmers->current);
    if (length <= 0)
        return key; /* a word is never counted under nothing */
    *ret_nbytes = (gsize)length;
    return (const char *)stem;
}
