#include "files/shard_list.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program/escape.h"

GQuark
shard_list_error_quark(void)
{
    return g_quark_from_static_string("shard-list-error-quark");
}

#define ANY_VERSION "# textmill list "
#define CORPUS      "corpus\t"

enum { N_FIELDS = 5, MIN_FIELDS = 4 };

struct _ShardList {
    char *file;
    FILE *stream;
    char *line; /* getline's */
    gsize capacity;
    guint64 number; /* of the line last read, from 1 */
    GString *corpus;
    GString *path, *from;
    gboolean line_kept; /* the line read last is still to be taken */
    GPtrArray *strings; /* names and values in turn, of the piece */
    GArray *metadata;   /* of ShardMetadata, the same */
    GString *unescaped;
};

static void G_GNUC_PRINTF(4, 5)
    set_error(const ShardList *list, int code, GError **error, const char *format, ...)
{
    g_autofree char *cause = NULL;
    va_list arguments;

    va_start(arguments, format);
    cause = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, SHARD_LIST_ERROR, code, "%s: line %" G_GUINT64_FORMAT ": %s", list->file,
                list->number, cause);
}

/*
 * Reads a line without its LF and returns its length, or -1 at the end of the file, or with error
 * set. A line with a NUL is refused here so that all else can take it for a string.
 */
static gssize
read_line(ShardList *list, GError **error)
{
    gssize n;

    errno = 0;
    n = getline(&list->line, &list->capacity, list->stream);
    if (n < 0) {
        if (!feof(list->stream))
            g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot read: %s",
                        list->file, g_strerror(errno));
        return -1;
    }
    list->number++;
    if (list->line[n - 1] != '\n') {
        set_error(list, SHARD_LIST_ERROR_MALFORMED, error, "cut short");
        return -1;
    }
    list->line[--n] = '\0';
    if (strlen(list->line) != (gsize)n) {
        set_error(list, SHARD_LIST_ERROR_MALFORMED, error, "holds a NUL byte");
        return -1;
    }
    return n;
}

/* The next line: the one that was kept, or a new one as read_line(). */
static gboolean
take_line(ShardList *list, GError **error)
{
    if (!list->line_kept)
        return read_line(list, error) >= 0;
    list->line_kept = FALSE;
    return TRUE;
}

/* Unescapes a path or other text, which must not be empty and cannot hold a NUL. */
static gboolean
read_text(ShardList *list, GString *path, const char *text, const char *what, GError **error)
{
    g_string_truncate(path, 0);
    if (!unescape_path(path, text, strlen(text))) {
        set_error(list, SHARD_LIST_ERROR_MALFORMED, error, "%% without two hexadecimal digits");
        return FALSE;
    }
    if (path->len == 0 || strlen(path->str) != path->len) {
        set_error(list, SHARD_LIST_ERROR_MALFORMED, error,
                  path->len == 0 ? "an empty %s" : "a NUL in a %s", what);
        return FALSE;
    }
    return TRUE;
}

/* Reads line `number`, which must begin with prefix; otherwise the error is the given one. */
static gboolean
expect_line(ShardList *list, guint number, const char *prefix, int code, const char *otherwise,
            GError **error)
{
    g_autoptr(GError) cause = NULL;
    gssize n = read_line(list, &cause);

    if (cause && cause->domain == G_FILE_ERROR) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return FALSE;
    }
    if (n < 0 || !g_str_has_prefix(list->line, prefix)) {
        list->number = number;
        set_error(list, code, error, "%s", otherwise);
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_first_lines(ShardList *list, GError **error)
{
    if (!expect_line(list, 1, ANY_VERSION, SHARD_LIST_ERROR_FOREIGN, "not a list of textmill",
                     error))
        return FALSE;
    if (strcmp(list->line, SHARD_LIST_FIRST_LINE) != 0) {
        set_error(list, SHARD_LIST_ERROR_VERSION, error, "version %s of this list is not known",
                  list->line + strlen(ANY_VERSION));
        return FALSE;
    }
    return expect_line(list, 2, CORPUS, SHARD_LIST_ERROR_MALFORMED,
                       "expected \"corpus\", a tab and a folder", error) &&
           read_text(list, list->corpus, list->line + strlen(CORPUS), "path", error);
}

ShardList *
shard_list_open(const char *file, GError **error)
{
    g_autoptr(ShardList) list = g_new0(ShardList, 1);
    gboolean standard = strcmp(file, "-") == 0;

    list->file = g_strdup(standard ? "standard input" : file);
    list->corpus = g_string_new(NULL);
    list->path = g_string_new(NULL);
    list->from = g_string_new(NULL);
    list->strings = g_ptr_array_new_with_free_func(g_free);
    list->metadata = g_array_new(FALSE, FALSE, sizeof(ShardMetadata));
    list->unescaped = g_string_new(NULL);
    list->stream = standard ? stdin : fopen(file, "re");
    if (!list->stream) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot open: %s",
                    file, g_strerror(errno));
        return NULL;
    }
    if (!read_first_lines(list, error))
        return NULL;
    return g_steal_pointer(&list);
}

const char *
shard_list_corpus(const ShardList *list)
{
    return list->corpus->str;
}

/* Splits the line at its tabs in place. Returns the number of fields, 0 if they are too many. */
static guint
split(char *line, char *ret_fields[N_FIELDS])
{
    guint n = 0;

    for (char *field = line; field; n++) {
        char *tab = strchr(field, '\t');

        if (n == N_FIELDS)
            return 0;
        ret_fields[n] = field;
        if (tab)
            *tab++ = '\0';
        field = tab;
    }
    return n;
}

/* The line at hand is a name and a value: keeps them. */
static gboolean
keep_metadata(ShardList *list, GError **error)
{
    char *name = list->line + 1, *value = strchr(name, '\t');

    if (!value || strchr(value + 1, '\t')) {
        set_error(list, SHARD_LIST_ERROR_MALFORMED, error, "expected a name and a value");
        return FALSE;
    }
    *value++ = '\0';
    if (!read_text(list, list->unescaped, name, "name", error))
        return FALSE;
    g_ptr_array_add(list->strings, g_strndup(list->unescaped->str, list->unescaped->len));
    if (!read_text(list, list->unescaped, value, "value", error))
        return FALSE;
    g_ptr_array_add(list->strings, g_strndup(list->unescaped->str, list->unescaped->len));
    return TRUE;
}

/* Reads the metadata behind the line of a piece. */
static gboolean
read_metadata(ShardList *list, GError **error)
{
    g_autoptr(GError) cause = NULL;

    g_ptr_array_set_size(list->strings, 0);
    g_array_set_size(list->metadata, 0);
    while (take_line(list, &cause)) {
        if (*list->line != '\t') {
            list->line_kept = TRUE;
            break;
        }
        if (!keep_metadata(list, &cause))
            break;
    }
    for (guint i = 0; i + 1 < list->strings->len; i += 2) {
        ShardMetadata pair = {list->strings->pdata[i], list->strings->pdata[i + 1]};

        g_array_append_val(list->metadata, pair);
    }
    if (!cause)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&cause));
    return FALSE;
}

gboolean
shard_list_next(ShardList *list, ShardPiece *ret_piece, GError **error)
{
    char *fields[N_FIELDS];
    guint64 start, nbytes;
    gint64 mtime_ns;
    guint n;

    if (!take_line(list, error))
        return FALSE;
    n = split(list->line, fields);
    if (n < MIN_FIELDS) {
        set_error(list, SHARD_LIST_ERROR_MALFORMED, error, "expected path, start, bytes and time");
        return FALSE;
    }
    if (!g_ascii_string_to_unsigned(fields[1], 10, 0, G_MAXINT64, &start, NULL) ||
        !g_ascii_string_to_unsigned(fields[2], 10, 0, G_MAXINT64 - start, &nbytes, NULL) ||
        !g_ascii_string_to_signed(fields[3], 10, G_MININT64, G_MAXINT64, &mtime_ns, NULL)) {
        set_error(list, SHARD_LIST_ERROR_MALFORMED, error, "start, bytes or time is not a number");
        return FALSE;
    }
    if (!read_text(list, list->path, fields[0], "path", error) ||
        (n == N_FIELDS && !read_text(list, list->from, fields[4], "path", error)))
        return FALSE;
    if (!read_metadata(list, error))
        return FALSE;
    *ret_piece = (ShardPiece){.path = list->path->str,
                              .path_nbytes = list->path->len,
                              .from = n == N_FIELDS ? list->from->str : NULL,
                              .start = start,
                              .nbytes = nbytes,
                              .mtime_ns = mtime_ns,
                              .metadata = (const ShardMetadata *)(void *)list->metadata->data,
                              .n_metadata = list->metadata->len};
    return TRUE;
}

void
shard_list_free(ShardList *list)
{
    if (!list)
        return;
    if (list->stream && list->stream != stdin)
        fclose(list->stream);
    free(list->line);
    g_free(list->file);
    if (list->corpus)
        g_string_free(list->corpus, TRUE);
    if (list->path)
        g_string_free(list->path, TRUE);
    if (list->from)
        g_string_free(list->from, TRUE);
    if (list->unescaped)
        g_string_free(list->unescaped, TRUE);
    g_clear_pointer(&list->strings, g_ptr_array_unref);
    g_clear_pointer(&list->metadata, g_array_unref);
    g_free(list);
}
