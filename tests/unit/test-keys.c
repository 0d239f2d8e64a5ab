/* What a form is counted under. */
#include "keys.h"

#include <string.h>

typedef struct {
    const char *form;
    const char *key;
} Pair;

static char *
key_of(const char *form, TokenType type, const char *language)
{
    g_autoptr(GString) out = g_string_new("left over from before");
    gboolean found = key_of_form(form, strlen(form), type, language, out);

    g_assert_cmpuint(out->len, ==, strlen(out->str));
    g_assert_cmpint(found, ==, out->len > 0);
    g_assert_true(g_utf8_validate(out->str, -1, NULL));
    return g_strdup(out->str);
}

static void
check_pairs(const Pair *pairs, gsize n_pairs, TokenType type, const char *language)
{
    for (gsize i = 0; i < n_pairs; i++) {
        g_autofree char *key = key_of(pairs[i].form, type, language), *again = NULL;

        g_test_message("%s: %s", language != NULL ? language : "no language", pairs[i].form);
        g_assert_cmpstr(key, ==, pairs[i].key);
        again = key_of(key, TOKEN_WORD, language);
        g_assert_cmpstr(again, ==, key);
    }
}

#define CHECK(pairs, type, language) check_pairs(pairs, G_N_ELEMENTS(pairs), type, language)

static void
test_case(void)
{
    static const Pair all[] = {
        {"house", "house"},
        {"HOUSE", "house"},
        {"AZ@[`{", "az@[`{"}, /* the neighbours of the letters in ASCII */
        {"under_score", "under_score"},
        {"ÉTÉ", "été"},
        {"Straße", "straße"},
        {"STRAẞE", "straße"},
        {"МОСКВА", "москва"},
        {"Ελλάδα", "ελλάδα"},
        {"ΟΔΟΣ", "οδος"},
        {"ΣΟΦΟΣ-ΣΑΣ", "σοφος-σας"},
        {"Σ", "σ"},
        {"Σ.Α.", "σ.α"},
        {"ΟΔΟΣ'", "οδος"},
        {"ǅ", "dž"},
        {"İzmir", "i̇zmir"},
        {"ISTANBUL", "istanbul"},
    };
    static const Pair turkic[] = {
        {"İzmir", "izmir"},
        {"IRAK", "ırak"},
        {"Irak", "ırak"},
        {"I\u0307zmir", "izmir"},
        {"DİYARBAKIR", "diyarbakır"},
        {"ılık", "ılık"},
        {"AI\u0307", "ai"},
    };

    CHECK(all, TOKEN_WORD, "en");
    CHECK(all, TOKEN_WORD, NULL);
    CHECK(all, TOKEN_WORD, "nonsense");
    CHECK(turkic, TOKEN_WORD, "tr");
    CHECK(turkic, TOKEN_WORD, "az");
    CHECK(turkic, TOKEN_WORD, "az-Latn");
}

static void
test_composition(void)
{
    static const Pair pairs[] = {
        {"cafe\u0301", "café"},
        {"CAFE\u0301", "café"},
        {"\u212Bngstro\u0308m", "ångström"},
        {"a\u0323\u0302", "ậ"},
        {"a\u0302\u0323", "ậ"},
        {"\u1112\u1161\u11AB", "한"},
        {"\uFB01nance", "finance"},
        {"o\uFB03ce", "office"},
        {"\uFB05", "st"},
        {"\u0132SSEL", "ijssel"},
        {"\u01C6ungla", "džungla"},
        {"\u017Feyn", "seyn"},
        {"\u2163", "iv"},
        {"ＡＢＣ１２", "abc12"},
        {"＃Ｔａｇ", "#tag"},
        {"ｶﾞｽ", "ガス"},
        {"\uFEDF\uFE8E", "لا"},
        /* not the plain characters: a superscript, a fraction, an ordinal sign, a spacing mark */
        {"m²", "m²"},
        {"a×b÷c", "a×b÷c"},
        {"½", "½"},
        {"1º", "1º"},
        {"\uFDFA", "\uFDFA"},
        {"x\uFE76", "x\uFE76"},
        {"F\u201135", "f-35"},
        {"F\u201035", "f-35"},
    };
    static const Pair romanian[] = {{"și", "şi"}, {"şi", "şi"}, {"ȚARĂ", "ţară"}, {"ţară", "ţară"}};

    CHECK(pairs, TOKEN_WORD, "en");
    CHECK(romanian, TOKEN_WORD, "ro");
}

static void
test_invisible(void)
{
    static const Pair pairs[] = {
        {"Regie\u00ADrung", "regierung"},
        {"Regie&shy;rung", "regierung"},
        {"zero\u200Bwidth", "zerowidth"},
        {"\uFEFFword\u2060", "word"},
        {"ab\u200Dc\u200Cd", "abcd"},
        {"\u200Eword\u200F", "word"},
        {"می\u200Cخواهم", "می\u200Cخواهم"}, /* a letter of Persian in effect */
        {"क्\u200Dष", "क्\u200Dष"},
        {"می\u200C", "می"},
        {"मी\u200Da", "मीa"},
        {"\u13E0\u200D\u1520", "\uABB0\u1520"}, /* a capital that is in another block */
        {"a\u00A0b c\td\n", "abcd"},            /* no key has white space or controls */
        {"a\x01\x7F", "a"},
    };

    CHECK(pairs, TOKEN_WORD, "en");
}

static void
test_entities(void)
{
    static const Pair pairs[] = {
        {"AT&amp;T", "at&t"},
        {"AT&T", "at&t"},
        {"Q&A", "q&a"},
        {"don&#8217;t", "don't"},
        {"don&#x2019;t", "don't"},
        {"don&#X2019;t", "don't"},
        {"don&#146;t", "don't"}, /* meant as cp1252 */
        {"don\302\222t", "don't"},
        {"don&rsquo;t", "don't"},
        {"don&apos;t", "don't"},
        {"caf&eacute;", "café"},
        {"CAF&Eacute;", "café"},
        {"cafe&#769;", "café"},
        {"&#169;x", "©x"},
        /* no references */
        {"a&nosuch;b", "a&nosuch;b"},
        {"a&ampere;", "a&ampere;"},
        {"a&am;", "a&am;"},
        {"a&;b", "a&;b"},
        {"a&#;b", "a&#;b"},
        {"a&#x;b", "a&#x;b"},
        {"a&#xD800;", "a\xef\xbf\xbd"},
        {"a&#1114112;", "a\xef\xbf\xbd"},
        {"a&#99999999999999999999;", "a&#99999999999999999999;"},
        {"a&#4294967361;", "a&#4294967361;"}, /* 'A' and 2 to the power of 32 */
        {"a&#0;", "a\xef\xbf\xbd"},
        {"a&eacute", "a&eacute"},
        {"a&", "a&"},
    };

    CHECK(pairs, TOKEN_WORD, "en");
}

static void
test_apostrophes(void)
{
    static const Pair all[] = {
        {"don’t", "don't"},
        {"don‘t", "don't"},
        {"donʼt", "don't"},
        {"don＇t", "don't"},
        {"don‛t", "don't"},
        {"O’Neill", "o'neill"},
        {"rock’n’roll", "rock'n'roll"},
        {"Hawaiʻi", "hawai'i"},
        {"'quoted'", "quoted"},
        {"’tis", "tis"},
        {"dogs’", "dogs"},
        {"''", "'"},
    };

    CHECK(all, TOKEN_WORD, "en");
    CHECK(all, TOKEN_WORD, "de");
    CHECK(all, TOKEN_WORD, NULL);
}

static void
test_english(void)
{
    static const Pair pairs[] = {
        {"Trump's", "trump"},
        {"Trump’s", "trump"},
        {"TRUMP'S", "trump"},
        {"dogs'", "dogs"},
        {"Moody's's", "moody"},
        {"one's", "one"},
        {"everyone's", "everyone"},
        {"s's", "s"},
        {"'s", "s"},
        {"it's", "it's"},
        {"It’s", "it's"},
        {"let's", "let's"},
        {"he's", "he's"},
        {"she's", "she's"},
        {"that's", "that's"},
        {"there's", "there's"},
        {"here's", "here's"},
        {"what's", "what's"},
        {"who's", "who's"},
        {"where's", "where's"},
        {"how's", "how's"},
        {"when's", "when's"},
        {"why's", "why's"},
        {"they're", "they're"},
        {"can't", "can't"},
        {"the's", "the"},
        {"whos's", "whos"}, /* neither is a contraction */
        {"COVID-19", "covid-19"},
        {"COVID-19's", "covid-19"},
        {"l'homme", "l'homme"}, /* not an elision here */
    };

    CHECK(pairs, TOKEN_WORD, "en");
    CHECK(pairs, TOKEN_WORD, "en-GB");
}

static void
test_english_acronyms(void)
{
    static const Pair pairs[] = {
        {"U.S", "u.s"},
        {"U.S.", "u.s"},
        {"u.s", "u.s"},
        {"U.S.'s", "u.s"},
        {"U.S.’s", "u.s"},
        /* the states and their union with and without full stops; not the pronoun */
        {"US", "u.s"},
        {"US's", "u.s"},
        {"US’s", "u.s"},
        {"us", "us"},
        {"Us", "us"},
        {"U.K.", "u.k"},
        {"UK", "u.k"},
        {"UK's", "u.k"},
        {"uk", "uk"},
        {"U.N", "u.n"},
        {"UN", "u.n"},
        {"USA", "usa"},
        {"UV", "uv"},
        {"USB", "usb"},
        {"U", "u"},
        {"p.m.", "p.m"},
        {"J.K.", "j.k"},
        {"Mr.", "mr"},
        {"Ph.D.", "ph.d"},
    };

    CHECK(pairs, TOKEN_WORD, "en");
    CHECK(pairs, TOKEN_WORD, "en-GB");
}

static void
test_elision(void)
{
    static const Pair french[] = {
        {"l’homme", "homme"},
        {"L'Homme", "homme"},
        {"qu’il", "il"},
        {"d'abord", "abord"},
        {"jusqu'au", "au"},
        {"lorsqu’elle", "elle"},
        {"s'il", "il"},
        {"d'l'homme", "homme"},
        {"aujourd’hui", "aujourd'hui"},
        {"presqu'île", "presqu'île"},
        {"quelqu'un", "quelqu'un"},
        {"prud'homme", "prud'homme"},
        {"l’", "l"},
        {"O'Neill", "o'neill"},
        {"l’État", "état"},
        {"Trump's", "trump's"},
        {"xl'homme", "xl'homme"},
    };
    static const Pair italian[] = {
        {"dell’arte", "arte"},  {"l'Italia", "italia"}, {"un'altra", "altra"},
        {"po’", "po"},          {"c'è", "è"},           {"mezz'ora", "mezz'ora"},
        {"quell'anno", "anno"}, {"sull’onda", "onda"},
    };
    static const Pair catalan[] = {
        {"l’home", "home"},
        {"d'estudis", "estudis"},
        {"col·lecció", "col·lecció"},
        {"L'HOSPITALET", "hospitalet"},
        {"n’hi", "hi"},
        {"s'ha", "ha"},
        {"m'agrada", "agrada"},
        {"compra'l", "compra'l"},
        {"coŀlecció", "col·lecció"},
    };

    CHECK(french, TOKEN_WORD, "fr");
    CHECK(italian, TOKEN_WORD, "it");
    CHECK(catalan, TOKEN_WORD, "ca");
}

static void
test_case_of_languages(void)
{
    static const Pair dutch[] = {
        {"foto’s", "foto"},     {"auto's", "auto"},     {"zo'n", "zo'n"},
        {"IJsland", "ijsland"}, {"IJSLAND", "ijsland"}, {"\u0132sland", "ijsland"},
        {"\u0133s", "ijs"},     {"UK", "uk"},
    };
    static const Pair turkish[] = {
        {"Ankara'da", "ankara"}, {"Türkiye’nin", "türkiye"}, {"İstanbul'a", "istanbul"},
        {"Kur'an", "kur'an"},    {"O'Neill'in", "o'neill"},  {"O'nun", "o'nun"},
    };
    /* a capital behind n, t or h: the letter is grammar's; in lower case nobody knows */
    static const Pair irish[] = {
        {"hÉireann", "éireann"},
        {"Éireann", "éireann"},
        {"nAthair", "athair"},
        {"tUachtarán", "uachtarán"},
        {"tOIDEACHAS", "oideachas"},
        {"hata", "hata"},
        {"Tuairim", "tuairim"},
        {"HÉIREANN", "héireann"},
        {"gCorcaigh", "gcorcaigh"},
        {"tS", "ts"},
        {"h", "h"},
        {"hE\u0301ireann", "éireann"},
    };
    /* a mark of stress is written or not, the letter at the end is one of two */
    static const Pair greek[] = {{"ΟΔΌΣ", "οδός"}, {"Οδός", "οδός"}, {"ΟΔΟΣ", "οδος"}};

    /* an ending behind a colon, where two letters or more stand before it */
    static const Pair swedish[] = {
        {"USA:s", "usa"},         {"EU:s", "eu"},       {"EU:n", "eu"},     {"SvD:s", "svd"},
        {"tv:n", "tv"},           {"sms:et", "sms"},    {"AIK:are", "aik"}, {"AIK:arna", "aik"},
        {"H&M:s", "h&m"},         {"H&amp;M:s", "h&m"}, {"G20:s", "g20"},   {"ÖIS:s", "öis"},
        {"USA：s", "usa"},        {"USA:s’", "usa"},    {"USA:s.", "usa"},  {"S:t", "s:t"},
        {"S:ta", "s:ta"},         {"S:t:s", "s:t"},     {"k:a", "k:a"},     {"20:e", "20:e"},
        {"1:a", "1:a"},           {"EU:ssa", "eu:ssa"}, {"USA:", "usa:"},   {"USA's", "usa's"},
        {"sade:han", "sade:han"},
    };
    static const Pair finnish[] = {
        {"EU:n", "eu"},         {"NATO:ssa", "nato"}, {"Nato:ssa", "nato"},     {"EU:hun", "eu"},
        {"USA:ta", "usa"},      {"tv:ssä", "tv"},     {"tv:ssa\u0308", "tv"},   {"EU:ssakin", "eu"},
        {"EU:kin", "eu"},       {"WHO:lta", "who"},   {"SAK:n", "sak"},         {"EU:n:n", "eu"},
        {"cd:itä", "cd"},       {"n:o", "n:o"},       {"k:n", "k:n"},           {"20:n", "20:n"},
        {"EU:talo", "eu:talo"}, {"EU", "eu"},         {"1990:ssa", "1990:ssa"},
    };
    static const Pair colon_elsewhere[] = {{"EU:n", "eu:n"}, {"USA:s", "usa:s"}};

    CHECK(swedish, TOKEN_WORD, "sv");
    CHECK(swedish, TOKEN_WORD, "sv-FI");
    CHECK(finnish, TOKEN_WORD, "fi");
    CHECK(colon_elsewhere, TOKEN_WORD, "de");
    CHECK(dutch, TOKEN_WORD, "nl");
    CHECK(turkish, TOKEN_WORD, "tr");
    CHECK(irish, TOKEN_WORD, "ga");
    CHECK(greek, TOKEN_WORD, "el");
}

static void
test_signs_of_languages(void)
{
    static const Pair german[] = {{"geht’s", "geht's"}, {"Grass’", "grass"}, {"z.B.", "z.b"}};
    /* the question is asked on a vowel of the word */
    static const Pair armenian[] = {{"Արդյո՞ք", "արդյոք"}, {"արի՜", "արի"}, {"ո՛չ", "ոչ"}};
    static const Pair ukrainian[] = {
        {"п’ять", "п'ять"}, {"П'ЯТЬ", "п'ять"}, {"п&#700;ять", "п'ять"}};

    /* marks of abbreviation and of foreign sounds, as typed and as printed */
    static const Pair hebrew[] = {
        {"צה\"ל", "צה\"ל"}, {"צה״ל", "צה\"ל"}, {"צה&quot;ל", "צה\"ל"}, {"ז׳", "ז"},
        {"ז'", "ז"},        {"ז’", "ז"},       {"ג׳ורג׳", "ג'ורג"},    {"ג'ורג'", "ג'ורג"},
    };
    static const Pair arabic[] = {
        {"محمـــد", "محمد"},
        {"محمد", "محمد"},
        {"\uFEE3\uFEA4\uFEE4\uFEAA", "محمد"}, /* presentation forms */
        {"\uFEFB", "لا"},
        {"\uFE77\u0628", "\u064E\u0628"}, /* a vowel on a tatweel */
    };

    CHECK(hebrew, TOKEN_WORD, "he");
    CHECK(arabic, TOKEN_WORD, "ar");
    CHECK(arabic, TOKEN_WORD, "fa");
    CHECK(german, TOKEN_WORD, "de");
    CHECK(armenian, TOKEN_WORD, "hy");
    CHECK(ukrainian, TOKEN_WORD, "uk");
}

static void
test_types(void)
{
    static const struct {
        TokenType type;
        const char *form, *key;
    } rows[] = {
        {TOKEN_HASHTAG, "#Tag", "tag"},
        {TOKEN_HASHTAG, "＃Tag", "tag"},
        {TOKEN_HASHTAG, "#MeToo’s", "metoo"},
        {TOKEN_HASHTAG, "#", "#"},
        {TOKEN_MENTION, "@Name", "name"},
        {TOKEN_MENTION, "@name_1", "name_1"},
        {TOKEN_WORD, "#Tag", "#tag"}, /* the sign counts in its own type only */
        {TOKEN_MENTION, "#Tag", "#tag"},
        {TOKEN_NUMBER, "1,234.56", "1,234.56"},
        {TOKEN_NUMBER, "1.000,50", "1.000,50"},
        {TOKEN_NUMBER, "3.5%", "3.5%"},
        {TOKEN_NUMBER, "1990s", "1990s"},
        {TOKEN_NUMBER, "20TH", "20th"},
        {TOKEN_NUMBER, "-5", "-5"},
        {TOKEN_NUMBER, "1.5%.", "1.5%"},
        {TOKEN_NUMBER, "20:e", "20:e"},
        {TOKEN_NUMBER, "10\u00A0000", "10000"},
        {TOKEN_NUMBER, "10\u202F000", "10000"},
        {TOKEN_NUMBER, "10&nbsp;000", "10000"},
        {TOKEN_NUMBER, "１２．５％", "12.5%"},
        {TOKEN_NUMBER, "٣٤", "٣٤"},
        {TOKEN_URL, "http://example.com/", ""},
        {TOKEN_EMAIL, "a@example.com", ""},
        {TOKEN_SEPARATOR, ", ", ""},
        {TOKEN_WORD, "", ""},
        {TOKEN_WORD, "\u00AD\u200B", ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *key = key_of(rows[i].form, rows[i].type, "en");

        g_test_message("%d %s", rows[i].type, rows[i].form);
        g_assert_cmpstr(key, ==, rows[i].key);
    }
}

static void
test_labels(void)
{
    static const struct {
        const char *language;
        TokenType type;
        const char *form, *label;
    } rows[] = {
        {"en", TOKEN_WORD, "House", "House"},
        {"en", TOKEN_WORD, "Trump’s", "Trump"},
        {"en", TOKEN_WORD, "TRUMP'S", "TRUMP"},
        {"en", TOKEN_WORD, "Trump&#8217;s", "Trump"},
        {"en", TOKEN_WORD, "dogs’", "dogs"},
        {"en", TOKEN_WORD, "'quoted'", "quoted"},
        {"en", TOKEN_WORD, "O’Neill’s", "O’Neill"},
        {"en", TOKEN_WORD, "Moody's's", "Moody"},
        {"en", TOKEN_WORD, "It’s", "It’s"},
        {"en", TOKEN_WORD, "U.S.", "U.S."},
        {"en", TOKEN_WORD, "U.S.’s", "U.S."},
        {"en", TOKEN_WORD, "caf&eacute;’s", "caf&eacute;"},
        {"en", TOKEN_WORD, "''", "'"},
        {"en", TOKEN_WORD, "", ""},
        {"en", TOKEN_HASHTAG, "#MeToo", "MeToo"},
        {"en", TOKEN_HASHTAG, "＃MeToo’s", "MeToo"},
        {"en", TOKEN_HASHTAG, "#", "#"},
        {"en", TOKEN_MENTION, "@Name", "Name"},
        {"en", TOKEN_URL, "Example.com", "Example.com"},
        {"fr", TOKEN_WORD, "l’État", "État"},
        {"fr", TOKEN_WORD, "Aujourd’hui", "Aujourd’hui"},
        {"fr", TOKEN_WORD, "d'l'Homme", "Homme"},
        {"tr", TOKEN_WORD, "Türkiye’nin", "Türkiye"},
        {"tr", TOKEN_WORD, "IRAK'TAN", "IRAK"},
        {"ga", TOKEN_WORD, "hÉireann", "Éireann"},
        {"ga", TOKEN_WORD, "tUachtarán’", "Uachtarán"},
        {"en", TOKEN_WORD, "UK’s", "UK"},
        {"en", TOKEN_WORD, "UN", "UN"},
        {"sv", TOKEN_WORD, "USA:s", "USA"},
        {"sv", TOKEN_WORD, "H&amp;M:s’", "H&amp;M"},
        {"sv", TOKEN_WORD, "S:t", "S:t"},
        {"sv", TOKEN_WORD, "S:t:s", "S:t"},
        {"fi", TOKEN_WORD, "EU:n", "EU"},
        {"fi", TOKEN_WORD, "‘EU：n’", "EU"},
        {"fi", TOKEN_WORD, "NATO:ssakin", "NATO"},
        {"he", TOKEN_WORD, "צה״ל", "צה״ל"},
        {"he", TOKEN_WORD, "ג׳ורג׳", "ג׳ורג׳"},
        {"he", TOKEN_WORD, "ז'", "ז"},
    };
    g_autoptr(GString) scratch = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gsize start, end;
        g_autofree char *label = NULL;

        key_and_label_of_form(rows[i].form, strlen(rows[i].form), rows[i].type, rows[i].language,
                              scratch, &start, &end);
        label = g_strndup(rows[i].form + start, end - start);
        g_test_message("%s %s", rows[i].language, rows[i].form);
        g_assert_cmpstr(label, ==, rows[i].label);
    }
}

/* The key of every character is what GLib makes of it, but for the characters with a rule. */
static void
test_every_character(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint n_letters = 0;

    for (gunichar c = 0x80; c < 0x32000; c++) {
        char utf8[7] = "", lower[7] = "";
        g_autofree char *expected = NULL;
        g_autofree char *plain = NULL;

        if (!g_unichar_validate(c))
            continue;
        utf8[g_unichar_to_utf8(c, utf8)] = '\0';
        key_of_form(utf8, strlen(utf8), TOKEN_WORD, "de", out);
        g_assert_true(g_utf8_validate(out->str, (gssize)out->len, NULL));
        expected = g_utf8_normalize(out->str, (gssize)out->len, G_NORMALIZE_NFC);
        g_assert_cmpstr(out->str, ==, expected);
        if (!g_unichar_isalpha(c) || c == 0x130 || c == 0x149 || c == 0x2BB || c == 0x2BC ||
            c == 0x640)
            continue;
        lower[g_unichar_to_utf8(g_unichar_tolower(c), lower)] = '\0';
        plain = g_utf8_normalize(lower, -1, G_NORMALIZE_NFC);
        if (strcmp(out->str, plain) != 0) {
            g_autofree char *all = g_utf8_normalize(lower, -1, G_NORMALIZE_NFKC);
            g_autofree char *small = g_utf8_strdown(all, -1);
            const char *mark = g_str_has_prefix(small, "\u0640") ? small + 2 : small;

            g_assert_cmpstr(out->str, ==, mark); /* forms with a tatweel lose it */
        }
        n_letters++;
    }
    g_assert_cmpuint(n_letters, >, 100000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/keys/case", test_case);
    g_test_add_func("/keys/composition", test_composition);
    g_test_add_func("/keys/invisible", test_invisible);
    g_test_add_func("/keys/entities", test_entities);
    g_test_add_func("/keys/apostrophes", test_apostrophes);
    g_test_add_func("/keys/english", test_english);
    g_test_add_func("/keys/english-acronyms", test_english_acronyms);
    g_test_add_func("/keys/elision", test_elision);
    g_test_add_func("/keys/case-of-languages", test_case_of_languages);
    g_test_add_func("/keys/signs-of-languages", test_signs_of_languages);
    g_test_add_func("/keys/types", test_types);
    g_test_add_func("/keys/labels", test_labels);
    g_test_add_func("/keys/every-character", test_every_character);
    return g_test_run();
}
