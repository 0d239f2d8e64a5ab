#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run_account.h"
#include "shard_tables.h"
#include "tables.h"

static const char *const tables[] = {"articles.tsv",    "keywords.tsv", "terms.tsv",
                                     "groups.tsv",      "keyness.tsv",  "trends.tsv",
                                     "summaries.jsonl", "rejects.tsv",  "unmatched.tsv"};

#define REPORT_ERROR g_quark_from_static_string("report-error-quark")

/* The tables that are made shard by shard, with the terms' beside them. */
static gboolean
write_shards(const PlanFile *plan, const char *folder, TermsTable *terms, RunCounts *counts,
             RejectsTable *rejects, GError **error)
{
    g_autoptr(ShardTables) rows = shard_tables_open(plan, folder, error);
    guint n = plan->shards->len;

    if (!rows)
        return FALSE;
    for (guint first = 0; first < n; first += TERMS_TABLE_BATCH) {
        guint limit = MIN(first + TERMS_TABLE_BATCH, n);

        if (!terms_table_read(terms, plan, first, limit, folder, error))
            return FALSE;
        for (guint i = first; i < limit; i++)
            if (!shard_tables_add(rows, terms, terms->lists->pdata[i - first], counts, rejects,
                                  error))
                return FALSE;
    }
    counts->terms = terms->n_terms;
    return shard_tables_commit(rows, error);
}

static gboolean
write_tables(const PlanFile *plan, const char *folder, TermsTable *terms, RunCounts *counts,
             GError **error)
{
    g_autoptr(RejectsTable) rejects = rejects_table_open(plan, folder, error);
    g_auto(CorpusGroups) groups = {0};
    guint64 n_planned;

    if (!rejects || !write_shards(plan, folder, terms, counts, rejects, error) ||
        !corpus_groups_read(&groups, plan, error) || !write_groups_table(&groups, folder, error) ||
        !write_trends_table(&groups, plan, folder, error) ||
        !write_keyness_table(plan, folder, error) || !rejects_table_commit(rejects, error) ||
        !write_unmatched_table(plan, folder, &counts->unmatched, error))
        return FALSE;
    counts->rejects = rejects_table_n(rejects, &n_planned);
    counts->inputs += n_planned;
    return TRUE;
}

/* Every input must have become an article or a reject. */
static gboolean
check_accounts(const PlanFile *plan, const RunCounts *counts, GError **error)
{
    if (counts->inputs == counts->articles + counts->rejects && counts->pieces == plan->n_pieces)
        return TRUE;
    g_set_error(error, REPORT_ERROR, 0,
                "%s: %" G_GUINT64_FORMAT " inputs of %" G_GUINT64_FORMAT
                " files (%" G_GUINT64_FORMAT " were planned), but %" G_GUINT64_FORMAT
                " articles and %" G_GUINT64_FORMAT " rejects",
                plan->folder, counts->inputs, counts->pieces, plan->n_pieces, counts->articles,
                counts->rejects);
    return FALSE;
}

/* All tables are whole: now they take their places. */
static gboolean
rename_tables(const char *folder, const char *output, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree char *from = g_build_filename(folder, tables[i], NULL),
                        *to = g_build_filename(output, tables[i], NULL);

        if (rename(from, to) != 0) {
            g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno),
                        "%s: cannot rename: %s", from, g_strerror(errno));
            return FALSE;
        }
    }
    rmdir(folder); /* if something else is in it, that is not ours to remove */
    return TRUE;
}

static void
print_digest(const char *output, const RunCounts *counts, const TermsTable *terms)
{
    printf("%" G_GUINT64_FORMAT " article%s, %" G_GUINT64_FORMAT " words, %" G_GUINT64_FORMAT
           " different",
           counts->articles, counts->articles == 1 ? "" : "s", counts->words, counts->terms);
    if (counts->rejects > 0)
        printf("; %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
               " inputs not used: rejects.tsv says why",
               counts->rejects, counts->inputs);
    printf("\n");
    if (counts->misfits > 0)
        printf("the path template does not fit %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
               " paths\n",
               counts->misfits, counts->articles + counts->rejects);
    if (counts->unmatched > 0)
        printf("metadata: %" G_GUINT64_FORMAT " rows and files without each other: unmatched.tsv "
               "has them\n",
               counts->unmatched);
    if (terms->top->len > 0)
        printf("keywords of most articles: ");
    for (guint i = 0; i < terms->top->len; i++) {
        const TopTerm *top = &g_array_index(terms->top, TopTerm, i);

        printf("%s%s (%" G_GUINT64_FORMAT ")", i > 0 ? ", " : "", top->label, top->articles);
    }
    printf("%sin %s: articles.tsv keywords.tsv terms.tsv groups.tsv keyness.tsv trends.tsv "
           "summaries.jsonl\n",
           terms->top->len > 0 ? "\n" : "", output);
}

gboolean
report_corpus(const char *plan_path, const char *output, GError **error)
{
    g_autofree char *folder = g_build_filename(output, ".new", NULL), *shown = NULL;
    g_auto(PlanFile) plan = {0};
    g_auto(TermsTable) terms = {0};
    g_auto(RunCounts) counts = {0};

    if (!plan_file_read(&plan, plan_path, error))
        return FALSE;
    if (g_mkdir_with_parents(folder, 0777) != 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno),
                    "%s: cannot make folder: %s", folder, g_strerror(errno));
        return FALSE;
    }
    terms_table_init(&terms);
    run_counts_init(&counts);
    if (!write_tables(&plan, folder, &terms, &counts, error) ||
        !check_accounts(&plan, &counts, error) || !rename_tables(folder, output, error) ||
        !run_account_write(&plan, output, &counts, &terms.languages, error))
        return FALSE;
    shown = g_canonicalize_filename(output, NULL);
    print_digest(shown, &counts, &terms);
    return TRUE;
}
