#include "inspect.h"

#include <string.h>

#include "container/schema.h"
#include "files/tokens_file.h"
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

/* Prints the article if the file has it: *ret_found. */
static gboolean
print_text(const char *id, const char *path, OutFile *out, gboolean *ret_found, GError **error)
{
    g_autoptr(TokensFile) file = tokens_file_open(path, TRUE, error);
    g_autoptr(GString) text = g_string_new(NULL);
    TokensArticle article;
    TokensAbout about;

    if (!file)
        return FALSE;
    while (!*ret_found && tokens_file_next_about(file, &about) && tokens_file_next(file, &article))
        *ret_found =
            strcmp(*about.id ? about.id : about.path, id) == 0 || strcmp(about.path, id) == 0;
    if (*ret_found) {
        tokens_append_text(tokens_file_forms(file), article.items, article.n_items, text);
        out_file_write(out, text->str, text->len);
    }
    return tokens_file_finish(file, error);
}

gboolean
inspect_text(const char *id, const char *const *paths, guint n, OutFile *out, GError **error)
{
    gboolean found = FALSE;
    guint n_tokens = 0;

    for (guint i = 0; i < n && !found; i++) {
        g_autoptr(Container) container = container_open(paths[i], NULL, error);

        if (!container)
            return FALSE;
        if (strcmp(container_kind_name(container), TOKENS_KIND.name) != 0)
            continue;
        n_tokens++;
        if (!print_text(id, paths[i], out, &found, error))
            return FALSE;
    }
    if (found)
        return TRUE;
    if (n_tokens == 0)
        g_set_error(error, INSPECT_ERROR, INSPECT_ERROR_MISSING,
                    "%s: texts are in files of tokens: no such file given", paths[0]);
    else
        g_set_error(error, INSPECT_ERROR, INSPECT_ERROR_MISSING,
                    "%s: no article has this id or path", id);
    return FALSE;
}
