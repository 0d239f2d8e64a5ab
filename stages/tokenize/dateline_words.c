#include "dateline_words.h"

#include "date_words.h"

#include "dates.h"

static const char *const agencies[] = {
    "AP",
    "AFP",
    "UPI",
    "Reuters",
    "Reuter",
    "CNN",
    "dpa",
    "ANSA",
    "EFE",
    "Xinhua",
    "TASS",
    "ITAR-TASS",
    "Itar-Tass",
    "Interfax",
    "RIA Novosti",
    "Kyodo",
    "Kyodo News",
    "Jiji",
    "Jiji Press",
    "Yonhap",
    "Bloomberg",
    "Bloomberg News",
    "CBS",
    "CBS News",
    "NBC News",
    "ABC News",
    "BBC",
    "BBC News",
    "PTI",
    "IANS",
    "PA",
    "sda",
    "SDA",
    "ATS",
    "Belga",
    "ANP",
    "NTB",
    "Ritzau",
    "MTI",
    "Lusa",
    "Notimex",
    "AAP",
    "The Canadian Press",
    "Canadian Press",
    "Dow Jones",
    "MarketWatch",
    "PRNewswire",
    "PR Newswire",
    "BUSINESS WIRE",
    "Business Wire",
    "GLOBE NEWSWIRE",
    "Marketwire",
    "The Hollywood Reporter",
    "Hollywood Reporter",
    "Variety",
    "Associated Press",
    "The Associated Press",
    "KNA",
    "epd",
    "sid",
    "DPA",
    "ADN",
    "DAPD",
    "dapd",
    "Agencia EFE",
    "Europa Press",
    "Agência Brasil",
    "Agencia Brasil",
    "Adnkronos",
    "IRNA",
    "WAM",
    "SPA",
    "SANA",
    "Anadolu",
    "VOA",
    "RFE/RL",
    "UPI/AFP",
    "IPS",
    "PANA",
    "KCNA",
    "VNA",
    "Bernama",
    "Antara",
    "LaPresse",
    "HLN",
    "WIRED",
    "IRIN",
    "Sputnik",
    "Thomson Reuters",
    "Reuters Health",
    "Novosti",
    "BNS",
    "ELTA",
    "STT",
};

/* A word that makes what seems a place a company, a heading or an announcement. */
static const char *const not_places[] = {
    "CORP",       "CORPORATION", "INC",          "LTD",        "LIMITED",  "CO",
    "COS",        "PLC",         "LLC",          "AG",         "NV",       "GMBH",
    "SPA",        "GROUP",       "BANK",         "BANCORP",    "TRUST",    "FUND",
    "FUNDS",      "INDUSTRIES",  "INDUSTRY",     "HOLDINGS",   "HOLDING",  "COMPANY",
    "ASSOCIATES", "SYSTEMS",     "TECHNOLOGIES", "TECHNOLOGY", "MOTORS",   "MOTOR",
    "ELECTRIC",   "OIL",         "GAS",          "FOODS",      "STORES",   "AIRLINES",
    "AIRWAYS",    "INSURANCE",   "FINANCIAL",    "SAVINGS",    "PARTNERS", "RESOURCES",
    "MINES",      "MINING",      "STEEL",        "BREAKING",   "UPDATE",   "UPDATED",
    "EXCLUSIVE",  "OPINION",     "ANALYSIS",     "NOTE",       "NOTES",    "CORRECTION",
    "CORRECTED",  "EDITORIAL",   "EDITOR",       "EDITORS",    "PHOTO",    "PHOTOS",
    "VIDEO",      "WATCH",       "LIVE",         "NEWS",       "REPORT",   "REVIEW",
    "PREVIEW",    "FEATURE",     "INTERVIEW",    "SUMMARY",    "BULLETIN", "URGENT",
    "ADVISORY",   "WARNING",     "ATTENTION",    "SPORT",      "SPORTS",   "BUSINESS",
    "MARKETS",    "MARKET",      "STOCKS",       "SHARES",     "PRICES",   "RATES",
    "TRADE",      "BRIEF",       "BRIEFS",       "FACTBOX",    "TIMELINE", "GRAPHIC",
    "POLL",       "QUOTES",      "QUESTION",     "ANSWER",     "UNESCO",   "UNICEF",
    "NASDAQ",     "INTERPOL",    "GRADINGS",     "SILVER",     "COPPER",   "WHEAT",
    "SUGAR",      "COFFEE",      "COCOA",        "COTTON",     "SOYBEANS", "CATTLE",
    "MATURITY",   "TOTAL",       "TABLE",        "AND",        "OR",       "IS",
    "ARE",        "WAS",         "HAS",          "TO",         "FOR",      "WITH",
    "FROM",       "NOT",         "WHY",          "HOW",        "WHAT",     "WHO",
    "WHEN",       "WHERE",       "THIS",         "THAT",       "THESE",    "THERE",
    "HERE",       "YES",         "SAYS",         "SAID",       "SEES",     "NEWLY",
    "FINAL",      "FIRST",       "SECOND",       "THIRD",      "LAST",     "MONDAY",
    "TUESDAY",    "WEDNESDAY",   "THURSDAY",     "FRIDAY",     "SATURDAY", "SUNDAY",
    "TODAY",      "YESTERDAY",   "TOMORROW",     "SPOILER",    "SPOILERS", "ALERT",
    "PART",       "CHAPTER",     "SCENE",        "MOVIE",      "MOVIES",   "MUSIC",
    "BOOKS",      "TRAVEL",      "HEALTH",       "WORLD",      "POLITICS", "WEATHER",
    "CONTACT",    "ABOUT",       "SOURCE",       "SUBJECT",    "DATE",     "TITLE",
    "THE",        "A",           "AN",
};

/* With these in mixed case a sentence begins, and no place. */
static const char *const sentence_openers[] = {
    "On",        "In",        "At",        "By",     "Since",    "Until",     "From",   "This",
    "That",      "Last",      "Next",      "After",  "Before",   "As",        "For",    "When",
    "While",     "During",    "Between",   "It",     "He",       "She",       "They",   "We",
    "But",       "And",       "Born",      "Am",     "Im",       "Seit",      "Bis",    "Nach",
    "Vor",       "Der",       "Die",       "Das",    "Ein",      "Eine",      "Le",     "Depuis",
    "Dans",      "En",        "Au",        "Ce",     "Cette",    "Un",        "Une",    "Desde",
    "Nel",       "Il",        "With",      "If",     "Of",       "To",        "Every",  "Today",
    "Yesterday", "Now",       "Then",      "Here",   "Updated",  "Published", "Posted", "Monday",
    "Tuesday",   "Wednesday", "Thursday",  "Friday", "Saturday", "Sunday",    "The",    "A",
    "An",        "Our",       "My",        "Your",   "His",      "Her",       "Their",  "No",
    "Not",       "Mr",        "Mrs",       "Ms",     "Dr",       "President", "Former", "Company",
    "Reporters", "Analysts",  "Officials",
};

/* Small words within the names of places. */
static const char *const particles[] = {
    "de",   "la", "le",  "les", "du", "des", "del", "da",   "do",  "dos", "das", "di",
    "am",   "an", "der", "den", "im", "in",  "bei", "upon", "on",  "of",  "the", "sur",
    "sous", "el", "al",  "y",   "e",  "and", "und", "et",   "van", "aan", "ob",  "der",
};

/* Places of two words or more begin with one of these as a rule, or end with one of the next. */
static const char *const place_openers[] = {
    "NEW",      "LOS",       "LAS",       "SAN",    "SANTA",  "SANTO",     "ST",      "SAINT",
    "SÃO",      "SAO",       "HONG",      "RIO",    "BUENOS", "TEL",       "KUALA",   "MEXICO",
    "CAPE",     "SALT",      "FORT",      "PORT",   "EL",     "LA",        "LE",      "ABU",
    "ADDIS",    "PHNOM",     "GREEN",     "GRAND",  "BATON",  "LITTLE",    "NORTH",   "SOUTH",
    "EAST",     "WEST",      "UNITED",    "DES",    "LONG",   "PALM",      "PALO",    "COLORADO",
    "OKLAHOMA", "KANSAS",    "JEFFERSON", "IOWA",   "HO",     "SRI",       "TIJUANA", "CIUDAD",
    "BAD",      "FRANKFURT", "THE",       "DEN",    "AIX",    "GUATEMALA", "PANAMA",  "QUEBEC",
    "VIRGINIA", "CORPUS",    "ANN",       "PUERTO", "MOUNT",  "LAKE",      "SIERRA",  "STOCKTON",
    "NIZHNY",   "NUR",       "BANDAR",    "DAR",    "PUNTA",  "MAR",       "VILLA",   "SILICON",
    "WHITE",    "CAMP",      "SIOUX",
};
static const char *const place_closers[] = {
    "CITY",     "BEACH",   "SPRINGS", "FALLS", "ROCK",    "HILLS",  "COUNTY", "ISLAND",
    "ISLANDS",  "PARK",    "LAKE",    "BAY",   "HEIGHTS", "VALLEY", "CREEK",  "GROVE",
    "JUNCTION", "AIRPORT", "TOWN",    "DELHI", "MAIN",    "PALACE", "POINT",  "HARBOR",
    "HARBOUR",  "RAPIDS",  "BEND",    "VEGAS", "RICO",
};
static const char *const short_cities[] = {
    "ROME", "OSLO", "LIMA", "BONN", "BAKU",  "KIEV", "KYIV",  "DOHA", "RIGA",  "BERN", "GAZA",
    "CALI", "ADEN", "NICE", "LYON", "CORK",  "BATH", "YORK",  "RENO", "MESA",  "WACO", "LODI",
    "ROMA", "KÖLN", "LINZ", "GRAZ", "ESSEN", "METZ", "PUNE",  "AGRA", "CEBU",  "BALI", "APIA",
    "SUVA", "MALÉ", "MALE", "JUBA", "LOMÉ",  "LOME", "PARÍS", "BRNO", "ŁÓDŹ",  "LVIV", "ERIE",
    "GARY", "PERM", "OMSK", "TULA", "HAMA",  "HOMS", "XIAN",  "BÂLE", "BASEL",
};

/* Small words within the names of people. */
static const char *const name_particles[] = {"and", "und", "et",  "y",   "e",  "de",
                                             "von", "van", "der", "da",  "di", "la",
                                             "del", "du",  "den", "bin", "al", "ibn"};

static const struct {
    const char *const *words;
    gsize n;
} lists[] = {
    [WORDS_AGENCIES] = {agencies, G_N_ELEMENTS(agencies)},
    [WORDS_NOT_PLACES] = {not_places, G_N_ELEMENTS(not_places)},
    [WORDS_SENTENCE_OPENERS] = {sentence_openers, G_N_ELEMENTS(sentence_openers)},
    [WORDS_PARTICLES] = {particles, G_N_ELEMENTS(particles)},
    [WORDS_PLACE_OPENERS] = {place_openers, G_N_ELEMENTS(place_openers)},
    [WORDS_PLACE_CLOSERS] = {place_closers, G_N_ELEMENTS(place_closers)},
    [WORDS_SHORT_CITIES] = {short_cities, G_N_ELEMENTS(short_cities)},
    [WORDS_NAME_PARTICLES] = {name_particles, G_N_ELEMENTS(name_particles)},
};

/*
 * For each list and hash the first word with it, from 1, and for each word the next one: nearly all
 * words that are asked for are in no list, and nearly all of these find nothing under their hash.
 */
enum { N_HASHES = 1024, MAX_WORDS = 255 };
G_STATIC_ASSERT(G_N_ELEMENTS(agencies) <= MAX_WORDS);
G_STATIC_ASSERT(G_N_ELEMENTS(not_places) <= MAX_WORDS);
G_STATIC_ASSERT(G_N_ELEMENTS(sentence_openers) <= MAX_WORDS);
G_STATIC_ASSERT(G_N_ELEMENTS(particles) + G_N_ELEMENTS(name_particles) <= MAX_WORDS);
G_STATIC_ASSERT(G_N_ELEMENTS(place_openers) <= MAX_WORDS);
G_STATIC_ASSERT(G_N_ELEMENTS(place_closers) + G_N_ELEMENTS(short_cities) <= MAX_WORDS);
static guint8 first_word[G_N_ELEMENTS(lists)][N_HASHES];
static guint8 next_word[G_N_ELEMENTS(lists)][MAX_WORDS];

static inline guint
hash_of(const char *word, gsize nbytes)
{
    return ((guchar)word[0] * 29u + (guchar)word[nbytes - 1] * 5u + (guint)nbytes * 97u) % N_HASHES;
}

static void
fill_hashes(void)
{
    for (gsize list = 0; list < G_N_ELEMENTS(lists); list++) {
        for (gsize i = 0; i < lists[list].n; i++) {
            const char *word = lists[list].words[i];
            guint8 *first = &first_word[list][hash_of(word, strlen(word))];

            next_word[list][i] = *first;
            *first = i + 1;
        }
    }
}

gboolean
words_have(WordList list, const char *text, gsize nbytes)
{
    static gsize filled = 0;

    if (g_once_init_enter(&filled)) {
        fill_hashes();
        g_once_init_leave(&filled, 1);
    }
    if (nbytes == 0)
        return FALSE;
    for (guint i = first_word[list][hash_of(text, nbytes)]; i > 0; i = next_word[list][i - 1]) {
        const char *word = lists[list].words[i - 1];

        if (strncmp(word, text, nbytes) == 0 && word[nbytes] == '\0')
            return TRUE;
    }
    return FALSE;
}

gboolean
word_is_month(Word word)
{
    char text[40], name[DATE_WORD_NBYTES];
    Cursor cursor = {word.start, word.start + word.nbytes};
    NewsDate date;
    gsize n;

    if (word.nbytes + 5 > sizeof text)
        return FALSE;
    n = date_word_read(&cursor, name);
    if (n == 0 || date_word_month(name, n) == 0) /* nearly always */
        return FALSE;
    memcpy(text, word.start, word.nbytes);
    memcpy(text + word.nbytes, " 1", 3);
    return dates_scan(text, word.nbytes + 2, &date) == word.nbytes + 2;
}

gboolean
word_read(Cursor *cursor, Word *ret)
{
    Cursor at = *cursor;
    Word word = {.start = at.at, .capitals = TRUE};

    while (at.at < at.end) {
        gboolean is_ascii = (*at.at & 0x80) == 0;
        gunichar c = is_ascii ? (guchar)*at.at : g_utf8_get_char(at.at);
        const char *next = is_ascii ? at.at + 1 : cursor_next_char(at.at);

        if (is_ascii ? g_ascii_isalpha((char)c) : g_unichar_isalpha(c) || g_unichar_ismark(c)) {
            gboolean lower = is_ascii ? g_ascii_islower((char)c) : g_unichar_islower(c);

            if (word.nletters++ == 0)
                word.upper = !lower;
            else if (lower && word.nletters == 2 && c == 'c' && word.start[0] == 'M')
                lower = FALSE;
            word.capitals &= !lower;
        } else if (word.nletters == 0 ||
                   !(c == '.' || ((c == '\'' || c == 0x2019 || c == '-') && next < at.end &&
                                  g_unichar_isalpha(g_utf8_get_char(next))))) {
            break;
        }
        at.at = next;
    }
    word.nbytes = (gsize)(at.at - word.start);
    if (word.nletters == 0)
        return FALSE;
    word.capitals &= word.upper;
    *ret = word;
    *cursor = at;
    return TRUE;
}
