#include "fuzz_stages.h"

#include "check.h"
#include "count.h"
#include "fuzz.h"
#include "keywords.h"
#include "merge.h"
#include "stem.h"
#include "summarize.h"
#include "tabulate.h"

/* A stage that was run; *sound only says whether it had to go well. Takes the error, which is NULL after that. */
static gboolean
done(gboolean whole, const char *made, gboolean sound, GError **failure)
{
    g_autoptr(GError) error = g_steal_pointer(failure);
    CheckResult result;

    g_assert_cmpint(whole, ==, error == NULL);
    if (sound) {
        g_assert_no_error(error);
        g_assert_cmpint(check_file(made, &result, &error), ==, error == NULL);
        g_assert_no_error(error);
    }
    return whole;
}

static char *
in_folder(const char *name)
{
    return g_build_filename(fuzz_folder(), name, NULL);
}

static void
summarize(const char *tokens, const char *stems, gboolean sound)
{
    g_autofree char *output = in_folder("summaries");
    const SummaryLength lengths[] = {
        {SUMMARY_SENTENCES, 3}, {SUMMARY_CHARS, 100}, {SUMMARY_ALL, 0}};
    const SummaryMethod methods[] = {SUMMARY_POSITION_CENTRALITY, SUMMARY_LEXRANK, SUMMARY_LEAD};

    for (guint i = 0; i < G_N_ELEMENTS(lengths); i++) {
        GError *error = NULL;

        done(summarize_shard(tokens, stems, methods[i], &lengths[i], output, &error), output, sound,
             &error);
    }
}

/* What is made from counts: runs merged to words, and with these keywords and groups. */
static void
go_on(const char *tokens, const char *stems, const char *runs, gboolean sound)
{
    g_autofree char *words = in_folder("words"), *keywords = in_folder("keywords"),
                    *groups = in_folder("groups"), *merged = in_folder("merged");
    const char *choices = "group\tsection\nperiod\tmonth\n";
    char *paths[] = {(char *)(guintptr)runs};
    const KeywordsInputs of_keywords = {tokens, stems, runs, words};
    const TabulateInputs of_groups = {tokens, stems, runs, words,
                                      fuzz_file(FUZZ_FILES - 1, choices, strlen(choices))};
    const TabulateOptions frequent = {1, 1};
    GError *error = NULL;

    done(merge_files(paths, 1, FALSE, merged, &error), merged, sound, &error);
    if (!done(merge_files(paths, 1, TRUE, words, &error), words, sound, &error))
        return;
    done(keywords_of_shard(&of_keywords, 5, keywords, &error), keywords, sound, &error);
    done(tabulate_shard(&of_groups, &frequent, groups, &error), groups, sound, &error);
}

void
fuzz_run_stages(const char *tokens, const char *stems, gboolean sound)
{
    g_autofree char *made = in_folder("stems"), *counts = in_folder("counts"),
                    *runs = in_folder("runs");
    GError *error = NULL;

    if (!done(stem_shard(tokens, NULL, made, &error), made, sound && !stems, &error))
        return;
    stems = stems ? stems : made;
    if (!done(count_shard(tokens, stems, counts, runs, &error), counts, sound, &error))
        return;
    summarize(tokens, stems, sound);
    go_on(tokens, stems, runs, sound);
}
