/* Summaries: settings, what is chosen, and what is large or strange. */
#include "summary.h"

#include <string.h>

#include "program/program.h"
#include "summary_draft.h"

/* ---- settings */

static void
test_length(void)
{
    static const struct {
        const char *text;
        SummaryLength length;
    } good[] = {
        {"3", {SUMMARY_SENTENCES, 3}},   {"1", {SUMMARY_SENTENCES, 1}},
        {"20%", {SUMMARY_PERCENT, 20}},  {"100%", {SUMMARY_PERCENT, 100}},
        {"60w", {SUMMARY_WORDS, 60}},    {"400c", {SUMMARY_CHARS, 400}},
        {"007", {SUMMARY_SENTENCES, 7}}, {"999999999w", {SUMMARY_WORDS, 999999999}},
        {"all", {SUMMARY_ALL, 0}},
    };
    static const char *const bad[] = {"",
                                      "0",
                                      "0%",
                                      "0w",
                                      "101%",
                                      "w",
                                      "%",
                                      "-1",
                                      "+3",
                                      " 3",
                                      "3 ",
                                      "3.5",
                                      "3ww",
                                      "60W",
                                      "3s",
                                      "ALL",
                                      "al",
                                      "alll",
                                      "1e3",
                                      "0x10",
                                      "3\n",
                                      "1000000000",
                                      "99999999999999999999999999w",
                                      "\xd9\xa3"};

    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autoptr(GError) error = NULL;
        SummaryLength length;

        g_assert_true(summary_length_parse(good[i].text, &length, &error));
        g_assert_no_error(error);
        g_assert_cmpint(length.unit, ==, good[i].length.unit);
        g_assert_cmpuint(length.value, ==, good[i].length.value);
    }
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        SummaryLength length = {SUMMARY_WORDS, 77};

        g_assert_false(summary_length_parse(bad[i], &length, &error));
        g_assert_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED);
        g_assert_nonnull(strstr(error->message, bad[i]));
        g_assert_cmpuint(length.value, ==, 77);
    }
}

static void
test_method(void)
{
    SummaryMethod method;
    g_autoptr(GError) error = NULL;

    g_assert_true(summary_method_parse("lead", &method, NULL));
    g_assert_cmpint(method, ==, SUMMARY_LEAD);
    g_assert_true(summary_method_parse("lexrank", &method, NULL));
    g_assert_cmpint(method, ==, SUMMARY_LEXRANK);
    g_assert_true(summary_method_parse("default", &method, NULL));
    g_assert_cmpint(method, ==, SUMMARY_POSITION_CENTRALITY);
    g_assert_false(summary_method_parse("Lead", &method, &error));
    g_assert_error(error, PROGRAM_USAGE_ERROR, PROGRAM_USAGE_ERROR_FAILED);
}

/* ---- by hand */

/* "0 2 5": the indices of what is chosen. */
static char *
chosen(SummaryScratch *scratch, const Draft *draft, SummaryMethod method, const char *setting)
{
    g_autoptr(GString) line = g_string_new(NULL);
    SummaryLength length;
    const SummaryChoice *choices;
    guint n;

    g_assert_true(summary_length_parse(setting, &length, NULL));
    choices = summary_choose(scratch, &draft->article, method, &length, &n);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(line, "%s%u", i > 0 ? " " : "", choices[i].sentence);
    return g_string_free(g_steal_pointer(&line), FALSE);
}

/* Seven sentences, five of them candidates; words 3 2 4 1 5, characters 5 3 7 1 9. */
static const char rules[] = "a b c\n- x x x x x x\nd e\nf g h i\n- y\nj\nk l m n o";

/* One subject and two strangers; 0 and 4 are the same, 2 says most of 0. */
static const char flock[] =
    "dog flock hill sheep wolf\nbank interest rate\nhill flock sheep wolf night\n"
    "chess opening queen\ndog flock hill sheep wolf\nsheep wolf";

static void
test_rules(void)
{
    static const struct {
        const char *text, *length, *expected;
        SummaryMethod method;
    } cases[] = {
        {rules, "1", "0", SUMMARY_LEAD},
        {rules, "3", "0 2 3", SUMMARY_LEAD},
        {rules, "5", "0 2 3 5 6", SUMMARY_LEAD},
        {rules, "6", "0 2 3 5 6", SUMMARY_LEAD},
        {rules, "all", "0 1 2 3 4 5 6", SUMMARY_LEAD},
        {rules, "1%", "0", SUMMARY_LEAD},
        {rules, "20%", "0", SUMMARY_LEAD},
        {rules, "21%", "0 2", SUMMARY_LEAD},
        {rules, "40%", "0 2", SUMMARY_LEAD},
        {rules, "100%", "0 2 3 5 6", SUMMARY_LEAD},
        {rules, "1w", "0", SUMMARY_LEAD}, /* the first in any case */
        {rules, "4w", "0", SUMMARY_LEAD}, /* 1 word would fit, but comes after one that does not */
        {rules, "5w", "0 2", SUMMARY_LEAD},
        {rules, "9w", "0 2 3", SUMMARY_LEAD},
        {rules, "14w", "0 2 3 5", SUMMARY_LEAD},
        {rules, "15w", "0 2 3 5 6", SUMMARY_LEAD},
        {rules, "7c", "0", SUMMARY_LEAD},
        {rules, "8c", "0 2", SUMMARY_LEAD},
        {rules, "25c", "0 2 3 5 6", SUMMARY_LEAD},
        {flock, "1", "0", SUMMARY_LEXRANK}, /* ties with 4 and goes first */
        {flock, "5", "0 1 2 3 5", SUMMARY_LEXRANK},
        {flock, "6", "0 1 2 3 4 5", SUMMARY_LEXRANK},
        {flock, "5", "0 1 2 3 5", SUMMARY_POSITION_CENTRALITY},
        {flock, "6", "0 1 2 3 4 5", SUMMARY_POSITION_CENTRALITY},
        {flock, "5", "0 1 2 3 4", SUMMARY_LEAD},      /* the lead is what it is */
        {".", "3", "0", SUMMARY_POSITION_CENTRALITY}, /* one sentence without a word */
        {"a", "3", "0", SUMMARY_POSITION_CENTRALITY},
        {"a", "3", "0", SUMMARY_LEXRANK},
        {"a", "50%", "0", SUMMARY_LEAD},
        {"- a\n- b", "3", "", SUMMARY_POSITION_CENTRALITY},
        {"- a\n- b", "3", "", SUMMARY_LEXRANK},
        {"- a\n- b", "60w", "", SUMMARY_LEAD},
        {"- a\n- b", "all", "0 1", SUMMARY_POSITION_CENTRALITY},
        {"a b\na b\na b", "2", "0 1", SUMMARY_POSITION_CENTRALITY}, /* nothing but repeats */
    };
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Draft) draft = draft_text(cases[i].text);
        g_autofree char *line = chosen(scratch, draft, cases[i].method, cases[i].length);

        g_test_message("case %u: %s", i, cases[i].length);
        g_assert_cmpstr(line, ==, cases[i].expected);
    }
}

static void
test_nothing(void)
{
    static const char *const lengths[] = {"3", "20%", "60w", "400c", "all"};
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();
    g_autoptr(Draft) draft = draft_new();

    for (guint i = 0; i < G_N_ELEMENTS(lengths); i++)
        for (SummaryMethod method = 0; method <= SUMMARY_LEAD; method++) {
            g_autofree char *line = chosen(scratch, draft, method, lengths[i]);

            g_assert_cmpstr(line, ==, "");
        }
    summary_scratch_free(NULL);
}

static void
test_never_leaves_no_trace(void)
{
    static const SummaryLength all = {SUMMARY_ALL, 0};
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();
    g_autoptr(Draft) with = draft_text("- a a q\na b\nb c\n- b b b\nc a d"),
                     without = draft_text("a b\nb c\nc a d");
    static const guint place[] = {1, 2, 4};

    for (SummaryMethod method = 0; method <= SUMMARY_LEAD; method++) {
        guint n;
        const SummaryChoice *choices = summary_choose(scratch, &without->article, method, &all, &n);
        g_autofree SummaryChoice *expected = g_new(SummaryChoice, 3);

        memcpy(expected, choices, 3 * sizeof *expected);
        choices = summary_choose(scratch, &with->article, method, &all, &n);
        g_assert_cmpuint(n, ==, 5);
        g_assert_cmpint(choices[0].score, ==, 0);
        g_assert_cmpint(choices[3].score, ==, 0);
        for (guint i = 0; i < 3; i++) {
            g_assert_cmpint(expected[i].score, !=, 0);
            g_assert_cmpint(choices[place[i]].score, ==, expected[i].score);
        }
    }
}

static void
test_lead_scores(void)
{
    static const SummaryLength length = {SUMMARY_SENTENCES, 3};
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();
    g_autoptr(Draft) draft = draft_text(rules);
    guint n;
    const SummaryChoice *choices =
        summary_choose(scratch, &draft->article, SUMMARY_LEAD, &length, &n);

    g_assert_cmpuint(n, ==, 3);
    g_assert_cmpint(choices[0].score, ==, 1000000);
    g_assert_cmpint(choices[1].score, ==, 500000);
    g_assert_cmpint(choices[2].score, ==, 333333);
}

/* ---- large and strange */

static void
test_large(void)
{
    static const char *const lengths[] = {"3", "50%", "2000w", "10000"};
    static const guint expected[] = {3, 5000, 200, 10000};
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();
    g_autoptr(Draft) draft = draft_new();

    for (guint i = 0; i < 10000; i++) {
        SummarySentence *sentence = draft_begin(draft);

        for (guint k = 0; k < 10; k++)
            draft_word(draft, sentence, (guint32)g_test_rand_int_range(0, 1 + 300 * (gint)k));
    }
    for (SummaryMethod method = 0; method <= SUMMARY_LEAD; method++)
        for (guint l = 0; l < G_N_ELEMENTS(lengths); l++) {
            SummaryLength length;
            const SummaryChoice *choices;
            guint n;

            g_assert_true(summary_length_parse(lengths[l], &length, NULL));
            choices = summary_choose(scratch, &draft->article, method, &length, &n);
            g_assert_cmpuint(n, ==, expected[l]);
            for (guint i = 1; i < n; i++)
                g_assert_cmpuint(choices[i].sentence, >, choices[i - 1].sentence);
        }
}

/* Beyond those that are compared, a repeat is known by its words. */
static void
test_many_repeats(void)
{
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();
    g_autoptr(Draft) draft = draft_new();
    SummaryLength length = {SUMMARY_SENTENCES, 200};
    const SummaryChoice *choices;
    gboolean seen[200] = {0};
    guint n;

    for (guint i = 0; i < 2000; i++) {
        SummarySentence *sentence = draft_begin(draft);

        for (guint k = 0; k < 5; k++)
            draft_word(draft, sentence, i % 200 * 3 + k);
    }
    choices = summary_choose(scratch, &draft->article, SUMMARY_POSITION_CENTRALITY, &length, &n);
    g_assert_cmpuint(n, ==, 200);
    for (guint i = 0; i < n; i++) {
        g_assert_false(seen[choices[i].sentence % 200]);
        seen[choices[i].sentence % 200] = TRUE;
    }
}

static void
test_long_sentence(void)
{
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();
    g_autoptr(Draft) draft = draft_text("a b c\nd e f");
    SummarySentence *sentence = draft_begin(draft);

    for (guint32 k = 0; k < 100000; k++)
        draft_word(draft, sentence, k);
    draft_sentence(draft, "a b d");
    for (SummaryMethod method = 0; method <= SUMMARY_LEAD; method++) {
        g_autofree char *two = chosen(scratch, draft, method, "2"),
                        *four = chosen(scratch, draft, method, "4");

        g_assert_cmpuint(strlen(two), ==, 3);
        g_assert_cmpstr(four, ==, "0 1 2 3");
    }
}

/* What was summarized before leaves nothing behind. */
static void
test_scratch(void)
{
    g_autoptr(SummaryScratch) used = summary_scratch_new();
    static const SummaryLength all = {SUMMARY_ALL, 0};

    for (guint round = 0; round < N_RANDOM; round++) {
        g_autoptr(SummaryScratch) fresh = summary_scratch_new();
        g_autoptr(Draft) draft = draft_random(up_to(round % 10 == 0 ? 90 : 10), 10, 30);
        SummaryMethod method = round % 3;
        guint n_used, n_fresh;
        const SummaryChoice *a, *b;

        a = summary_choose(used, &draft->article, method, &all, &n_used);
        b = summary_choose(fresh, &draft->article, method, &all, &n_fresh);
        g_assert_cmpuint(n_used, ==, n_fresh);
        for (guint i = 0; i < n_used; i++) {
            g_assert_cmpuint(a[i].sentence, ==, b[i].sentence);
            g_assert_cmpint(a[i].score, ==, b[i].score);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL); /* prints the seed; --seed repeats it */
    g_test_add_func("/summary/length", test_length);
    g_test_add_func("/summary/method", test_method);
    g_test_add_func("/summary/rules", test_rules);
    g_test_add_func("/summary/nothing", test_nothing);
    g_test_add_func("/summary/never-leaves-no-trace", test_never_leaves_no_trace);
    g_test_add_func("/summary/lead-scores", test_lead_scores);
    g_test_add_func("/summary/large", test_large);
    g_test_add_func("/summary/many-repeats", test_many_repeats);
    g_test_add_func("/summary/long-sentence", test_long_sentence);
    g_test_add_func("/summary/scratch", test_scratch);
    return g_test_run();
}
