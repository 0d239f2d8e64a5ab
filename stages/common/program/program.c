#include "program/program.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include "config.h"
#include "program/file_text.h"
#include "program/hash.h"
#include "program/out_file.h"

#define LARGE_PAGE_NBYTES ((guintptr)2 << 20)

GQuark
program_usage_error_quark(void)
{
    return g_quark_from_static_string("program-usage-error-quark");
}

static struct {
    const Program *program;
    char *producer;
    char *options;
} running;

static struct {
    char *output;
    char *stamp;
    gboolean version;
} shared;

static const GOptionEntry shared_entries[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &shared.output, "write FILE (- for standard output)",
     "FILE"},
    {"stamp", 0, 0, G_OPTION_ARG_FILENAME, &shared.stamp,
     "only write the resolved options and the build's id to FILE, if they differ from what it "
     "holds",
     "FILE"},
    {"version", 0, 0, G_OPTION_ARG_NONE, &shared.version,
     "print the version and what it was built with", NULL},
    {NULL}};

const char *
program_options(void)
{
    return running.options;
}

const char *
program_producer(void)
{
    return running.producer;
}

/* ---- the executable's own build id: a program rebuilt from other code has another */

static int
find_build_id(struct dl_phdr_info *info, size_t size G_GNUC_UNUSED, void *data)
{
    GString *hex = data;

    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
        const char *p = (const char *)(info->dlpi_addr + segment->p_vaddr),
                   *end = p + segment->p_memsz;

        if (segment->p_type != PT_NOTE)
            continue;
        while (p + sizeof(ElfW(Nhdr)) < end) {
            const ElfW(Nhdr) *note = (const void *)p;
            const char *name = p + sizeof *note;
            const guint8 *id = (const guint8 *)name + ((note->n_namesz + 3) & ~3u);

            if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 &&
                memcmp(name, "GNU", 4) == 0) {
                for (guint k = 0; k < note->n_descsz; k++)
                    g_string_append_printf(hex, "%02x", id[k]);
                return 1;
            }
            p = (const char *)id + ((note->n_descsz + 3) & ~3u);
        }
    }
    return 1; /* the first object is the program itself; libraries do not count */
}

/* The build id of this executable as hex digits, or "unknown". To be freed. */
static char *
build_id(void)
{
    GString *hex = g_string_new(NULL);

    dl_iterate_phdr(find_build_id, hex);
    if (hex->len == 0)
        g_string_assign(hex, "unknown");
    return g_string_free(hex, FALSE);
}

/* ---- resolved options */

static gboolean
append_file(GString *line, const char *path, GError **error)
{
    g_autofree char *bytes = NULL;
    gsize n;

    g_string_append(line, path);
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) /* a folder is not read */
        return TRUE;
    if (!(bytes = file_text_read(path, &n, error)))
        return FALSE;
    g_string_append_printf(line, ":%016" G_GINT64_MODIFIER "x", hash_bytes(bytes, n));
    return TRUE;
}

static gboolean
resolve_options(const GOptionEntry *entry, GString *line, GError **error)
{
    for (; entry && entry->long_name; entry++) {
        if (entry->flags & G_OPTION_FLAG_HIDDEN)
            continue;
        if (line->len > 0)
            g_string_append_c(line, ' ');
        g_string_append_printf(line, "--%s=", entry->long_name);
        switch (entry->arg) {
        case G_OPTION_ARG_NONE:
        case G_OPTION_ARG_INT:
            g_string_append_printf(line, "%d", *(gint *)entry->arg_data);
            break;
        case G_OPTION_ARG_INT64:
            g_string_append_printf(line, "%" G_GINT64_FORMAT, *(gint64 *)entry->arg_data);
            break;
        case G_OPTION_ARG_STRING:
            if (*(char **)entry->arg_data)
                g_string_append(line, *(char **)entry->arg_data);
            break;
        case G_OPTION_ARG_FILENAME:
            if (*(char **)entry->arg_data && !append_file(line, *(char **)entry->arg_data, error))
                return FALSE;
            break;
        case G_OPTION_ARG_STRING_ARRAY:
            for (char **s = *(char ***)entry->arg_data; s && *s; s++)
                g_string_append_printf(line, "%s%s", s == *(char ***)entry->arg_data ? "" : ",",
                                       *s);
            break;
        default:
            g_error("option --%s has a type that is not resolved", entry->long_name);
        }
    }
    for (char *c = line->str; *c; c++) /* one line, whatever a value holds */
        if ((guchar)*c < ' ')
            *c = ' ';
    return TRUE;
}

static gboolean
write_stamp(GError **error)
{
    g_autoptr(OutFile) stamp = out_file_open(shared.stamp, error);
    g_autofree char *build = NULL;

    if (!stamp)
        return FALSE;
    build = build_id();
    out_file_printf(stamp, "%s build %s\n%s\n", running.producer, build, running.options);
    return out_file_commit_if_changed(stamp, NULL, error);
}

/* ---- the account: one line a run, appended to the file named by TEXTMILL_USAGE */

static void
read_io(guint64 *ret_in, guint64 *ret_out)
{
    char text[512];
    int fd = open("/proc/self/io", O_RDONLY | O_CLOEXEC);
    gssize n = fd >= 0 ? read(fd, text, sizeof text - 1) : -1;

    *ret_in = *ret_out = 0;
    if (fd >= 0)
        close(fd);
    if (n <= 0)
        return;
    text[n] = '\0';
    sscanf(text, "rchar: %" G_GUINT64_FORMAT " wchar: %" G_GUINT64_FORMAT, ret_in, ret_out);
}

static void
account(const char *output, gint64 start_us)
{
    const char *log = g_getenv("TEXTMILL_USAGE");
    struct rusage usage;
    guint64 n_in, n_out;
    g_autofree char *line = NULL;
    int fd;

    if (!log || !output || out_file_n_committed() == 0)
        return; /* a run that changed nothing leaves no trace */
    getrusage(RUSAGE_SELF, &usage);
    read_io(&n_in, &n_out);
    line = g_strdup_printf("%s\t%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT
                           "\t%ld\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\n",
                           running.program->name, output, g_get_monotonic_time() - start_us,
                           (gint64)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 +
                               usage.ru_utime.tv_usec + usage.ru_stime.tv_usec,
                           usage.ru_maxrss, n_in, n_out);
    fd = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0)
        return; /* an account that cannot be kept is no reason to fail */
    if (write(fd, line, strlen(line)) < 0)
        g_debug("%s: %s", log, g_strerror(errno));
    close(fd);
}

/* ---- main */

static void
on_fatal_signal(int number)
{
    out_file_remove_parts();
    signal(number, SIG_DFL);
    raise(number);
}

static int
report(GError *error)
{
    gboolean usage = error->domain == PROGRAM_USAGE_ERROR || error->domain == G_OPTION_ERROR;

    fprintf(stderr, "textmill %s: %s\n", running.program->name, error->message);
    if (usage)
        fprintf(stderr, "textmill %s: see --help\n", running.program->name);
    return usage ? 2 : 1;
}

static GOptionContext *
make_context(const Program *program)
{
    GOptionContext *context = g_option_context_new(program->arguments);
    g_autofree char *example =
        g_strdup_printf("Example:\n  %s\n\n%s", program->example, program->summary);

    g_option_context_set_summary(context, example);
    if (program->entries)
        g_option_context_add_main_entries(context, program->entries, NULL);
    g_option_context_add_main_entries(context, shared_entries, NULL);
    return context;
}

static gboolean
parse(const Program *program, int *argc, char ***argv, GError **error)
{
    g_autoptr(GOptionContext) context = make_context(program);
    g_autoptr(GString) options = g_string_new(NULL);

    if (!g_option_context_parse(context, argc, argv, error))
        return FALSE;
    if (*argc > 1 &&
        strcmp((*argv)[1], "--") == 0) { /* what follows are arguments, whatever they look like */
        memmove(*argv + 1, *argv + 2, (*argc - 1) * sizeof **argv);
        --*argc;
    }
    if (shared.version)
        return TRUE;
    if (program->check && !program->check(error))
        return FALSE;
    if (!resolve_options(program->entries, options, error))
        return FALSE;
    running.options = g_string_free(g_steal_pointer(&options), FALSE);
    if (shared.stamp)
        return TRUE;
    if ((guint)*argc - 1 < program->min_arguments || (guint)*argc - 1 > program->max_arguments) {
        g_set_error(
            error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED, "%s arguments: expected %s",
            (guint)*argc - 1 < program->min_arguments ? "missing" : "too many", program->arguments);
        return FALSE;
    }
    if (program->needs_output && !shared.output) {
        g_set_error_literal(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                            "missing option --output");
        return FALSE;
    }
    return TRUE;
}

/*
 * A program runs for a fraction of a second and its large arrays grow: memory that goes back to the
 * system between two of them has to be faulted in again, which costs more than the work on it. And
 * where the graph asks glibc for large pages, the heap has to begin at the start of one: what lies
 * before the first is faulted in by small pages, on average half a large one's worth. So this comes
 * before anything allocates.
 */
__attribute__((constructor(101))) static void
prepare_memory(void)
{
#ifdef __GLIBC__
    guintptr end = (guintptr)sbrk(0);

    sbrk((gintptr)(-end & (LARGE_PAGE_NBYTES - 1)));
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 1 << 22);
#endif
}

int
program_main(const Program *program, int argc, char **argv)
{
    gint64 start_us = g_get_monotonic_time();
    g_autoptr(GError) error = NULL;
    gboolean done;

    setlocale(LC_CTYPE, "C.UTF-8"); /* messages may hold any name; numbers stay in the C locale */
    running.program = program;
    running.producer = g_strdup_printf("textmill-%s " TEXTMILL_VERSION, program->name);
    signal(SIGINT, on_fatal_signal);
    signal(SIGTERM, on_fatal_signal);
    signal(SIGHUP, on_fatal_signal);

    if (!parse(program, &argc, &argv, &error))
        return report(error);
    if (shared.version) {
        printf("%s (%s)\n", running.producer, FEATURES);
        return 0;
    }
    done = shared.stamp ? write_stamp(&error)
                        : program->run(argv + 1, argc - 1, shared.output, &error);
    if (!done)
        return report(error);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "textmill %s: standard output: cannot write: %s\n", program->name,
                g_strerror(errno));
        return 1;
    }
    if (!shared.stamp)
        account(shared.output, start_us);
    return 0;
}
