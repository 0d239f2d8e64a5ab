#include "inspect.h"

#include <string.h>

#include "container/schema.h"
#include "files/tokens_file.h"
#include "program/escape.h"
#include "record_printer.h"

GQuark
inspect_error_quark(void)
{
    return g_quark_from_static_string("inspect-error-quark");
}

gboolean
inspect_overview(const char *path, OutFile *out, GError **error)
{
    g_autoptr(Container) container = container_open(path, NULL, error);
    g_autoptr(GString) line = g_string_new(NULL);
    g_auto(GStrv) lines = NULL;

    if (!container)
        return FALSE;
    lines = g_strsplit(container_header(container), "\n", -1);
    for (guint i = 0; lines[i] && (*lines[i] || lines[i + 1]); i++) {
        record_print_bytes(lines[i], strlen(lines[i]), FALSE, line);
        g_string_append_c(line, '\n');
    }
    g_string_append_printf(line, "\n%-14s %12s %14s %14s\n", "section", "records", "bytes",
                           "stored");
    for (guint i = 0; i < container_n_sections(container); i++) {
        g_autoptr(GString) name = g_string_new(NULL);

        record_print_bytes(container_section_name(container, i),
                           strlen(container_section_name(container, i)), FALSE, name);
        g_string_append_printf(
            line, "%-14s %12" G_GUINT64_FORMAT " %14" G_GUINT64_FORMAT " %14" G_GUINT64_FORMAT "\n",
            name->str, container_section_records(container, i),
            container_section_nbytes(container, i), container_section_stored_nbytes(container, i));
    }
    out_file_write(out, line->str, line->len);
    return TRUE;
}

/* ---- records */

static gboolean
print_section(Container *container, guint number, const InspectRecords *what, OutFile *out,
              GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(Schema) schema = schema_parse(container_section_columns(container, number), &failure);
    g_autoptr(GString) line = g_string_new(NULL);
    SectionReader *section;

    if (!schema) {
        g_set_error(error, failure->domain, failure->code, "%s: section %s: %s",
                    container_path(container), container_section_name(container, number),
                    failure->message);
        return FALSE;
    }
    if (what->with_headings)
        out_file_printf(out, "==> %s: %s <==\n", container_path(container),
                        container_section_name(container, number));
    record_print_names(schema, line);
    section = container_section(container, number);
    for (guint64 i = 0;; i++) {
        g_string_append_c(line, '\n');
        out_file_write(out, line->str, line->len);
        g_string_truncate(line, 0);
        if (i == what->limit || !section_next(section))
            break;
        record_print(schema, section, line);
        if (section->failed)
            break;
    }
    return section_finish(section, error);
}

/* The number of a section, or -1 with an error that names those there are. */
static int
find_section(const Container *container, const char *name, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < container_n_sections(container); i++) {
        if (strcmp(container_section_name(container, i), name) == 0)
            return i;
        g_string_append_printf(names, " %s", container_section_name(container, i));
    }
    g_set_error(error, INSPECT_ERROR, INSPECT_ERROR_MISSING, "%s: no section '%s'; there are:%s",
                container_path(container), name, names->str);
    return -1;
}

gboolean
inspect_records(const char *path, const InspectRecords *what, OutFile *out, GError **error)
{
    g_autoptr(Container) container = container_open(path, NULL, error);

    if (!container)
        return FALSE;
    for (guint i = 0;
         what->sections ? what->sections[i] != NULL : i < container_n_sections(container); i++) {
        int number = what->sections ? find_section(container, what->sections[i], error) : (int)i;

        if (number < 0 || !print_section(container, number, what, out, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- text */

/* An article that is asked for. */
typedef struct {
    const char *id;   /* its id or path */
    char *path;       /* or the path before "#NUMBER"; NULL if it does not end so */
    guint64 number;   /* of the record in the file */
    const char *file; /* which of the tokens files has that record, once it is known */
    guint64 record;   /* and which of its piece it is there */
} WantedText;

static gboolean
is_wanted(const WantedText *wanted, const char *file, const TokensAbout *about)
{
    if (strcmp(*about->id ? about->id : about->path, wanted->id) == 0)
        return TRUE;
    if (about->record == 0)
        return strcmp(about->path, wanted->id) == 0;
    return wanted->file == file && about->record == wanted->record &&
           strcmp(about->path, wanted->path) == 0;
}

/* Prints the article if the file has it: *ret_found. */
static gboolean
print_text(const WantedText *wanted, const char *path, OutFile *out, gboolean *ret_found,
           GError **error)
{
    g_autoptr(TokensFile) file = tokens_file_open(path, TRUE, error);
    g_autoptr(GString) text = g_string_new(NULL);
    TokensArticle article;
    TokensAbout about;

    if (!file)
        return FALSE;
    while (!*ret_found && tokens_file_next_about(file, &about) && tokens_file_next(file, &article))
        *ret_found = is_wanted(wanted, path, &about);
    if (*ret_found) {
        tokens_append_text(tokens_file_forms(file), article.items, article.n_items, text);
        out_file_write(out, text->str, text->len);
    }
    return tokens_file_finish(file, error);
}

/* A part of a record file that one of the tokens files has. */
typedef struct {
    const char *file;
    guint64 offset, records;
} FilePiece;

static gint
by_offset(gconstpointer a, gconstpointer b)
{
    const FilePiece *x = a, *y = b;

    return (x->offset > y->offset) - (x->offset < y->offset);
}

/* Adds to pieces what the tokens file has of wanted->path. */
static gboolean
gather_pieces(const WantedText *wanted, const char *path, GArray *pieces, GError **error)
{
    g_autoptr(TokensFile) file = tokens_file_open(path, FALSE, error);
    g_autoptr(GArray) all = file ? tokens_file_read_pieces(file, error) : NULL;

    for (guint i = 0; all && i < all->len; i++) {
        const TokensPiece *piece = &g_array_index(all, TokensPiece, i);
        FilePiece found = {path, piece->offset, piece->records};

        if (strcmp(piece->path, wanted->path) == 0)
            g_array_append_val(pieces, found);
    }
    return all != NULL;
}

/* Finds out where the record "path#number" is, if that is asked for. */
static gboolean
find_record(WantedText *wanted, const GPtrArray *files, GError **error)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(FilePiece));
    const char *sign = strrchr(wanted->id, '#');
    guint64 before = 0;

    if (!sign || !g_ascii_string_to_unsigned(sign + 1, 10, 1, G_MAXINT64, &wanted->number, NULL))
        return TRUE;
    wanted->path = g_strndup(wanted->id, sign - wanted->id);
    for (guint i = 0; i < files->len; i++)
        if (!gather_pieces(wanted, files->pdata[i], pieces, error))
            return FALSE;
    g_array_sort(pieces, by_offset);
    for (guint i = 0; i < pieces->len && !wanted->file; i++) {
        const FilePiece *piece = &g_array_index(pieces, FilePiece, i);

        if (wanted->number <= before + piece->records) {
            wanted->file = piece->file;
            wanted->record = wanted->number - before;
        }
        before += piece->records;
    }
    return TRUE;
}

/* Those of the files that are tokens. NULL with error set if one cannot be read. */
static GPtrArray *
find_tokens(const char *const *paths, guint n, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < n; i++) {
        g_autoptr(Container) container = container_open(paths[i], NULL, error);

        if (!container)
            return NULL;
        if (strcmp(container_kind_name(container), TOKENS_KIND.name) == 0)
            g_ptr_array_add(files, g_strdup(paths[i]));
    }
    return g_steal_pointer(&files);
}

/* Prints the text if an article has exactly this id or path, or else is this record of a file. */
static gboolean
find_text(const char *id, const GPtrArray *files, OutFile *out, gboolean *ret_found, GError **error)
{
    WantedText wanted = {.id = id};
    gboolean whole = TRUE;

    for (guint i = 0; whole && i < files->len && !*ret_found; i++)
        whole = print_text(&wanted, files->pdata[i], out, ret_found, error);
    if (!whole || *ret_found)
        return whole;
    whole = find_record(&wanted, files, error) &&
            (!wanted.file || print_text(&wanted, wanted.file, out, ret_found, error));
    g_free(wanted.path);
    return whole;
}

gboolean
inspect_text(const char *id, const char *const *paths, guint n, OutFile *out, GError **error)
{
    g_autoptr(GPtrArray) files = find_tokens(paths, n, error);
    g_autoptr(GString) unescaped = g_string_new(NULL), escaped = g_string_new(NULL);
    gboolean found = FALSE, whole = files != NULL;

    if (unescape_path(unescaped, id, strlen(id)))
        escape_path(escaped, unescaped->str, unescaped->len);
    if (whole && strcmp(escaped->str, id) == 0 && strcmp(unescaped->str, id) != 0)
        whole = find_text(unescaped->str, files, out, &found, error); /* as tables write it */
    if (whole && !found)
        whole = find_text(id, files, out, &found, error);
    if (!whole || found)
        return whole;
    if (files->len == 0)
        g_set_error(error, INSPECT_ERROR, INSPECT_ERROR_MISSING,
                    "%s: texts are in files of tokens: no such file given", paths[0]);
    else
        g_set_error(error, INSPECT_ERROR, INSPECT_ERROR_MISSING,
                    "%s: no article has this id or path", id);
    return FALSE;
}
