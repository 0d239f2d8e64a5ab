/* Which ids are suggested for a name that none has. */
#include "suggestions.h"

#include <string.h>

static const char *const ids[] = {
    "business/2025-01-14-halifax-port-talks.txt",
    "business/2025-02-11-dockworkers-walk-out.txt",
    "business/2025-02-26-strike-diverts-ships.txt",
    "business/2025-05-02-strike-ends.txt",
    "business/2025-04-16-long-reach-of-a-strike.txt",
    "world/2025-06-09-genève-câbles.txt",
    "weltlage/caf\xe9.txt",
    "news.csv#12",
    "",
};

static void
test_table(void)
{
    static const struct {
        const char *name, *expected[N_SUGGESTIONS + 1];
    } cases[] = {
        {"halifax-prot-talks", {ids[0]}}, /* two changes */
        {"Halifax", {ids[0]}},            /* contained, whatever the case */
        {"business/2025-01-14-halifax-port-talks.html", {ids[0]}},
        {"STRIKE", {ids[3], ids[2], ids[4]}}, /* contained in all: the shorter first */
        {"strike-end",
         {ids[3], ids[2]}}, /* strike-diverts: three changes, the most for ten characters */
        {"genève-cables", {ids[5]}},
        {"cafe", {ids[6]}},
        {"news.cvs#12", {ids[7]}},
        {"xyzzy", {NULL}},
        {"q", {NULL}},
        {"", {NULL}},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Suggestions) suggestions;

        suggestions_init(&suggestions, cases[i].name);
        for (guint k = 0; k < G_N_ELEMENTS(ids); k++)
            suggestions_look(&suggestions, ids[k], strlen(ids[k]));
        g_test_message("'%s'", cases[i].name);
        for (guint k = 0; k < N_SUGGESTIONS; k++)
            g_assert_cmpstr(k < suggestions.n ? suggestions.best[k].id : NULL, ==,
                            cases[i].expected[k]);
    }
}

/* Equally far and long: the first ones that were looked at stay. */
static void
test_order(void)
{
    g_auto(Suggestions) suggestions;

    suggestions_init(&suggestions, "article");
    for (guint i = 100; i < 1000; i++) {
        g_autofree char *id = g_strdup_printf("article-%u", i);

        suggestions_look(&suggestions, id, strlen(id));
    }
    g_assert_cmpuint(suggestions.n, ==, N_SUGGESTIONS);
    g_assert_cmpstr(suggestions.best[0].id, ==, "article-100");
    g_assert_cmpstr(suggestions.best[2].id, ==, "article-102");
}

/* Names and ids of any length and bytes: of long ones the ends count. */
static void
test_long(void)
{
    g_autoptr(GString) name = g_string_new(NULL), id = g_string_new(NULL);
    g_auto(Suggestions) suggestions;

    for (guint i = 0; i < 5000; i++) {
        g_string_append_c(name, 'a' + g_test_rand_int_range(0, 26));
        g_string_append_c(id, g_test_rand_int_range(1, 256));
    }
    g_string_append(id, name->str + 1000);
    suggestions_init(&suggestions, name->str);
    suggestions_look(&suggestions, id->str, 5000);
    g_assert_cmpuint(suggestions.n, ==, 0);
    suggestions_look(&suggestions, id->str, id->len);
    g_assert_cmpuint(suggestions.n, ==, 1);
    g_assert_cmpuint(suggestions.best[0].distance, ==, 0);
    suggestions_look(&suggestions, "\xff\xfe\xc3", 3);
    g_assert_cmpuint(suggestions.n, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/suggestions/table", test_table);
    g_test_add_func("/suggestions/order", test_order);
    g_test_add_func("/suggestions/long", test_long);
    return g_test_run();
}
