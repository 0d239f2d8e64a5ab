/*
 * What the main of every program shares: options, help, version, stamps, the one place where an
 * error is printed, the exit code, and the account of what a run cost.
 *
 * A program describes itself in a Program and returns program_main(). Exit codes: 0 done, 1 data or
 * input/output failure, 2 wrong usage.
 */
#ifndef TEXTMILL_PROGRAM_H
#define TEXTMILL_PROGRAM_H

#include <glib.h>

/* Errors of usage: printed with a hint at --help, exit code 2. Everything else exits with 1. */
#define PROGRAM_USAGE_ERROR program_usage_error_quark()
GQuark program_usage_error_quark(void);
enum { PROGRAM_USAGE_ERROR_FAILED };

typedef struct {
    const char *name;            /* "stem": messages begin with "textmill stem: " */
    const char *arguments;       /* "TOKENS" */
    const char *example;         /* a command to copy, shown first by --help */
    const char *summary;         /* what it reads, does and writes */
    const GOptionEntry *entries; /* its own options; NULL for none */

    /*
     * Does the work. arguments: what is not an option, NULL-terminated, n of them. output: the
     * value of --output, never NULL when needs_output. Errors should name file, place and cause.
     */
    gboolean (*run)(char **arguments, guint n, const char *output, GError **error);
    guint min_arguments, max_arguments;
    gboolean needs_output;
    /* Checks the options as a set before anything is opened; may be NULL. */
    gboolean (*check)(GError **error);
} Program;

/* Parses, checks, runs, reports. Returns the exit code. */
int program_main(const Program *program, int argc, char **argv);

/*
 * The resolved options as one line, "--language=en --stopwords=list.txt:0123456789abcdef" (files
 * with a hash of their content): a result is a function of its inputs and of this. Valid while
 * program_main() runs.
 */
const char *program_options(void);

/* "textmill-stem 0.1.0": who made a file. */
const char *program_producer(void);

#endif
