#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "name_sort.h"

GQuark
walk_error_quark(void)
{
    return g_quark_from_static_string("walk-error-quark");
}

enum { NAMES_NBYTES = 64 << 20, MAX_OPEN = 64 };

typedef struct {
    dev_t device;
    ino_t inode;
} FileId;

/* A folder being walked. */
typedef struct {
    FileId id;
    NameSort *names;
    gsize path_nbytes; /* of walk->path that name it, with the "/" */
    int fd;            /* -1 while closed for want of descriptors */
} Level;

struct _Walk {
    char *corpus;
    int corpus_fd;
    FileId corpus_id;
    gboolean single; /* the corpus is a file, in walk->path; FALSE again once given */
    char *temporary;
    gsize memory_nbytes;
    GArray *skipped;  /* FileId */
    GArray *levels;   /* Level; the innermost last */
    GString *path;    /* of the entry or folder at hand */
    GString *refused; /* the path of an entry that is no input */
    GString *reason;
    gboolean begun;
};

static void
clear_level(gpointer data)
{
    Level *level = data;

    name_sort_free(level->names);
    if (level->fd >= 0)
        close(level->fd);
}

static char *
absolute_path(const char *path)
{
    g_autofree char *folder = g_path_is_absolute(path) ? NULL : g_get_current_dir();
    g_auto(GStrv) old = g_strsplit(folder ? folder : "", "/", -1);
    g_auto(GStrv) given = g_strsplit(path, "/", -1);
    GString *whole = g_string_new(NULL);

    for (guint i = 0; old[i]; i++)
        if (old[i][0])
            g_string_append_printf(whole, "/%s", old[i]);
    for (guint i = 0; given[i]; i++)
        if (given[i][0] && strcmp(given[i], ".") != 0)
            g_string_append_printf(whole, "/%s", given[i]);
    if (whole->len == 0)
        g_string_append_c(whole, '/');
    return g_string_free(whole, FALSE);
}

Walk *
walk_open(const char *corpus, GError **error)
{
    g_autoptr(Walk) walk = g_new0(Walk, 1);
    struct stat st;
    const char *failed = NULL;

    walk->corpus = absolute_path(corpus);
    walk->corpus_fd = -1;
    walk->temporary = g_strdup(g_get_tmp_dir());
    walk->memory_nbytes = NAMES_NBYTES;
    walk->skipped = g_array_new(FALSE, FALSE, sizeof(FileId));
    walk->levels = g_array_new(FALSE, FALSE, sizeof(Level));
    g_array_set_clear_func(walk->levels, clear_level);
    walk->path = g_string_new(NULL);
    walk->refused = g_string_new(NULL);
    walk->reason = g_string_new(NULL);

    if (stat(corpus, &st) != 0) {
        failed = g_strerror(errno);
    } else if (S_ISREG(st.st_mode)) {
        char *slash = strrchr(walk->corpus, '/');

        g_string_assign(walk->path, slash + 1);
        slash[slash == walk->corpus] = '\0'; /* "/" itself stays */
        walk->single = TRUE;
    } else if (!S_ISDIR(st.st_mode)) {
        failed = "neither a folder nor a regular file";
    }
    if (!failed) {
        walk->corpus_id = (FileId){st.st_dev, st.st_ino};
        walk->corpus_fd =
            open(walk->corpus, (walk->single ? O_PATH : O_RDONLY) | O_DIRECTORY | O_CLOEXEC);
        if (walk->corpus_fd < 0)
            failed = g_strerror(errno);
    }
    if (failed) {
        g_set_error(error, WALK_ERROR, WALK_ERROR_CORPUS, "%s: cannot read the corpus: %s", corpus,
                    failed);
        return NULL;
    }
    return g_steal_pointer(&walk);
}

const char *
walk_corpus(const Walk *walk)
{
    return walk->corpus;
}

static gboolean
same_file(FileId a, FileId b)
{
    return a.device == b.device && a.inode == b.inode;
}

gboolean
walk_is_corpus(const Walk *walk, dev_t device, ino_t inode)
{
    return same_file(walk->corpus_id, (FileId){device, inode});
}

void
walk_skip(Walk *walk, dev_t device, ino_t inode)
{
    FileId id = {device, inode};

    g_array_append_val(walk->skipped, id);
}

static gboolean
is_skipped(const Walk *walk, FileId id)
{
    for (guint i = 0; i < walk->skipped->len; i++)
        if (same_file(id, g_array_index(walk->skipped, FileId, i)))
            return TRUE;
    return FALSE;
}

void
walk_sort_in(Walk *walk, const char *temporary, gsize memory_nbytes)
{
    g_free(walk->temporary);
    walk->temporary = g_strdup(temporary);
    walk->memory_nbytes = memory_nbytes;
}

/* ---- entries that are no inputs */

/* Makes an entry of walk->path that says why it is none. */
static void
refuse(Walk *walk, WalkEntry *ret_entry, const char *what, const char *cause)
{
    g_string_assign(walk->refused, walk->path->str);
    if (g_str_has_suffix(walk->refused->str, "/"))
        g_string_truncate(walk->refused, walk->refused->len - 1);
    g_string_assign(walk->reason, what);
    if (cause)
        g_string_append_printf(walk->reason, ": %s", cause);
    *ret_entry = (WalkEntry){
        .path = walk->refused->str, .path_nbytes = walk->refused->len, .reason = walk->reason->str};
}

static const char *
kind_of(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFIFO:
        return "a named pipe";
    case S_IFSOCK:
        return "a socket";
    case S_IFCHR:
    case S_IFBLK:
        return "a device";
    default:
        return "not a regular file";
    }
}

/* ---- folders */

/* The descriptor of a folder being walked, opened again if it was closed; -1 with errno set. */
static int
level_fd(Walk *walk, Level *level)
{
    char *end = walk->path->str + level->path_nbytes, kept = *end;

    if (level->fd >= 0)
        return level->fd;
    *end = '\0';
    level->fd = openat(walk->corpus_fd, walk->path->str, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *end = kept;
    return level->fd;
}

static gboolean
is_folder(int fd, const struct dirent *entry)
{
    struct stat st;

    if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
        return entry->d_type == DT_DIR;
    return fstatat(fd, entry->d_name, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

static gboolean
is_passed_over(const char *name, gboolean folder, gboolean at_top)
{
    return name[0] == '.' ||
           (at_top && !folder &&
            (g_str_has_prefix(name, "README") || strcmp(name, "textmill.conf") == 0));
}

/*
 * Takes the names of the folder fd, which is walk->path, and makes it the innermost level. The
 * level owns fd. *ret_errno is not 0 if the names could not be read to their end.
 */
static gboolean
push_level(Walk *walk, int fd, FileId id, int *ret_errno, GError **error)
{
    Level level = {.id = id, .path_nbytes = walk->path->len, .fd = fd};
    gboolean at_top = walk->levels->len == 0;
    int duplicate = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    DIR *stream = duplicate >= 0 ? fdopendir(duplicate) : NULL;
    struct dirent *entry;
    gboolean done = TRUE;

    level.names = name_sort_new(walk->temporary, walk->memory_nbytes);
    g_array_append_val(walk->levels, level);
    *ret_errno = errno;
    if (!stream) {
        if (duplicate >= 0)
            close(duplicate);
        return name_sort_finish(level.names, error);
    }
    while (errno = 0, done && (entry = readdir(stream)) != NULL) {
        gboolean folder = is_folder(fd, entry);

        if (!is_passed_over(entry->d_name, folder, at_top))
            done = name_sort_add(level.names, entry->d_name, folder, error);
    }
    *ret_errno = errno;
    closedir(stream);
    return done && name_sort_finish(level.names, error);
}

/* Goes into the folder that walk->path names. *ret_refused: it is an entry with a reason instead.
 */
static gboolean
enter(Walk *walk, const char *name, gboolean *ret_refused, WalkEntry *ret_entry, GError **error)
{
    Level *parent = &g_array_index(walk->levels, Level, walk->levels->len - 1);
    int fd = level_fd(walk, parent), failed;
    struct stat st;
    FileId id;

    *ret_refused = TRUE;
    if (fd >= 0)
        fd = openat(fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0) {
        refuse(walk, ret_entry, "cannot open the folder", g_strerror(errno));
        if (fd >= 0)
            close(fd);
        return TRUE;
    }
    id = (FileId){st.st_dev, st.st_ino};
    if (is_skipped(walk, id)) {
        close(fd);
        *ret_refused = FALSE;
        return TRUE;
    }
    for (guint i = 0; i < walk->levels->len; i++) {
        if (same_file(id, g_array_index(walk->levels, Level, i).id)) {
            close(fd);
            refuse(walk, ret_entry, "a link back to a folder that holds it", NULL);
            return TRUE;
        }
    }
    if (walk->levels->len >= MAX_OPEN) { /* deep down only the innermost stays open */
        close(parent->fd);
        parent->fd = -1;
    }
    if (!push_level(walk, fd, id, &failed, error))
        return FALSE;
    if (failed != 0)
        refuse(walk, ret_entry, "cannot list the folder to its end", g_strerror(failed));
    *ret_refused = failed != 0;
    return TRUE;
}

/* ---- files */

/* FALSE if it is passed over. */
static gboolean
examine(Walk *walk, int fd, const char *name, WalkEntry *ret_entry)
{
    struct stat st;

    if (fd < 0) {
        refuse(walk, ret_entry, "cannot open its folder again", g_strerror(errno));
    } else if (fstatat(fd, name, &st, 0) != 0) {
        int failed = errno;
        gboolean link = fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode);

        refuse(walk, ret_entry, link ? "a link that leads nowhere" : "cannot be examined",
               g_strerror(failed));
    } else if (!S_ISREG(st.st_mode)) {
        refuse(walk, ret_entry, kind_of(st.st_mode), NULL);
    } else if (is_skipped(walk, (FileId){st.st_dev, st.st_ino})) {
        return FALSE;
    } else {
        *ret_entry =
            (WalkEntry){.path = walk->path->str,
                        .path_nbytes = walk->path->len,
                        .nbytes = st.st_size,
                        .mtime_ns = (gint64)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec};
    }
    return TRUE;
}

/* ---- the walk */

static gboolean
begin(Walk *walk, GError **error)
{
    int fd = fcntl(walk->corpus_fd, F_DUPFD_CLOEXEC, 0), failed;

    walk->begun = TRUE;
    if (fd >= 0 && !push_level(walk, fd, walk->corpus_id, &failed, error))
        return FALSE;
    if (fd < 0 || failed != 0) {
        g_set_error(error, WALK_ERROR, WALK_ERROR_CORPUS, "%s: cannot read the corpus: %s",
                    walk->corpus, g_strerror(fd < 0 ? errno : failed));
        return FALSE;
    }
    return TRUE;
}

gboolean
walk_next(Walk *walk, WalkEntry *ret_entry, GError **error)
{
    gssize longest = PATH_MAX - 2 - (gssize)strlen(walk->corpus); /* the "/" between, the NUL */

    if (walk->single) {
        walk->single = FALSE;
        walk->begun = TRUE;
        return examine(walk, walk->corpus_fd, walk->path->str, ret_entry);
    }
    if (!walk->begun && !begin(walk, error))
        return FALSE;
    while (walk->levels->len > 0) {
        Level *level = &g_array_index(walk->levels, Level, walk->levels->len - 1);
        GError *cause = NULL;
        const char *name = name_sort_next(level->names, &cause);
        gboolean refused;

        if (cause) {
            g_propagate_error(error, cause);
            return FALSE;
        }
        g_string_truncate(walk->path, level->path_nbytes);
        if (!name) {
            g_array_set_size(walk->levels, walk->levels->len - 1);
            continue;
        }
        g_string_append(walk->path, name);
        if ((gssize)walk->path->len > longest) {
            refuse(walk, ret_entry, "its path is too long to be opened", NULL);
            return TRUE;
        }
        if (walk->path->str[walk->path->len - 1] != '/') {
            if (examine(walk, level_fd(walk, level), name, ret_entry))
                return TRUE;
            continue;
        }
        if (!enter(walk, name, &refused, ret_entry, error))
            return FALSE;
        if (refused)
            return TRUE;
    }
    return FALSE;
}

void
walk_free(Walk *walk)
{
    if (!walk)
        return;
    if (walk->corpus_fd >= 0)
        close(walk->corpus_fd);
    g_array_free(walk->levels, TRUE);
    g_array_free(walk->skipped, TRUE);
    g_string_free(walk->path, TRUE);
    g_string_free(walk->refused, TRUE);
    g_string_free(walk->reason, TRUE);
    g_free(walk->temporary);
    g_free(walk->corpus);
    g_free(walk);
}
