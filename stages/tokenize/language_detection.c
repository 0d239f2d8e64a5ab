#include "language_detection.h"

#include <string.h>

#include "cld2_shim.h"
#include "config.h"
#include "language_names.h"
#include "language_table.h"

/* As much of a text is looked at. */
#define MAX_NBYTES 2048
/* CLD2 gets less: it is slow, and no better with more. */
#define CLD2_NBYTES 1024
/* Longer words are in no list. */
#define MAX_WORD_LENGTH 24

/*
 * The vote is sure when the first is so much ahead of the second, absolutely and by a part of what
 * it has (one in SURE_LEAD_SHARE), and one word in SURE_WORDS_SHARE speaks for it. Measured on
 * texts of one and five sentences in 55 languages: half are decided so, and one in 2,000 of these
 * wrongly; with 18 for 24 it is one in 900.
 */
#define SURE_LEAD        24
#define SURE_LEAD_SHARE  10
#define SURE_WORDS_SHARE 8
/* With less it has no opinion. */
#define MIN_SCORE       12
#define MIN_WORDS_SHARE 8
/* A word is heard as often: what a table repeats is no evidence of a language. */
#define MAX_REPEATS 2
#define N_MET       64
/* How many points the first gains between two looks at the second. */
#define LOOK_EVERY 6
/* With fewer words nobody is asked. */
#define MIN_WORDS 3

/* Languages with a script to themselves, behind those of language_codes. */
enum { EL, HY, KA, KO, JA, ZH, TH, LO, KM, MY, TA, TE, KN, ML, SI, BN, PA, GU, OR, N_SCRIPTS };
static const char script_codes[N_SCRIPTS][3] = {
    "el", "hy", "ka", "ko", "ja", "zh", "th", "lo", "km", "my",
    "ta", "te", "kn", "ml", "si", "bn", "pa", "gu", "or",
};

typedef struct {
    guint32 first, last;
    guint8 language; /* EL ... */
    guint8 letters;  /* TRUE: written without spaces, each letter speaks; else each word does */
} Script;

/* In the order of code points (Unicode 15, Blocks.txt). */
static const Script scripts[] = {
    {0x370, 0x3FF, EL, FALSE},   {0x531, 0x58A, HY, FALSE},   {0x981, 0x9FE, BN, FALSE},
    {0xA01, 0xA76, PA, FALSE},   {0xA81, 0xAFF, GU, FALSE},   {0xB01, 0xB77, OR, FALSE},
    {0xB82, 0xBFA, TA, FALSE},   {0xC00, 0xC7F, TE, FALSE},   {0xC80, 0xCF3, KN, FALSE},
    {0xD00, 0xD7F, ML, FALSE},   {0xD81, 0xDF4, SI, FALSE},   {0xE01, 0xE5B, TH, TRUE},
    {0xE81, 0xEDF, LO, TRUE},    {0x1000, 0x109F, MY, TRUE},  {0x10A0, 0x10FF, KA, FALSE},
    {0x1100, 0x11FF, KO, FALSE}, {0x1780, 0x17FF, KM, TRUE},  {0x1C90, 0x1CBF, KA, FALSE},
    {0x1F00, 0x1FFE, EL, FALSE}, {0x2D00, 0x2D2D, KA, FALSE}, {0x3041, 0x30FF, JA, TRUE},
    {0x3131, 0x318E, KO, FALSE}, {0x31F0, 0x31FF, JA, TRUE},  {0x3400, 0x4DBF, ZH, TRUE},
    {0x4E00, 0x9FFF, ZH, TRUE},  {0xAC00, 0xD7A3, KO, FALSE}, {0xF900, 0xFAFF, ZH, TRUE},
    {0xFB13, 0xFB17, HY, FALSE}, {0xFF66, 0xFF9F, JA, TRUE},  {0x20000, 0x323AF, ZH, TRUE},
};

/* How often a word was met; words may push each other out. */
typedef struct {
    guint32 hash, n;
} MetWord;

/* What speaks for the languages. */
typedef struct {
    guint32 scores[64 + N_SCRIPTS]; /* points << 16 | words */
    guint n_words;
    guint best; /* of scores */
    MetWord met[N_MET];
} Vote;

#define POINTS(score) ((score) >> 16)
#define WORDS(score)  ((score)&0xFFFF)

/* Points of a word, and of a letter, by how many languages share it. */
static const guint8 word_points[] = {0, 6, 5, 4, 4, 3, 3, 2, 2, 2, 2};
static const guint8 letter_points[] = {0, 3, 2, 2, 1, 1, 1};

static inline void
give(Vote *vote, guint language, guint points, guint words)
{
    vote->scores[language] += points << 16 | words;
    if (vote->scores[language] > vote->scores[vote->best])
        vote->best = language;
}

static void
give_all(Vote *vote, const LanguageSet *set, guint points, guint words)
{
    for (guint64 left = set->languages; left != 0; left &= left - 1)
        give(vote, (guint)__builtin_ctzll(left), points, words);
}

static void
vote_for_word(Vote *vote, guint32 hash)
{
    guint mask = (1u << language_slot_bits) - 1;
    guint place = hash * 0x9E3779B1u >> (32 - language_slot_bits);

    for (; language_words[place].hash != 0; place = (place + 1) & mask) {
        if (language_words[place].hash == hash) {
            const LanguageSet *set = &language_sets[language_words[place].set];

            give_all(vote, set, set->n < G_N_ELEMENTS(word_points) ? word_points[set->n] : 1, 1);
            return;
        }
    }
}

static void
vote_for_letter(Vote *vote, guint number)
{
    const LanguageSet *set = &language_sets[number];

    if (set->n < G_N_ELEMENTS(letter_points))
        give_all(vote, set, letter_points[set->n], 0);
}

static gboolean
is_repeated(Vote *vote, guint32 hash)
{
    MetWord *met = &vote->met[hash % N_MET];

    if (met->hash == hash)
        return ++met->n > MAX_REPEATS;
    *met = (MetWord){hash, 1};
    return FALSE;
}

/* A run of letters of a script that only one language is written in. */
static void
vote_for_script(Vote *vote, const Script *script, guint n_letters)
{
    guint language = 64 + script->language;

    if (!script->letters) {
        give(vote, language, word_points[1], 1);
        vote->n_words++;
        return;
    }
    vote->n_words += n_letters;
    give(vote, language, script->language == JA ? 6 * n_letters : 2 * n_letters, n_letters);
    if (script->language == ZH) /* Japanese has kana beside them, at least one in six */
        give(vote, 64 + JA, n_letters, n_letters);
}

static const Script *
find_script(gunichar c)
{
    for (guint i = 0; i < G_N_ELEMENTS(scripts) && scripts[i].first <= c; i++)
        if (c <= scripts[i].last)
            return &scripts[i];
    return NULL;
}

/* Lower case, and Romanian as the lists have it. */
static inline gunichar
lower(gunichar c)
{
    if (c < 0x100)
        return c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 0x20 : c;
    if (c >= 0x400 && c <= 0x45F)
        return c < 0x410 ? c + 0x50 : c < 0x430 ? c + 0x20 : c;
    if (c >= 0x218 && c <= 0x21B)
        return c < 0x21A ? 0x15F : 0x163;
    return g_unichar_tolower(c);
}

/* Vowel signs of Arabic and Hebrew, which are mostly left out, and the tatweel. */
static inline gboolean
is_left_out(gunichar c)
{
    return (c >= 0x64B && c <= 0x652) || c == 0x640 || (c >= 0x591 && c <= 0x5AF);
}

static inline gboolean
is_letter(gunichar c)
{
    if (c < 0x180)
        return c >= 0xC0 ? c != 0xD7 && c != 0xF7 : c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c >= 0x2000 && c < 0x2C00) /* most of what is no letter in running text */
        return FALSE;
    return g_unichar_isalpha(c) || g_unichar_ismark(c);
}

/* No words: what stands behind these without a space is part of an address, an entity or a tag. */
static inline gboolean
spoils_word(guint8 c)
{
    return c == '.' || c == '/' || c == '@' || c == '_' || c == '&' || c == '<' || c == '=';
}

/* Reads the run of letters that begins at p and lets it vote. Returns where it ends. */
static const char *
read_word(Vote *vote, const char *p, const char *end, gboolean spoilt)
{
    guint32 hash = 2166136261u; /* FNV-1a over characters, as in make_language_table.py */
    guint n = 0, letter = 0;
    const Script *script = NULL;
    char first = *p;

    while (p < end) {
        guint8 byte = (guint8)*p;
        gunichar c = byte | 0x20;

        if (byte < 0x80) {
            if ((guint8)(c - 'a') >= 26)
                break;
            p++;
        } else {
            c = g_utf8_get_char(p);
            if (!is_letter(c))
                break;
            p += g_utf8_skip[byte];
            if (is_left_out(c))
                continue;
            c = lower(c);
            if (c < LANGUAGE_N_LETTERS && language_letter_sets[c] != 0)
                letter = language_letter_sets[c];
            if (c >= 0x370 && (n == 0 || script != NULL)) {
                const Script *own = find_script(c);

                if (script != NULL && own != script) {
                    vote_for_script(vote, script, n);
                    n = 0;
                }
                script = own;
            }
        }
        hash = (hash ^ c) * 16777619u;
        n++;
    }
    if (script != NULL) {
        vote_for_script(vote, script, n);
        return p;
    }
    /* one capital is an initial, an English I, a list's A */
    if (spoilt || n > MAX_WORD_LENGTH || (n == 1 && g_ascii_isupper(first)) ||
        is_repeated(vote, hash))
        return p;
    vote->n_words++;
    vote_for_word(vote, hash);
    if (letter != 0)
        vote_for_letter(vote, letter);
    return p;
}

static gboolean
is_sure(const Vote *vote)
{
    guint32 best = vote->scores[vote->best], n_near = 0, near;
    guint lead = MAX(SURE_LEAD, (POINTS(best) + SURE_LEAD_SHARE - 1) / SURE_LEAD_SHARE);

    if (POINTS(best) < lead || WORDS(best) * SURE_WORDS_SHARE < vote->n_words)
        return FALSE;
    near = (POINTS(best) - lead + 1) << 16;
    for (guint i = 0; i < G_N_ELEMENTS(vote->scores); i++)
        n_near += vote->scores[i] >= near;
    return n_near == 1; /* the best itself */
}

/* Counts the votes of a text until they are clear. Returns whether they are. */
static gboolean
take_vote(Vote *vote, const char *text, const char *end)
{
    const char *p = text;
    guint look_at = SURE_LEAD;

    while (p < end) {
        guint8 byte = (guint8)*p;

        if ((guint8)((byte | 0x20) - 'a') < 26 || (byte >= 0x80 && is_letter(g_utf8_get_char(p)))) {
            p = read_word(vote, p, end, p > text && spoils_word((guint8)p[-1]));
            if (POINTS(vote->scores[vote->best]) >= look_at) {
                if (is_sure(vote))
                    return TRUE;
                look_at = POINTS(vote->scores[vote->best]) + LOOK_EVERY;
            }
        } else {
            p += g_utf8_skip[byte];
        }
    }
    return is_sure(vote);
}

static const char *
code_of(guint language)
{
    return language < 64 ? language_codes[language] : script_codes[language - 64];
}

/* The best of a vote that is not sure; NULL if there is next to no evidence. */
static const char *
opinion(const Vote *vote)
{
    guint32 best = vote->scores[vote->best];

    if (POINTS(best) < MIN_SCORE || WORDS(best) * MIN_WORDS_SHARE < vote->n_words)
        return NULL;
    return code_of(vote->best);
}

/* At most limit bytes of a text, in whole characters. */
static gsize
cut(const char *text, gsize nbytes, gsize limit)
{
    if (nbytes <= limit)
        return nbytes;
    while ((text[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

/* ---- CLD2 */

#ifdef HAVE_CLD2
/* CLD2's codes that are old, or of ISO 639-3, as ISO 639-1; others lose what is behind a hyphen. */
static const char *
code_of_cld2(const char *code)
{
    static const char changed[][2][4] = {
        {"iw", "he"}, {"jw", "jv"},  {"in", "id"}, {"ji", "yi"},
        {"mo", "ro"}, {"fil", "tl"}, {"sh", "sr"},
    };
    gsize n = strcspn(code, "-");

    if (n > 3)
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(changed); i++)
        if (strlen(changed[i][0]) == n && memcmp(changed[i][0], code, n) == 0)
            return changed[i][1];
    return n == 2 ? languages_code(code, n) : NULL;
}

/* What CLD2 says, NULL if it knows of nothing. */
static const char *
ask_cld2(const char *text, gsize nbytes, gboolean *ret_reliable)
{
    char copy[CLD2_NBYTES + 16] = ""; /* it looks a few bytes ahead */
    const char *code;
    int reliable;

    nbytes = cut(text, nbytes, CLD2_NBYTES);
    memcpy(copy, text, nbytes);
    code = code_of_cld2(cld2_detect(copy, (int)nbytes, &reliable));
    *ret_reliable = reliable != 0;
    return code;
}
#else
static const char *
ask_cld2(const char *text G_GNUC_UNUSED, gsize nbytes G_GNUC_UNUSED, gboolean *ret_reliable)
{
    *ret_reliable = FALSE;
    return NULL;
}
#endif

/* Whether the vote knows better, though not sure: neighbours that it tells apart and CLD2 does not
 * (on sentences of translated programs, three times and more as often). */
static gboolean
trusts_vote(const char *voted, const char *found)
{
    static const char pairs[][2][3] = {
        {"hr", "bs"}, {"sr", "bs"}, {"sr", "hr"}, {"bg", "sr"}, {"mk", "sr"}, {"sv", "no"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (strcmp(pairs[i][0], voted) == 0 && strcmp(pairs[i][1], found) == 0)
            return TRUE;
    return FALSE;
}

const char *
language_detect(const char *text, gsize nbytes, LanguageMethods methods)
{
    Vote vote = {.n_words = 0};
    const char *voted = NULL, *found = NULL;
    gboolean reliable = FALSE;

    nbytes = cut(text, nbytes, MAX_NBYTES);
    if (methods & LANGUAGE_BY_VOTE) {
        if (take_vote(&vote, text, text + nbytes))
            return code_of(vote.best);
        if (vote.n_words < MIN_WORDS)
            return LANGUAGE_UNKNOWN;
        voted = opinion(&vote);
    }
    if (methods & LANGUAGE_BY_CLD2)
        found = ask_cld2(text, nbytes, &reliable);
    if (found != NULL && (voted == NULL || (reliable && !trusts_vote(voted, found))))
        return found;
    return voted != NULL ? voted : LANGUAGE_UNKNOWN;
}
