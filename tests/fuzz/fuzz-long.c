/*
 * Hostile repetition: no text costs more than time in proportion to its length. Input: a byte for
 * the language, then a beginning, what is repeated and an end, with FF between. An input of a few
 * bytes so becomes a text of many: who goes back over it once for every repetition is found out.
 */
#include <time.h>

#include "cutter.h"
#include "fuzz.h"
#include "head.h"
#include "keys.h"
#include "stemmers.h"
#include "words.h"

enum {
    TEXT_NBYTES = 1 << 16,
    /* A thousandth of it for what is linear, sanitizers and a busy machine allowed for. */
    MAX_SECONDS = 2,
};

static double
seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

static void
append(GString *text, FuzzBytes piece)
{
    g_string_append_len(text, (const char *)piece.p, fuzz_left(&piece));
}

static GString *
long_text(FuzzBytes input)
{
    FuzzBytes begin = fuzz_take_until(&input, 0xff), unit = fuzz_take_until(&input, 0xff);
    g_autoptr(GString) raw = g_string_new(NULL);
    GString *text = g_string_new(NULL);

    append(raw, begin);
    for (guint i = 0; fuzz_left(&unit) > 0 && raw->len < TEXT_NBYTES; i++)
        append(raw, unit);
    append(raw, input);
    utf8_repair(raw->str, raw->len, text, NULL);
    g_string_append_len(text, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", FORM_SLACK_NBYTES);
    g_string_truncate(text, text->len - FORM_SLACK_NBYTES);
    return text;
}

static void
cut(const GString *text, const char *language)
{
    g_auto(ArticleHead) head;
    g_auto(Cutter) cutter;
    g_autoptr(ParagraphCutter) paragraphs = paragraph_cutter_new();
    const HeadContext context = {0};
    CutArticle result;

    head_init(&head);
    cutter_init(&cutter);
    head_read(text->str, text->len, &context, &head);
    paragraphs_cut(paragraphs, text->str, head.body_start, text->len, head.is_message, head.parts);
    cutter_cut(&cutter, text->str, text->len, (const Paragraph *)(void *)head.parts->data,
               head.parts->len, 0, words_habits(language), sentences_rules(language), &result);
}

/* Of forms: a longer word is several of them. */
static void
make_keys(const GString *text, const char *language)
{
    g_autoptr(GString) key = g_string_new(NULL);
    g_autoptr(Stemmers) stemmers = stemmers_new();

    for (gsize at = 0; at < text->len; at += FORM_WORD_MAX_NBYTES) {
        gsize n = MIN(text->len - at, FORM_WORD_MAX_NBYTES), start, end, nbytes;

        if (key_and_label_of_form(text->str + at, n, TOKEN_WORD, language, key, &start, &end))
            stemmers_stem(stemmers, language, key->str, key->len, &nbytes);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes};
    const char *language = fuzz_language(&input);
    g_autoptr(GString) text = long_text(input);
    double begin = seconds();

    cut(text, language);
    g_assert_cmpfloat(seconds() - begin, <, MAX_SECONDS);
    begin = seconds();
    make_keys(text, language);
    g_assert_cmpfloat(seconds() - begin, <, MAX_SECONDS);
    return 0;
}
