#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "inspect.h"
#include "program/program.h"

static struct {
    char **sections;
    gboolean all, check;
    gint64 limit;
    char *text;
} options = {.limit = -1};

static const GOptionEntry entries[] = {
    {"section", 's', 0, G_OPTION_ARG_STRING_ARRAY, &options.sections,
     "print the records of section NAME, one a line (may be repeated)", "NAME"},
    {"all", 'a', 0, G_OPTION_ARG_NONE, &options.all, "print the records of all sections", NULL},
    {"limit", 'n', 0, G_OPTION_ARG_INT64, &options.limit, "print at most N records of a section",
     "N"},
    {"check", 'c', 0, G_OPTION_ARG_NONE, &options.check,
     "read everything and say whether it is sound", NULL},
    {"text", 't', 0, G_OPTION_ARG_FILENAME, /* any bytes, like a path */ &options.text,
     "print the text of the article with this id or path, byte for byte", "ID"},
    {NULL}};

static gboolean
check_options(GError **error)
{
    guint n = (options.sections || options.all) + options.check + (options.text != NULL);

    if (n > 1 || (options.sections && options.all)) {
        g_set_error_literal(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                            "--section, --all, --check and --text exclude each other");
        return FALSE;
    }
    if (options.limit < -1) {
        g_set_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                    "--limit %" G_GINT64_FORMAT " is not a number of records", options.limit);
        return FALSE;
    }
    return TRUE;
}

/* ---- standard input */

static gboolean
copy_stdin(int to, GError **error)
{
    char buffer[1 << 16];
    gssize n;

    while ((n = read(STDIN_FILENO, buffer, sizeof buffer)) != 0) {
        gssize done = 0, m = 0;

        if (n < 0 && errno == EINTR)
            continue;
        while (n > 0 && done < n &&
               ((m = write(to, buffer + done, n - done)) >= 0 || errno == EINTR))
            done += MAX(m, 0);
        if (n < 0 || done < n) {
            g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno),
                        "standard input: cannot %s: %s",
                        n < 0 ? "read" : "keep in a temporary file", g_strerror(errno));
            return FALSE;
        }
    }
    return TRUE;
}

/* A path for "-": files are read from the end, so a pipe goes to a temporary file, which has no
 * name. */
static char *
path_of_stdin(GError **error)
{
    struct stat status;
    g_autofree char *name = NULL;
    int fd = STDIN_FILENO;

    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || lseek(fd, 0, SEEK_CUR) != 0) {
        fd = g_file_open_tmp("textmill-XXXXXX", &name, error);
        if (fd < 0)
            return NULL;
        g_unlink(name);
        if (!copy_stdin(fd, error))
            return NULL;
    }
    return g_strdup_printf("/dev/fd/%d", fd);
}

/* Files as they were named, and the paths to open; the same but for "-". */
typedef struct {
    char **names;
    GPtrArray *paths;
    guint n;
} Inputs;

static gboolean
open_inputs(Inputs *inputs, GError **error)
{
    inputs->paths = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < inputs->n; i++) {
        char *path =
            strcmp(inputs->names[i], "-") == 0 ? path_of_stdin(error) : g_strdup(inputs->names[i]);

        if (!path)
            return FALSE;
        g_ptr_array_add(inputs->paths, path);
    }
    return TRUE;
}

/* An error's message with the name people gave. */
static char *
in_their_words(const Inputs *inputs, guint i, const char *message)
{
    const char *path = inputs->paths->pdata[i];

    if (strcmp(inputs->names[i], "-") != 0 || !g_str_has_prefix(message, path))
        return g_strdup(message);
    return g_strconcat("standard input", message + strlen(path), NULL);
}

/* ---- what is asked for */

/* Goes on after a bad file. */
static gboolean
check_all(const Inputs *inputs, OutFile *out, GError **error)
{
    guint n_bad = 0;

    for (guint i = 0; i < inputs->n; i++) {
        g_autoptr(GError) failure = NULL;
        const char *name = strcmp(inputs->names[i], "-") == 0 ? "standard input" : inputs->names[i];
        CheckResult result;

        if (check_file(inputs->paths->pdata[i], &result, &failure)) {
            out_file_printf(out, "%s: ok, %" G_GUINT64_FORMAT " records in %u sections%s\n", name,
                            result.n_records, result.n_sections,
                            result.known ? "" : "; of a kind that this program does not know");
        } else {
            g_autofree char *message = in_their_words(inputs, i, failure->message);

            out_file_printf(out, "%s\n", message);
            n_bad++;
        }
    }
    if (n_bad == 0)
        return TRUE;
    g_set_error(error, INSPECT_ERROR, INSPECT_ERROR_MISSING, "bad: %u of %u files", n_bad,
                inputs->n);
    return FALSE;
}

static gboolean
print_file(const Inputs *inputs, guint i, OutFile *out, GError **error)
{
    const char *path = inputs->paths->pdata[i];
    const InspectRecords what = {(const char *const *)options.sections,
                                 options.limit < 0 ? G_MAXUINT64 : (guint64)options.limit,
                                 options.all || inputs->n > 1 ||
                                     (options.sections && options.sections[1])};

    if (options.sections || options.all)
        return inspect_records(path, &what, out, error);
    if (inputs->n > 1)
        out_file_printf(out, "%s==> %s <==\n", i > 0 ? "\n" : "", inputs->names[i]);
    return inspect_overview(path, out, error);
}

static gboolean
print_all(const Inputs *inputs, OutFile *out, GError **error)
{
    for (guint i = 0; i < inputs->n; i++) {
        g_autoptr(GError) failure = NULL;

        if (!print_file(inputs, i, out, &failure)) {
            g_autofree char *message = in_their_words(inputs, i, failure->message);

            g_set_error_literal(error, failure->domain, failure->code, message);
            return FALSE;
        }
    }
    return TRUE;
}

/* What was printed before a failure is given out all the same, but a file keeps what it held. */
static gboolean
finish(OutFile *out, const char *output, gboolean whole, GError **error)
{
    g_autoptr(GError) failure = NULL;

    if (!whole && strcmp(output, "-") != 0 && !options.check)
        return FALSE;
    if (out_file_commit(out, &failure))
        return whole;
    if (whole)
        g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

static gboolean
run(char **arguments, guint n, const char *output, GError **error)
{
    Inputs inputs = {arguments, NULL, n};
    const char *target = output ? output : "-";
    g_autoptr(OutFile) out = out_file_open(target, error);
    gboolean whole;

    if (!out)
        return FALSE;
    whole = open_inputs(&inputs, error);
    if (whole && options.check)
        whole = check_all(&inputs, out, error);
    else if (whole && options.text)
        whole = inspect_text(options.text, (const char *const *)inputs.paths->pdata, n, out, error);
    else if (whole)
        whole = print_all(&inputs, out, error);
    g_ptr_array_unref(inputs.paths);
    return finish(out, target, whole, error);
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "inspect",
        .arguments = "FILE…",
        .example = "textmill inspect -s articles -n 5 results/work/*.tokens.gz",
        .summary = "Prints an intermediate file as text: what it is and what sections it has; "
                   "records of sections; the\n"
                   "text of an article; or whether the file is sound. - is standard input.",
        .entries = entries,
        .run = run,
        .min_arguments = 1,
        .max_arguments = G_MAXUINT,
        .check = check_options,
    };

    return program_main(&program, argc, argv);
}
