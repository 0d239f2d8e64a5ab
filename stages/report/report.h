/*
 * report: what people read. Everything of the work folder as tables and summaries, an account of
 * the run, and a few lines at the terminal.
 */
#ifndef TEXTMILL_REPORT_H
#define TEXTMILL_REPORT_H

#include <glib.h>

/*
 * Reads the files of the shards of plan and of the corpus beside it. Writes the tables to
 * output/.new and, when all are whole, renames them into output; run.json last. Prints the digest.
 */
gboolean report_corpus(const char *plan, const char *output,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
