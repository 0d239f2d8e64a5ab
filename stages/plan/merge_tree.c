#include "merge_tree.h"

#include <stdlib.h>
#include <string.h>

static void
part_free(gpointer data)
{
    MergePart *part = data;

    g_free(part->name);
    g_ptr_array_unref(part->members);
    g_free(part);
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Puts what stands for the n names, which agree in their first n_digits, into members. */
static void
add_members(MergeTree *tree, char **names, guint n, guint n_digits, GPtrArray *members)
{
    if (n <= MERGE_TREE_MOST) {
        for (guint i = 0; i < n; i++)
            g_ptr_array_add(members, g_strdup(names[i]));
        return;
    }
    for (guint i = 0, limit; i < n; i = limit) {
        MergePart *part;

        for (limit = i + 1; limit < n && names[limit][n_digits] == names[i][n_digits]; limit++)
            ;
        if (limit - i == 1) { /* a merge of one would be a copy */
            g_ptr_array_add(members, g_strdup(names[i]));
            continue;
        }
        part = g_new(MergePart, 1);
        part->name = g_strdup_printf("part-%.*s", (int)n_digits + 1, names[i]);
        part->members = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(tree->parts, part);
        g_ptr_array_add(members, g_strdup(part->name));
        add_members(tree, names + i, limit - i, n_digits + 1, part->members);
    }
}

MergeTree *
merge_tree_new(const GPtrArray *shards)
{
    MergeTree *tree = g_new(MergeTree, 1);
    g_autofree char **names = g_new(char *, shards->len);

    for (guint i = 0; i < shards->len; i++)
        names[i] = g_ptr_array_index(shards, i);
    qsort(names, shards->len, sizeof *names, compare_names);
    tree->parts = g_ptr_array_new_with_free_func(part_free);
    tree->roots = g_ptr_array_new_with_free_func(g_free);
    add_members(tree, names, shards->len, 0, tree->roots);
    return tree;
}

void
merge_tree_free(MergeTree *tree)
{
    if (!tree)
        return;
    g_ptr_array_unref(tree->parts);
    g_ptr_array_unref(tree->roots);
    g_free(tree);
}
