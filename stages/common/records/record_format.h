/*
 * RecordFormat: whether a file is an article or has many of them as records, told by its content.
 *
 * The first RECORD_FORMAT_NBYTES bytes (unpacked) decide:
 *
 *   - JSON Lines: the first line that is not blank, or one of three behind it, is an object of
 *     JSON, or begins one and is cut by the end of what is looked at.
 *   - JSON: objects in an array, or one behind the other over several lines.
 *   - CSV: the first row names columns, at least two, one of them the text (field_map.h), and
 *     most of the rows that follow, the first among them, have as many columns: four rows, the first
 *     one included, if no other name is known or a blank line comes first. Three names and more, all
 *     known, need no such rows. Or the user mapped columns by number, and rows have that many. Or it
 *     is a table of articles but for the text, which is told where it is read: four rows at least,
 *     three columns, two of them known, or the user said how CSV is written.
 *   - Anything else is text: one article. A text whose first line has commas is text.
 *
 * How CSV is written (delimiter, quote) is what makes most rows have the same number of columns; a
 * line "sep=;" before them says it. Its first row is a header unless the user maps columns by number
 * only; and then too if it has a text's name where the text is, or two names that are known.
 *
 * A file in UTF-16 or UTF-32 is converted before anybody looks for records, and so is one whose
 * encoding has brackets, backslashes or delimiters inside of characters (Shift_JIS), but for JSON
 * Lines; else lines, objects and fields are converted one by one, which leaves places in the file what
 * they are, so that it can be cut.
 */
#ifndef TEXTMILL_RECORD_FORMAT_H
#define TEXTMILL_RECORD_FORMAT_H

#include <glib.h>

#include "records/csv_scan.h"
#include "records/field_map.h"

enum { RECORD_FORMAT_NBYTES = 1 << 16 };

typedef enum {
    RECORDS_AUTO, /* in options: by content */
    RECORDS_TEXT,
    RECORDS_JSON_LINES,
    RECORDS_JSON,
    RECORDS_CSV,
} RecordKind;

/* What the user said. All zero: nothing. */
typedef struct {
    RecordKind kind;
    char delimiter; /* 0: recognised */
    char quote;     /* 0: recognised */
    gboolean has_no_quote;
    const FieldMap *map;  /* NULL: by names */
    const char *encoding; /* of all files, as encoding.h names it; NULL: each is looked at */
} RecordOptions;

typedef struct {
    RecordKind kind; /* never RECORDS_AUTO */
    /* that the file is converted from as a whole, or NULL: start, and whatever is read of the records,
     * is in the converted text */
    const char *encoding;
    guint64 start; /* where the first record begins: behind a byte order mark and a header */
    /* of records: what those are converted from that are no UTF-8; NULL: they are repaired (utf8.h) */
    const char *record_encoding;
    /* of CSV */
    CsvDialect csv;
    guint n_columns;
    char **names; /* of the columns, clean UTF-8; NULL without a header */
} RecordFormat;

/* What a file is that begins with these bytes; is_whole: it has no others. The options and the map
 * are not needed any longer. Costs a text file a look at its first line. */
void record_format_recognise(RecordFormat *ret_format, const char *bytes, gsize nbytes,
                             gboolean is_whole, const RecordOptions *options);

void record_format_clear(RecordFormat *format);

/* "text", "JSON Lines", "JSON", "CSV". */
const char *record_kind_name(RecordKind kind);

/* The kind of an option's word: auto, text, json-lines, json, csv. FALSE: there is none. */
gboolean record_kind_from_word(const char *word, RecordKind *ret_kind);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RecordFormat, record_format_clear)

#endif
