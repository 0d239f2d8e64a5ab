#include "records/record_file.h"

#include "records/converted_source.h"

ByteSource *
record_file_open(int folder, const char *path, const RecordOptions *options,
                 RecordFormat *ret_format, guint64 *n_repairs, GError **error)
{
    g_autoptr(ByteSource) file = byte_source_open(folder, path, 0, G_MAXUINT64, error);
    gsize nbytes;
    gboolean is_whole;
    const char *bytes =
        file ? byte_source_peek(file, RECORD_FORMAT_NBYTES, &nbytes, &is_whole, error) : NULL;

    if (!bytes)
        return NULL;
    record_format_recognise(ret_format, bytes, nbytes, is_whole, options);
    if (ret_format->encoding)
        file = converted_source_new(g_steal_pointer(&file), ret_format->encoding, n_repairs);
    return g_steal_pointer(&file);
}
