/*
 * What do key, class and stem of a distinct form cost?
 *
 * usage: bench-keys FORMS [LANGUAGE [ROUNDS]]
 *
 * FORMS: a text file of one form a line, best the distinct words of real text as written. Prints
 * nanoseconds of CPU per form, the least of all rounds. Not of wall time: on a busy machine a round
 * longer than a time slice is never left alone, and the stemmer looks three times as slow.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "keys.h"
#include "stemmers.h"
#include "word_classes.h"

enum { KEY, CLASS, STEM, N_STEPS };
static const char *const step_names[N_STEPS] = {"key", "class", "stem"};

/* As the stage has them: one after the other in one buffer, lengths beside. */
typedef struct {
    GString *bytes;
    GArray *lengths; /* gsize */
} Words;

typedef struct {
    const char *language;
    Words forms, keys;
    WordClasses *classes;
    Stemmers *stemmers;
    gsize sum; /* of all results: so that none is optimised away */
} Bench;

static gint64
now_ns(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * G_GINT64_CONSTANT(1000000000) + time.tv_nsec;
}

static void
words_add(Words *words, const char *bytes, gsize nbytes)
{
    g_string_append_len(words->bytes, bytes, (gssize)nbytes);
    g_array_append_val(words->lengths, nbytes);
}

static void
run_step(Bench *bench, int step, GString *key)
{
    const Words *words = step == KEY ? &bench->forms : &bench->keys;
    const char *p = words->bytes->str;

    for (guint i = 0; i < words->lengths->len; i++) {
        gsize nbytes = g_array_index(words->lengths, gsize, i), n_stem;

        switch (step) {
        case KEY:
            key_of_form(p, nbytes, TOKEN_WORD, bench->language, key);
            bench->sum += key->len;
            break;
        case CLASS:
            bench->sum += word_classes_find(bench->classes, bench->language, p, nbytes).class;
            break;
        default:
            stemmers_stem(bench->stemmers, bench->language, p, nbytes, &n_stem);
            bench->sum += n_stem;
        }
        p += nbytes;
    }
}

static gboolean
read_forms(Bench *bench, const char *path)
{
    g_autofree char *content = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) key = g_string_new(NULL);
    g_auto(GStrv) lines = NULL;

    if (!g_file_get_contents(path, &content, NULL, &error)) {
        fprintf(stderr, "bench-keys: %s\n", error->message);
        return FALSE;
    }
    lines = g_strsplit(content, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        words_add(&bench->forms, *line, strlen(*line));
        key_of_form(*line, strlen(*line), TOKEN_WORD, bench->language, key);
        words_add(&bench->keys, key->str, key->len);
    }
    return TRUE;
}

static Words
words_new(void)
{
    return (Words){g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(gsize))};
}

int
main(int argc, char **argv)
{
    Bench bench = {.language = argc > 2 ? argv[2] : "en"};
    int n_rounds = argc > 3 ? atoi(argv[3]) : 5;
    g_autoptr(GString) key = g_string_new(NULL);
    double best[N_STEPS] = {0};

    if (argc < 2) {
        fputs("usage: bench-keys FORMS [LANGUAGE [ROUNDS]]\n", stderr);
        return 2;
    }
    bench.forms = words_new();
    bench.keys = words_new();
    bench.classes = word_classes_new();
    bench.stemmers = stemmers_new();
    if (!read_forms(&bench, argv[1]))
        return 1;
    for (int round = 0; round < n_rounds; round++) {
        for (int step = 0; step < N_STEPS; step++) {
            gint64 start = now_ns();
            double ns;

            run_step(&bench, step, key);
            ns = (double)(now_ns() - start) / bench.forms.lengths->len;
            best[step] = round == 0 ? ns : MIN(best[step], ns);
        }
    }
    printf("%u forms, language %s (check %zu)\n", bench.forms.lengths->len, bench.language,
           bench.sum);
    for (int step = 0; step < N_STEPS; step++)
        printf("%-6s %6.1f ns\n", step_names[step], best[step]);
    stemmers_free(bench.stemmers);
    word_classes_free(bench.classes);
    return 0;
}
