/*
 * Files of tests in the form of a container: a log of all values of a file, to compare what was
 * written with what is read, and a small file to damage.
 */
#ifndef TEXTMILL_CONTAINER_FILES_H
#define TEXTMILL_CONTAINER_FILES_H

#include "check.h"
#include "container/container_reader.h"
#include "container/container_writer.h"
#include "container/schema.h"
#include "scratch_folder.h"

static inline void
log_uint(const SchemaColumn *column G_GNUC_UNUSED, guint64 value, gpointer log)
{
    g_string_append_printf(log, "u%" G_GUINT64_FORMAT " ", value);
}

static inline void
log_int(const SchemaColumn *column G_GNUC_UNUSED, gint64 value, gpointer log)
{
    g_string_append_printf(log, "z%" G_GINT64_FORMAT " ", value);
}

static inline void
log_bytes(const SchemaColumn *column G_GNUC_UNUSED, const guint8 *bytes, gsize nbytes, gpointer log)
{
    g_string_append_printf(log, "b%" G_GSIZE_FORMAT ":", nbytes);
    for (gsize i = 0; i < nbytes; i++) { /* in digits: a log is compared as a string, up to a NUL */
        g_string_append_c(log, "0123456789abcdef"[bytes[i] >> 4]);
        g_string_append_c(log, "0123456789abcdef"[bytes[i] & 15]);
    }
    g_string_append_c(log, ' ');
}

static inline void
log_list(const SchemaColumn *column G_GNUC_UNUSED, guint32 n, gpointer log)
{
    g_string_append_printf(log, "[%u ", n);
}

static const SchemaVisitor logger = {log_uint, log_int, log_bytes, log_list, NULL, NULL, NULL};

/* Reads all sections into a log. NULL with error set if anything is wrong. */
static inline char *
read_all(const char *path, const ContainerKind *kind, GError **error)
{
    g_autoptr(Container) container = container_open(path, kind, error);
    g_autoptr(GString) log = g_string_new(NULL);

    for (guint i = 0; container && i < container_n_sections(container); i++) {
        g_autoptr(Schema) schema = schema_parse(container_section_columns(container, i), error);
        SectionReader *section;

        if (!schema)
            return NULL;
        section = container_section(container, i);
        while (section_next(section)) {
            schema_read_record(schema, section, &logger, log);
            g_string_append_c(log, '\n');
        }
        if (!section_finish(section, error))
            return NULL;
        g_string_append(log, "--\n");
    }
    return container ? g_string_free(g_steal_pointer(&log), FALSE) : NULL;
}

G_GNUC_UNUSED static const ContainerKind SMALL = {
    "small",
    2,
    3,
    {{"numbers", "a:u b:d", SECTION_DEFLATED, 8},
     {"texts", "t:p l:[n:d b:b]", SECTION_DEFLATED, 40},
     {"none", "a:u", SECTION_DEFLATED, 0}}};

static inline void
write_small(void)
{
    g_autoptr(ContainerWriter) writer = container_writer_open("small", &SMALL, 0, NULL);

    for (guint i = 0; i < 6; i++) {
        SectionWriter *numbers = container_writer_section(writer, 0),
                      *texts = container_writer_section(writer, 1);

        section_put_uint(numbers, i * 1000);
        section_put_delta(numbers, 0, i * i);
        section_end_record(numbers);
        section_put_prefixed(texts, "the same beginning", 10 + i);
        section_put_uint(texts, 1);
        section_put_uint(texts, i);
        section_put_string(texts, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        section_end_record(texts);
    }
    g_assert_true(container_writer_commit(writer, NULL));
}

/* Many times over: not g_file_set_contents(), which waits for the disk. */
static inline void
write_bytes(const char *path, const void *bytes, gsize nbytes)
{
    FILE *file = fopen(path, "wb");

    g_assert_nonnull(file);
    g_assert_cmpuint(fwrite(bytes, 1, nbytes, file), ==, nbytes);
    g_assert_cmpint(fclose(file), ==, 0);
}

/* The file must be refused, with this code: by a reader and by the check. */
static inline void
assert_bad(const char *path, const ContainerKind *kind, int code)
{
    g_autoptr(GError) error = NULL, again = NULL;
    CheckResult result;

    g_assert_null(read_all(path, kind, &error));
    g_assert_error(error, CONTAINER_ERROR, code);
    g_assert_true(g_str_has_prefix(error->message, path));
    if (code == CONTAINER_ERROR_KIND || (code == CONTAINER_ERROR_NEWER && kind))
        return; /* sound, only not what was wanted */
    g_assert_false(check_file(path, &result, &again));
}

#endif
