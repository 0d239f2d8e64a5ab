#include "records/csv_recognise.h"

#include <string.h>

#include "records/csv_rows.h"

typedef struct {
    const char *bytes;
    gsize nbytes;
    gboolean is_whole;
    guint min_columns;
    CsvRows rows;
    /* the best so far */
    gint score;
    guint n_quoted;
    CsvLook *best;
} Search;

/* In thousandths: rows of the usual length, less quotes that are out of place. */
static gint
score(const CsvRows *rows, guint n_right)
{
    return (gint)(n_right * 1000 / rows->n) - (gint)(MIN(rows->n_odd, rows->n) * 1000 / rows->n);
}

/* Takes a dialect if it fits better than those before. Returns whether it does. */
static gboolean
try(Search *search, const CsvDialect *dialect)
{
    CsvRows *rows = &search->rows;
    guint n_columns, n_right;
    gint points;

    csv_rows_look(rows, dialect, search->bytes, search->nbytes, search->is_whole);
    if (rows->n == 0)
        return FALSE;
    n_columns = csv_rows_usual(rows, &n_right);
    points = score(rows, n_right);
    if (n_columns < search->min_columns || points < search->score ||
        (points == search->score && rows->n_quoted <= search->n_quoted && search->best->n_rows > 0))
        return FALSE;
    search->score = points;
    search->n_quoted = rows->n_quoted;
    *search->best = (CsvLook){
        .dialect = *dialect,
        .n_columns = n_columns,
        .n_rows = rows->n,
        .n_right = n_right,
        .second_is_right =
            rows->n > 1 ? rows->n_columns[1] == n_columns : rows->n_columns_of_rest <= n_columns,
    };
    return TRUE;
}

static gboolean
has(const Search *search, char a, char b)
{
    const char two[] = {a, b};

    return memmem(search->bytes, search->nbytes, two, 2) != NULL;
}

static gboolean
has_spaced_quote(const Search *search, char delimiter, char quote)
{
    const char three[] = {delimiter, ' ', quote};

    return memmem(search->bytes, search->nbytes, three, 3) != NULL;
}

/* The ways to write that the two characters allow. */
static void
try_all(Search *search, char delimiter, char quote)
{
    CsvDialect dialect = {.delimiter = delimiter, .quote = quote};

    try(search, &dialect);
    if (!quote)
        return;
    if (has(search, '\\', quote)) {
        dialect.backslash = TRUE;
        try(search, &dialect);
        dialect.backslash = FALSE;
    }
    if (has_spaced_quote(search, delimiter, quote)) {
        dialect.spaces = TRUE;
        try(search, &dialect);
    }
}

gboolean
csv_recognise(CsvLook *ret_look, const char *bytes, gsize nbytes, gboolean is_whole, char delimiter,
              char quote, gboolean has_no_quote, guint min_columns)
{
    static const char delimiters[] = {',', '\t', ';', '|'}, quotes[] = {'"', '\''};
    g_autofree Search *search = g_new0(Search, 1);

    *search = (Search){.bytes = bytes,
                       .nbytes = nbytes,
                       .is_whole = is_whole,
                       .min_columns = delimiter ? MAX(1, min_columns) : MAX(2, min_columns),
                       .score = -1000,
                       .best = ret_look};
    *ret_look = (CsvLook){.n_rows = 0};
    for (guint i = 0; i < G_N_ELEMENTS(delimiters); i++) {
        char d = delimiter ? delimiter : delimiters[i];

        if (delimiter && i > 0)
            break;
        if (!delimiter && !memchr(bytes, d, nbytes))
            continue;
        if (has_no_quote || quote) {
            try_all(search, d, has_no_quote ? 0 : quote);
            continue;
        }
        for (guint k = 0; k < G_N_ELEMENTS(quotes); k++)
            if (k == 0 || memchr(bytes, quotes[k], nbytes))
                try_all(search, d, quotes[k]);
    }
    return ret_look->n_rows > 0;
}
