#include <string.h>

#include "program/program.h"
#include "summary.h"

static const struct {
    const char *suffix;
    SummaryUnit unit;
} units[] = {
    {"", SUMMARY_SENTENCES}, {"%", SUMMARY_PERCENT}, {"w", SUMMARY_WORDS}, {"c", SUMMARY_CHARS}};

static const char *const methods[] = {
    [SUMMARY_POSITION_CENTRALITY] = "default",
    [SUMMARY_LEXRANK] = "lexrank",
    [SUMMARY_LEAD] = "lead",
};

enum { MAX_DIGITS = 9 }; /* any number of nine digits fits 32 bits */

gboolean
summary_length_parse(const char *text, SummaryLength *ret_length, GError **error)
{
    gsize n_digits = strspn(text, "0123456789");
    const char *reason = "expected a number of sentences (3), 20%, 60w, 400c or all";

    if (strcmp(text, "all") == 0) {
        *ret_length = (SummaryLength){SUMMARY_ALL, 0};
        return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(units) && n_digits > 0; i++) {
        guint32 value = 0;

        if (strcmp(text + n_digits, units[i].suffix) != 0)
            continue;
        for (gsize k = 0; k < n_digits && n_digits <= MAX_DIGITS; k++)
            value = 10 * value + (guint32)(text[k] - '0');
        if (n_digits > MAX_DIGITS)
            reason = "the number is too large";
        else if (value == 0)
            reason = "a summary has at least one sentence";
        else if (units[i].unit == SUMMARY_PERCENT && value > 100)
            reason = "more than 100%";
        else {
            *ret_length = (SummaryLength){units[i].unit, value};
            return TRUE;
        }
    }
    g_set_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED, "summary length '%s': %s",
                text, reason);
    return FALSE;
}

gboolean
summary_method_parse(const char *text, SummaryMethod *ret_method, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(methods); i++) {
        if (strcmp(text, methods[i]) == 0) {
            *ret_method = (SummaryMethod)i;
            return TRUE;
        }
    }
    g_set_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                "summarizer '%s': expected default, lexrank or lead", text);
    return FALSE;
}
