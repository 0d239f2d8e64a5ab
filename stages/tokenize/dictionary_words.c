#include "dictionary_words.h"

#include "piece.h"

#include <dlfcn.h>
#include <unicode/ubrk.h>
#include <unicode/uvernum.h>

enum {
    MAX_UNITS = 2048, /* of UTF-16 that are cut at once; of a longer run ... */
    HELD_UNITS = 64,  /* ... so many at the end wait for what comes next */
};

/* ICU's functions; its headers put the version into their names, so that no other one is taken. */
typedef struct {
    typeof(ubrk_open) *open;
    typeof(ubrk_close) *close;
    typeof(ubrk_setText) *set_text;
    typeof(ubrk_next) *next;
    typeof(u_errorName) *error_name;
    const char *failure; /* why it cannot be used, or NULL */
} Icu;

/* What a thread has of its own. */
typedef struct {
    const Icu *icu;
    UBreakIterator *iterator; /* NULL if none could be opened */
    const char *failure;
    guint64 n_words;
    guint n_units; /* of the run at hand */
    UChar units[MAX_UNITS];
    guint32 ends[MAX_UNITS]; /* where in the text the character of each unit ends */
} Dictionary;

/* The macro's value, which is the name with the version. */
#define SYMBOL(function) G_STRINGIFY(function)

static void *
find_symbol(void *library, const char *name, Icu *icu)
{
    void *symbol = library ? dlsym(library, name) : NULL;

    if (!symbol && !icu->failure)
        icu->failure = g_strdup(dlerror());
    return symbol;
}

static const Icu *
open_icu(void)
{
    static Icu icu;
    static gsize is_open;

    if (g_once_init_enter(&is_open)) {
        void *library = dlopen("libicuuc.so." G_STRINGIFY(U_ICU_VERSION_MAJOR_NUM), RTLD_LAZY);

        icu.open = find_symbol(library, SYMBOL(ubrk_open), &icu);
        icu.close = find_symbol(library, SYMBOL(ubrk_close), &icu);
        icu.set_text = find_symbol(library, SYMBOL(ubrk_setText), &icu);
        icu.next = find_symbol(library, SYMBOL(ubrk_next), &icu);
        icu.error_name = find_symbol(library, SYMBOL(u_errorName), &icu);
        g_once_init_leave(&is_open, 1);
    }
    return &icu;
}

static void
free_dictionary(gpointer data)
{
    Dictionary *dictionary = data;

    if (dictionary->iterator)
        dictionary->icu->close(dictionary->iterator);
    g_free(dictionary);
}

static GPrivate of_thread = G_PRIVATE_INIT(free_dictionary);

static Dictionary *
get_dictionary(void)
{
    Dictionary *dictionary = g_private_get(&of_thread);
    UErrorCode status = U_ZERO_ERROR;

    if (dictionary)
        return dictionary;
    dictionary = g_new(Dictionary, 1);
    dictionary->icu = open_icu();
    dictionary->failure = dictionary->icu->failure;
    dictionary->iterator = NULL;
    dictionary->n_words = 0;
    if (!dictionary->failure) {
        dictionary->iterator = dictionary->icu->open(UBRK_WORD, "", NULL, 0, &status);
        if (U_FAILURE(status))
            dictionary->failure = dictionary->icu->error_name(status);
    }
    g_private_set(&of_thread, dictionary);
    return dictionary;
}

/* Whether ICU has a dictionary for such a character; combining marks belong to what is before. */
static gboolean
has_dictionary(const Seen *seen)
{
    gunichar c = seen->c;

    if (seen->kind == KIND_KATAKANA)
        return TRUE;
    return seen->kind == KIND_SINGLE &&
           ((unicode_properties(c) & UNICODE_CJK) || (c >= 0x0E00 && c <= 0x0EFF) || /* Thai, Lao */
            (c >= 0x1000 && c <= 0x109F) || (c >= 0xA9E0 && c <= 0xA9FF) ||          /* Burmese */
            (c >= 0xAA60 && c <= 0xAA7F) || (c >= 0x1780 && c <= 0x17FF));           /* Khmer */
}

/* What ICU is not shown: soft hyphens and joiners, at which it would cut; they belong to the
 * character before. */
static gboolean
is_invisible(const Seen *seen)
{
    return seen->kind == KIND_IGNORED &&
           (unicode_properties(seen->c) & UNICODE_WORD_BREAK) != WORD_BREAK_EXTEND;
}

static void
put_unit(Dictionary *dictionary, UChar unit, guint32 end)
{
    dictionary->units[dictionary->n_units] = unit;
    dictionary->ends[dictionary->n_units++] = end;
}

/* Takes in the run at pos as far as there is room; returns whether that is all of it. */
static gboolean
take_run(Dictionary *dictionary, const char *text, guint32 pos, guint32 end)
{
    Seen seen = piece_see(text, pos, end);

    dictionary->n_units = 0;
    while (has_dictionary(&seen) || (seen.kind == KIND_IGNORED && dictionary->n_units > 0)) {
        if (dictionary->n_units + 2 > MAX_UNITS)
            return FALSE;
        if (is_invisible(&seen)) {
            dictionary->ends[dictionary->n_units - 1] = seen.end;
        } else {
            if (seen.c > 0xFFFF)
                put_unit(dictionary, 0xD7C0 + (seen.c >> 10), seen.end);
            put_unit(dictionary, seen.c > 0xFFFF ? 0xDC00 | (seen.c & 0x3FF) : seen.c, seen.end);
        }
        seen = piece_see(text, seen.end, end);
    }
    return TRUE;
}

/*
 * The words of the units; is_all: they end where the run does. Otherwise what ends near their end
 * might end elsewhere, did one see on: that is left for the next time, unless it would be most.
 */
static guint32
put_words(Dictionary *dictionary, guint32 pos, gboolean is_all, TokenList *tokens)
{
    guint n = dictionary->n_units, from = 0;
    UErrorCode status = U_ZERO_ERROR;

    dictionary->icu->set_text(dictionary->iterator, dictionary->units, n, &status);
    while (from < n) {
        int32_t to = U_SUCCESS(status) ? dictionary->icu->next(dictionary->iterator) : UBRK_DONE;
        guint32 end;

        if (to <= (int32_t)from)
            to = n;
        if (!is_all && (guint)to > n - HELD_UNITS && from >= n / 2)
            break;
        end = dictionary->ends[to - 1];
        token_list_append(tokens, pos, end, TOKEN_WORD, 0);
        dictionary->n_words++;
        pos = end;
        from = to;
    }
    return pos;
}

guint32
dictionary_words_cut(const char *text, guint32 pos, guint32 end, TokenList *tokens)
{
    Dictionary *dictionary;
    gboolean is_all;
    Seen seen = piece_see(text, pos, end);

    if (!has_dictionary(&seen))
        return pos;
    dictionary = get_dictionary();
    if (!dictionary->iterator)
        return pos;
    is_all = take_run(dictionary, text, pos, end);
    return put_words(dictionary, pos, is_all, tokens);
}

gboolean
dictionary_words_account(guint64 *ret_n, GError **error)
{
    const Dictionary *dictionary = g_private_get(&of_thread);

    *ret_n = dictionary ? dictionary->n_words : 0;
    if (!dictionary || !dictionary->failure)
        return TRUE;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "ICU's dictionaries: cannot open: %s",
                dictionary->failure);
    return FALSE;
}
