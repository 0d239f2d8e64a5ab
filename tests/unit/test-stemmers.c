/* What is stemmed, and what is left alone. */
#include "stemmers.h"

#include <string.h>

static const struct {
    const char *language, *key, *stem;
} rows[] = {
    {"en", "articles", "articl"},
    {"en", "happy", "happi"}, /* changed at equal length */
    {"en-US", "articles", "articl"},
    {"en", "trump", "trump"},
    /* acronyms, digits, hyphens */
    {"en", "u.s", "u.s"},
    {"en", "1990s", "1990s"},
    {"en", "covid-19", "covid-19"},
    {"en", "well-being", "well-being"},
    {"en", "at&t", "at&t"},
    {"en", "under_scores", "under_scores"},
    /* English words with an apostrophe */
    {"en", "could've", "could've"},
    {"en", "o'neill", "o'neill"},
    {"en", "rock'n'roll", "rock'n'roll"},
    {"fr", "prud'hommes", "prud'homm"},
    {"fr", "maisons", "maison"},
    {"de", "häuser", "haus"},
    {"ru", "ёлка", "елк"},
    {"ca", "col·leccions", "col.lec"},
    {"en", "col·leccions", "col·leccions"},
    {"nb", "husene", "hus"},
    {"no", "husene", "hus"},
    {"nn", "husene", "hus"},
    {"hi", "लड़कियों", "लड़क"},
    {"en", "naïvely", "naïv"},
    {"el", "άνθρωπος", "ανθρωπ"},
    {"el", "έως", "έως"}, /* the stemmer leaves nothing */
    {"en", "100€", "100€"},
    /* every language of libstemmer 2.2 */
    {"ar", "المدارس", "مدارس"},
    {"ar", "يكتبون", "يكتب"},
    {"hy", "խաղաղությունը", "խաղաղ"},
    {"hy", "գեղեցիկ", "գեղեց"},
    {"eu", "mendietan", "mendi"},
    {"eu", "liburuak", "liburu"},
    {"ca", "escoles", "esc"},
    {"ca", "muntanyes", "muntany"},
    {"da", "skolerne", "skol"},
    {"da", "bjergene", "bjerg"},
    {"nl", "scholen", "schol"},
    {"en", "mountains", "mountain"},
    {"en", "running", "run"},
    {"fi", "kouluissa", "koulu"},
    {"fi", "vuorilla", "vuor"},
    {"fr", "écoles", "écol"},
    {"fr", "montagnes", "montagn"},
    {"de", "schulen", "schul"},
    {"de", "gebirge", "gebirg"},
    {"el", "σχολεία", "σχολει"},
    {"el", "βουνών", "βουν"},
    {"el", "βουνων", "βουν"}, /* capitals are written without the mark */
    {"hi", "पहाड़ों", "पहाड़"},
    {"hu", "iskolákban", "iskola"},
    {"hu", "hegyeken", "hegy"},
    {"id", "sekolahnya", "sekolah"},
    {"id", "pegunungan", "gunung"},
    {"ga", "bpoblacht", "poblacht"},
    {"ga", "bhfocal", "focal"},
    {"it", "scuole", "scuol"},
    {"it", "montagne", "montagn"},
    {"lt", "mokyklose", "mokykl"},
    {"lt", "kalnai", "kaln"},
    {"ne", "विद्यालयहरू", "विद्यालय"},
    {"ne", "पहाडमा", "पहाड"},
    {"no", "skolene", "skol"},
    {"no", "fjellene", "fjell"},
    {"pt", "escolas", "escol"},
    {"pt", "montanhas", "montanh"},
    {"ro", "şcolile", "şcol"},
    {"ro", "munţilor", "munţ"},
    {"ru", "школами", "школ"},
    {"ru", "горы", "гор"},
    {"sr", "школама", "škol"}, /* both alphabets have one stem */
    {"sr", "školama", "škol"},
    {"es", "escuelas", "escuel"},
    {"es", "montañas", "montañ"},
    {"sv", "skolorna", "skol"},
    {"ta", "பள்ளிகள்", "பள்ளி"},
    {"ta", "மலைகளில்", "மலை"},
    {"tr", "okullarda", "okul"},
    {"tr", "dağlar", "dağ"},
    {"yi", "שולעס", "שול"},
    /* languages without an algorithm */
    {"zh", "中文", "中文"},
    {"und", "articles", "articles"},
    {"english", "articles", "articles"},
    {"porter", "articles", "articles"},
    {"", "articles", "articles"},
    {NULL, "articles", "articles"},
};

/* Not NUL-terminated on purpose: a sanitizer sees a read beyond the key. */
static void
check_row(Stemmers *stemmers, gsize i)
{
    gsize nbytes = strlen(rows[i].key), n_stem;
    g_autofree char *key = g_memdup2(rows[i].key, nbytes);
    const char *stem = stemmers_stem(stemmers, rows[i].language, key, nbytes, &n_stem);
    g_autofree char *copy = g_strndup(stem, n_stem);

    g_test_message("%s %s", rows[i].language, rows[i].key);
    g_assert_cmpstr(copy, ==, rows[i].stem);
}

static void
test_table(void)
{
    g_autoptr(Stemmers) stemmers = stemmers_new();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        check_row(stemmers, i);
    for (gsize i = G_N_ELEMENTS(rows); i-- > 0;) /* and with all languages known */
        check_row(stemmers, i);
}

static void
test_one_stemmer_per_language(void)
{
    static const char *const languages[] = {"de", "en", "es", "fr", "it", "nl", "pt", "ru", "sv"};
    g_autoptr(Stemmers) stemmers = stemmers_new();

    for (int round = 0; round < 100; round++) {
        for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
            gsize n;

            g_assert_nonnull(stemmers_stem(stemmers, languages[i], "test", 4, &n));
            g_assert_cmpuint(n, >, 0);
        }
    }
}

/* A key that a stemmer would take apart wholly is still counted under something. */
static void
test_never_empty(void)
{
    static const char *const languages[] = {"ar", "ca", "da", "de", "en", "fi", "ga", "hu",
                                            "id", "lt", "ne", "pt", "ro", "sr", "ta", "tr"};
    g_autoptr(Stemmers) stemmers = stemmers_new();

    for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
        for (char a = 'a'; a <= 'z'; a++) {
            for (char b = 'a'; b <= 'z'; b++) {
                char key[] = {a, b};
                gsize n;

                stemmers_stem(stemmers, languages[i], key, 1, &n);
                g_assert_cmpuint(n, >, 0);
                stemmers_stem(stemmers, languages[i], key, 2, &n);
                g_assert_cmpuint(n, >, 0);
            }
        }
    }
}

static void
test_no_words(void)
{
    g_autoptr(Stemmers) stemmers = stemmers_new();
    g_autofree char *key = g_strnfill(5000, 's');
    gsize n;

    stemmers_stem(stemmers, "en", "", 0, &n);
    g_assert_cmpuint(n, ==, 0);
    g_assert_true(stemmers_stem(stemmers, "en", key, 5000, &n) == key);
    g_assert_cmpuint(n, ==, 5000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/stemmers/table", test_table);
    g_test_add_func("/stemmers/one-per-language", test_one_stemmer_per_language);
    g_test_add_func("/stemmers/never-empty", test_never_empty);
    g_test_add_func("/stemmers/no-words", test_no_words);
    return g_test_run();
}
