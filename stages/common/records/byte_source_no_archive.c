/* In place of byte_source_archive.c where the build has no libarchive. */
#include "records/byte_source_private.h"

gboolean
unpacking_init_archive(Unpacking *unpacking, RawFile *file, Packing packing, const char *name,
                       GError **error)
{
    (void)unpacking, (void)file, (void)packing;
    g_set_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_UNSUPPORTED,
                "packed with %s, which this build cannot read", name);
    return FALSE;
}
