/*
 * How fast is text cut into words? That is the floor of the whole pipeline: it runs over each byte.
 *
 * usage: bench-words FILE [RUNS]
 *
 * Cuts FILE, repaired first if need be, as one stretch RUNS times (5) and prints the best.
 */
#include "words.h"

#include "unicode/utf8.h"

#include <stdio.h>
#include <stdlib.h>

int
main(int argc, char **argv)
{
    g_autofree char *content = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_auto(TokenList) tokens = TOKEN_LIST_INIT;
    int n_runs = argc > 2 ? atoi(argv[2]) : 5;
    gint64 best_us = G_MAXINT64, best_check_us = G_MAXINT64;
    gboolean clean = FALSE;
    gsize n;

    if (argc < 2 || !g_file_get_contents(argv[1], &content, &n, &error)) {
        fprintf(stderr, "bench-words: %s\n",
                error ? error->message : "usage: bench-words FILE [RUNS]");
        return 2;
    }
    utf8_repair(content, n, text, NULL);
    if (text->len > G_MAXUINT32) {
        fprintf(stderr, "bench-words: %s: larger than 4 GB\n", argv[1]);
        return 2;
    }
    for (int i = 0; i < n_runs; i++) {
        gint64 start_us = g_get_monotonic_time(), run_us;

        clean = utf8_is_clean(text->str, text->len);
        best_check_us = MIN(best_check_us, MAX(1, g_get_monotonic_time() - start_us));
        start_us = g_get_monotonic_time();
        tokens.n = 0;
        words_cut(text->str, 0, text->len, WORDS_PLAIN, &tokens);
        run_us = MAX(1, g_get_monotonic_time() - start_us);
        best_us = MIN(best_us, run_us);
    }
    printf("words_cut %.0f MB/s, %u tokens; utf8_is_clean %.0f MB/s\n", (double)text->len / best_us,
           tokens.n, (double)text->len / best_check_us);
    return !clean;
}
