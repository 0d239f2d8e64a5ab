/* Names and codes of languages become ISO 639-1 codes. */
#include "language_names.h"

#include <string.h>

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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/languages/codes", test_codes);
    return g_test_run();
}
