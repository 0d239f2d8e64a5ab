#include "run_account.h"

#include <string.h>

#include "config.h"
#include "container/container_reader.h"
#include "files/kinds.h"
#include "json.h"
#include "program/program.h"

static const char *const programs[] = {"plan",      "tokenize", "stem",     "count",
                                       "merge",     "survey",   "keywords", "tabulate",
                                       "summarize", "compare",  "report"};

/* What one program cost over all its runs that the outputs come from. */
typedef struct {
    guint64 runs, wall_us, cpu_us, peak_kb, bytes_in, bytes_out;
} Cost;

static int
compare_names(const void *a, const void *b, void *data G_GNUC_UNUSED)
{
    return strcmp(a, b);
}

void
run_counts_init(RunCounts *counts)
{
    *counts = (RunCounts){.encodings = g_tree_new_full(compare_names, NULL, g_free, NULL)};
}

void
run_counts_clear(RunCounts *counts)
{
    g_clear_pointer(&counts->encodings, g_tree_unref);
}

static void
add_encoding(GTree *encodings, const char *name, guint64 articles)
{
    gsize n = GPOINTER_TO_SIZE(g_tree_lookup(encodings, name));

    g_tree_replace(encodings, g_strdup(name), GSIZE_TO_POINTER(n + articles));
}

gboolean
run_account_add_shard(RunCounts *counts, Container *tokens, GError **error)
{
    SectionReader *section = container_section(tokens, TOKENS_TOTALS);

    while (section_next(section)) {
        g_autofree char *name = section_get_string(section);
        guint64 value = section_get_uint(section);

        if (strcmp(name, "pieces") == 0)
            counts->pieces += value;
        if (strcmp(name, "inputs") == 0)
            counts->inputs += value;
        if (strcmp(name, "repaired_articles") == 0)
            counts->repaired += value;
        if (strcmp(name, "repairs") == 0)
            counts->repairs += value;
        if (strcmp(name, "path_misfits") == 0)
            counts->misfits += value;
        if (strcmp(name, "dictionary_words") == 0)
            counts->dictionary_words += value;
        if (g_str_has_prefix(name, "encoding "))
            add_encoding(counts->encodings, strchr(name, ' ') + 1, value);
    }
    return section_finish(section, error);
}

static void
add_cost(Cost *cost, char **fields)
{
    cost->runs++;
    cost->wall_us += g_ascii_strtoull(fields[2], NULL, 10);
    cost->cpu_us += g_ascii_strtoull(fields[3], NULL, 10);
    cost->peak_kb = MAX(cost->peak_kb, g_ascii_strtoull(fields[4], NULL, 10));
    cost->bytes_in += g_ascii_strtoull(fields[5], NULL, 10);
    cost->bytes_out += g_ascii_strtoull(fields[6], NULL, 10);
}

/* The last line of each output, from the end of the log backwards. */
static void
read_usage(const PlanFile *plan, Cost costs[G_N_ELEMENTS(programs)])
{
    g_autofree char *path = corpus_path(plan, "usage.tsv"), *text = NULL;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) lines = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL))
        return; /* run by hand: no account was kept */
    lines = g_strsplit(text, "\n", -1);
    for (guint i = g_strv_length(lines); i-- > 0;) {
        g_auto(GStrv) fields = g_strsplit(lines[i], "\t", -1);
        g_autofree char *output = g_strv_length(fields) == 7 ? corpus_path(plan, fields[1]) : NULL;

        if (!output || !g_file_test(output, G_FILE_TEST_EXISTS) || /* shards come and go */
            !g_hash_table_add(seen, g_strdup_printf("%s %s", fields[0], fields[1])))
            continue;
        for (guint p = 0; p < G_N_ELEMENTS(programs); p++)
            if (strcmp(fields[0], programs[p]) == 0)
                add_cost(&costs[p], fields);
    }
}

/* The resolved options of a program, from its stamp; NULL if there is none. */
static char *
read_options(const PlanFile *plan, const char *program)
{
    g_autofree char *name = g_strconcat("options/", program, NULL), *path = corpus_path(plan, name),
                    *text = NULL;
    g_auto(GStrv) lines = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL))
        return NULL;
    lines = g_strsplit(text, "\n", 3);
    return lines[0] && lines[1] ? g_strdup(lines[1]) : NULL;
}

static void
write_stages(OutFile *file, const PlanFile *plan)
{
    Cost costs[G_N_ELEMENTS(programs)] = {{0}};
    gboolean first = TRUE;

    read_usage(plan, costs);
    out_file_puts(file, "  \"stages\": [");
    for (guint p = 0; p < G_N_ELEMENTS(programs); p++) {
        const Cost *cost = &costs[p];
        g_autofree char *options = read_options(plan, programs[p]);

        if (cost->runs == 0)
            continue;
        out_file_printf(file, "%s\n    {\"stage\": \"%s\", \"options\": ", first ? "" : ",",
                        programs[p]);
        json_string(file, options ? options : "");
        out_file_printf(file,
                        ", \"runs\": %" G_GUINT64_FORMAT
                        ", \"wall_s\": %.3f, \"cpu_s\": %.3f, \"peak_mb\": %.1f"
                        ", \"bytes_in\": %" G_GUINT64_FORMAT ", \"bytes_out\": %" G_GUINT64_FORMAT
                        "}",
                        cost->runs, cost->wall_us / 1e6, cost->cpu_us / 1e6, cost->peak_kb / 1e3,
                        cost->bytes_in, cost->bytes_out);
        first = FALSE;
    }
    out_file_puts(file, "\n  ]\n");
}

static void
write_encodings(OutFile *file, GTree *encodings)
{
    out_file_puts(file, "  \"encodings\": {");
    for (GTreeNode *node = g_tree_node_first(encodings); node; node = g_tree_node_next(node)) {
        out_file_puts(file, g_tree_node_previous(node) ? ", " : "");
        json_string(file, g_tree_node_key(node));
        out_file_printf(file, ": %" G_GSIZE_FORMAT, GPOINTER_TO_SIZE(g_tree_node_value(node)));
    }
    out_file_puts(file, "},\n");
}

gboolean
run_account_write(const PlanFile *plan, const char *output, const RunCounts *counts,
                  const Languages *languages, GError **error)
{
    g_autofree char *path = g_build_filename(output, "run.json", NULL);
    g_autoptr(OutFile) file = out_file_open(path, error);
    gboolean first = TRUE;
    const struct {
        const char *name;
        guint64 value;
    } totals[] = {
        {"inputs", counts->inputs},        {"articles", counts->articles},
        {"rejects", counts->rejects},      {"words", counts->words},
        {"terms", counts->terms},          {"repaired", counts->repaired},
        {"repairs", counts->repairs},      {"unmatched", counts->unmatched},
        {"path_misfits", counts->misfits}, {"dictionary_words", counts->dictionary_words},
        {"shards", plan->shards->len},
    };

    if (!file)
        return FALSE;
    out_file_printf(file, "{\n  \"textmill\": \"%s\"", TEXTMILL_VERSION);
    for (guint i = 0; i < G_N_ELEMENTS(totals); i++)
        out_file_printf(file, ",\n  \"%s\": %" G_GUINT64_FORMAT, totals[i].name, totals[i].value);
    out_file_puts(file, ",\n  \"languages\": {");
    for (guint i = 0; i < languages->n; i++) {
        const LanguageTotals *language = &languages->languages[i];

        if (language->articles == 0)
            continue;
        out_file_puts(file, first ? "" : ", ");
        json_string(file, language->code);
        out_file_printf(file,
                        ": {\"articles\": %" G_GUINT64_FORMAT ", \"words\": %" G_GUINT64_FORMAT "}",
                        language->articles, language->words);
        first = FALSE;
    }
    out_file_puts(file, "},\n");
    write_encodings(file, counts->encodings);
    write_stages(file, plan);
    out_file_puts(file, "}\n");
    return out_file_commit(file, error);
}
