#include "plan_files.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "program/hash.h"

enum { NAME_DIGITS = 12 };

#define PART "part-"

char *
plan_name_shard(GHashTable *taken, guint64 hash)
{
    char *name = NULL;

    for (;; hash = hash_mix(hash + 1)) {
        name = g_strdup_printf("%0*" G_GINT64_MODIFIER "x", NAME_DIGITS,
                               hash >> (64 - 4 * NAME_DIGITS));
        if (!g_hash_table_contains(taken, name))
            break;
        g_free(name);
    }
    g_hash_table_add(taken, name);
    return name;
}

OutFile *
plan_files_open(const char *work, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(work, name, NULL);

    return out_file_open(path, error);
}

gboolean
plan_files_commit(OutFile *file, GError **error)
{
    g_autoptr(OutFile) owned = file;

    return out_file_commit_if_changed(owned, NULL, error);
}

static void
put_names(OutFile *file, const char *before, const GPtrArray *names, const char *after)
{
    for (guint i = 0; i < names->len; i++) {
        out_file_puts(file, before);
        out_file_puts(file, g_ptr_array_index(names, i));
        out_file_puts(file, after);
    }
}

static gboolean
write_members(const char *work, const MergePart *part, GError **error)
{
    g_autofree char *name = g_strconcat(part->name, ".members", NULL);
    OutFile *file = plan_files_open(work, name, error);

    if (!file)
        return FALSE;
    put_names(file, "", part->members, "\n");
    return plan_files_commit(file, error);
}

gboolean
plan_files_write_tree(const char *work, const GPtrArray *shards, const MergeTree *tree,
                      GError **error)
{
    g_autoptr(OutFile) file = NULL;

    for (guint i = 0; i < tree->parts->len; i++)
        if (!write_members(work, g_ptr_array_index(tree->parts, i), error))
            return FALSE;
    file = plan_files_open(work, "shards.mk", error);
    if (!file)
        return FALSE;
    out_file_puts(
        file, "# The shards of the corpus, and the tree in which what is made of them is merged:\n"
              "# PARTS last, each part from its MEMBERS.\nSHARDS :=");
    put_names(file, " ", shards, "");
    out_file_puts(file, "\nPARTS :=");
    if (tree->parts->len == 0)
        out_file_puts(file, " $(SHARDS)");
    else
        put_names(file, " ", tree->roots, "");
    out_file_puts(file, "\nTREE :=");
    for (guint i = 0; i < tree->parts->len; i++)
        out_file_printf(file, " %s", ((const MergePart *)g_ptr_array_index(tree->parts, i))->name);
    out_file_putc(file, '\n');
    for (guint i = 0; i < tree->parts->len; i++) {
        const MergePart *part = g_ptr_array_index(tree->parts, i);

        out_file_printf(file, "MEMBERS_%s :=", part->name);
        put_names(file, " ", part->members, "");
        out_file_putc(file, '\n');
    }
    return plan_files_commit(g_steal_pointer(&file), error);
}

/* The shard or part that a file belongs to by its name, or NULL if to none. */
static char *
owner_of(const char *name)
{
    gsize n_before = g_str_has_prefix(name, PART) ? strlen(PART) : 0;
    gsize n_digits = strspn(name + n_before, "0123456789abcdef");

    if (name[n_before + n_digits] != '.')
        return NULL;
    if (n_before > 0 ? n_digits == 0 || n_digits > NAME_DIGITS : n_digits != NAME_DIGITS)
        return NULL;
    return g_strndup(name, n_before + n_digits);
}

gboolean
plan_files_remove_stale(const char *work, GHashTable *taken, const MergeTree *tree, GError **error)
{
    g_autoptr(GHashTable) parts = g_hash_table_new(g_str_hash, g_str_equal);
    DIR *stream = opendir(work);
    struct dirent *entry;
    int failed = stream ? 0 : errno;

    for (guint i = 0; i < tree->parts->len; i++)
        g_hash_table_add(parts, ((MergePart *)g_ptr_array_index(tree->parts, i))->name);
    while (stream && failed == 0 && (errno = 0, entry = readdir(stream)) != NULL) {
        g_autofree char *owner = owner_of(entry->d_name);

        if (!owner ||
            ((g_hash_table_contains(taken, owner) || g_hash_table_contains(parts, owner)) &&
             !g_str_has_suffix(entry->d_name, ".part")))
            continue;
        if (unlinkat(dirfd(stream), entry->d_name, 0) != 0 && errno != ENOENT && errno != EISDIR)
            failed = errno;
    }
    if (failed == 0)
        failed = errno;
    if (stream)
        closedir(stream);
    if (failed != 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(failed),
                    "%s: cannot clear away files of earlier plans: %s", work, g_strerror(failed));
        return FALSE;
    }
    return TRUE;
}
