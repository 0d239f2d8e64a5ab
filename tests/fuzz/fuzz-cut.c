/*
 * The text of an article cut into parts, words and sentences: the contracts of head.h,
 * paragraphs.h, words.h and sentences.h. Input: a byte for the language, the text.
 */
#include "fuzz.h"
#include "head.h"
#include "paragraphs.h"
#include "sentences.h"
#include "words.h"

/* Memory that is used again from input to input, as the program does. */
typedef struct {
    ArticleHead head;
    ParagraphCutter *paragraphs;
    GArray *parts;
    TokenList tokens, again;
    OffsetList starts, starts_again;
} Memory;

static Memory *
memory(void)
{
    static Memory it;

    if (!it.parts) {
        head_init(&it.head);
        it.paragraphs = paragraph_cutter_new();
        it.parts = g_array_new(FALSE, FALSE, sizeof(Paragraph));
    }
    return &it;
}

static void
check_tiling(const char *text, gsize nbytes, const GArray *parts)
{
    gsize done = 0;

    for (guint i = 0; i < parts->len; i++) {
        const Paragraph *part = &g_array_index(parts, Paragraph, i);

        g_assert_cmpuint(part->start, ==, done);
        g_assert_cmpuint(part->end, >, part->start);
        g_assert_cmpuint(part->kind, <, PARAGRAPH_N_KINDS);
        g_assert_true(fuzz_is_boundary(text, nbytes, part->end));
        done = part->end;
    }
    g_assert_cmpuint(done, ==, nbytes);
}

static void
check_tokens(const char *text, const Paragraph *part, const TokenList *list)
{
    guint32 done = part->start;

    for (guint i = 0; i < list->n; i++) {
        const Token *token = &list->tokens[i];

        g_assert_cmpuint(token->start, >=, done);
        g_assert_cmpuint(token->end, >, token->start);
        g_assert_cmpuint(token->end, <=, part->end);
        g_assert_true(fuzz_is_boundary(text, part->end, token->start));
        g_assert_true(fuzz_is_boundary(text, part->end, token->end));
        g_assert_cmpuint(token->type, >, TOKEN_SEPARATOR);
        g_assert_cmpuint(token->type, <, TOKEN_N_TYPES);
        g_assert_cmpuint(token->flags & (TOKEN_UPPER | TOKEN_LOWER), !=, TOKEN_UPPER | TOKEN_LOWER);
        done = token->end;
    }
}

static void
check_starts(const char *text, const Paragraph *part, const TokenList *tokens,
             const OffsetList *starts)
{
    guint32 done = part->start;
    guint next = 0;

    for (guint i = 0; i <= starts->n; i++) {
        guint32 end = i < starts->n ? starts->offsets[i] : part->end;
        guint first = next;

        g_assert_cmpuint(end, >, done);
        g_assert_cmpint(end < part->end, ==, i < starts->n);
        g_assert_true(fuzz_is_boundary(text, part->end, end));
        while (next < tokens->n && tokens->tokens[next].start < end)
            g_assert_cmpuint(tokens->tokens[next++].end, <=, end);
        if (tokens->n > 0)
            g_assert_cmpuint(next, >, first);
        done = end;
    }
}

/* Nothing outside of the part is looked at: alone it is cut in the same way. */
static void
check_alone(const char *text, const Paragraph *part, WordsHabits habits, const SentenceRules *rules,
            Memory *m)
{
    guint32 nbytes = part->end - part->start;
    g_autofree char *alone = fuzz_copy(text + part->start, nbytes, 0);

    m->again.n = 0;
    words_cut(alone, 0, nbytes, habits, &m->again);
    g_assert_cmpuint(m->again.n, ==, m->tokens.n);
    for (guint i = 0; i < m->again.n; i++) {
        const Token *token = &m->tokens.tokens[i], *again = &m->again.tokens[i];

        g_assert_cmpuint(again->start, ==, token->start - part->start);
        g_assert_cmpuint(again->end, ==, token->end - part->start);
        g_assert_cmpuint(again->type, ==, token->type);
        g_assert_cmpuint(again->flags, ==, token->flags);
    }
    m->starts_again.n = 0;
    sentences_cut(rules, alone, 0, nbytes, m->again.tokens, m->again.n, &m->starts_again);
    g_assert_cmpuint(m->starts_again.n, ==, m->starts.n);
    for (guint i = 0; i < m->starts.n; i++)
        g_assert_cmpuint(m->starts_again.offsets[i], ==, m->starts.offsets[i] - part->start);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes};
    const char *language = fuzz_language(&input);
    const SentenceRules *rules = sentences_rules(language);
    const WordsHabits habits = words_habits(language);
    const HeadContext context = {.date = {1999, 12, 31}, .has_title = nbytes % 2};
    gsize n;
    g_autofree char *text = fuzz_copy_clean(&input, 0, &n);
    Memory *m = memory();

    head_read(text, n, &context, &m->head);
    g_assert_cmpuint(m->head.body_start, <=, n);
    g_array_set_size(m->parts, 0);
    g_array_append_vals(m->parts, m->head.parts->data, m->head.parts->len);
    paragraphs_cut(m->paragraphs, text, m->head.body_start, n, m->head.is_message, m->parts);
    check_tiling(text, n, m->parts);
    for (guint i = 0; i < m->parts->len; i++) {
        const Paragraph *part = &g_array_index(m->parts, Paragraph, i);

        m->tokens.n = m->starts.n = 0;
        words_cut(text, part->start, part->end, habits, &m->tokens);
        sentences_cut(rules, text, part->start, part->end, m->tokens.tokens, m->tokens.n,
                      &m->starts);
        check_tokens(text, part, &m->tokens);
        check_starts(text, part, &m->tokens, &m->starts);
        check_alone(text, part, habits, rules, m);
    }
    return 0;
}
