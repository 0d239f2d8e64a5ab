#include "program/out_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_OPEN = 64 };

/* What a signal handler must remove. A slot is written once the file exists and cleared when it is
 * gone. */
static const char *volatile open_parts[MAX_OPEN];
static guint n_committed;

void
out_file_remove_parts(void)
{
    for (int i = 0; i < MAX_OPEN; i++) {
        const char *part = open_parts[i];
        if (part)
            unlink(part);
    }
}

static gboolean
is_stdout(const OutFile *file)
{
    return strcmp(file->path, "-") == 0;
}

static void
set_error(GError **error, const OutFile *file, int saved_errno)
{
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(saved_errno), "%s: cannot write: %s",
                is_stdout(file) ? "standard output" : file->path, g_strerror(saved_errno));
}

/* Whether path is there and can only be written to: a device, a pipe. To rename onto it would
 * replace it. */
static gboolean
is_device(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static gboolean
open_device(OutFile *file, GError **error)
{
    file->fd = open(file->path, O_WRONLY | O_CLOEXEC);
    if (file->fd < 0) {
        set_error(error, file, errno);
        return FALSE;
    }
    return TRUE;
}

OutFile *
out_file_open(const char *path, GError **error)
{
    g_autoptr(OutFile) file = g_new(OutFile, 1);

    file->path = g_strdup(path);
    file->part = NULL;
    file->fd = is_stdout(file) ? STDOUT_FILENO : -1;
    file->slot = -1;
    file->failed_errno = 0;
    file->nbytes = 0;
    file->p = file->buffer;
    file->end = file->buffer + OUT_FILE_BUFFER_NBYTES;
    if (is_stdout(file))
        return g_steal_pointer(&file);
    if (is_device(path))
        return open_device(file, error) ? g_steal_pointer(&file) : NULL;

    file->part = g_strconcat(path, ".part", NULL);
    file->fd = open(file->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file->fd < 0) {
        set_error(error, file, errno);
        g_clear_pointer(&file->part, g_free); /* nothing was made, nothing is to be removed */
        return NULL;
    }
    for (int i = 0; i < MAX_OPEN && file->slot < 0; i++) {
        if (!open_parts[i]) {
            open_parts[i] = file->part;
            file->slot = i;
        }
    }
    return g_steal_pointer(&file);
}

static void
write_out(OutFile *file, const char *data, gsize nbytes)
{
    while (nbytes > 0 && file->failed_errno == 0) {
        gssize n = write(file->fd, data, nbytes);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            file->failed_errno = errno;
            return;
        }
        data += n;
        nbytes -= n;
        file->nbytes += n;
    }
}

void
out_file_flush(OutFile *file)
{
    write_out(file, file->buffer, file->p - file->buffer);
    file->p = file->buffer;
}

void
out_file_write_slow(OutFile *file, const void *data, gsize nbytes)
{
    out_file_flush(file);
    if (nbytes >= OUT_FILE_BUFFER_NBYTES) {
        write_out(file, data, nbytes);
        return;
    }
    memcpy(file->p, data, nbytes);
    file->p += nbytes;
}

void
out_file_printf(OutFile *file, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    out_file_puts(file, text);
}

guint64
out_file_nbytes(const OutFile *file)
{
    return file->nbytes + (file->p - file->buffer);
}

static void
forget_part(OutFile *file)
{
    if (file->slot >= 0)
        open_parts[file->slot] = NULL;
    file->slot = -1;
    g_clear_pointer(&file->part, g_free);
}

/* Flushes and closes; afterwards the part is whole, or error is set. */
static gboolean
finish(OutFile *file, GError **error)
{
    out_file_flush(file);
    if (!is_stdout(file)) {
        if (close(file->fd) != 0 && file->failed_errno == 0)
            file->failed_errno = errno;
        file->fd = -1;
    }
    if (file->failed_errno != 0) {
        set_error(error, file, file->failed_errno);
        return FALSE;
    }
    return TRUE;
}

static gboolean
rename_part(OutFile *file, GError **error)
{
    if (rename(file->part, file->path) != 0) {
        set_error(error, file, errno);
        return FALSE;
    }
    forget_part(file);
    n_committed++;
    return TRUE;
}

guint
out_file_n_committed(void)
{
    return n_committed;
}

gboolean
out_file_commit(OutFile *file, GError **error)
{
    if (!finish(file, error))
        return FALSE;
    return !file->part || rename_part(file, error);
}

static gboolean
same_content(const char *a, const char *b)
{
    g_autofree char *bytes_a = NULL, *bytes_b = NULL;
    gsize n_a, n_b;
    struct stat stat_a, stat_b;

    if (stat(a, &stat_a) != 0 || stat(b, &stat_b) != 0 || stat_a.st_size != stat_b.st_size)
        return FALSE;
    return g_file_get_contents(a, &bytes_a, &n_a, NULL) &&
           g_file_get_contents(b, &bytes_b, &n_b, NULL) && n_a == n_b &&
           memcmp(bytes_a, bytes_b, n_a) == 0;
}

gboolean
out_file_commit_if_changed(OutFile *file, gboolean *ret_changed, GError **error)
{
    gboolean changed;

    if (!finish(file, error))
        return FALSE;
    changed = !file->part || !same_content(file->part, file->path);
    if (changed && file->part && !rename_part(file, error))
        return FALSE;
    if (ret_changed)
        *ret_changed = changed;
    return TRUE; /* an unchanged part goes with out_file_free() */
}

void
out_file_free(OutFile *file)
{
    if (!file)
        return;
    if (file->fd >= 0 && !is_stdout(file))
        close(file->fd);
    if (file->part) {
        unlink(file->part);
        forget_part(file);
    }
    g_free(file->path);
    g_free(file);
}
