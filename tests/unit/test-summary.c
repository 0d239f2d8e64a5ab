/* Summaries: what is chosen, and the fast ways against the definitions. */
#include "summary.h"

#include <math.h>
#include <string.h>

#include "program/program.h"
#include "summary_features.h"
#include "summary_lexrank.h"
#include "summary_vectors.h"

/* ---- articles */

/* An article under construction. */
typedef struct {
    GArray *sentences, *stems;
    SummaryArticle article;
} Draft;

static Draft *
draft_new(void)
{
    Draft *draft = g_new0(Draft, 1);

    draft->sentences = g_array_new(FALSE, TRUE, sizeof(SummarySentence));
    draft->stems = g_array_new(FALSE, TRUE, sizeof(guint32));
    return draft;
}

static void
draft_free(Draft *draft)
{
    g_array_unref(draft->sentences);
    g_array_unref(draft->stems);
    g_free(draft);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)

static SummarySentence *
draft_begin(Draft *draft)
{
    guint n = draft->sentences->len;

    g_array_set_size(draft->sentences, n + 1);
    draft->article.sentences = &g_array_index(draft->sentences, SummarySentence, 0);
    draft->article.n_sentences = n + 1;
    g_array_index(draft->sentences, SummarySentence, n).first = draft->stems->len;
    return &g_array_index(draft->sentences, SummarySentence, n);
}

static void
draft_word(Draft *draft, SummarySentence *sentence, guint32 stem)
{
    g_array_append_val(draft->stems, stem);
    draft->article.stems = &g_array_index(draft->stems, guint32, 0);
    sentence->n_stems++;
    sentence->n_words++;
}

/*
 * "sheep graze . hills": a full stop is a stop word, a number counts as one too, a first word "-"
 * makes it a sentence that is never chosen.
 */
static void
draft_sentence(Draft *draft, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    SummarySentence *sentence = draft_begin(draft);

    sentence->n_chars = (guint32)strlen(text);
    sentence->has_quote = strchr(text, '"') != NULL;
    sentence->has_paren = strchr(text, '(') != NULL;
    for (char **word = words; *word; word++) {
        if (strcmp(*word, "-") == 0)
            sentence->never = TRUE;
        else if (strcmp(*word, ".") == 0)
            sentence->n_words++;
        else if (**word != '\0')
            draft_word(draft, sentence, g_str_hash(*word));
        sentence->n_numbers += g_ascii_isdigit(**word);
    }
}

static Draft *
draft_text(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Draft *draft = draft_new();

    for (char **line = lines; *line; line++)
        draft_sentence(draft, *line);
    return draft;
}

/* Few stems, so that sentences have much in common; some are empty, repeated or never chosen. */
static Draft *
draft_random(guint n, guint max_words, guint n_stems)
{
    Draft *draft = draft_new();

    for (guint i = 0; i < n; i++) {
        SummarySentence *sentence = draft_begin(draft);
        guint n_words = (guint)g_test_rand_int_range(0, (gint)max_words + 1);
        const SummarySentence *copied = sentence - g_test_rand_int_range(0, (gint)i + 1);
        gboolean copies = g_test_rand_int_range(0, 8) == 0;

        for (guint k = 0; k < (copies ? copied->n_stems : n_words); k++)
            draft_word(draft, sentence,
                       copies ? g_array_index(draft->stems, guint32, copied->first + k)
                              : (guint32)g_test_rand_int_range(0, (gint)n_stems) * 0x10001u);
        sentence->n_words += (guint)g_test_rand_int_range(0, 9);
        sentence->n_chars = 6 * sentence->n_words;
        sentence->n_numbers = (guint16)g_test_rand_int_range(0, 7);
        sentence->has_quote = g_test_rand_bit();
        sentence->has_paren = g_test_rand_bit();
        sentence->never = g_test_rand_int_range(0, 6) == 0;
    }
    return draft;
}

static guint
up_to(guint max)
{
    return (guint)g_test_rand_int_range(0, (gint)max + 1);
}

/* ---- the definitions, written down without a thought for speed */

typedef struct {
    guint n, n_stems;
    const SummarySentence **sentence; /* [n] candidates */
    guint *index;
    guint32 *stem;  /* [n_stems] in order of first appearance */
    double *tf;     /* [n][n_stems] */
    double *vector; /* [n][n_stems] tf·idf, not of unit length */
    double *count;  /* [n_stems] */
    double *whole;  /* [n_stems] */
    double n_content;
} Slow;

static void
slow_free(Slow *slow)
{
    g_free(slow->sentence);
    g_free(slow->index);
    g_free(slow->stem);
    g_free(slow->tf);
    g_free(slow->vector);
    g_free(slow->count);
    g_free(slow->whole);
    g_free(slow);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Slow, slow_free)

static guint
slow_stem(Slow *slow, guint32 stem)
{
    guint s = 0;

    while (s < slow->n_stems && slow->stem[s] != stem)
        s++;
    slow->stem[s] = stem;
    slow->n_stems = MAX(slow->n_stems, s + 1);
    return s;
}

static Slow *
slow_new(const Draft *draft)
{
    const SummaryArticle *article = &draft->article;
    Slow *slow = g_new0(Slow, 1);
    guint max = draft->stems->len + 1;

    slow->sentence = g_new0(const SummarySentence *, article->n_sentences + 1);
    slow->index = g_new0(guint, article->n_sentences + 1);
    slow->stem = g_new0(guint32, max);
    slow->count = g_new0(double, max);
    slow->whole = g_new0(double, max);
    for (guint i = 0; i < article->n_sentences; i++) {
        if (article->sentences[i].never)
            continue;
        slow->sentence[slow->n] = &article->sentences[i];
        slow->index[slow->n++] = i;
        for (guint k = 0; k < article->sentences[i].n_stems; k++)
            slow->count[slow_stem(slow, article->stems[article->sentences[i].first + k])]++;
        slow->n_content += article->sentences[i].n_stems;
    }
    slow->tf = g_new0(double, (gsize)(slow->n + 1) * max);
    slow->vector = g_new0(double, (gsize)(slow->n + 1) * max);
    for (guint i = 0; i < slow->n; i++)
        for (guint k = 0; k < slow->sentence[i]->n_stems; k++)
            slow->tf[i * slow->n_stems +
                     slow_stem(slow, article->stems[slow->sentence[i]->first + k])]++;
    for (guint s = 0; s < slow->n_stems; s++) {
        double df = 0, idf;

        for (guint i = 0; i < slow->n; i++)
            df += slow->tf[i * slow->n_stems + s] > 0;
        idf = log((slow->n + 1) / (df + 0.5));
        slow->whole[s] = slow->count[s] * idf;
        for (guint i = 0; i < slow->n; i++)
            slow->vector[i * slow->n_stems + s] = slow->tf[i * slow->n_stems + s] * idf;
    }
    return slow;
}

static double
slow_cosine(const double *a, const double *b, guint n)
{
    double ab = 0, aa = 0, bb = 0;

    for (guint k = 0; k < n; k++) {
        ab += a[k] * b[k];
        aa += a[k] * a[k];
        bb += b[k] * b[k];
    }
    return aa > 0 && bb > 0 ? ab / sqrt(aa) / sqrt(bb) : 0;
}

static double
slow_likeness(const Slow *slow, guint i, guint j)
{
    return slow_cosine(slow->vector + (gsize)i * slow->n_stems,
                       slow->vector + (gsize)j * slow->n_stems, slow->n_stems);
}

static void
slow_features(const Slow *slow, guint i, double *f)
{
    const SummarySentence *sentence = slow->sentence[i];
    const double *tf = slow->tf + (gsize)i * slow->n_stems;
    double place = 1.0 / (i + 1), n_distinct = 0, n_others = MAX(slow->n - 1.0, 1);

    memset(f, 0, sizeof(SummaryFeatures));
    for (guint s = 0; s < slow->n_stems; s++) {
        if (tf[s] <= 0)
            continue;
        n_distinct++;
        f[SUMMARY_COVERAGE] += slow->count[s] / slow->n_content;
        f[SUMMARY_FREQUENCY] += 100 * slow->count[s] / slow->n_content;
    }
    f[SUMMARY_FREQUENCY] /= MAX(n_distinct, 1);
    for (guint j = 0; j < slow->n; j++)
        if (j != i)
            f[j < i ? SUMMARY_BACKWARD : SUMMARY_FORWARD] += slow_likeness(slow, i, j) / n_others;
    f[SUMMARY_CENTRE_PLACE] =
        place * slow_cosine(slow->vector + (gsize)i * slow->n_stems, slow->whole, slow->n_stems);
    f[SUMMARY_PLACE] = place;
    f[SUMMARY_FIRST] = i == 0;
    f[SUMMARY_LENGTH_LOG] = sentence->n_words > 0 ? log(sentence->n_words) : 0;
    f[SUMMARY_LENGTH_OFF] = pow(f[SUMMARY_LENGTH_LOG] - 3, 2);
    f[SUMMARY_QUOTE] = sentence->has_quote;
    f[SUMMARY_NUMBERS] = sentence->n_numbers > 4 ? 1 : 0.25 * sentence->n_numbers;
    f[SUMMARY_PAREN] = sentence->has_paren;
}

static void
slow_lexrank(const Slow *slow, double *rank)
{
    guint n = slow->n;
    g_autofree double *degree = g_new0(double, n + 1), *next = g_new0(double, n + 1);
    g_autofree gboolean *joined = g_new0(gboolean, (gsize)n * n + 1);

    for (guint i = 0; i < n; i++) {
        rank[i] = 1.0 / n;
        for (guint j = 0; j < n; j++) {
            joined[i * n + j] = i != j && MAX(i, j) - MIN(i, j) <= SUMMARY_WINDOW &&
                                slow_likeness(slow, i, j) > 0.1;
            degree[i] += joined[i * n + j];
        }
    }
    for (guint round = 0; round < 15; round++) {
        for (guint i = 0; i < n; i++) {
            next[i] = 0.15 / n;
            for (guint j = 0; j < n; j++)
                next[i] +=
                    0.85 * rank[j] * (degree[j] > 0 ? joined[i * n + j] / degree[j] : 1.0 / n);
        }
        memcpy(rank, next, n * sizeof *rank);
    }
    for (guint i = 0; i < n; i++)
        rank[i] *= n;
}

/* The candidates chosen, as a mask, by looking at everything again for each choice. */
static void
slow_pick(const Slow *slow, const gint64 *score, const gboolean *repeat, double redundancy,
          const SummaryLength *length, gboolean *taken)
{
    guint64 used = 0, limit = length->value;
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(guint));

    if (length->unit == SUMMARY_PERCENT)
        limit = (guint64)ceil(slow->n * (length->value / 100.0) - 1e-9);
    while (chosen->len < slow->n) {
        guint best = G_MAXUINT;
        gint64 best_worth = 0;
        guint64 size;

        for (guint i = 0; i < slow->n; i++) {
            double likest = 0;
            gint64 worth;

            if (taken[i])
                continue;
            for (guint k = 0; k < MIN(chosen->len, SUMMARY_COMPARED); k++)
                likest = MAX(likest, slow_likeness(slow, i, g_array_index(chosen, guint, k)));
            worth = score[i] - llround(redundancy * likest * SUMMARY_SCALE);
            if (redundancy > 0 && repeat[i])
                worth -= (gint64)1 << 50;
            if (best == G_MAXUINT || worth > best_worth) {
                best = i;
                best_worth = worth;
            }
        }
        size = length->unit == SUMMARY_WORDS   ? slow->sentence[best]->n_words
               : length->unit == SUMMARY_CHARS ? slow->sentence[best]->n_chars
                                               : 1;
        if (chosen->len > 0 && (used >= limit || used + size > limit))
            break;
        used += size;
        taken[best] = TRUE;
        g_array_append_val(chosen, best);
    }
    g_array_unref(chosen);
}

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

/* ---- against the definitions */

enum { N_RANDOM = 200 };

static void
test_features(void)
{
    SummaryVectors vectors = {0};

    for (guint round = 0; round < N_RANDOM; round++) {
        g_autoptr(Draft) draft = draft_random(up_to(30), 12, round % 2 ? 12 : 60);
        g_autoptr(Slow) slow = slow_new(draft);
        g_autofree SummaryFeatures *fast = g_new0(SummaryFeatures, slow->n + 1);

        summary_vectors_build(&vectors, &draft->article);
        g_assert_cmpuint(vectors.n, ==, slow->n);
        g_assert_cmpuint(vectors.n_stems, ==, slow->n_stems);
        summary_features(&vectors, &draft->article, fast);
        for (guint i = 0; i < slow->n; i++) {
            SummaryFeatures expected;

            slow_features(slow, i, expected);
            for (guint f = 0; f < SUMMARY_N_FEATURES; f++)
                g_assert_cmpfloat_with_epsilon(fast[i][f], expected[f], 1e-9);
        }
        for (guint s = 0; s < vectors.n_stems; s++)
            g_assert_cmpfloat(vectors.sum[s], ==, 0);
    }
    summary_vectors_clear(&vectors);
}

static void
test_lexrank(void)
{
    SummaryVectors vectors = {0};
    SummaryGraph graph = {0};

    for (guint round = 0; round < N_RANDOM; round++) {
        g_autoptr(Draft) draft =
            draft_random(round == 0 ? SUMMARY_WINDOW * 3 / 2 : up_to(30), 6, 12 << round % 5);
        g_autoptr(Slow) slow = slow_new(draft);
        g_autofree double *expected = g_new0(double, slow->n + 1);

        summary_vectors_build(&vectors, &draft->article);
        summary_lexrank(&graph, &vectors);
        slow_lexrank(slow, expected);
        for (guint i = 0; i < slow->n; i++)
            g_assert_cmpfloat_with_epsilon(graph.rank[i], expected[i], 1e-9);
    }
    summary_graph_clear(&graph);
    summary_vectors_clear(&vectors);
}

static void
find_repeats(const Draft *draft, const Slow *slow, gboolean *repeat)
{
    for (guint i = 0; i < slow->n; i++)
        for (guint j = 0; j < i && !repeat[i]; j++) {
            const SummarySentence *a = slow->sentence[i], *b = slow->sentence[j];

            repeat[i] = a->n_stems > 0 && a->n_stems == b->n_stems &&
                        memcmp(draft->article.stems + a->first, draft->article.stems + b->first,
                               a->n_stems * sizeof(guint32)) == 0;
        }
}

static void
check_choice(SummaryScratch *scratch, const Draft *draft, SummaryMethod method, double redundancy,
             const SummaryLength *length)
{
    static const SummaryLength all = {SUMMARY_ALL, 0};
    g_autoptr(Slow) slow = slow_new(draft);
    g_autofree gint64 *score = g_new0(gint64, slow->n + 1);
    g_autofree gboolean *taken = g_new0(gboolean, slow->n + 1),
                        *repeat = g_new0(gboolean, slow->n + 1);
    const SummaryChoice *choices;
    guint n, k = 0;

    choices = summary_choose(scratch, &draft->article, method, &all, &n);
    g_assert_cmpuint(n, ==, draft->article.n_sentences);
    for (guint i = 0; i < slow->n; i++)
        score[i] = choices[slow->index[i]].score;
    find_repeats(draft, slow, repeat);
    slow_pick(slow, score, repeat, redundancy, length, taken);
    choices = summary_choose(scratch, &draft->article, method, length, &n);
    for (guint i = 0; i < slow->n; i++) {
        if (!taken[i])
            continue;
        g_assert_cmpuint(k, <, n);
        g_assert_cmpuint(choices[k].sentence, ==, slow->index[i]);
        g_assert_cmpint(choices[k++].score, ==, score[i]);
    }
    g_assert_cmpuint(k, ==, n);
}

static void
test_choice(void)
{
    static const SummaryLength lengths[] = {{SUMMARY_SENTENCES, 1},  {SUMMARY_SENTENCES, 3},
                                            {SUMMARY_SENTENCES, 75}, {SUMMARY_PERCENT, 1},
                                            {SUMMARY_PERCENT, 35},   {SUMMARY_PERCENT, 100},
                                            {SUMMARY_WORDS, 40},     {SUMMARY_CHARS, 200}};
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();

    for (guint round = 0; round < N_RANDOM; round++) {
        g_autoptr(Draft) draft = draft_random(round % 10 == 0 ? 120 : up_to(20), 8, 40);
        const SummaryLength *length = &lengths[round % G_N_ELEMENTS(lengths)];

        check_choice(scratch, draft, SUMMARY_POSITION_CENTRALITY, summary_redundancy, length);
        check_choice(scratch, draft, SUMMARY_LEXRANK, summary_lexrank_redundancy, length);
        check_choice(scratch, draft, SUMMARY_LEAD, 0, length);
    }
}

static void
test_scores(void)
{
    static const SummaryLength all = {SUMMARY_ALL, 0};
    g_autoptr(SummaryScratch) scratch = summary_scratch_new();

    for (guint round = 0; round < N_RANDOM; round++) {
        g_autoptr(Draft) draft = draft_random(up_to(20), 8, 14);
        g_autoptr(Slow) slow = slow_new(draft);
        g_autofree double *rank = g_new0(double, slow->n + 1);
        const SummaryChoice *choices;
        guint n;

        choices = summary_choose(scratch, &draft->article, SUMMARY_LEXRANK, &all, &n);
        slow_lexrank(slow, rank);
        for (guint i = 0; i < slow->n; i++)
            g_assert_cmpint(ABS(choices[slow->index[i]].score - llround(1e6 * rank[i])), <=, 1);
        choices = summary_choose(scratch, &draft->article, SUMMARY_POSITION_CENTRALITY, &all, &n);
        for (guint i = 0; i < slow->n; i++) {
            SummaryFeatures features;
            double score = 0;

            slow_features(slow, i, features);
            for (guint f = 0; f < SUMMARY_N_FEATURES; f++)
                score += summary_weights[f] * features[f];
            g_assert_cmpint(ABS(choices[slow->index[i]].score - llround(1e6 * score)), <=, 1);
        }
    }
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
        draft_word(draft, sentence, k * k);
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
    g_test_add_func("/summary/features", test_features);
    g_test_add_func("/summary/lexrank", test_lexrank);
    g_test_add_func("/summary/choice", test_choice);
    g_test_add_func("/summary/scores", test_scores);
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
