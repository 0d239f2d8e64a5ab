#include "records/converted_source.h"

#include <string.h>

#include "unicode/encoding.h"

enum { READ_NBYTES = 1 << 16 };

typedef struct {
    ByteSource *source;
    EncodingConverter *converter;
    char *buffer;
    GString *converted;
    gsize used; /* of what is converted */
    gboolean ended;
    guint64 *n_repairs;
} Conversion;

static gssize
read_converted(gpointer data, char *buffer, gsize nbytes, GError **error)
{
    Conversion *conversion = data;
    gsize n;

    while (conversion->used == conversion->converted->len && !conversion->ended) {
        gssize n_read =
            byte_source_read(conversion->source, conversion->buffer, READ_NBYTES, error);

        if (n_read < 0)
            return -1;
        conversion->ended = n_read == 0;
        conversion->used = 0;
        g_string_truncate(conversion->converted, 0);
        encoding_converter_push(conversion->converter, conversion->buffer, n_read,
                                conversion->ended, conversion->converted, conversion->n_repairs);
    }
    n = MIN(nbytes, conversion->converted->len - conversion->used);
    memcpy(buffer, conversion->converted->str + conversion->used, n);
    conversion->used += n;
    return n;
}

static void
free_conversion(gpointer data)
{
    Conversion *conversion = data;

    byte_source_free(conversion->source);
    encoding_converter_free(conversion->converter);
    g_free(conversion->buffer);
    g_string_free(conversion->converted, TRUE);
    g_free(conversion);
}

ByteSource *
converted_source_new(ByteSource *source, const char *encoding, guint64 *n_repairs)
{
    Conversion *conversion = g_new0(Conversion, 1);

    conversion->source = source;
    conversion->n_repairs = n_repairs;
    conversion->converter = encoding_converter_new(encoding);
    conversion->buffer = g_malloc(READ_NBYTES);
    conversion->converted = g_string_new(NULL);
    return byte_source_new_above(source, read_converted, conversion, free_conversion);
}
