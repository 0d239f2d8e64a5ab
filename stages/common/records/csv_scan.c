#include "records/csv_scan.h"

#include <string.h>

void
csv_scan_init(CsvScan *scan, const CsvDialect *dialect)
{
    *scan = (CsvScan){.dialect = *dialect, .state = CSV_AT_RECORD};
}

CsvState
csv_scan_step(const CsvDialect *dialect, CsvState state, char byte)
{
    if (state == CSV_AT_BACKSLASH)
        return CSV_IN_QUOTES;
    if (state == CSV_IN_QUOTES)
        return byte == dialect->quote               ? CSV_AT_QUOTE
               : dialect->backslash && byte == '\\' ? CSV_AT_BACKSLASH
                                                    : CSV_IN_QUOTES;
    if (state == CSV_AT_QUOTE && byte == dialect->quote)
        return CSV_IN_QUOTES;
    if (state == CSV_AT_CR && byte == '\n')
        return CSV_AT_RECORD;
    if (byte == '\n')
        return CSV_AT_RECORD;
    if (byte == '\r')
        return CSV_AT_CR;
    if (byte == dialect->delimiter)
        return CSV_AT_FIELD;
    if (state == CSV_AT_QUOTE || state == CSV_IN_FIELD)
        return CSV_IN_FIELD;
    if (dialect->quote && byte == dialect->quote)
        return CSV_IN_QUOTES;
    return dialect->spaces && byte == ' ' ? CSV_AT_FIELD : CSV_IN_FIELD;
}

/*
 * The state at a byte outside of quotes, where the text before it, from the last place whose state
 * is known, has no quote. Looks back over spaces at most.
 */
static CsvState
state_before(const CsvScan *scan, const char *start, const char *p)
{
    const char *q = p;

    while (scan->dialect.spaces && q > start && q[-1] == ' ')
        q--;
    if (q == start)
        return q == p || scan->state == CSV_IN_FIELD || scan->state == CSV_AT_QUOTE ? scan->state
                                                                                    : CSV_AT_FIELD;
    if (q[-1] == scan->dialect.delimiter)
        return CSV_AT_FIELD;
    if (q[-1] == '\n' || q[-1] == '\r')
        return q < p ? CSV_AT_FIELD : q[-1] == '\n' ? CSV_AT_RECORD : CSV_AT_CR;
    return CSV_IN_FIELD;
}

/* Where something between quotes ends, or end. */
static const char *
find_in_quotes(const CsvScan *scan, const char *p, const char *end)
{
    const char *quote;

    if (scan->dialect.backslash) {
        while (p < end && *p != scan->dialect.quote && *p != '\\')
            p++;
        return p;
    }
    quote = memchr(p, scan->dialect.quote, end - p);
    return quote ? quote : end;
}

/* From quote to quote. */
void
csv_scan_skip(CsvScan *scan, const char *bytes, gsize nbytes)
{
    const char *p = bytes, *end = bytes + nbytes, *quote;

    while (p < end) {
        switch (scan->state) {
        case CSV_IN_QUOTES:
            p = find_in_quotes(scan, p, end);
            if (p < end)
                scan->state = csv_scan_step(&scan->dialect, CSV_IN_QUOTES, *p++);
            break;
        case CSV_AT_QUOTE:
        case CSV_AT_BACKSLASH:
        case CSV_AT_CR:
            scan->state = csv_scan_step(&scan->dialect, scan->state, *p++);
            break;
        default:
            quote = scan->dialect.quote ? memchr(p, scan->dialect.quote, end - p) : NULL;
            if (!quote) {
                scan->state = state_before(scan, p, end);
                return;
            }
            scan->state = csv_scan_step(&scan->dialect, state_before(scan, p, quote), *quote);
            p = quote + 1;
        }
    }
}

gssize
csv_scan_next_record(CsvScan *scan, const char *bytes, gsize nbytes)
{
    gsize pos = 0;

    while (pos < nbytes) {
        if (scan->state == CSV_AT_RECORD)
            return pos;
        if (scan->state == CSV_AT_CR && bytes[pos] != '\n') {
            scan->state = CSV_AT_RECORD;
            return pos;
        }
        if (scan->state == CSV_IN_QUOTES) {
            gsize next = find_in_quotes(scan, bytes + pos, bytes + nbytes) - bytes;

            if (next > pos) {
                pos = next;
                continue;
            }
        }
        scan->state = csv_scan_step(&scan->dialect, scan->state, bytes[pos++]);
    }
    return scan->state == CSV_AT_RECORD ? (gssize)nbytes : -1;
}
