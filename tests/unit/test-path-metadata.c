/* Paths say what an article is; templates say how to read them. */
#include "path_metadata.h"

#include <string.h>

/* "section=a date=2025-05-16 slug=b" */
static char *
describe(const Metadata *metadata)
{
    static const char *const names[] = {"title",    "place",  "source", "section",
                                        "language", "author", "url"};
    GString *text = g_string_new(NULL);
    char date[DATES_PRINT_NBYTES];

    for (gsize i = 0; i < METADATA_NCOLUMNS; i++)
        if (metadata->columns[i] != NULL)
            g_string_append_printf(text, "%s=%s ", names[i], metadata->columns[i]);
    dates_print(metadata->date, date);
    if (*date != '\0')
        g_string_append_printf(text, "date=%s ", date);
    for (guint i = 0; i < metadata->others->len; i++) {
        const MetadataPair *pair = &g_array_index(metadata->others, MetadataPair, i);

        g_string_append_printf(text, "%s=%s ", pair->key, pair->value);
    }
    if (text->len > 0)
        g_string_truncate(text, text->len - 1);
    return g_string_free(text, FALSE);
}

static void
test_templates(void)
{
    static const struct {
        const char *template, *path;
        const char *is; /* NULL: does not fit */
    } cases[] = {
        {"{section}/{date}-{slug}", "money/1987-03-31-11234.txt",
         "section=money date=1987-03-31 slug=11234"},
        {"{section}/{date}-{slug}", "money/20250516-a-b.html.gz",
         "section=money date=2025-05-16 slug=a-b"},
        {"{section}/{date}-{slug}", "money/1987-31-31-11234.txt",
         "section=money date=1987 slug=31-31-11234"},
        {"{section}/{date}-{slug}", "money/today-11234.txt", NULL},
        {"{section}/{date}-{slug}", "a/money/1987-03-31-11234.txt", NULL},
        {"{section}/{date}-{slug}", "1987-03-31-11234.txt", NULL},
        {"{slug}-{date}", "foo-bar-2020-01-02.txt", "date=2020-01-02 slug=foo-bar"},
        {"{year}/{month}/{day}/{slug}", "2019/05/03/story.txt", "date=2019-05-03 slug=story"},
        {"{year}{month}{day}_{_}", "20190503_x", "date=2019-05-03"},
        {"{year}/{month}/{_}", "2019/5/x", "date=2019-05"},
        {"{source}/*/{slug}", "echo/a/b/c/d.txt", "source=echo slug=d"},
        {"*/{slug}", "a/b.txt", "slug=b"},
        {"{a}-{b}", "x-y-z", "a=x b=y-z"},
        {"{a}.x-{b}", "1.x-2.x-3", "a=1 b=2.x-3"},
        {"{language}/{_}/{author}", "German/x/Jane Roe.txt", "language=de author=Jane Roe"},
        {"{language}/{_}", "Klingon/x", "language=Klingon"},
        {"{slug}.txt", "a.txt", "slug=a"},
        {"{slug}", ".txt", "slug=.txt"},
        {"news-{slug}", "olds-a", NULL},
        {"{slug}", "", NULL},
        {"{slug}", "a/b", NULL},
        {"{section}/{slug}", "a\xff/b", "section=a\xef\xbf\xbd slug=b"},
        {"{Word-Count}/{_}", "300/x", "word-count=300"},
    };
    g_auto(Metadata) metadata;

    metadata_init(&metadata);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(PathTemplate) template = path_template_new(cases[i].template, &error);
        g_autofree char *is = NULL;

        g_assert_no_error(error);
        metadata_clear(&metadata);
        if (path_template_read(template, cases[i].path, &metadata))
            is = describe(&metadata);
        if (g_strcmp0(is, cases[i].is) != 0)
            g_test_fail_printf("%s of %s: %s", cases[i].template, cases[i].path, is);
    }
}

static void
test_errors(void)
{
    static const struct {
        const char *template;
        const char *message; /* a part of it */
    } cases[] = {
        {"", "no '{name}'"},
        {"a/*", "no '{name}'"},
        {"{section", "no '}'"},
        {"{a{b}}", "no '}'"},
        {"a}", "'}' without"},
        {"{}", "has no name"},
        {"{a b}", "'a b' is no name"},
        {"{a}/{a}", "stands twice"},
        {"{a}{b}", "nothing stands between"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(path_template_new(cases[i].template, &error));
        g_assert_error(error, PATH_TEMPLATE_ERROR, PATH_TEMPLATE_ERROR_SYNTAX);
        if (strstr(error->message, cases[i].message) == NULL)
            g_test_fail_printf("%s: %s", cases[i].template, error->message);
        g_assert_null(path_template_new(cases[i].template, NULL));
    }
}

/* What fails from a place once is not tried again. */
static void
test_hostile(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(PathTemplate) template =
        path_template_new("{a}a{b}a{c}a{d}a{e}a{f}a{g}a{h}a{i}a{j}b", &error);
    g_autofree char *path = g_strnfill(1000, 'a'), *longer = g_strnfill(5000, 'a');
    g_auto(Metadata) metadata;

    g_assert_no_error(error);
    metadata_init(&metadata);
    g_assert_false(path_template_read(template, path, &metadata));
    g_assert_false(path_template_read(template, longer, &metadata));
    g_assert_cmpuint(metadata.others->len, ==, 0);
}

static void
test_default(void)
{
    static const struct {
        const char *path, *is;
    } cases[] = {
        {"money/1987-03-31-11234.txt", "section=money date=1987-03-31"},
        {"money/grain/a.txt", "section=money"},
        {"a.txt", ""},
        {"20250516.txt", "date=2025-05-16"},
        {"/a.txt", ""},
    };
    g_auto(Metadata) metadata;

    metadata_init(&metadata);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *is = NULL;

        metadata_clear(&metadata);
        path_metadata_read(cases[i].path, &metadata);
        is = describe(&metadata);
        g_assert_cmpstr(is, ==, cases[i].is);
    }
}

static void
test_fill(void)
{
    g_auto(Metadata) head, path;
    g_autofree char *is = NULL;
    NewsDate none = {0};

    metadata_init(&head);
    metadata_init(&path);
    metadata_add(&head, "Section", 7, " world  news ", 13, none);
    metadata_add(&head, "Word Count", 10, "3", 1, none);
    path_metadata_read("money/1987-03-31.txt", &path);
    metadata_add(&path, "slug", 4, "x", 1, none);
    metadata_fill(&head, &path);
    is = describe(&head);
    g_assert_cmpstr(is, ==, "section=world news date=1987-03-31 word_count=3 slug=x");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/path-metadata/templates", test_templates);
    g_test_add_func("/path-metadata/errors", test_errors);
    g_test_add_func("/path-metadata/hostile", test_hostile);
    g_test_add_func("/path-metadata/default", test_default);
    g_test_add_func("/path-metadata/fill", test_fill);
    return g_test_run();
}
