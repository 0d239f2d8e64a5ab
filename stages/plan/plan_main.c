/* textmill-plan: lists a corpus and cuts it into shards. */
#include <stdio.h>
#include <string.h>

#include "plan.h"
#include "program/program.h"
#include "records/record_words.h"
#include "shard_size.h"

static struct {
    char *shard;
    guint64 shard_nbytes;
} options;

static gboolean verbose, keep;
static RecordWords words;
static RecordOptions records;
static char *metadata, *key;

static const GOptionEntry entries[] = {
    {"shard", 0, 0, G_OPTION_ARG_STRING, &options.shard,
     "text in a shard: 4K to 1G (default: by the size of the corpus, and kept while that is "
     "less than 4 times off)",
     "SIZE"},
    RECORD_WORDS_ENTRIES(&words),
    {"metadata", 0, 0, G_OPTION_ARG_FILENAME, &metadata,
     "a table (CSV with a header, JSON Lines or JSON) that says more about files: each row of one",
     "FILE"},
    {"key", 0, 0, G_OPTION_ARG_STRING, &key,
     "its column with the files' paths in the corpus (default path)", "COLUMN"},
    {"keep", 0, 0, G_OPTION_ARG_NONE, &keep, "leave the files of shards that are no more", NULL},
    {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "say in a line what was found", NULL},
    {NULL}};

static gboolean
check(GError **error)
{
    if (options.shard && !shard_size_parse(options.shard, &options.shard_nbytes)) {
        g_set_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                    "--shard '%s' is not a size from 4K to 1G", options.shard);
        return FALSE;
    }
    if (metadata && !*metadata)
        g_clear_pointer(&metadata, g_free);
    if (key && !metadata) {
        g_set_error_literal(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                            "--key is a column of --metadata, which is not given");
        return FALSE;
    }
    return record_words_read(&words, &records, error);
}

static gboolean
run(char **arguments, guint n G_GNUC_UNUSED, const char *output, GError **error)
{
    const PlanOptions plan = {.corpus = arguments[0],
                              .work = output,
                              .shard_nbytes = options.shard_nbytes,
                              .records = records,
                              .metadata = metadata,
                              .key = key ? key : "path",
                              .keep = keep};
    PlanSummary summary;

    if (strcmp(output, "-") == 0) {
        g_set_error_literal(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED,
                            "--output is a folder here, it cannot be standard output");
        return FALSE;
    }
    if (!plan_make(&plan, &summary, error))
        return FALSE;
    if (verbose)
        fprintf(stderr,
                "textmill plan: %" G_GUINT64_FORMAT " files, %" G_GUINT64_FORMAT
                " bytes, %u shards of about %" G_GUINT64_FORMAT " kB, %" G_GUINT64_FORMAT
                " that cannot be listed\n",
                summary.n_files, summary.nbytes, summary.n_shards, summary.shard_nbytes >> 10,
                summary.n_rejects);
    return TRUE;
}

int
main(int argc, char **argv)
{
    static const Program program = {
        .name = "plan",
        .arguments = "CORPUS",
        .example = "textmill plan corpus -o output/work",
        .summary =
            "Lists the files of CORPUS, a folder or one file, in byte order of their paths, and "
            "cuts\n"
            "the list into shards that a changed article leaves as they are, but for one or two.\n"
            "Writes into the folder given with -o: SHARD.list, plan.tsv, plan.rejects.tsv, "
            "shards.mk;\n"
            "each only if it differs. Files of shards that are no more are removed from there.",
        .entries = entries,
        .run = run,
        .min_arguments = 1,
        .max_arguments = 1,
        .needs_output = TRUE,
        .check = check,
    };

    return program_main(&program, argc, argv);
}
