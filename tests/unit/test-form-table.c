/* Forms counted by the table against a hash table of strings, and items through their list. */
#include "form_table.h"

#include <string.h>

#include "item_list.h"

enum { N_FORMS = 40000, N_USES = 300000 };

/* Texts of all lengths about the limit of short ones; equal bytes are of several kinds. */
static guint32
some_form(GRand *rand, GString *text)
{
    guint32 number = g_rand_int_range(rand, 0, g_rand_int_range(rand, 1, N_FORMS));
    guint32 start = text->len, length = number % 40;
    TokenType type = number % 3 == 0 ? TOKEN_SEPARATOR : TOKEN_WORD;

    g_string_append_printf(text, "%x", number / 3);
    while (text->len - start < length)
        g_string_append_c(text, 'x');
    return form_kind(text->len - start, type, number % 3);
}

static void
test_count(void)
{
    guint32 seed = g_test_rand_int();
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(FormTable) table = {0};
    guint32 n_inside = 0, sum = 0;

    g_test_message("seed %u", seed);
    form_table_init(&table);
    for (guint done = 0; done < N_USES;) {
        FormUse uses[FORM_USES];
        guint32 numbers[FORM_USES];
        guint n = g_rand_int_range(rand, 1, FORM_USES + 1);

        g_string_truncate(text, 0);
        for (guint i = 0; i < n; i++) {
            uses[i].start = text->len;
            uses[i].kind = g_rand_int_range(rand, 0, 50) == 0 ? 0 : some_form(rand, text);
            if (uses[i].kind != 0 && g_rand_boolean(rand)) {
                uses[i].kind |= FORM_INSIDE;
                n_inside++;
            }
        }
        g_string_append_len(text, "????????????????", FORM_SLACK_NBYTES);
        form_table_count(&table, text->str, uses, n, numbers);
        for (guint i = 0; i < n; i++) {
            guint32 kind = uses[i].kind & ~(guint32)FORM_INSIDE;
            g_autofree char *name =
                g_strdup_printf("%x %.*s", kind, (int)(kind & 0xffff), text->str + uses[i].start);
            gpointer number;

            if (kind == 0) {
                g_assert_cmpuint(numbers[i], ==, FORM_EMPTY);
            } else if (g_hash_table_lookup_extended(known, name, NULL, &number)) {
                g_assert_cmpuint(numbers[i], ==, GPOINTER_TO_UINT(number));
            } else {
                g_hash_table_insert(known, g_steal_pointer(&name), GUINT_TO_POINTER(numbers[i]));
                g_assert_cmpuint(numbers[i], ==, g_hash_table_size(known));
            }
            sum += kind != 0;
        }
        done += n;
    }
    g_assert_cmpuint(table.n, ==, g_hash_table_size(known) + 1);
    for (guint32 i = 1; i < table.n; i++) {
        sum -= (guint32)table.forms[i].uses;
        n_inside -= table.forms[i].uses >> 32;
    }
    g_assert_cmpuint(sum, ==, 0);
    g_assert_cmpuint(n_inside, ==, 0);
}

/* Items of both sizes, so that each of them comes to lie at the end of a chunk. */
static void
test_items(void)
{
    enum { N = 4 * ITEM_LIST_CHUNK };
    g_auto(ItemList) list = {0};
    ItemReader reader;

    item_list_init(&list);
    for (guint32 i = 0; i < N; i++)
        item_list_append(&list, i % 7 == 0 ? G_MAXUINT32 - i : i / 4 + ITEM_LIST_LONG - N / 8);
    reader = item_list_read(&list);
    for (guint32 i = 0; i < N; i++)
        g_assert_cmpuint(item_reader_next(&reader), ==,
                         i % 7 == 0 ? G_MAXUINT32 - i : i / 4 + ITEM_LIST_LONG - N / 8);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/form-table/count", test_count);
    g_test_add_func("/item-list/both-sizes", test_items);
    return g_test_run();
}
