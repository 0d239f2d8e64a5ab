/* Names and codes of languages become ISO 639-1 codes. */
#include "language_names.h"

#include <string.h>

#include "language_table.h"

static void
test_codes(void)
{
    static const struct {
        const char *value;
        const char *code;
    } cases[] = {
        {"English", "en"},
        {"en-US", "en"},
        {"en_GB.UTF-8", "en"},
        {"deu", "de"},
        {"ger", "de"},
        {"DE", "de"},
        {" Français ", "fr"},
        {"РУССКИЙ", "ru"},
        {"zh-Hans", "zh"},
        {"pt-BR", "pt"},
        {"Chinese (simplified)", "zh"},
        {"日本語", "ja"},
        {"nb-NO", "no"},
        {"nn", "no"},
        {"no", "no"},
        {"Bokmål", "no"},
        {"kazakh", "kk"},
        {"xx", NULL},
        {"Klingon", NULL},
        {"", NULL},
        {"en us", NULL},
        {"e", NULL},
        {"Arabic Article", NULL},
        {"---", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(languages_code(cases[i].value, strlen(cases[i].value)), ==, cases[i].code);
}

/* Every language that words, letters or a script tell, and each that has stop words, has a name. */
static void
test_detected(void)
{
    static const struct {
        const char *code, *name;
    } rows[] = {
        {"af", "Afrikaans"},  {"ar", "Arabic"},     {"az", "Azerbaijani"}, {"be", "Belarusian"},
        {"bg", "Bulgarian"},  {"bn", "Bengali"},    {"ca", "Catalan"},     {"cs", "Czech"},
        {"cy", "Welsh"},      {"da", "Danish"},     {"de", "German"},      {"el", "Greek"},
        {"en", "English"},    {"eo", "Esperanto"},  {"es", "Spanish"},     {"et", "Estonian"},
        {"eu", "Basque"},     {"fa", "Persian"},    {"fi", "Finnish"},     {"fr", "French"},
        {"ga", "Irish"},      {"gl", "Galician"},   {"gu", "Gujarati"},    {"he", "Hebrew"},
        {"hi", "Hindi"},      {"hr", "Croatian"},   {"hu", "Hungarian"},   {"hy", "Armenian"},
        {"id", "Indonesian"}, {"is", "Icelandic"},  {"it", "Italian"},     {"ja", "Japanese"},
        {"ka", "Georgian"},   {"kk", "Kazakh"},     {"km", "Khmer"},       {"kn", "Kannada"},
        {"ko", "Korean"},     {"la", "Latin"},      {"lo", "Lao"},         {"lt", "Lithuanian"},
        {"lv", "Latvian"},    {"mk", "Macedonian"}, {"ml", "Malayalam"},   {"mr", "Marathi"},
        {"ms", "Malay"},      {"mt", "Maltese"},    {"my", "Burmese"},     {"ne", "Nepali"},
        {"nl", "Dutch"},      {"no", "Norwegian"},  {"or", "Odia"},        {"pa", "Punjabi"},
        {"pl", "Polish"},     {"ps", "Pashto"},     {"pt", "Portuguese"},  {"ro", "Romanian"},
        {"ru", "Russian"},    {"si", "Sinhala"},    {"sk", "Slovak"},      {"sl", "Slovenian"},
        {"sq", "Albanian"},   {"sr", "Serbian"},    {"sv", "Swedish"},     {"sw", "Swahili"},
        {"ta", "Tamil"},      {"te", "Telugu"},     {"th", "Thai"},        {"tr", "Turkish"},
        {"uk", "Ukrainian"},  {"ur", "Urdu"},       {"vi", "Vietnamese"},  {"yi", "Yiddish"},
        {"zh", "Chinese"},
    };

    for (guint i = 0; i < n_language_codes; i++) {
        guint k = 0;

        while (k < G_N_ELEMENTS(rows) && strcmp(rows[k].code, language_codes[i]) != 0)
            k++;
        g_test_message("%s", language_codes[i]);
        g_assert_cmpuint(k, <, G_N_ELEMENTS(rows)); /* a new one gets a row */
    }
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpstr(languages_code(rows[i].name, strlen(rows[i].name)), ==, rows[i].code);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/languages/codes", test_codes);
    g_test_add_func("/languages/detected", test_detected);
    return g_test_run();
}
