/*
 * What paths tell, by default and by a template. Input: the template, a line feed, the path.
 */
#include "dates.h"
#include "fuzz.h"
#include "path_metadata.h"

static void
check_text(const char *text)
{
    g_assert_cmpuint(*text, !=, '\0');
    g_assert_true(g_utf8_validate(text, -1, NULL));
}

static void
check_metadata(const Metadata *metadata)
{
    const NewsDate date = metadata->date;

    if (date.year || date.month || date.day)
        g_assert_true(dates_is_possible(date));
    for (guint i = 0; i < METADATA_NCOLUMNS; i++)
        if (metadata->columns[i])
            check_text(metadata->columns[i]);
    for (guint i = 0; i < metadata->others->len; i++) {
        const MetadataPair *pair = &g_array_index(metadata->others, MetadataPair, i);

        check_text(pair->key);
        check_text(pair->value);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    FuzzBytes input = {data, data + nbytes}, first = fuzz_take_until(&input, '\n');
    g_autofree char *text = fuzz_copy_string(&first), *path = fuzz_copy_string(&input);
    g_autoptr(GError) error = NULL;
    g_autoptr(PathTemplate) template = path_template_new(text, &error);
    g_auto(Metadata) by_template, by_default;
    NewsDate date;

    metadata_init(&by_template);
    metadata_init(&by_default);
    g_assert_cmpint(template == NULL, ==, error != NULL);
    if (error)
        g_assert_true(g_utf8_validate(error->message, -1, NULL) ||
                      !g_utf8_validate(text, -1, NULL));
    if (template && path_template_read(template, path, &by_template))
        check_metadata(&by_template);
    else
        g_assert_cmpuint(by_template.others->len, ==, 0);
    path_metadata_read(path, &by_default);
    check_metadata(&by_default);
    if (dates_find_in_name(path, strlen(path), &date))
        g_assert_true(dates_is_possible(date));
    return 0;
}
