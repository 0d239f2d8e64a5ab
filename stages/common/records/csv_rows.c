#include "records/csv_rows.h"

static gboolean
is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static void
end_row(CsvRows *rows, guint n_columns, gboolean has_content)
{
    if (has_content || n_columns > 1)
        rows->n_columns[rows->n++] = n_columns;
}

void
csv_rows_look(CsvRows *rows, const CsvDialect *dialect, CsvState state, const char *bytes,
              gsize nbytes, gboolean is_whole)
{
    gboolean in_row = state == CSV_AT_RECORD, has_content = FALSE;
    guint n_columns = 1;

    *rows = (CsvRows){.first_at = in_row ? 0 : -1};
    for (gsize pos = 0; pos < nbytes && rows->n < CSV_ROWS_MAX; pos++) {
        char byte = bytes[pos];
        CsvState next = csv_scan_step(dialect, state, byte);

        switch (next) {
        case CSV_AT_FIELD:
            n_columns += byte == dialect->delimiter;
            break;
        case CSV_AT_RECORD:
        case CSV_AT_CR:
            if (in_row && state != CSV_AT_CR)
                end_row(rows, n_columns, has_content);
            if (!in_row || (state == CSV_AT_CR && rows->first_at == (gssize)pos))
                rows->first_at = pos + 1; /* CR LF is one line end */
            in_row = TRUE;
            has_content = FALSE;
            n_columns = 1;
            break;
        case CSV_IN_FIELD:
            rows->n_odd += state == CSV_AT_QUOTE ||
                           (state == CSV_IN_FIELD && dialect->quote && byte == dialect->quote);
            has_content |= !is_blank(byte);
            break;
        case CSV_IN_QUOTES:
            rows->n_quoted += state == CSV_AT_RECORD || state == CSV_AT_FIELD || state == CSV_AT_CR;
            has_content = TRUE;
            break;
        default:
            break;
        }
        state = next;
    }
    rows->n_columns_of_rest = n_columns;
    if (!is_whole || rows->n == CSV_ROWS_MAX)
        return;
    rows->n_odd += state == CSV_IN_QUOTES || state == CSV_AT_BACKSLASH;
    if (in_row && state != CSV_AT_RECORD && state != CSV_AT_CR)
        end_row(rows, n_columns, has_content);
}

guint
csv_rows_count(const CsvRows *rows, guint n_columns)
{
    guint n = 0;

    for (guint i = 0; i < rows->n; i++)
        n += rows->n_columns[i] == n_columns;
    return n;
}

/* By votes: the row that outlives pairing with others if more than half are like it; else the best
 * of the first ones. */
guint
csv_rows_usual(const CsvRows *rows, guint *ret_n_rows)
{
    enum { N_FIRST = 32 };
    guint best = 0, n_best = 0, candidate = 0, votes = 0;

    for (guint i = 0; i < rows->n; i++) {
        if (votes == 0)
            candidate = rows->n_columns[i];
        votes += rows->n_columns[i] == candidate ? 1 : -1;
    }
    for (guint i = 0; i < rows->n && i <= N_FIRST; i++) {
        guint n_columns = i == 0 ? candidate : rows->n_columns[i - 1];
        guint n = csv_rows_count(rows, n_columns);

        if (n > n_best) {
            best = n_columns;
            n_best = n;
        }
    }
    *ret_n_rows = n_best;
    return best;
}
