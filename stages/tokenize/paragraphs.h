/*
 * Cutting an article's text into lines and its body into paragraphs.
 *
 * Line ends are LF, CR LF, CR, U+0085, U+2028 and U+2029; a line of white space only is blank.
 * Paragraphs tile the range they were cut from: each takes what follows its text up to the next,
 * and the first what precedes it, so that the text can be put together again from them.
 */
#ifndef TEXTMILL_PARAGRAPHS_H
#define TEXTMILL_PARAGRAPHS_H

#include <glib.h>

#include "files/kinds.h"

/* Bytes [start, end) of the article text. */
typedef struct {
    guint32 start;
    guint32 end;
    guint8 kind; /* ParagraphKind */
} Paragraph;

/* A line: its text is [start, end), the next one begins at next. */
typedef struct {
    guint32 start;
    guint32 end;
    guint32 next;
} Line;

/* The line that begins at start, which is less than nbytes. */
Line line_read(const char *text, gsize nbytes, gsize start);

/* The bytes of white space at the beginning of text: ASCII, U+00A0, U+3000, U+FEFF, U+2000..200B.
 */
gsize line_count_white(const char *text, gsize nbytes);

static inline gboolean
line_is_blank(const char *text, Line line)
{
    guchar first = line.start < line.end ? (guchar)text[line.start] : '\0';

    if (first > ' ' && first < 0x80)
        return FALSE;
    return line_count_white(text + line.start, line.end - line.start) == line.end - line.start;
}

/* Memory for paragraphs_cut(), to be used again for article after article by one thread. */
typedef struct ParagraphCutter ParagraphCutter;

ParagraphCutter *paragraph_cutter_new(void);
void paragraph_cutter_free(ParagraphCutter *cutter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ParagraphCutter, paragraph_cutter_free)

/*
 * Append the paragraphs of text[start, end) to ret (Paragraph), kinds body and quoted. The range
 * may begin within a line, after a dateline.
 *
 * A paragraph begins
 * - after a blank line;
 * - at a line indented by two columns or more, if the text is hard-wrapped and otherwise flush, and
 *   either the body's first line is indented likewise (agency copy of the 1980s), or the line
 * before is the end of a sentence (so that rows of tables stay together);
 * - at every line, if most lines are longer than 120 bytes and end a sentence (one paragraph a
 * line, as in dumps of web pages);
 * - where quoted lines begin or end. Lines that begin with `>` are quoted; in a message (mail or
 *   news) also those with `|`, `:` and `AB>`.
 *
 * A range of white space only gives one paragraph, an empty range none.
 */
void paragraphs_cut(ParagraphCutter *cutter, const char *text, gsize start, gsize end,
                    gboolean is_message, GArray *ret);

#endif
