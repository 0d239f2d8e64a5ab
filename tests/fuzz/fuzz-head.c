/*
 * What stands before the first sentence, scanner by scanner: dates, datelines, bylines, header
 * blocks, names of languages. Input: text.
 */
#include "byline.h"
#include "dateline.h"
#include "dates.h"
#include "fuzz.h"
#include "head.h"
#include "header_block.h"
#include "language_names.h"

static void
check_date(NewsDate date)
{
    char printed[DATES_PRINT_NBYTES];
    NewsDate again = {0};

    if (date.year == 0 && date.month == 0 && date.day == 0)
        return;
    g_assert_true(dates_is_possible(date));
    dates_print(date, printed);
    if (dates_precision(date) == DATE_NONE)
        return;
    g_assert_true(dates_parse(printed, strlen(printed), (NewsDate){0}, &again));
    g_assert_cmpuint(again.year, ==, date.year);
    g_assert_cmpuint(again.month, ==, date.month);
    g_assert_cmpuint(again.day, ==, date.day);
}

static void
check_dates(const char *text, gsize n)
{
    const NewsDate near_date = {2000, 2, 29};
    NewsDate date = {0};
    gsize length = dates_scan(text, n, &date);

    g_assert_cmpuint(length, <=, n);
    g_assert_true(fuzz_is_boundary(text, n, length));
    if (length > 0) {
        check_date(date);
        check_date(dates_complete(date, near_date));
    }
    if (dates_parse(text, n, near_date, &date))
        check_date(date);
}

static void
check_stretch(const char *text, gsize n, Stretch stretch)
{
    if (!stretch.start)
        return;
    g_assert_true(stretch.start >= text && stretch.start <= text + n);
    g_assert_cmpuint(stretch.nbytes, <=, n - (gsize)(stretch.start - text));
    g_assert_true(fuzz_is_boundary(text, n, stretch.start - text));
    g_assert_true(fuzz_is_boundary(text, n, stretch.start - text + stretch.nbytes));
}

static void
check_lines(const char *text, gsize n)
{
    Dateline dateline;
    Byline byline;

    if (dateline_scan(text, n, &dateline)) {
        g_assert_cmpuint(dateline.nbytes, >, 0);
        g_assert_cmpuint(dateline.nbytes, <=, n);
        check_stretch(text, n, dateline.place);
        check_stretch(text, n, dateline.source);
        check_date(dateline.date);
    }
    if (byline_scan(text, n, &byline)) {
        g_assert_cmpuint(byline.nbytes, >, 0);
        g_assert_cmpuint(byline.nbytes, <=, n);
        check_stretch(text, n, byline.author);
        check_date(byline.date);
    }
}

static void
check_fields(const char *text, gsize n)
{
    g_autoptr(GArray) fields = g_array_new(FALSE, FALSE, sizeof(HeaderField));
    gsize length = header_block_read(text, n, fields);
    guint32 done = 0;

    g_assert_cmpuint(length, <=, n);
    g_assert_cmpint(length > 0, ==, fields->len > 0);
    for (guint i = 0; i < fields->len; i++) {
        const HeaderField *field = &g_array_index(fields, HeaderField, i);

        g_assert_cmpuint(field->key_start, >=, done);
        g_assert_cmpuint(field->key_end, >, field->key_start);
        g_assert_cmpuint(field->value_start, >=, field->key_end);
        g_assert_cmpuint(field->value_end, >=, field->value_start);
        g_assert_cmpuint(field->value_end, <=, length);
        done = field->value_end;
    }
}

/* What is read is text, and title only is no text. */
static void
check_head(const char *text, gsize n)
{
    g_auto(ArticleHead) head;
    const HeadContext context = {0};

    head_init(&head);
    head_read(text, n, &context, &head);
    check_date(head.metadata.date);
    for (guint i = 0; i < METADATA_NCOLUMNS; i++) {
        const char *value = head.metadata.columns[i];

        if (value)
            g_assert_true(*value && g_utf8_validate(value, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    const FuzzBytes input = {data, data + nbytes};
    gsize n;
    g_autofree char *text = fuzz_copy_clean(&input, 0, &n);
    gsize white = line_count_white(text, n);
    const char *code = languages_code(text, n);

    g_assert_cmpuint(white, <=, n);
    if (code)
        g_assert_true(strlen(code) == 2 || strlen(code) == 3);
    check_fields(text, n);
    check_head(text, n);
    check_dates(text + white, n - white);
    check_lines(text + white, n - white);
    return 0;
}
