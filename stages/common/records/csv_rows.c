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
csv_rows_look(CsvRows *rows, const CsvDialect *dialect, const char *bytes, gsize nbytes,
              gboolean is_whole)
{
    CsvState state = CSV_AT_RECORD;
    gboolean has_content = FALSE;
    guint n_columns = 1;

    *rows = (CsvRows){.n = 0};
    for (gsize pos = 0; pos < nbytes && rows->n < CSV_ROWS_MAX; pos++) {
        char byte = bytes[pos];
        CsvState next = csv_scan_step(dialect, state, byte);

        switch (next) {
        case CSV_AT_FIELD:
            n_columns += byte == dialect->delimiter;
            break;
        case CSV_AT_RECORD:
        case CSV_AT_CR:
            if (state != CSV_AT_CR) /* CR LF is one line end */
                end_row(rows, n_columns, has_content);
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
    if (state != CSV_AT_RECORD && state != CSV_AT_CR)
        end_row(rows, n_columns, has_content);
}

/* How many rows have so many columns. */
static guint
count_rows(const CsvRows *rows, guint n_columns)
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
        guint n = count_rows(rows, n_columns);

        if (n > n_best) {
            best = n_columns;
            n_best = n;
        }
    }
    *ret_n_rows = n_best;
    return best;
}
