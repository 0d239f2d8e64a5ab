#include "records/record_cut.h"

#include <errno.h>
#include <unistd.h>

#include "records/csv_rows.h"
#include "records/record_split.h"

enum {
    STEP_NBYTES = 1 << 16,
    WINDOW_MAX_NBYTES = 1 << 20,
    BEFORE_NBYTES = 256, /* looked at before the nominal place */
    ENOUGH_ROWS = 3,     /* to say that they are rows */
    MANY_ROWS = 16,      /* where only their number speaks */
};

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

gboolean
record_cut_scan(int fd, guint64 size, const RecordFormat *format, guint64 from, guint64 nominal,
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

/* A part of the file around the nominal place, taken in one of two ways. */
typedef struct {
    const RecordFormat *format;
    const char *bytes;
    gsize nbytes, start; /* what is before start is only looked at to know what it begins in */
    gboolean is_to_end;
} Window;

typedef enum { GUESS_RIGHT, GUESS_WRONG, GUESS_OPEN } Guess;

static Guess
look(const Window *window, CsvState state, CsvRows *rows)
{
    guint enough = window->is_to_end ? 1 : ENOUGH_ROWS;

    csv_rows_look(rows, &window->format->csv, state, window->bytes + window->start,
                  window->nbytes - window->start, window->is_to_end);
    if (rows->n_odd > 0 || csv_rows_count(rows, window->format->n_columns) < rows->n)
        return GUESS_WRONG;
    return rows->n >= enough ? GUESS_RIGHT : GUESS_OPEN;
}

/* What the byte at start is in, if it is not in quotes; FALSE if the byte before leaves that open. */
static gboolean
state_outside(const Window *window, CsvState *ret_state)
{
    const CsvDialect *csv = &window->format->csv;
    char before = window->bytes[window->start - 1];

    if (before == csv->quote || before == '\\' || before == '\r' || before == ' ')
        return FALSE;
    *ret_state = before == '\n'             ? CSV_AT_RECORD
                 : before == csv->delimiter ? CSV_AT_FIELD
                                            : CSV_IN_FIELD;
    return TRUE;
}

/* The state at window->start, if that can be told. */
static Guess
guess_state(Window *window, CsvState *ret_state)
{
    g_autofree CsvRows *outside_rows = g_new(CsvRows, 1), *inside_rows = g_new(CsvRows, 1);
    CsvState outside_state;
    Guess outside, inside;

    while (window->start > 0 && !state_outside(window, &outside_state))
        window->start--;
    if (window->start == 0)
        return GUESS_WRONG;
    outside = look(window, outside_state, outside_rows);
    inside = look(window, CSV_IN_QUOTES, inside_rows);
    /* a field of a MB, all of it rows by chance, is not to be expected */
    if (outside == GUESS_RIGHT && inside == GUESS_OPEN && outside_rows->n >= MANY_ROWS &&
        window->nbytes >= WINDOW_MAX_NBYTES)
        inside = GUESS_WRONG;
    *ret_state = outside == GUESS_RIGHT ? outside_state : CSV_IN_QUOTES;
    if (outside == GUESS_OPEN || inside == GUESS_OPEN)
        return GUESS_OPEN;
    return outside != inside ? GUESS_RIGHT : GUESS_WRONG;
}

/* The first record after nominal, given the state at window->start. */
static RecordCut
find_in_window(const Window *window, CsvState state, guint64 offset, guint64 nominal,
               guint64 *ret_offset)
{
    CsvScan scan = {.dialect = window->format->csv, .state = state};
    gsize at = nominal - offset;
    gssize next;

    csv_scan_skip(&scan, window->bytes + window->start, at - window->start);
    next = csv_scan_next_record(&scan, window->bytes + at, window->nbytes - at);
    if (next < 0 && !window->is_to_end)
        return RECORD_CUT_UNCLEAR;
    *ret_offset = next < 0 ? offset + window->nbytes : nominal + next;
    return RECORD_CUT_FOUND;
}

static RecordCut
find_in_csv(int fd, guint64 size, const RecordFormat *format, guint64 nominal, guint64 *ret_offset,
            GError **error)
{
    guint64 offset = nominal - MIN(nominal, BEFORE_NBYTES);
    g_autofree char *bytes = NULL;

    for (gsize wanted = STEP_NBYTES; wanted <= WINDOW_MAX_NBYTES; wanted *= 4) {
        Window window = {.format = format, .start = nominal - offset};
        CsvState state;
        gssize n;

        bytes = g_realloc(bytes, wanted);
        n = read_at(fd, bytes, wanted, offset, error);
        if (n < 0)
            return RECORD_CUT_FAILED;
        window.bytes = bytes;
        window.nbytes = n;
        window.is_to_end = offset + n >= size;
        switch (guess_state(&window, &state)) {
        case GUESS_RIGHT:
            return find_in_window(&window, state, offset, nominal, ret_offset);
        case GUESS_WRONG:
            return RECORD_CUT_UNCLEAR;
        default:
            if (window.is_to_end)
                return RECORD_CUT_UNCLEAR;
        }
    }
    return RECORD_CUT_UNCLEAR;
}

RecordCut
record_cut_find(int fd, guint64 size, const RecordFormat *format, guint64 nominal,
                guint64 *ret_offset, GError **error)
{
    gboolean has_lines =
        format->kind == RECORDS_JSON_LINES || (format->kind == RECORDS_CSV && !format->csv.quote);

    if (nominal <= format->start || nominal >= size) {
        *ret_offset = nominal >= size ? size : format->start;
        return RECORD_CUT_FOUND;
    }
    /* the byte before tells whether a line begins; taken as a record, its end is a line's */
    if (has_lines)
        return record_cut_scan(fd, size, format, nominal - 1, nominal, ret_offset, error)
                   ? RECORD_CUT_FOUND
                   : RECORD_CUT_FAILED;
    if (format->kind == RECORDS_CSV)
        return find_in_csv(fd, size, format, nominal, ret_offset, error);
    return RECORD_CUT_UNCLEAR;
}
