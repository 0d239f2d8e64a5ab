#include "records/record_cut.h"

#include <errno.h>
#include <unistd.h>

#include "records/record_split.h"

enum { STEP_NBYTES = 1 << 16 };

static gssize
read_at(int fd, char *buffer, gsize nbytes, guint64 offset, GError **error)
{
    gsize used = 0;

    while (used < nbytes) {
        gssize n = pread(fd, buffer + used, nbytes - used, (off_t)(offset + used));

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "cannot read: %s",
                        g_strerror(errno));
            return -1;
        }
        if (n == 0)
            break;
        used += n;
    }
    return used;
}

/* Goes through the file from a record's start. */
static gboolean
scan(int fd, guint64 size, const RecordFormat *format, guint64 from, guint64 nominal,
     guint64 *ret_offset, GError **error)
{
    g_autofree char *buffer = g_malloc(STEP_NBYTES);
    RecordSplit split;

    record_split_init(&split, format);
    for (guint64 offset = from;;) {
        gsize wanted = offset < nominal ? MIN(STEP_NBYTES, nominal - offset) : STEP_NBYTES;
        gssize n = read_at(fd, buffer, wanted, offset, error), next;

        if (n < 0)
            return FALSE;
        if (n == 0)
            break;
        if (offset >= nominal) {
            next = record_split_next(&split, buffer, n);
            if (next >= 0) {
                *ret_offset = offset + next;
                return TRUE;
            }
        } else {
            record_split_skip(&split, buffer, n);
        }
        offset += n;
    }
    *ret_offset = size;
    return TRUE;
}

/* Whether a line end is the end of a record, whatever stands before. */
static gboolean
has_lines(const RecordFormat *format)
{
    return format->kind == RECORDS_JSON_LINES ||
           (format->kind == RECORDS_CSV && !format->csv.quote);
}

gboolean
record_cut_find(int fd, guint64 size, const RecordFormat *format, guint64 from, guint64 nominal,
                guint64 *ret_offset, GError **error)
{
    if (nominal <= format->start || nominal >= size) {
        *ret_offset = nominal >= size ? size : format->start;
        return TRUE;
    }
    /* the byte before tells whether a line begins; taken as a record, its end is a line's */
    return scan(fd, size, format, has_lines(format) ? nominal - 1 : from, nominal, ret_offset,
                error);
}
