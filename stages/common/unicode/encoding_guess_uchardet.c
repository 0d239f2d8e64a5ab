#include "unicode/encoding_guess.h"

#include <uchardet.h>

char *
encoding_guess(const char *bytes, gsize nbytes)
{
    uchardet_t detector = uchardet_new();
    char *name = NULL;

    if (uchardet_handle_data(detector, bytes, nbytes) == 0) {
        uchardet_data_end(detector);
        name = g_strdup(uchardet_get_charset(detector));
    }
    uchardet_delete(detector);
    if (name && *name == '\0')
        g_clear_pointer(&name, g_free);
    return name;
}
