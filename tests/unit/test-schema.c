/* The columns of sections: what is read from their description, what is refused, and the walk by
 * it. */
#include "container/schema.h"

#include "container/container_writer.h"
#include "record_printer.h"
#include "scratch_folder.h"

static void
test_parse(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Schema) schema =
        schema_parse("a:u bc_2:p d:d list:[n:d more:[m:z b:b] v:d] e:d", &error);
    const SchemaColumn *list;

    g_assert_no_error(error);
    g_assert_cmpuint(schema->n, ==, 5);
    g_assert_cmpstr(schema->columns[1].name, ==, "bc_2");
    g_assert_cmpint(schema->columns[1].type, ==, SCHEMA_PREFIXED);
    g_assert_cmpuint(schema->columns[2].delta, ==, 0);
    g_assert_cmpuint(schema->columns[4].delta, ==, 1);
    list = &schema->columns[3];
    g_assert_cmpint(list->type, ==, SCHEMA_LIST);
    g_assert_cmpuint(list->group->n, ==, 3);
    g_assert_cmpuint(list->group->columns[2].delta, ==, 1);
    g_assert_cmpint(list->group->columns[1].group->columns[0].type, ==, SCHEMA_INT);
    g_assert_cmpint(list->group->columns[1].group->columns[1].type, ==, SCHEMA_BYTES);
}

static void
test_refused(void)
{
    static const char *const refused[] = {
        "",
        "a",
        "a:",
        ":u",
        "a:x",
        "A:u",
        "a:u ",
        " a:u",
        "a:u  b:u",
        "a:u,b:u",
        "a:uu",
        "a:[b:u",
        "a:[]",
        "a:[b:u ]",
        "a:b:u]",
        "a:u]",
        "a:[b:p]",
        "a:p b:p",
        "a:d b:d c:d d:d e:d",
        "a:[b:[c:[d:[e:[f:[g:[h:[i:[j:u]]]]]]]]]",
    };
    g_autoptr(GString) many = g_string_new("a:u");

    for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(GError) error = NULL;

        g_test_message("%s", refused[i]);
        g_assert_null(schema_parse(refused[i], &error));
        g_assert_error(error, SCHEMA_ERROR, SCHEMA_ERROR_MALFORMED);
    }
    for (guint i = 1; i < SCHEMA_MAX_COLUMNS; i++)
        g_string_append(many, " a:u");
    schema_free(schema_parse(many->str, NULL));
    g_string_append(many, " a:u");
    g_assert_null(schema_parse(many->str, NULL));
}

/* A deep one is refused without going as deep. */
static void
test_deep(void)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < 1000000; i++)
        g_string_append(text, "a:[");
    g_assert_null(schema_parse(text->str, NULL));
}

static void
test_bytes_as_text(void)
{
    static const struct {
        const char *bytes;
        gssize nbytes;
        gboolean in_list;
        const char *text;
    } cases[] = {
        {"plain \"(text)\" [1]", -1, FALSE, "plain \"(text)\" [1]"},
        {"a b(c)[d]\"", -1, TRUE, "a\\x20b\\x28c\\x29\\x5bd\\x5d\\x22"},
        {"", 0, FALSE, ""},
        {"", 0, TRUE, "\"\""},
        {"a\tb\nc\rd\\e\0f\x7f", 12, FALSE, "a\\x09b\\x0ac\\x0dd\\x5ce\\x00f\\x7f"},
        {"\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80", -1, TRUE, "\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80"},
        {"\xc2\x85\xc2\x9b\xc2\xa0", -1, FALSE, "\\xc2\\x85\\xc2\\x9b\xc2\xa0"},
        {"\xff\xc3", 2, FALSE, "\\xff\\xc3"},
        {"\xe4\xb8x", 3, FALSE, "\\xe4\\xb8x"},
        {"\xed\xa0\x80", 3, FALSE, "\\xed\\xa0\\x80"},          /* a surrogate */
        {"\xc0\xaf", 2, FALSE, "\\xc0\\xaf"},                   /* overlong */
        {"\xf4\x90\x80\x80", 4, FALSE, "\\xf4\\x90\\x80\\x80"}, /* above U+10FFFF */
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) line = g_string_new(NULL);

        record_print_bytes(cases[i].bytes,
                           cases[i].nbytes < 0 ? strlen(cases[i].bytes) : (gsize)cases[i].nbytes,
                           cases[i].in_list, line);
        g_assert_cmpstr(line->str, ==, cases[i].text);
    }
}

static const ContainerKind PRINTED = {
    "printed",
    1,
    1,
    {{"records", "u:u z:z d:d list:[n:d inner:[v:d b:b]] p:p e:d", SECTION_DEFLATED, 1}}};

/* Differences restart in each member (here: each record is one), in each list and in each inner
 * list. */
static void
test_print(void)
{
    g_autoptr(ContainerWriter) writer = container_writer_open("printed", &PRINTED, 0, NULL);
    SectionWriter *section = container_writer_section(writer, 0);
    g_autoptr(Container) container = NULL;
    g_autoptr(Schema) schema = schema_parse(PRINTED.sections[0].columns, NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    SectionReader *reader;

    for (guint i = 0; i < 2; i++) {
        section_put_uint(section, G_MAXUINT64);
        section_put_int(section, G_MININT64);
        section_put_delta(section, 0, 5 + i);
        section_put_uint(section, 2); /* groups: 3, then 3 + 1 */
        for (guint k = 0; k < 2; k++) {
            section_put_uint(section, k == 0 ? 3 : 1);
            section_put_uint(section, 2 * k); /* inner groups: none, then 7, 9 */
            if (k == 1) {
                section_put_uint(section, 7);
                section_put_string(section, "x y");
                section_put_uint(section, 2);
                section_put_string(section, "");
            }
        }
        section_put_prefixed(section, i ? "same \\" : "same", i ? 6 : 4);
        section_put_delta(section, 1, 1000 * i);
        section_end_record(section);
    }
    g_assert_true(container_writer_commit(writer, NULL));

    container = container_open("printed", &PRINTED, NULL);
    record_print_names(schema, text);
    reader = container_section(container, 0);
    while (section_next(reader)) {
        g_string_append_c(text, '\n');
        record_print(schema, reader, text);
    }
    g_assert_true(section_finish(reader, NULL));
    g_assert_cmpstr(
        text->str, ==,
        "u\tz\td\tlist[n inner[v b]]\tp\te\n"
        "18446744073709551615\t-9223372036854775808\t5\t[(3 []) (4 [(7 x\\x20y) (9 "
        "\"\")])]\tsame\t0\n"
        "18446744073709551615\t-9223372036854775808\t6\t[(3 []) (4 [(7 x\\x20y) (9 \"\")])]\tsame "
        "\\x5c\t1000");
}

/* A sum of differences beyond 64 bits is damage. */
static void
test_overflow(void)
{
    static const ContainerKind kind = {
        "overflow", 1, 1, {{"records", "d:[n:d]", SECTION_DEFLATED, 0}}};
    g_autoptr(ContainerWriter) writer = container_writer_open("overflow", &kind, 0, NULL);
    SectionWriter *section = container_writer_section(writer, 0);
    g_autoptr(Container) container = NULL;
    g_autoptr(Schema) schema = schema_parse("d:[n:d]", NULL);
    g_autoptr(GError) error = NULL;
    SectionReader *reader;

    section_put_uint(section, 2);
    section_put_uint(section, 1);
    section_put_uint(section, G_MAXUINT64);
    section_end_record(section);
    g_assert_true(container_writer_commit(writer, NULL));
    container = container_open("overflow", &kind, NULL);
    reader = container_section(container, 0);
    g_assert_true(section_next(reader));
    schema_read_record(schema, reader, NULL, NULL);
    g_assert_false(section_next(reader));
    g_assert_false(section_finish(reader, &error));
    g_assert_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT);
    g_assert_nonnull(strstr(error->message, "record 1: a difference"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/schema/parse", test_parse);
    g_test_add_func("/schema/refused", test_refused);
    g_test_add_func("/schema/deep", test_deep);
    g_test_add_func("/schema/bytes-as-text", test_bytes_as_text);
    g_test_add_func("/schema/print", test_print);
    g_test_add_func("/schema/overflow", test_overflow);
    return scratch_run();
}
