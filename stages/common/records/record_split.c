#include "records/record_split.h"

#include <string.h>

void
record_split_init(RecordSplit *split, const RecordFormat *format)
{
    *split = (RecordSplit){.kind = format->kind, .is_between = TRUE};
    if (format->kind == RECORDS_CSV)
        csv_scan_init(&split->csv, &format->csv);
}

void
record_split_skip(RecordSplit *split, const char *bytes, gsize nbytes)
{
    if (nbytes == 0)
        return;
    if (split->kind == RECORDS_CSV)
        csv_scan_skip(&split->csv, bytes, nbytes);
    else
        split->is_between = bytes[nbytes - 1] == '\n';
}

gssize
record_split_next(RecordSplit *split, const char *bytes, gsize nbytes)
{
    const char *end;

    if (split->kind == RECORDS_CSV)
        return csv_scan_next_record(&split->csv, bytes, nbytes);
    if (split->is_between)
        return 0;
    end = memchr(bytes, '\n', nbytes);
    split->is_between = end != NULL;
    return end ? end + 1 - bytes : -1;
}
