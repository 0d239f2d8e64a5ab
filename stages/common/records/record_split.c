#include "records/record_split.h"

#include <string.h>

void
record_split_init(RecordSplit *split, const RecordFormat *format)
{
    *split = (RecordSplit){.kind = format->kind, .is_between = TRUE};
    if (format->kind == RECORDS_CSV)
        csv_scan_init(&split->csv, &format->csv);
}

/* To the end of the object that the split is in; -1: it goes on. */
static gssize
end_object(RecordSplit *split, const char *bytes, gsize nbytes)
{
    gssize end = json_scan_object(&split->json, bytes, nbytes);

    if (end >= 0) {
        split->json = (JsonScan){0};
        split->is_between = TRUE;
    }
    return end;
}

static void
skip_objects(RecordSplit *split, const char *bytes, gsize nbytes)
{
    gsize pos = 0;

    while (pos < nbytes) {
        gssize end;

        if (split->is_between) {
            const char *brace = memchr(bytes + pos, '{', nbytes - pos);

            if (!brace)
                return;
            pos = brace - bytes;
            split->is_between = FALSE;
        }
        end = end_object(split, bytes + pos, nbytes - pos);
        if (end < 0)
            return;
        pos += end;
    }
}

void
record_split_skip(RecordSplit *split, const char *bytes, gsize nbytes)
{
    if (nbytes == 0)
        return;
    if (split->kind == RECORDS_CSV)
        csv_scan_skip(&split->csv, bytes, nbytes);
    else if (split->kind == RECORDS_JSON)
        skip_objects(split, bytes, nbytes);
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
    if (split->kind == RECORDS_JSON)
        return end_object(split, bytes, nbytes);
    end = memchr(bytes, '\n', nbytes);
    split->is_between = end != NULL;
    return end ? end + 1 - bytes : -1;
}
