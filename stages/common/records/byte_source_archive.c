/* What libarchive unpacks. Only a few of its functions are needed, and only when such a file is
 * met. */
#include "records/byte_source_private.h"

#include <archive.h>
#include <archive_entry.h>
#include <dlfcn.h>
#include <string.h>

#define FUNCTIONS(each)                                                                            \
    each(archive_read_new) each(archive_read_free) each(archive_read_support_filter_by_code)       \
        each(archive_read_support_format_raw) each(archive_read_support_format_empty)              \
            each(archive_read_open) each(archive_read_next_header) each(archive_read_data)

#define FUNCTION_POINTER(name) __typeof__(name) *name;
#define FUNCTION_NAME(name)    #name,
typedef struct {
    FUNCTIONS(FUNCTION_POINTER)
} LibArchive;

static const char *const function_names[] = {FUNCTIONS(FUNCTION_NAME)};
G_STATIC_ASSERT(sizeof(LibArchive) == G_N_ELEMENTS(function_names) * sizeof(gpointer));

typedef struct {
    const LibArchive *lib;
    struct archive *archive;
    RawFile *file;
    const char *name;
    gboolean opened, ended;
    GError *read_error; /* of the file */
    char raw[BYTE_SOURCE_STEP];
} Packed;

/* NULL if it is not installed. */
static const LibArchive *
lib_archive(void)
{
    static LibArchive lib;
    static gsize tried = 0; /* 2: it is there */

    if (g_once_init_enter(&tried)) {
        void *handle = dlopen("libarchive.so.13", RTLD_LAZY | RTLD_LOCAL);
        gboolean found = handle != NULL;

        for (guint i = 0; found && i < G_N_ELEMENTS(function_names); i++) {
            gpointer function = dlsym(handle, function_names[i]);

            memcpy((char *)&lib + i * sizeof function, &function, sizeof function);
            found = function != NULL;
        }
        g_once_init_leave(&tried, found ? 2 : 1);
    }
    return tried == 2 ? &lib : NULL;
}

static la_ssize_t
give_raw(struct archive *archive, void *data, const void **ret_bytes)
{
    Packed *packed = data;

    (void)archive;
    *ret_bytes = packed->raw;
    return packed->read_error
               ? -1
               : raw_file_read(packed->file, packed->raw, sizeof packed->raw, &packed->read_error);
}

static gboolean
open_packed(Packed *packed)
{
    struct archive_entry *entry;

    packed->opened = TRUE;
    return packed->lib->archive_read_open(packed->archive, packed, NULL, give_raw, NULL) ==
               ARCHIVE_OK &&
           packed->lib->archive_read_next_header(packed->archive, &entry) == ARCHIVE_OK;
}

static gssize
packed_read(gpointer data, char *buffer, gsize nbytes, GError **error)
{
    Packed *packed = data;
    la_ssize_t n = -1;

    if (packed->ended)
        return 0;
    if (packed->opened || open_packed(packed))
        n = packed->lib->archive_read_data(packed->archive, buffer, nbytes);
    packed->ended = n <= 0;
    if (n < 0 && packed->read_error)
        g_propagate_error(error, g_steal_pointer(&packed->read_error));
    else if (n < 0)
        g_set_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_DAMAGED, "damaged %s",
                    packed->name);
    return n < 0 ? -1 : n;
}

static void
packed_free(gpointer data)
{
    Packed *packed = data;

    packed->lib->archive_read_free(packed->archive);
    g_clear_error(&packed->read_error);
    g_free(packed);
}

static const int filters[] = {
    [PACKING_ZSTD] = ARCHIVE_FILTER_ZSTD,
    [PACKING_XZ] = ARCHIVE_FILTER_XZ,
    [PACKING_BZIP2] = ARCHIVE_FILTER_BZIP2,
};

gboolean
unpacking_init_archive(Unpacking *unpacking, RawFile *file, Packing packing, const char *name,
                       GError **error)
{
    const LibArchive *lib = lib_archive();
    struct archive *archive = lib ? lib->archive_read_new() : NULL;
    Packed *packed;

    /* ARCHIVE_WARN: it would run a program of that name */
    if (!archive ||
        lib->archive_read_support_filter_by_code(archive, filters[packing]) != ARCHIVE_OK ||
        lib->archive_read_support_format_raw(archive) != ARCHIVE_OK ||
        lib->archive_read_support_format_empty(archive) != ARCHIVE_OK) {
        if (archive)
            lib->archive_read_free(archive);
        g_set_error(error, BYTE_SOURCE_ERROR, BYTE_SOURCE_ERROR_UNSUPPORTED,
                    "packed with %s, for which libarchive is needed", name);
        return FALSE;
    }
    packed = g_new0(Packed, 1);
    packed->lib = lib;
    packed->archive = archive;
    packed->file = file;
    packed->name = name;
    *unpacking = (Unpacking){.read = packed_read, .free = packed_free, .data = packed};
    return TRUE;
}
