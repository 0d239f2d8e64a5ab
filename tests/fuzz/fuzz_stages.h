/* The stages behind tokenize, one after another over a file of tokens. */
#ifndef TEXTMILL_FUZZ_STAGES_H
#define TEXTMILL_FUZZ_STAGES_H

#include <glib.h>

/*
 * Runs them as far as they go: stem, count, merge, keywords, summarize, tabulate. stems: a file to
 * take instead of the one that `stem` makes, or NULL. sound: nothing is wrong with the files; then
 * all must go well, and what is made be accepted by `inspect --check`.
 */
void fuzz_run_stages(const char *tokens, const char *stems, gboolean sound);

#endif
