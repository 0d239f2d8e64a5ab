/* Which field of a record is what. */
#include "records/field_map.h"

#include <string.h>

static const char *
role_of(const FieldMap *map, const char *name)
{
    FieldUse use = field_map_find(map, record_value(name));

    return use.role == FIELD_N_ROLES ? "other" : field_role_name(use.role);
}

static void
test_known(void)
{
    static const struct {
        const char *name, *role;
    } cases[] = {
        {"text", "text"},
        {"Content", "text"},
        {"BODY", "text"},
        {"article_text", "text"},
        {"Article Text", "text"},
        {"articleText", "text"},
        {"headline", "title"},
        {"published_at", "date"},
        {"publishedAt", "date"},
        {"pub-date", "date"},
        {"_id", "id"},
        {"guid", "id"},
        {" lang ", "language"},
        {"Category", "section"},
        {"publisher", "source"},
        {"URL", "url"},
        {"byline", "author"},
        {"city", "place"},
        {"Überschrift", "title"},
        {"ТЕКСТ", "text"},
        {"本文", "text"},
        {"words", "other"},
        {"", "other"},
        {"meta.title", "other"},
        {"texts and more", "other"},
        {"a\xff", "other"},
    };
    g_autoptr(FieldMap) map = field_map_new(NULL, NULL);

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(role_of(map, cases[i].name), ==, cases[i].role);
}

/* Of several names the one that comes first in the list is the better. */
static void
test_order(void)
{
    static const char *const names[] = {"text", "content", "body", "article", "fulltext"};
    g_autoptr(FieldMap) map = field_map_new("", NULL);

    for (guint i = 0; i + 1 < G_N_ELEMENTS(names); i++)
        g_assert_cmpuint(field_map_find(map, record_value(names[i])).rank, <,
                         field_map_find(map, record_value(names[i + 1])).rank);
}

static void
test_mapped(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(FieldMap) map =
        field_map_new("text=Lead+body, title=meta.title\n section=1 ,Date=when_it_was", &error);

    g_assert_no_error(error);
    g_assert_cmpstr(role_of(map, "lead"), ==, "text");
    g_assert_cmpuint(field_map_find(map, record_value("BODY")).rank, ==, 1);
    g_assert_cmpstr(role_of(map, "meta.title"), ==, "title");
    g_assert_cmpstr(role_of(map, "When it was"), ==, "date");
    /* a mapped role has no other fields */
    g_assert_cmpstr(role_of(map, "text"), ==, "other");
    g_assert_cmpstr(role_of(map, "headline"), ==, "other");
    g_assert_cmpstr(role_of(map, "url"), ==, "url");
    g_assert_cmpuint(field_map_find_column(map, 1).role, ==, FIELD_SECTION);
    g_assert_cmpuint(field_map_find_column(map, 2).role, ==, FIELD_N_ROLES);
    g_assert_cmpuint(field_map_max_column(map), ==, 1);
    g_assert_false(field_map_is_by_number(map));
    g_assert_true(field_map_has(map, FIELD_TEXT));
    g_assert_false(field_map_has(map, FIELD_URL));
}

static void
test_by_number(void)
{
    static const struct {
        const char *words;
        gboolean is_by_number;
    } cases[] = {{"", FALSE},        {"text=2 section=1", TRUE}, {"text=2 title=x", FALSE},
                 {"text=1+3", TRUE}, {"text=0", FALSE},          {"text=2x", FALSE}};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(FieldMap) map = field_map_new(cases[i].words, NULL);

        g_assert_cmpint(field_map_is_by_number(map), ==, cases[i].is_by_number);
    }
}

static void
test_malformed(void)
{
    static const struct {
        const char *words, *message;
    } cases[] = {
        {"text", "the map is not ROLE=FIELD: “text”"},
        {"text=", "the map names no field for text"},
        {"text=a+", "the map names no field for text"},
        {"=a", "the map has no role “”; there are text, title, date, url, source, id, language, "
               "section, author and place"},
        {"texts=a", "the map has no role “texts”; there are text, title, date, url, source, id, "
                    "language, section, author and place"},
        {"text=a text=b", "the map has the role text twice"},
        {"text=a title=A", "the map has the field “A” twice"},
        {"text=1+2+3+4+5+6+7+8+9+10+11+12+13+14+15+16+17",
         "the map joins too many fields for text"},
        {"text=\xff", "the map names no field for text"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(field_map_new(cases[i].words, &error));
        g_assert_error(error, FIELD_MAP_ERROR, FIELD_MAP_ERROR_USAGE);
        g_assert_cmpstr(error->message, ==, cases[i].message);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/field-map/known", test_known);
    g_test_add_func("/field-map/order", test_order);
    g_test_add_func("/field-map/mapped", test_mapped);
    g_test_add_func("/field-map/by-number", test_by_number);
    g_test_add_func("/field-map/malformed", test_malformed);
    return g_test_run();
}
