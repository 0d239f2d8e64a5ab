#include "language_names.h"

#include "cursor.h"

#include <string.h>

#define NAME_NBYTES 64

/* All of ISO 639-1. */
static const char codes[][3] = {
    "aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bi",
    "bm", "bn", "bo", "br", "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de",
    "dv", "dz", "ee", "el", "en", "eo", "es", "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr", "fy",
    "ga", "gd", "gl", "gn", "gu", "gv", "ha", "he", "hi", "ho", "hr", "ht", "hu", "hy", "hz", "ia",
    "id", "ie", "ig", "ii", "ik", "io", "is", "it", "iu", "ja", "jv", "ka", "kg", "ki", "kj", "kk",
    "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv", "kw", "ky", "la", "lb", "lg", "li", "ln", "lo",
    "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "na", "nb", "nd",
    "ne", "ng", "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa", "pi", "pl",
    "ps", "pt", "qu", "rm", "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "si", "sk", "sl",
    "sm", "sn", "so", "sq", "sr", "ss", "st", "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk",
    "tl", "tn", "to", "tr", "ts", "tt", "tw", "ty", "ug", "uk", "ur", "uz", "ve", "vi", "vo", "wa",
    "wo", "xh", "yi", "yo", "za", "zh", "zu",
};

/* The code, then what else is said for it: ISO 639-2 (both kinds), English, the language itself. */
static const char *const languages[][6] = {
    {"af", "afr", "afrikaans"},
    {"am", "amh", "amharic", "አማርኛ"},
    {"ar", "ara", "arabic", "العربية"},
    {"az", "aze", "azerbaijani", "azərbaycan"},
    {"be", "bel", "belarusian", "беларуская"},
    {"bg", "bul", "bulgarian", "български"},
    {"bn", "ben", "bengali", "বাংলা"},
    {"bs", "bos", "bosnian", "bosanski"},
    {"br", "bre", "breton", "brezhoneg"},
    {"ca", "cat", "catalan", "català"},
    {"cs", "ces", "cze", "czech", "čeština"},
    {"cy", "cym", "wel", "welsh", "cymraeg"},
    {"da", "dan", "danish", "dansk"},
    {"de", "deu", "ger", "german", "deutsch"},
    {"el", "ell", "gre", "greek", "ελληνικά"},
    {"en", "eng", "english"},
    {"eo", "epo", "esperanto"},
    {"es", "spa", "spanish", "español", "castellano"},
    {"et", "est", "estonian", "eesti"},
    {"eu", "eus", "baq", "basque", "euskara"},
    {"fa", "fas", "per", "persian", "فارسی"},
    {"fi", "fin", "finnish", "suomi"},
    {"fr", "fra", "fre", "french", "français"},
    {"fo", "fao", "faroese", "føroyskt"},
    {"fy", "fry", "frisian", "western frisian", "frysk"},
    {"ga", "gle", "irish", "gaeilge"},
    {"gl", "glg", "galician", "galego"},
    {"gd", "gla", "scottish gaelic", "gàidhlig"},
    {"gu", "guj", "gujarati", "ગુજરાતી"},
    {"he", "heb", "hebrew", "עברית"},
    {"hi", "hin", "hindi", "हिन्दी"},
    {"hr", "hrv", "croatian", "hrvatski"},
    {"hu", "hun", "hungarian", "magyar"},
    {"hy", "hye", "arm", "armenian", "հայերեն"},
    {"ha", "hau", "hausa"},
    {"ht", "hat", "haitian creole", "haitian"},
    {"id", "ind", "indonesian", "bahasa indonesia"},
    {"is", "isl", "ice", "icelandic", "íslenska"},
    {"it", "ita", "italian", "italiano"},
    {"ja", "jpn", "japanese", "日本語"},
    {"jv", "jav", "javanese"},
    {"ka", "kat", "geo", "georgian", "ქართული"},
    {"kk", "kaz", "kazakh", "қазақша"},
    {"km", "khm", "khmer"},
    {"kn", "kan", "kannada"},
    {"ko", "kor", "korean", "한국어"},
    {"ku", "kur", "kurdish", "kurdî"},
    {"ky", "kir", "kyrgyz", "кыргызча"},
    {"la", "lat", "latin"},
    {"lo", "lao"},
    {"lt", "lit", "lithuanian", "lietuvių"},
    {"lv", "lav", "latvian", "latviešu"},
    {"lb", "ltz", "luxembourgish", "lëtzebuergesch"},
    {"mk", "mkd", "mac", "macedonian", "македонски"},
    {"ml", "mal", "malayalam"},
    {"mr", "mar", "marathi", "मराठी"},
    {"ms", "msa", "may", "malay", "bahasa melayu"},
    {"mt", "mlt", "maltese", "malti"},
    {"my", "mya", "bur", "burmese"},
    {"mg", "mlg", "malagasy"},
    {"mn", "mon", "mongolian", "монгол"},
    {"ne", "nep", "nepali", "नेपाली"},
    {"nl", "nld", "dut", "dutch", "nederlands"},
    {"no", "nor", "norwegian", "norsk"},
    {"no", "nob", "bokmål", "norwegian bokmål", "norsk bokmål"},
    {"no", "nno", "nynorsk", "norwegian nynorsk", "norsk nynorsk"},
    {"oc", "oci", "occitan"},
    {"or", "ori", "odia", "oriya", "ଓଡ଼ିଆ"},
    {"pa", "pan", "punjabi"},
    {"pl", "pol", "polish", "polski"},
    {"pt", "por", "portuguese", "português"},
    {"ps", "pus", "pashto"},
    {"ro", "ron", "rum", "romanian", "română"},
    {"ru", "rus", "russian", "русский"},
    {"sk", "slk", "slo", "slovak", "slovenčina"},
    {"sl", "slv", "slovenian", "slovene", "slovenščina"},
    {"sq", "sqi", "alb", "albanian", "shqip"},
    {"sr", "srp", "serbian", "српски", "srpski"},
    {"sv", "swe", "swedish", "svenska"},
    {"sw", "swa", "swahili", "kiswahili"},
    {"si", "sin", "sinhala", "sinhalese", "සිංහල"},
    {"so", "som", "somali", "soomaali"},
    {"ta", "tam", "tamil", "தமிழ்"},
    {"te", "tel", "telugu"},
    {"th", "tha", "thai", "ไทย"},
    {"tl", "tgl", "tagalog", "filipino", "fil"},
    {"tr", "tur", "turkish", "türkçe"},
    {"tg", "tgk", "tajik", "тоҷикӣ"},
    {"tt", "tat", "tatar", "татарча"},
    {"uk", "ukr", "ukrainian", "українська"},
    {"ur", "urd", "urdu", "اردو"},
    {"ug", "uig", "uyghur", "uighur"},
    {"uz", "uzb", "uzbek"},
    {"vi", "vie", "vietnamese", "tiếng việt"},
    {"xh", "xho", "xhosa", "isixhosa"},
    {"yi", "yid", "yiddish", "ייִדיש"},
    {"yo", "yor", "yoruba", "yorùbá"},
    {"zh", "zho", "chi", "chinese", "中文", "cmn"},
    {"zu", "zul", "zulu", "isizulu"},
};

/* Copy value up to a region, script or remark into name, in lower case. */
static gsize
lower_name(const char *value, gsize nbytes, char name[NAME_NBYTES])
{
    const char *at = value, *end = value + nbytes;
    gsize n = 0;

    while (at < end && g_ascii_isspace(*at))
        at++;
    while (at < end && n + 7 < NAME_NBYTES && strchr("-_.,;(/@\"", *at) == NULL) {
        n += (gsize)g_unichar_to_utf8(g_unichar_tolower(g_utf8_get_char(at)), name + n);
        at = cursor_next_char(at);
    }
    while (n > 0 && g_ascii_isspace(name[n - 1]))
        n--;
    name[n] = '\0';
    return n;
}

/* Both written standards are counted as one language, as Snowball stems them. */
static gboolean
in_norwegian(const char *code)
{
    return strcmp(code, "nb") == 0 || strcmp(code, "nn") == 0;
}

const char *
languages_code(const char *value, gsize nbytes)
{
    char name[NAME_NBYTES];
    gsize n = lower_name(value, nbytes, name);

    if (n == 2)
        for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
            if (memcmp(codes[i], name, 2) == 0)
                return in_norwegian(codes[i]) ? "no" : codes[i];
    if (n > 2)
        for (gsize i = 0; i < G_N_ELEMENTS(languages); i++)
            for (gsize j = 1; j < G_N_ELEMENTS(languages[i]) && languages[i][j] != NULL; j++)
                if (strcmp(languages[i][j], name) == 0)
                    return languages[i][0];
    return NULL;
}
