/* Articles of record files: values by role, and why a record is none. */
#include "records/record_reader.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

#include "config.h"
#include "open_records.h"
#include "records/record_cut.h"

static char *path;

/* Records as role=value lines, and others in brackets. */
static char *
read_part(guint64 offset, guint64 nbytes, const RecordOptions *options, gsize max_nbytes)
{
    g_autoptr(GError) error = NULL;
    g_auto(RecordFormat) format = {0};
    g_autoptr(RecordReader) reader =
        open_records(&format, path, offset, nbytes, options, max_nbytes, &error);
    GString *out = g_string_new(NULL);
    Record record;

    if (!reader) {
        g_string_assign(out, error->message);
        return g_string_free(out, FALSE);
    }
    while (record_reader_next(reader, &record)) {
        g_string_append_printf(out, "%d:", (int)record.number);
        if (record.reject)
            g_string_append_printf(out, " (%s)", record.reject);
        for (FieldRole role = 0; !record.reject && role < FIELD_N_ROLES; role++)
            if (record.values[role].bytes)
                g_string_append_printf(out, " %s=%.*s", field_role_name(role),
                                       (int)record.values[role].nbytes, record.values[role].bytes);
        for (guint i = 0; !record.reject && i < record.n_others; i++)
            g_string_append_printf(out, " [%.*s=%.*s]", (int)record.others[i].name.nbytes,
                                   record.others[i].name.bytes, (int)record.others[i].value.nbytes,
                                   record.others[i].value.bytes);
        if (record.n_repairs > 0)
            g_string_append_printf(out, " *%d", (int)record.n_repairs);
        g_string_append_c(out, '\n');
    }
    if (!record_reader_finish(reader, &error))
        g_string_append_printf(out, "(%s)\n", error->message);
    return g_string_free(out, FALSE);
}

static char *
read_text(const char *text, const char *map_words, RecordKind kind)
{
    g_autoptr(FieldMap) map = field_map_new(map_words, NULL);
    RecordOptions options = {.kind = kind, .map = map};

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return read_part(0, G_MAXUINT64, &options, 1000);
}

typedef struct {
    const char *text, *map, *expected;
} Case;

static void
assert_cases(const Case *cases, guint n, RecordKind kind)
{
    for (guint i = 0; i < n; i++) {
        g_autofree char *found = read_text(cases[i].text, cases[i].map, kind);

        g_assert_cmpstr(found, ==, cases[i].expected);
    }
}

static void
test_json(void)
{
    static const Case cases[] = {
        {"{\"Text\":\"a\",\"headline\":\"b\",\"words\":3,\"m\":{\"x\":true},\"tags\":[\"p\",\"q\"]"
         "}",
         NULL, "1: text=a title=b [words=3] [m.x=true] [tags=p; q]\n"},
        /* of several fields, which */
        {"{\"body\":\"2\",\"text\":\"1\"}\n{\"text\":\"1\",\"body\":\"2\"}", NULL,
         "1: text=1 [body=2]\n2: text=1 [body=2]\n"},
        {"{\"text\":\" \",\"body\":\"2\"}\n{\"text\":null,\"body\":\"2\"}", NULL,
         "1: text=2\n2: text=2\n"},
        {"{\"text\":\"1\",\"text\":\"2\",\"text\":\"\"}", NULL, "1: text=2 [text=1]\n"},
        /* lists */
        {"{\"text\":[\"a\",\"b\"],\"authors\":[\"c\",\"d\"]}", NULL,
         "1: text=a\n\nb author=c; d\n"},
        /* maps */
        {"{\"lead\":\"a\",\"rest\":\"b\",\"text\":\"c\"}\n{\"rest\":\"b\",\"lead\":\" \"}",
         "text=lead+rest", "1: text=a\n\nb [text=c]\n2: text=b\n"},
        {"{\"meta\":{\"Body\":\"a\"},\"title\":\"b\"}", "text=meta.body", "1: text=a title=b\n"},
        /* references */
        {"{\"text\":\"a &amp; b &#8217; &x; &\",\"id\":\"1&amp;2\",\"k\":\"&lt;\"}", NULL,
         "1: text=a & b \xe2\x80\x99 &x; & id=1&amp;2 [k=<]\n"},
        {"{\"text\":\"&amp;lt;\"}", NULL, "1: text=&lt;\n"},
        /* no article */
        {"{\"text\":\" \\n\"}\n{\"title\":\"a\",\"b\":1}\n{}\n{\"text\":1}", NULL,
         "1: (no text)\n"
         "2: (no field is the text: set MAP=text=FIELD (there are: title, b))\n"
         "3: (no field is the text: set MAP=text=FIELD (there are none))\n"
         "4: text=1\n"},
        {"{\"text\":\"a\"}", "text=x",
         "1: (no field is the text that the map names (there are: text))\n"},
        {"{\"n\":1,\"articles\":[{\"text\":\"a\"}]}", NULL,
         "1: (no field is the text: set MAP=text=FIELD (there are: n, articles)"
         "; of a list of objects nothing is read)\n"},
        {"{\"text\":\"caf\xe9\"}", NULL, "1: text=caf\xc3\xa9\n"},
        {"{\"text\":\"caf\xe9 \xc3\xa9\"}", NULL, "1: text=caf\xc3\xa9 \xc3\xa9 *1\n"},
        {"{\"text\":\"it&acirc;&euro;&trade;s\"}", NULL, "1: text=it\xe2\x80\x99s *1\n"},
    };

    assert_cases(cases, G_N_ELEMENTS(cases), RECORDS_AUTO);
}

static void
test_csv(void)
{
    static const Case cases[] = {
        {"ID,Text,Mood\n1,a &amp; b,\n2,,x\n3\n4,\"c\nd\",y\n", NULL,
         "1: text=a & b id=1\n2: (no text)\n3: (row of 1 column, the others have 3)\n"
         "4: text=c\nd id=4 [Mood=y]\n"},
        {"id,text\n1,caf\xe9\n2,b\n", NULL, "1: text=caf\xc3\xa9 id=1\n2: text=b id=2\n"},
        {"id,text\n1,caf\xe9\n2,\xc3\xa9\n", NULL,
         "1: text=caf\xc3\xa9 id=1 *1\n2: text=\xc3\xa9 id=2\n"},
        {"a;'b'\nc;'d'\n", "text=2", "1: text=b [column_1=a]\n2: text=d [column_1=c]\n"},
        /* mapped by number, and no text's name in that column: no header */
        {"x,y,text\na,b,c\n", "text=2,title=1",
         "1: text=y title=x [column_3=text]\n2: text=b title=a [column_3=c]\n"},
        {"2,text\na,b\n", "text=text section=2", "1: text=b section=a\n"},
        {"lead,rest,id\na,b,1\n,b,2\n", "text=lead+rest", "1: text=a\n\nb id=1\n2: text=b id=2\n"},
    };

    assert_cases(cases, G_N_ELEMENTS(cases), RECORDS_CSV);
}

static void
test_no_records(void)
{
    static const Case cases[] = {
        {"Just a text, no more.\n", NULL, "not a record file"},
        {"a,b\n1,2\n", NULL, "no field is the text: set MAP=text=FIELD (there are: a, b)"},
    };
    g_autofree char *text = read_text(cases[0].text, NULL, RECORDS_AUTO);
    g_autofree char *csv = read_text(cases[1].text, NULL, RECORDS_CSV);

    g_assert_cmpstr(text, ==, cases[0].expected);
    g_assert_cmpstr(csv, ==, cases[1].expected);
}

/* The texts of the part's records, one a line; or "?" if it does not end where a record does. */
static char *
read_texts(guint64 offset, guint64 nbytes)
{
    g_auto(RecordFormat) format = {0};
    g_autoptr(RecordReader) reader = open_records(&format, path, offset, nbytes, NULL, 1000, NULL);
    GString *out = g_string_new(NULL);
    Record record;

    while (record_reader_next(reader, &record)) {
        RecordValue text = record.values[FIELD_TEXT];

        g_string_append_printf(out, "%d:", (int)record.offset);
        if (!record.reject)
            g_string_append_len(out, text.bytes, text.nbytes);
        g_string_append_c(out, '|');
    }
    if (!record_reader_finish(reader, NULL))
        g_string_append_c(out, '?');
    return g_string_free(out, FALSE);
}

/* However a file is cut, its parts give the same records; cut elsewhere, that is noticed. */
static void
test_parts(void)
{
    static const struct {
        const char *text, *expected;
        gsize wrong_cut;
    } files[] = {
        {"\xef\xbb\xbfid,text\n1,\"a\nb\"\n2,c\n3,\"d \"\"e\"\"\"\n", "11:a\nb|19:c|23:d \"e\"|",
         16},
        {"\n{\"text\":\"a\"}\n{\"text\":\"b\"}\r\n\n{\"text\":\"c\"}", "1:a|14:b|29:c|", 20},
    };

    for (guint i = 0; i < (HAVE_JSON ? G_N_ELEMENTS(files) : 1); i++) {
        g_auto(RecordFormat) format = {0};
        guint64 size = strlen(files[i].text);
        g_autofree char *wrong = NULL;
        int fd;

        g_assert_true(g_file_set_contents(path, files[i].text, -1, NULL));
        fd = g_open(path, O_RDONLY, 0);
        record_format_recognise(&format, files[i].text, size, TRUE, NULL);
        for (guint64 nominal = 0; nominal <= size; nominal++) {
            g_autofree char *first = NULL, *second = NULL, *both = NULL;
            guint64 cut = 0;

            g_assert_true(record_cut_find(fd, size, &format, format.start, nominal, &cut, NULL));
            first = read_texts(0, cut);
            second = read_texts(cut, size - cut);
            both = g_strconcat(first, second, NULL);
            g_assert_cmpstr(both, ==, files[i].expected);
        }
        wrong = read_texts(0, files[i].wrong_cut);
        g_assert_true(g_str_has_suffix(wrong, "?"));
        g_close(fd, NULL);
    }
}

int
main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    g_close(g_file_open_tmp("textmill-XXXXXX", &path, NULL), NULL);
    if (HAVE_JSON)
        g_test_add_func("/record-reader/json", test_json);
    g_test_add_func("/record-reader/csv", test_csv);
    g_test_add_func("/record-reader/no-records", test_no_records);
    g_test_add_func("/record-reader/parts", test_parts);
    failed = g_test_run();
    g_remove(path);
    g_free(path);
    return failed;
}
