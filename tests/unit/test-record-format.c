/* What a file is by its content. */
#include "records/record_format.h"

#include <string.h>

#include "config.h"
#include "records/record_words.h"
#include "unicode/encoding.h"

/* What is recognised, as words: "CSV , \" 2+5 a|b" is CSV with that delimiter and quote, 2 columns,
 * records from byte 5 on, and these names of columns; then what it is converted from. */
static char *
recognise(const char *text, gboolean is_whole, RecordOptions options, const char *map_words)
{
    g_autoptr(FieldMap) map = map_words ? field_map_new(map_words, NULL) : NULL;
    g_auto(RecordFormat) format = {0};
    GString *out;

    options.map = map;
    record_format_recognise(&format, text, strlen(text), is_whole, &options);
    out = g_string_new(record_kind_name(format.kind));
    if (format.kind == RECORDS_CSV) {
        g_string_append_printf(out, " %c %c%s%s %u+%d ", format.csv.delimiter,
                               format.csv.quote ? format.csv.quote : '-',
                               format.csv.backslash ? "\\" : "", format.csv.spaces ? "_" : "",
                               format.n_columns, (int)format.start);
        for (guint i = 0; format.names && format.names[i]; i++)
            g_string_append_printf(out, "%s%s", i > 0 ? "|" : "", format.names[i]);
    } else if (format.start > 0) {
        g_string_append_printf(out, "+%d", (int)format.start);
    }
    if (format.encoding)
        g_string_append_printf(out, " %s", format.encoding);
    if (format.record_encoding)
        g_string_append_printf(out, " fields %s", format.record_encoding);
    return g_string_free(out, FALSE);
}

typedef struct {
    const char *text, *expected;
} Case;

static void
assert_cases(const Case *cases, guint n, gboolean is_whole)
{
    for (guint i = 0; i < n; i++) {
        g_autofree char *found =
            recognise(cases[i].text, is_whole, (RecordOptions){.kind = RECORDS_AUTO}, NULL);

        g_assert_cmpstr(found, ==, cases[i].expected);
    }
}

static void
test_text(void)
{
    static const Case cases[] = {
        {"", "text"},
        {"\n\n", "text"},
        {"Rain, wind, and floods\n\nThe weather, again, was bad.\n", "text"},
        {"Text, content and the rest\n\nThere were, again, no rows.\n", "text"},
        {"text,title\n", "text"},            /* no row */
        {"title,date\na,b\nc,d\n", "text"},  /* no text, and few rows */
        {"x,date\na,b\nc,d\ne,f\n", "text"}, /* only one name */
        {"title,date,\na,b,\nc,d,\ne,f,\n", "text"},
        {"City, Date\nA road, a hill\nA moor, a mill\nA house, a sill\nA day\n", "text"},
        {"id,title,why\n1,a,b\n2,c,d\n", "text"},                         /* few rows */
        {"id,title,why\n1,a,b\n2,c,d\n3,e,f\n4\n5\n6\n", "text"},         /* not most of them */
        {"id,title,why\n1\n2,c,d\n3,e,f\n4,g,h\n5,i,j\n6,k,l\n", "text"}, /* not the first */
        {"id,title,why\n1,a\n2,c\n3,e\n4,g\n", "text"},
        /* names of fields, but prose or nothing like it behind them */
        {"Language, Text, Time\n\nProse, with commas, of course.\n", "text"},
        {"Language, Text, Time\nProse goes on.\n", "text"},
        {"Language, source, text, author\nProse, with commas, goes on, and on.\nAnd on.\n", "text"},
        {"Title, date, text\n\nProse, with commas, here.\n\nThere none.\n", "text"},
        {"|text|\n\nProse.\n", "text"},
        {",,text\n\nProse.\n", "text"},
        {"\xc3\x89t\xe9, text, title\n\nIt begins with a few nouns.\n", "text"},
        {"text\na\nb\n", "text"},            /* one column */
        {"text,title\na\nb\nc,d\n", "text"}, /* no rows of two columns */
        {"Title: a, b\nDate: 2001, or so\n\nText, text.\n", "text"},
        {"{not JSON}\n{\"a\":1}x\n", "text"},
        {"{{infobox | text | title}}\nText\n", "text"},
        {"[1] Smith, text\n[2] Jones, title\n", "text"},
        {"\xef\xbb\xbfText", "text+3"},
        {"From: a\tb\nSubject: text\n\nBody\n", "text"},
    };

    assert_cases(cases, G_N_ELEMENTS(cases), TRUE);
}

static void
test_json(void)
{
    static const Case cases[] = {
        {"{\"text\":\"a\"}\n{\"text\":\"b\"}\n", "JSON Lines"},
        {"\n \r\n{\"text\":\"a\"}", "JSON Lines"},
        {"\xef\xbb\xbf{\"text\":\"a\"}\n", "JSON Lines+3"},
        {"{\"text\":\"a\n{\"text\":\"b\"}\n", "JSON Lines"}, /* the first one is damaged */
        /* all that is looked at is damaged */
        {"{\"n\":NaN}\n{\"n\":NaN}\n{\"n\":NaN}\n{\"n\":NaN}\n{\"n\":1}\n", "JSON Lines"},
        {"[{\"n\":NaN},{\"n\":1}]\n", "JSON"},
        {"{\n \"n\": NaN\n}\n{\n \"n\": 1\n}\n", "JSON"},
        {"{\"n\":1}{\"n\":2} {\"n\":3}\n", "JSON"},
        {"{\"n\":\"a\tb\"}\n", "JSON Lines"},
        {"{\"so\", he said: \"no\"}\n", "text"},
        {"{}\n", "JSON Lines"},
        {"[{\"text\":\"a\"},\n{\"text\":\"b\"}]", "JSON"},
        {"[\n  {\n    \"text\": \"a\"\n  }\n]\n", "JSON"},
        {"{\n  \"text\": \"a\"\n}\n", "JSON"},
    };
    static const Case cut[] = {
        {"{\"text\":\"a long o", "JSON Lines"},
        {"[{\"text\":\"a long o", "JSON"},
        {"{\n\"text\":\"a long o", "JSON"},
    };

    assert_cases(cases, G_N_ELEMENTS(cases), TRUE);
    assert_cases(cases, G_N_ELEMENTS(cases), FALSE);
    assert_cases(cut, G_N_ELEMENTS(cut), FALSE);

    /* deeper than is read: then it is rejected where it is */
    g_autofree char *brackets = g_strnfill(1000, '[');
    g_autofree char *deep = g_strdup_printf("{\"a\":%s", brackets);
    g_autofree char *found = recognise(deep, FALSE, (RecordOptions){.kind = RECORDS_AUTO}, NULL);

    g_assert_cmpstr(found, ==, "JSON Lines");
}

static void
test_csv(void)
{
    static const Case cases[] = {
        {"title,text\na,b\nc,d\n", "CSV , \" 2+11 title|text"},
        {"\xef\xbb\xbftitle,text\r\na,b\r\n", "CSV , \" 2+15 title|text"},
        {"title,text\ra,b\r", "CSV , \" 2+11 title|text"},
        {"\"Title\";\"Text\"\n\"a\";\"b, c; d\"\n", "CSV ; \" 2+15 Title|Text"},
        {"id\ttext\n1\ta, b, c\n", "CSV \t \" 2+8 id|text"},
        {"x,text\na,b\nc,d\ne,f\n", "CSV , \" 2+7 x|text"},
        {"id|Inhalt|\n1|a|\n", "CSV | \" 3+11 id|Inhalt|"},
        {"id,text\n1,\"two\nlines, with a comma\"\n2,x\n", "CSV , \" 2+8 id|text"},
        {"id,text\n1,'it''s, well'\n2,'a, b'\n", "CSV , ' 2+8 id|text"},
        {"id,text\n1,\"a \\\"b\\\", c\"\n2,x\n", "CSV , \"\\ 2+8 id|text"},
        {"id, text\n1, \"a, b\"\n2, \"x\"\n", "CSV , \"_ 2+9 id|text"},
        {",text\n0,a\n1,b\n", "CSV , \" 2+6 |text"},
        /* dirty, but what else */
        {"id,text\n1,a\n2,b\n3,c\n4\n5,d\n", "CSV , \" 2+8 id|text"},
        {"id,title,text\n1,a,b, c, d\n2\n3,x, y\n", "CSV , \" 3+14 id|title|text"},
        {"id,title,text\n", "CSV , \" 3+14 id|title|text"},
        /* no text, which is told where it is read */
        {"id,title,why\n1,a,b\n2,c,d\n3,e,f\n", "CSV , \" 3+13 id|title|why"},
        {"\n\r\nid,text\n1,a\n", "CSV , \" 2+11 id|text"},
        /* what Excel reads */
        {"sep=;\r\nid;text\r\n1;a, b\r\n", "CSV ; \" 2+16 id|text"},
        {"\xef\xbb\xbfSEP=|\nid|text\n1|a, b\n", "CSV | \" 2+17 id|text"},
    };

    assert_cases(cases, G_N_ELEMENTS(cases), TRUE);
}

static void
test_encodings(void)
{
    static const Case cases[] = {
        /* "заголовок;текст", "тест;это" in Windows-1251 */
        {"\xe7\xe0\xe3\xee\xeb\xee\xe2\xee\xea;\xf2\xe5\xea\xf1\xf2\n"
         "\xf2\xe5\xf1\xf2;\xfd\xf2\xee \xef\xf0\xee\xf1\xf2\xee\xe9 \xf2\xe5\xea\xf1\xf2 \xed\xe0 "
         "\xf0\xf3\xf1\xf1\xea\xee\xec \xff\xe7\xfb\xea\xe5\n",
         "CSV ; \" 2+16 заголовок|текст fields windows-1251"},
        {"id,text\n1,caf\xe9\n", "CSV , \" 2+8 id|text fields windows-1252"},
        {"id,text\n1,caf\xc3\xa9\n", "CSV , \" 2+8 id|text"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const RecordOptions options = {.encoding = i == 0 ? encoding_find("cp1251") : NULL};
        g_autofree char *found = recognise(cases[i].text, TRUE, options, NULL);

        g_assert_cmpstr(found, ==, cases[i].expected);
    }
}

/* An encoding in which a backslash or a bracket may be half of a character. */
static void
test_hidden_brackets(void)
{
    static const Case cases[] = {
        {"[{\"text\":\"\x83\x5c\"}]", "JSON shift_jis"}, /* half a backslash before the quote */
        {"[{\"text\":\"\x83\x7d\"}]", "JSON shift_jis"},
        /* lines are converted one by one */
        {"{\"text\":\"\x83\x5c\"}\n", "JSON Lines fields shift_jis"},
        {"{\"text\":\"\x83\x41\"}\n", "JSON Lines fields shift_jis"},
        {"[\x83\x5c]\n\nx", "text"},
        {"[{\x83\x5c}]\n\nx", "text"},
        {"id|text\n1|\x83\x7c\n2|b\n", "CSV | \" 2+8 id|text shift_jis"},
        {"id,text\n1,\x83\x5c\n", "CSV , \" 2+8 id|text fields shift_jis"},
    };
    const RecordOptions options = {.encoding = encoding_find("sjis")};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = recognise(cases[i].text, TRUE, options, NULL);

        if (HAVE_JSON || i >= 4)
            g_assert_cmpstr(found, ==, cases[i].expected);
    }
}

/* Behind the first bytes there may be more: of the last row nobody knows how long it is. */
static void
test_cut(void)
{
    static const Case cases[] = {
        {"id,text\n1,a\n2,b\n3,", "CSV , \" 2+8 id|text"},
        {"id,text\n1,\"a, b", "CSV , \" 2+8 id|text"},
        {"nr,text\n1,\"a\nb\"\n2,\"c\nd",
         "CSV , \" 2+8 nr|text"}, /* long rows, of which few are seen */
        {"id,text\n1,a,b", "text"},
        {"id,title,why\n1,a,b\n2,c,d\n3,e,f\n4,g", "CSV , \" 3+13 id|title|why"},
    };

    assert_cases(cases, G_N_ELEMENTS(cases), FALSE);
}

static void
test_said(void)
{
    static const struct {
        const char *text;
        RecordOptions options;
        const char *map, *expected;
    } cases[] = {
        {"a;'b; \"c\"'\nd;'e''s\nf'\n", {0}, "section=1 text=2", "CSV ; ' 2+0 "},
        {"x;text\na;b\n", {0}, "section=1 text=2", "CSV ; \" 2+7 x|text"},
        {"id;Datum;why\na;b;c\n", {0}, "text=3", "CSV ; \" 3+13 id|Datum|why"},
        {"id;sport;why\na;b;c\n", {0}, "text=3", "CSV ; \" 3+0 "},
        {"Rain, wind.\n\nMore, and more, of it.\n\nA line.\nAnother.", {0}, "text=3", "text"},
        {"{\"a\":\"1\",\"b\":2}\n", {0}, "text=2", "JSON Lines"},
        {"x,why\na,b\nc,d\ne,f\n", {0}, "text=why", "CSV , \" 2+6 x|why"},
        {"x,why\na,b\n", {.kind = RECORDS_CSV}, NULL, "CSV , \" 2+6 x|why"},
        {"a\nb\n", {.kind = RECORDS_CSV}, "text=1", "CSV , \" 1+0 "},
        {"text\na\n", {.kind = RECORDS_CSV}, NULL, "CSV , \" 1+5 text"},
        /* there is no such column, which is told where it is read */
        {"x,y\na,b\nc,d\ne,f\n", {0}, "text=99", "CSV , \" 2+0 "},
        {"id,title,y\n1,a,b\n2,c,d\n3,e,f\n", {0}, "text=body", "CSV , \" 3+11 id|title|y"},
        {"x,y\na,b\nc,d\ne,f\n", {0}, "text=body", "text"}, /* as poems are */
        {"x;y\na;b\nc;d\ne;f\n", {.delimiter = ';'}, NULL, "CSV ; \" 2+4 x|y"},
        {"x;y\na;b\nc;d\ne;f\n", {.quote = '"'}, NULL, "CSV ; \" 2+4 x|y"},
        {"x;y\na;b\nc;d\ne;f\n", {.has_no_quote = TRUE}, NULL, "CSV ; - 2+4 x|y"},
        {"sep=,\nid;text\n1;a, b\n", {.delimiter = ';'}, NULL, "CSV ; \" 2+14 id|text"},
        {"sep=:\na\n", {.kind = RECORDS_CSV}, NULL, "CSV : \" 1+8 a"},
        {"Rain, wind.\n\nMore, and more, of it.\n\nA line.\nAnother.", {0}, "text=body", "text"},
        {"a:b\nc:d\n", {.kind = RECORDS_CSV, .delimiter = ':'}, "text=2", "CSV : \" 2+0 "},
        {"a,\"b\nc,d\n", {.kind = RECORDS_CSV, .has_no_quote = TRUE}, "text=2", "CSV , - 2+0 "},
        {"text,title\na,b\n", {.kind = RECORDS_TEXT}, NULL, "text"},
        {"any", {.kind = RECORDS_JSON_LINES}, NULL, "JSON Lines"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = recognise(cases[i].text, TRUE, cases[i].options, cases[i].map);

        if (HAVE_JSON || cases[i].text[0] != '{')
            g_assert_cmpstr(found, ==, cases[i].expected);
    }
}

static void
test_words(void)
{
    RecordKind kind;

    g_assert_true(record_kind_from_word("json-lines", &kind));
    g_assert_cmpint(kind, ==, RECORDS_JSON_LINES);
    g_assert_false(record_kind_from_word("xml", &kind));
}

static void
test_options(void)
{
    static const struct {
        const char *encoding, *expected, *stamp; /* expected: what is said, or the error */
    } rows[] = {
        {NULL, NULL, NULL},
        {"", NULL, NULL},
        {"auto", NULL, NULL},
        {"latin1", "windows-1252", "windows-1252"},
        {"SJIS", "shift_jis", "shift_jis"},
        {"latin99", "--encoding=latin99: not an encoding", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        RecordWords words = {.encoding = g_strdup(rows[i].encoding)};
        g_autoptr(GError) error = NULL;
        RecordOptions options;

        if (record_words_read(&words, &options, &error)) {
            g_assert_cmpstr(options.encoding, ==, rows[i].expected);
            g_assert_cmpstr(words.encoding, ==, rows[i].stamp);
        } else {
            g_assert_cmpstr(error->message, ==, rows[i].expected);
        }
        record_words_clear(&words);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record-format/text", test_text);
    if (HAVE_JSON)
        g_test_add_func("/record-format/json", test_json);
    g_test_add_func("/record-format/csv", test_csv);
    g_test_add_func("/record-format/cut", test_cut);
    g_test_add_func("/record-format/encodings", test_encodings);
    g_test_add_func("/record-format/hidden-brackets", test_hidden_brackets);
    g_test_add_func("/record-format/said", test_said);
    g_test_add_func("/record-format/words", test_words);
    g_test_add_func("/record-format/options", test_options);
    return g_test_run();
}
