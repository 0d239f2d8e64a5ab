#include "name_sort.h"

#include <stdlib.h>
#include <string.h>

#include "spool.h"

enum { WRITE_NBYTES = 1 << 16 };

/* A sorted stretch of the temporary file. */
typedef struct {
    SpoolReader reader;
    const char *name; /* its least name not given out yet; lives in the reader */
} Run;

struct _NameSort {
    char *temporary;
    gsize memory_nbytes;
    GByteArray *bytes; /* names, each with a NUL */
    GArray *places;    /* guint32: where each begins in bytes */
    guint next;        /* of places, when all is in memory */
    Spool *spool;      /* the runs; a name is a guint16 of its bytes with the NUL, and these */
    GArray *run_ends;  /* guint64: places in the spool */
    Run *runs;         /* a heap, the run with the least name first */
    guint n_runs;
    gboolean advance; /* the first run's name has been given out */
};

NameSort *
name_sort_new(const char *temporary, gsize memory_nbytes)
{
    NameSort *names = g_new0(NameSort, 1);

    names->temporary = g_strdup(temporary);
    names->memory_nbytes = memory_nbytes;
    names->bytes = g_byte_array_new();
    names->places = g_array_new(FALSE, FALSE, sizeof(guint32));
    names->run_ends = g_array_new(FALSE, FALSE, sizeof(guint64));
    return names;
}

static const char *
name_at(const NameSort *names, guint i)
{
    return (const char *)names->bytes->data + g_array_index(names->places, guint32, i);
}

static int
compare_places(const void *a, const void *b, void *data)
{
    const char *bytes = data;

    return strcmp(bytes + *(const guint32 *)a, bytes + *(const guint32 *)b);
}

static void
sort_memory(NameSort *names)
{
    if (names->places->len > 1)
        qsort_r(names->places->data, names->places->len, sizeof(guint32), compare_places,
                names->bytes->data);
}

/* Writes what is in memory as a run. */
static gboolean
spill(NameSort *names, GError **error)
{
    char record[sizeof(guint16) + G_MAXUINT16];
    guint64 end;

    if (!names->spool)
        names->spool = spool_new(names->temporary, WRITE_NBYTES);
    sort_memory(names);
    for (guint i = 0; i < names->places->len; i++) {
        const char *name = name_at(names, i);
        guint16 nbytes = strlen(name) + 1;

        memcpy(record, &nbytes, sizeof nbytes);
        memcpy(record + sizeof nbytes, name, nbytes);
        if (!spool_append(names->spool, record, sizeof nbytes + nbytes, error))
            return FALSE;
    }
    end = spool_nbytes(names->spool);
    g_array_append_val(names->run_ends, end);
    g_byte_array_set_size(names->bytes, 0);
    g_array_set_size(names->places, 0);
    return TRUE;
}

gboolean
name_sort_add(NameSort *names, const char *name, gboolean is_folder, GError **error)
{
    gsize nbytes = strlen(name);
    guint32 place;

    g_return_val_if_fail(nbytes + 2 <= G_MAXUINT16, FALSE);
    if (names->places->len > 0 &&
        names->bytes->len + nbytes + 2 + (names->places->len + 1) * sizeof place >
            names->memory_nbytes &&
        !spill(names, error))
        return FALSE;
    place = names->bytes->len;
    g_array_append_val(names->places, place);
    g_byte_array_append(names->bytes, (const guint8 *)name, nbytes + 1);
    if (is_folder) {
        names->bytes->data[names->bytes->len - 1] = '/';
        g_byte_array_append(names->bytes, (const guint8 *)"", 1);
    }
    return TRUE;
}

/* ---- the merge: each run's least name, in a binary heap */

/* Reads the run's next name. FALSE at its end, and with error set. */
static gboolean
read_name(Run *run, GError **error)
{
    const void *prefix = spool_read(&run->reader, sizeof(guint16), error);
    guint16 nbytes;

    run->name = NULL;
    if (!prefix)
        return FALSE;
    memcpy(&nbytes, prefix, sizeof nbytes);
    run->name = spool_read(&run->reader, nbytes, error);
    return run->name != NULL;
}

static void
sift_down(Run *runs, guint n, guint i)
{
    for (guint child; (child = 2 * i + 1) < n; i = child) {
        Run swapped;

        if (child + 1 < n && strcmp(runs[child + 1].name, runs[child].name) < 0)
            child++;
        if (strcmp(runs[i].name, runs[child].name) <= 0)
            return;
        swapped = runs[i];
        runs[i] = runs[child];
        runs[child] = swapped;
    }
}

gboolean
name_sort_finish(NameSort *names, GError **error)
{
    guint64 start = 0;

    if (!names->spool) {
        sort_memory(names);
        return TRUE;
    }
    if (!spill(names, error))
        return FALSE;
    names->runs = g_new0(Run, names->run_ends->len);
    for (; names->n_runs < names->run_ends->len; names->n_runs++) {
        guint64 end = g_array_index(names->run_ends, guint64, names->n_runs);
        Run *run = &names->runs[names->n_runs];

        spool_reader_init(&run->reader, names->spool, start, end);
        if (!read_name(run, error)) {
            names->n_runs++;
            return FALSE;
        }
        start = end;
    }
    for (guint i = names->n_runs / 2; i-- > 0;)
        sift_down(names->runs, names->n_runs, i);
    return TRUE;
}

static const char *
next_of_runs(NameSort *names, GError **error)
{
    Run *first = names->runs;

    if (names->advance && names->n_runs > 0) {
        GError *cause = NULL;

        if (!read_name(first, &cause)) {
            if (cause) {
                g_propagate_error(error, cause);
                return NULL;
            }
            spool_reader_clear(&first->reader);
            *first = names->runs[--names->n_runs];
        }
        sift_down(names->runs, names->n_runs, 0);
    }
    names->advance = TRUE;
    return names->n_runs > 0 ? first->name : NULL;
}

const char *
name_sort_next(NameSort *names, GError **error)
{
    if (names->spool)
        return next_of_runs(names, error);
    return names->next < names->places->len ? name_at(names, names->next++) : NULL;
}

void
name_sort_free(NameSort *names)
{
    if (!names)
        return;
    for (guint i = 0; i < names->n_runs; i++)
        spool_reader_clear(&names->runs[i].reader);
    g_free(names->runs);
    spool_free(names->spool);
    g_array_free(names->run_ends, TRUE);
    g_array_free(names->places, TRUE);
    g_byte_array_free(names->bytes, TRUE);
    g_free(names->temporary);
    g_free(names);
}
