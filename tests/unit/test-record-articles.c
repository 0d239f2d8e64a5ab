/* What a record becomes as an article. */
#include "record_articles.h"

#include <string.h>

#include "article_file.h"

static Record
record_of(const char *text, const char *title)
{
    Record record = {.number = 7};

    record.values[FIELD_TEXT] = record_value(text);
    record.values[FIELD_TITLE] = record_value(title);
    return record;
}

static void
test_title(void)
{
    static const struct {
        const char *title, *text, *article;
        gsize title_nbytes;
    } rows[] = {
        {"Rust", "It spreads.", "Rust\n\nIt spreads.", 6},
        {" Rust\n", "It spreads.", "Rust\n\nIt spreads.", 6},
        {"Rust", "Rust\nIt spreads.", "Rust\nIt spreads.", 5},
        {"Rust", "Rust\r\n\r\nIt spreads.", "Rust\r\n\r\nIt spreads.", 8},
        {"Rust", "Rust spreads.", "Rust\n\nRust spreads.", 6},
        {"Rust", "Rusty.", "Rust\n\nRusty.", 6},
        /* the text has nothing beside it */
        {"Rust", "Rust", "Rust\n\nRust", 6},
        {"Rust", "Rust\n\n", "Rust\n\nRust\n\n", 6},
        {"", "It spreads.", "It spreads.", 0},
        {" \n\t", "It spreads.", "It spreads.", 0},
        {NULL, "It spreads.", "It spreads.", 0},
        {NULL, "\nIt spreads.", "\nIt spreads.", 0},
    };
    g_auto(RecordArticles) articles;

    record_articles_init(&articles);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Record record = record_of(rows[i].text, rows[i].title);
        g_autofree char *text = NULL;
        gboolean blank = rows[i].title_nbytes == 0;
        ArticleSource source;

        record_articles_make(&articles, &record, NULL, "a.csv", "utf-8", &source);
        text = g_strndup(source.text, source.nbytes);
        g_test_message("row %" G_GSIZE_FORMAT, i);
        g_assert_cmpstr(text, ==, rows[i].article);
        g_assert_cmpuint(source.title_nbytes, ==, rows[i].title_nbytes);
        g_assert_cmpstr(source.known->columns[METADATA_TITLE], ==, blank ? NULL : "Rust");
        g_assert_cmpuint(articles.text->allocated_len, >=, source.nbytes + ARTICLE_FILE_SLACK);
    }
}

static void
test_ids(void)
{
    static const char *const ids[] = {"a17", "", NULL, "a\tb"};
    g_auto(RecordArticles) articles;

    record_articles_init(&articles);
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        Record record = record_of("text", NULL);
        ArticleSource source;

        record.values[FIELD_ID] = record_value(ids[i]);
        record_articles_make(&articles, &record, NULL, "a.csv", "utf-8", &source);
        g_assert_cmpstr(source.id, ==, ids[i] ? ids[i] : "");
        g_assert_cmpstr(source.path, ==, "a.csv");
        g_assert_cmpuint(source.record, ==, 7);
    }
}

static void
test_changed(void)
{
    static const struct {
        const char *encoding;
        guint64 n_repairs;
        gboolean changed;
    } rows[] = {{"utf-8", 0, FALSE}, {"utf-8", 2, TRUE}, {"utf-16le", 0, TRUE}};
    g_auto(RecordArticles) articles;

    record_articles_init(&articles);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Record record = record_of("text", NULL);
        ArticleSource source;

        record.n_repairs = rows[i].n_repairs;
        record_articles_make(&articles, &record, NULL, "a.csv", rows[i].encoding, &source);
        g_assert_cmpint(source.changed, ==, rows[i].changed);
        g_assert_cmpuint(source.n_repairs, ==, rows[i].n_repairs);
        g_assert_cmpstr(source.encoding, ==, rows[i].encoding);
    }
}

/* What the table says comes before the record, the roles of a record before its other fields. */
static void
test_metadata(void)
{
    const RecordField others[] = {{record_value("desk"), record_value("grain")},
                                  {record_value("place"), record_value("Leeds")}};
    Record record = record_of("It spreads.", "Of the record");
    g_auto(RecordArticles) articles;
    g_auto(Metadata) table;
    ArticleSource source;
    const Metadata *known;

    record.values[FIELD_SOURCE] = record_value("Record News");
    record.values[FIELD_PLACE] = record_value("Halifax");
    record.values[FIELD_LANGUAGE] = record_value("English");
    record.values[FIELD_DATE] = record_value("2025-03-18");
    record.others = others;
    record.n_others = G_N_ELEMENTS(others);
    metadata_init(&table);
    metadata_set(&table, METADATA_TITLE, "Of the table", strlen("Of the table"));
    metadata_set(&table, METADATA_SOURCE, "Table News", strlen("Table News"));
    record_articles_init(&articles);

    record_articles_make(&articles, &record, &table, "a.csv", "utf-8", &source);
    known = source.known;
    g_assert_cmpstr(known->columns[METADATA_TITLE], ==, "Of the table");
    g_assert_cmpstr(known->columns[METADATA_SOURCE], ==, "Table News");
    g_assert_cmpstr(known->columns[METADATA_PLACE], ==, "Halifax");
    g_assert_cmpstr(known->columns[METADATA_LANGUAGE], ==, "en");
    g_assert_cmpuint(known->date.year * 10000 + known->date.month * 100 + known->date.day, ==,
                     20250318);
    g_assert_cmpstr(g_array_index(known->others, MetadataPair, 0).key, ==, "source");
    g_assert_cmpstr(g_array_index(known->others, MetadataPair, 0).value, ==, "Record News");
    g_assert_cmpstr(g_array_index(known->others, MetadataPair, 1).key, ==, "desk");
    g_assert_cmpstr(g_array_index(known->others, MetadataPair, 2).value, ==, "Leeds");

    /* and nothing is left of it in the next */
    record = record_of("text", NULL);
    record_articles_make(&articles, &record, NULL, "a.csv", "utf-8", &source);
    for (guint i = 0; i < METADATA_NCOLUMNS; i++)
        g_assert_null(source.known->columns[i]);
    g_assert_cmpuint(source.known->others->len, ==, 0);
    g_assert_cmpuint(source.known->date.year, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record-articles/title", test_title);
    g_test_add_func("/record-articles/ids", test_ids);
    g_test_add_func("/record-articles/changed", test_changed);
    g_test_add_func("/record-articles/metadata", test_metadata);
    return g_test_run();
}
