#include "cut.h"

/*
 * More than this many targets without an end do not happen by chance (hashes would have to fall and
 * fall); names made for that purpose shall cost neither memory nor time. The list is cut there.
 */
enum { MAX_TARGETS = 32 };

typedef struct {
    guint64 end; /* bytes from the beginning of the stretch to the end of this file */
    guint64 hash;
} File;

/*
 * A stretch is what lies between two places where the list is cut whatever the hashes say. Files
 * are numbered from its beginning.
 */
struct _ShardCutter {
    guint64 target_nbytes;
    GArray *files;    /* File; of the stretch, from the last end on */
    guint64 n_gone;   /* files of the stretch before those */
    guint64 gone_end; /* where they end */
    guint64 end;      /* of the last file */
    GArray *window;   /* guint64: files that have no lesser hash behind them, so in order of hash */
    guint window_head; /* those before it are too far back to matter */
    gboolean has_candidate;
    guint64 candidate; /* has the least hash of all within reach so far, on both sides */
    GArray *shards;    /* guint64 */
};

ShardCutter *
shard_cutter_new(guint64 target_nbytes)
{
    ShardCutter *cutter = g_new0(ShardCutter, 1);

    cutter->target_nbytes = target_nbytes;
    cutter->files = g_array_new(FALSE, FALSE, sizeof(File));
    cutter->window = g_array_new(FALSE, FALSE, sizeof(guint64));
    cutter->shards = g_array_new(FALSE, FALSE, sizeof(guint64));
    return cutter;
}

static const File *
file_number(const ShardCutter *cutter, guint64 number)
{
    return &g_array_index(cutter->files, File, number - cutter->n_gone);
}

static void
add_shard(ShardCutter *cutter, guint64 n_files)
{
    g_array_append_val(cutter->shards, n_files);
}

/* Makes shards of files [first, limit) of those kept, which begin at byte start. */
static void
divide(ShardCutter *cutter, guint first, guint limit, guint64 start)
{
    const File *files = (const File *)cutter->files->data;
    guint64 margin = cutter->target_nbytes / 4, end = files[limit - 1].end;

    while (end - start > 2 * cutter->target_nbytes) {
        guint best = limit;

        for (guint i = first; i < limit && files[i].end <= end - margin; i++)
            if (files[i].end >= start + margin &&
                (best == limit || files[i].hash < files[best].hash))
                best = i;
        /* one is there: no file is longer than the room between the margins */
        g_return_if_fail(best < limit);
        divide(cutter, first, best + 1, start);
        first = best + 1;
        start = files[best].end;
    }
    add_shard(cutter, limit - first);
}

/* The files up to this one are whole shards. */
static void
end_after(ShardCutter *cutter, guint64 number)
{
    guint n = number + 1 - cutter->n_gone;
    guint64 end = file_number(cutter, number)->end;

    divide(cutter, 0, n, cutter->gone_end);
    g_array_remove_range(cutter->files, 0, n);
    cutter->n_gone += n;
    cutter->gone_end = end;
    cutter->has_candidate = FALSE;
}

static void
end_stretch(ShardCutter *cutter)
{
    if (cutter->files->len > 0)
        end_after(cutter, cutter->n_gone + cutter->files->len - 1);
    cutter->n_gone = cutter->gone_end = cutter->end = 0;
    g_array_set_size(cutter->window, 0);
    cutter->window_head = 0;
    cutter->has_candidate = FALSE;
}

/* The last file enters the window; TRUE if its hash is the least there. */
static gboolean
enter_window(ShardCutter *cutter, guint64 number)
{
    GArray *window = cutter->window;
    guint64 hash = file_number(cutter, number)->hash;

    while (window->len > cutter->window_head &&
           file_number(cutter, g_array_index(window, guint64, window->len - 1))->hash > hash)
        g_array_set_size(window, window->len - 1);
    g_array_append_val(window, number);
    return window->len - 1 == cutter->window_head;
}

static void
leave_window(ShardCutter *cutter, guint64 reach)
{
    GArray *window = cutter->window;

    while (cutter->window_head < window->len) {
        guint64 number = g_array_index(window, guint64, cutter->window_head);

        if (cutter->end - file_number(cutter, number)->end < reach)
            break;
        cutter->window_head++;
    }
    if (cutter->window_head > window->len / 2) {
        g_array_remove_range(window, 0, cutter->window_head);
        cutter->window_head = 0;
    }
}

void
shard_cutter_push_alone(ShardCutter *cutter)
{
    end_stretch(cutter);
    add_shard(cutter, 1);
}

void
shard_cutter_push(ShardCutter *cutter, guint64 hash, guint64 nbytes)
{
    guint64 reach = cutter->target_nbytes / 2, number;
    File file;

    nbytes = MAX(nbytes, CUT_LEAST_NBYTES);
    if (nbytes > cutter->target_nbytes + reach) {
        shard_cutter_push_alone(cutter);
        return;
    }
    if (cutter->end - cutter->gone_end > MAX_TARGETS * cutter->target_nbytes)
        end_stretch(cutter);

    cutter->end += nbytes;
    file = (File){cutter->end, hash};
    number = cutter->n_gone + cutter->files->len;
    g_array_append_val(cutter->files, file);

    leave_window(cutter, reach);
    if (cutter->has_candidate && cutter->end - file_number(cutter, cutter->candidate)->end >= reach)
        end_after(cutter, cutter->candidate);
    /* the beginning of the stretch is an end too: none within reach of it */
    if (enter_window(cutter, number) && cutter->end >= reach) {
        cutter->has_candidate = TRUE;
        cutter->candidate = number;
    }
}

const GArray *
shard_cutter_finish(ShardCutter *cutter)
{
    end_stretch(cutter);
    return cutter->shards;
}

void
shard_cutter_free(ShardCutter *cutter)
{
    if (!cutter)
        return;
    g_array_free(cutter->files, TRUE);
    g_array_free(cutter->window, TRUE);
    g_array_free(cutter->shards, TRUE);
    g_free(cutter);
}
