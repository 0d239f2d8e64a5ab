#include "program/size.h"

#include <string.h>

static const char units[] = "KMG";

gboolean
size_parse(const char *text, guint64 least, guint64 most, guint64 *ret_nbytes)
{
    gsize n_digits = strspn(text, "0123456789");
    g_autofree char *digits = g_strndup(text, n_digits);
    const char *rest = text + n_digits, *unit;
    guint shift = 0;
    guint64 number;

    if (*rest) {
        unit = strchr(units, g_ascii_toupper(*rest));
        if (!unit || rest[1])
            return FALSE;
        shift = 10 * (unit - units + 1);
    }
    if (!g_ascii_string_to_unsigned(digits, 10, 0, most >> shift, &number, NULL) ||
        number << shift < least)
        return FALSE;
    *ret_nbytes = number << shift;
    return TRUE;
}

char *
size_print(guint64 nbytes)
{
    guint n = 0;

    while (n < sizeof units - 1 && nbytes > 0 && nbytes % 1024 == 0) {
        nbytes /= 1024;
        n++;
    }
    return g_strdup_printf("%" G_GUINT64_FORMAT "%.*s", nbytes, n > 0 ? 1 : 0,
                           n > 0 ? &units[n - 1] : "");
}

char *
size_refuse(guint64 most)
{
    g_autofree char *size = size_print(most);

    return g_strdup_printf("larger than %s", size);
}
