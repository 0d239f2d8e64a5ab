#include "date_words.h"

/* Names without accents and in lower case, the way read_word() gives them. */
static const struct {
    const char *name;
    guint8 month;
} months[] = {
    {"january", 1},    {"januar", 1},    {"janner", 1},     {"janvier", 1},    {"enero", 1},
    {"gennaio", 1},    {"janeiro", 1},   {"januari", 1},    {"stycznia", 1},   {"января", 1},
    {"february", 2},   {"februar", 2},   {"feber", 2},      {"fevrier", 2},    {"febrero", 2},
    {"febbraio", 2},   {"fevereiro", 2}, {"lutego", 2},     {"февраля", 2},    {"march", 3},
    {"marz", 3},       {"maerz", 3},     {"mrz", 3},        {"mars", 3},       {"marzo", 3},
    {"marco", 3},      {"maart", 3},     {"marca", 3},      {"марта", 3},      {"april", 4},
    {"avril", 4},      {"abril", 4},     {"aprile", 4},     {"kwietnia", 4},   {"апреля", 4},
    {"may", 5},        {"mai", 5},       {"mayo", 5},       {"maggio", 5},     {"maio", 5},
    {"mei", 5},        {"maja", 5},      {"мая", 5},        {"june", 6},       {"juni", 6},
    {"juin", 6},       {"junio", 6},     {"giugno", 6},     {"junho", 6},      {"czerwca", 6},
    {"июня", 6},       {"july", 7},      {"juli", 7},       {"juillet", 7},    {"julio", 7},
    {"luglio", 7},     {"julho", 7},     {"lipca", 7},      {"июля", 7},       {"august", 8},
    {"aout", 8},       {"agosto", 8},    {"augustus", 8},   {"sierpnia", 8},   {"августа", 8},
    {"september", 9},  {"septembre", 9}, {"septiembre", 9}, {"setiembre", 9},  {"settembre", 9},
    {"setembro", 9},   {"wrzesnia", 9},  {"сентября", 9},   {"october", 10},   {"oktober", 10},
    {"octobre", 10},   {"octubre", 10},  {"ottobre", 10},   {"outubro", 10},   {"pazdziernika", 10},
    {"октября", 10},   {"november", 11}, {"novembre", 11},  {"noviembre", 11}, {"novembro", 11},
    {"listopada", 11}, {"ноября", 11},   {"december", 12},  {"dezember", 12},  {"decembre", 12},
    {"diciembre", 12}, {"dicembre", 12}, {"dezembro", 12},  {"grudnia", 12},   {"декабря", 12},
};

/* Days of the week, and the articles that may stand before a date. */
static const char *const weekdays[] = {
    "monday",   "tuesday",  "wednesday", "thursday",   "friday",   "saturday",  "sunday",
    "montag",   "dienstag", "mittwoch",  "donnerstag", "freitag",  "samstag",   "sonnabend",
    "sonntag",  "lundi",    "mardi",     "mercredi",   "jeudi",    "vendredi",  "samedi",
    "dimanche", "lunes",    "martes",    "miercoles",  "jueves",   "viernes",   "sabado",
    "domingo",  "lunedi",   "martedi",   "mercoledi",  "giovedi",  "venerdi",   "sabato",
    "domenica", "segunda",  "terca",     "quarta",     "quinta",   "sexta",     "maandag",
    "dinsdag",  "woensdag", "donderdag", "vrijdag",    "zaterdag", "zondag",    "poniedzialek",
    "wtorek",   "sroda",    "czwartek",  "piatek",     "sobota",   "niedziela", "mandag",
    "tisdag",   "onsdag",   "torsdag",   "fredag",     "lordag",   "sondag",
};
static const char *const articles[] = {"le", "el", "il", "den", "am", "the", "dem", "o", "em"};
/* The letter c in lower case, without its accent where a name of the tables has one. */
static gunichar
fold_letter(gunichar c)
{
    static const struct {
        gunichar letter;
        char base;
    } accents[] = {{0xe9, 'e'},  {0xe4, 'a'},  {0xfb, 'u'}, {0xe7, 'c'}, {0xe1, 'a'},
                   {0xec, 'i'},  {0xf6, 'o'},  {0xe5, 'a'}, {0xf8, 'o'}, {0x15b, 's'},
                   {0x17a, 'z'}, {0x142, 'l'}, {0x105, 'a'}};

    if (c < 0x80)
        return (gunichar)g_ascii_tolower((char)c);
    c = g_unichar_tolower(c);
    for (gsize i = 0; i < G_N_ELEMENTS(accents); i++)
        if (accents[i].letter == c)
            return (gunichar)accents[i].base;
    return c;
}

gsize
date_word_read(Cursor *cursor, char word[DATE_WORD_NBYTES])
{
    Cursor at = *cursor;
    gsize n = 0;

    while (at.at < at.end) {
        gunichar c;

        if (g_ascii_isalpha(*at.at) && n + 6 < DATE_WORD_NBYTES) {
            word[n++] = *at.at++ | 0x20;
            continue;
        }
        c = g_utf8_get_char(at.at);
        if (c < 0x80 ? !g_ascii_isalpha((char)c) : !g_unichar_isalpha(c))
            break;
        if (n + 6 >= DATE_WORD_NBYTES)
            return 0;
        n += (gsize)g_unichar_to_utf8(fold_letter(c), word + n);
        at.at = cursor_next_char(at.at);
    }
    word[n] = '\0';
    if (n > 0)
        *cursor = at;
    return n;
}

static guint
hash_of_three(const char *word)
{
    return ((guchar)word[0] * 31u + (guchar)word[1]) * 31u + (guchar)word[2];
}

/* Whether a month begins with these three bytes, or with others of the same hash: most words are
 * turned away. */
static gboolean
may_be_month(const char *word)
{
    enum { N_BITS = 1024 };
    static guint8 bits[N_BITS / 8];
    static gsize filled = 0;
    guint hash;

    if (g_once_init_enter(&filled)) {
        for (gsize i = 0; i < G_N_ELEMENTS(months); i++) {
            hash = hash_of_three(months[i].name) % N_BITS;
            bits[hash / 8] |= 1u << hash % 8;
        }
        g_once_init_leave(&filled, 1);
    }
    hash = hash_of_three(word) % N_BITS;
    return bits[hash / 8] >> hash % 8 & 1;
}

guint
date_word_month(const char *word, gsize n)
{
    guint month = 0;

    if (n < 3 || !may_be_month(word))
        return 0;
    for (gsize i = 0; i < G_N_ELEMENTS(months); i++) {
        if (memcmp(months[i].name, word, 3) != 0 || strncmp(months[i].name, word, n) != 0)
            continue;
        if (months[i].name[n] == '\0')
            return months[i].month;
        if (month != 0 && month != months[i].month)
            return 0;
        month = months[i].month;
    }
    return month;
}

gboolean
date_word_is_weekday(const char *word, gsize n)
{
    for (gsize i = 0; i < G_N_ELEMENTS(articles); i++)
        if (articles[i][0] == word[0] && strcmp(articles[i], word) == 0)
            return TRUE;
    if (n < 3)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(weekdays); i++)
        if (memcmp(weekdays[i], word, 2) == 0 && strncmp(weekdays[i], word, n) == 0)
            return TRUE;
    return FALSE;
}
