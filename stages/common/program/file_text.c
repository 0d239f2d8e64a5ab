#include "program/file_text.h"

char *
file_text_read(const char *path, gsize *ret_nbytes, GError **error)
{
    g_autoptr(GError) cause = NULL;
    const char *colon;
    char *text;

    if (g_file_get_contents(path, &text, ret_nbytes, &cause))
        return text;
    /* GLib's sentence names the file in its own way; the cause is what follows its last colon */
    colon = g_strrstr(cause->message, ": ");
    g_set_error(error, G_FILE_ERROR, cause->code, "%s: cannot read: %s", path,
                colon ? colon + 2 : cause->message);
    return NULL;
}
