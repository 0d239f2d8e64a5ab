#include "paragraphs.h"

#include <string.h>

#include "program/bytes.h"

/* A line longer than this is not one of hard-wrapped text, and perhaps a paragraph. */
#define LONG_LINE_NBYTES 120

/* The least indentation that can begin a paragraph. */
#define PARAGRAPH_INDENT 2

typedef struct {
    Line line;
    guint16 indent; /* columns, tab stops of 8 */
    gboolean blank : 1;
    gboolean quoted : 1;
    gboolean finished : 1; /* ends where a sentence can end */
} BodyLine;

struct ParagraphCutter {
    BodyLine *lines;
    guint n, capacity;
};

/* How the lines of a body are to be read. */
typedef struct {
    gboolean line_each;     /* every line is a paragraph */
    gboolean indent_begins; /* an indented line can begin one */
    guint first_indent;     /* of agency copy; else 0 */
} Layout;

ParagraphCutter *
paragraph_cutter_new(void)
{
    return g_new0(ParagraphCutter, 1);
}

void
paragraph_cutter_free(ParagraphCutter *cutter)
{
    if (cutter == NULL)
        return;
    g_free(cutter->lines);
    g_free(cutter);
}

static void
add_line(ParagraphCutter *cutter, BodyLine line)
{
    if (G_UNLIKELY(cutter->n == cutter->capacity)) {
        cutter->capacity = MAX(256, 2 * cutter->capacity);
        cutter->lines = g_renew(BodyLine, cutter->lines, cutter->capacity);
    }
    cutter->lines[cutter->n++] = line;
}

/* The bytes of the line end at text, 0 if there is none. */
static gsize
line_end_nbytes(const guchar *text, gsize nbytes)
{
    if (nbytes == 0)
        return 0;
    if (text[0] == '\n')
        return 1;
    if (text[0] == '\r')
        return nbytes > 1 && text[1] == '\n' ? 2 : 1;
    if (text[0] == 0xc2 && nbytes > 1 && text[1] == 0x85)
        return 2;
    if (text[0] == 0xe2 && nbytes > 2 && text[1] == 0x80 && (text[2] == 0xa8 || text[2] == 0xa9))
        return 3;
    return 0;
}

/* bytes with which a line end may begin */
static const guint8 may_end_line[256] = {['\n'] = 1, ['\r'] = 1, [0xc2] = 1, [0xe2] = 1};

enum { PLAIN_FROM = '\r' + 1 }; /* below, and beyond ASCII, a line may end */

Line
line_read(const char *text, gsize nbytes, gsize start)
{
    const guchar *bytes = (const guchar *)text;
    Line line = {.start = (guint32)start};
    gsize at = bytes_skip_plain(text, nbytes, start, PLAIN_FROM), n = 0;

    while (at < nbytes) {
        if (may_end_line[bytes[at]] && (n = line_end_nbytes(bytes + at, nbytes - at)) > 0)
            break;
        at++;
        if (at < nbytes && bytes[at] < 0x80)
            at = bytes_skip_plain(text, nbytes, at, PLAIN_FROM);
    }
    line.end = (guint32)at;
    line.next = (guint32)(at + n);
    return line;
}

gsize
line_count_white(const char *text, gsize nbytes)
{
    const guchar *bytes = (const guchar *)text;
    gsize at = 0;

    while (at < nbytes) {
        const guchar *b = bytes + at;

        if (b[0] <= ' ' && (g_ascii_isspace(b[0]) || b[0] == '\v')) {
            at++;
        } else if (b[0] < 0x80) {
            break;
        } else if (nbytes - at >= 2 && b[0] == 0xc2 && (b[1] == 0xa0 || b[1] == 0x85)) {
            at += 2;
        } else if (nbytes - at >= 3 &&
                   ((b[0] == 0xe2 && b[1] == 0x80 &&
                     (b[2] <= 0x8b || b[2] == 0xa8 || b[2] == 0xa9 || b[2] == 0xaf)) ||
                    (b[0] == 0xe3 && b[1] == 0x80 && b[2] == 0x80) ||
                    (b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf))) {
            at += 3;
        } else {
            break;
        }
    }
    return at;
}

/* `>` after at most three spaces; in messages also `| `, `: ` and the initials of `AB> `. */
static gboolean
is_quoted(const char *at, const char *end, gboolean is_message)
{
    gsize n = 0;

    while (n < 3 && at < end && *at == ' ') {
        at++;
        n++;
    }
    if (at == end)
        return FALSE;
    if (*at == '>')
        return TRUE;
    if (!is_message)
        return FALSE;
    if (*at == '|' || *at == ':')
        return at + 1 == end || at[1] == ' ' || at[1] == '>' || at[1] == *at;
    for (n = 0; n < 4 && at < end && g_ascii_isupper(*at); n++)
        at++;
    return n > 0 && at < end && *at == '>';
}

static gboolean
ends_with_one_of(const char *start, const char *end, const char *const *list, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        gsize length = strlen(list[i]);

        if ((gsize)(end - start) >= length && memcmp(end - length, list[i], length) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Whether a sentence can end where [start, end) does: at . ! ? : or …, quotes and brackets aside.
 */
static gboolean
ends_sentence(const char *start, const char *end)
{
    static const char *const closers[] = {"”", "’", "»", "“"}; /* three bytes, but for one of two */
    static const char *const marks[] = {"…", "。", "！", "？", "؟", "।", "：", "」"};

    for (int i = 0; i < 16 && end > start; i++) {
        char last = end[-1];

        if (last == '.' || last == '!' || last == '?' || last == ':')
            return TRUE;
        if (last == '"' || last == '\'' || last == ')' || last == ']' || last == ' ' ||
            last == '\t')
            end--;
        else if ((last & 0x80) == 0 || ends_with_one_of(start, end, marks, G_N_ELEMENTS(marks)))
            return (last & 0x80) != 0;
        else if (ends_with_one_of(start, end, closers, G_N_ELEMENTS(closers)))
            end -= last == "»"[1] && end[-2] == "»"[0] ? 2 : 3;
        else
            return FALSE;
    }
    return FALSE;
}

static guint16
columns_of_indent(const char *at, const char *end)
{
    guint columns = 0;

    for (; at < end && columns < 1000 && (*at == ' ' || *at == '\t'); at++)
        columns = *at == '\t' ? (columns / 8 + 1) * 8 : columns + 1;
    return (guint16)columns;
}

static BodyLine
body_line(const char *text, Line line, gboolean is_message)
{
    const char *start = text + line.start, *end = text + line.end;
    BodyLine ret = {.line = line, .blank = line_is_blank(text, line)};

    if (!ret.blank) {
        ret.indent = columns_of_indent(start, end);
        ret.quoted = is_quoted(start, end, is_message);
        ret.finished = ends_sentence(start, end);
    }
    return ret;
}

/* A body that follows a dateline begins within a line: its indentation is that of the whole line.
 */
static guint
indent_of_first(const char *text, gsize start, gsize end)
{
    gsize at = start;

    /* a dateline is short; do not walk back over a text that is one line */
    while (at > 0 && start - at < 512 && text[at - 1] != '\n' && text[at - 1] != '\r')
        at--;
    return columns_of_indent(text + at, text + end);
}

static Layout
layout_of(const char *text, gsize start, gsize end, const BodyLine *lines, guint n_lines)
{
    Layout layout = {0};
    guint n = 0, nlong = 0, nflush = 0, nindented = 0, nparagraphs = 0, first = 0;

    for (guint i = 0; i < n_lines; i++) {
        const BodyLine *line = &lines[i];
        gsize nbytes = line->line.end - line->line.start;

        if (line->blank || line->quoted)
            continue;
        if (n++ == 0)
            first = i == 0 ? indent_of_first(text, start, end) : line->indent;
        nlong += nbytes > LONG_LINE_NBYTES;
        nparagraphs += nbytes > LONG_LINE_NBYTES && line->finished;
        nindented += line->indent >= PARAGRAPH_INDENT;
        nflush += line->indent < PARAGRAPH_INDENT;
    }
    layout.line_each = nparagraphs * 2 > n;
    if (nlong * 2 <= n && nflush > 0) {
        layout.first_indent = first >= PARAGRAPH_INDENT ? first : 0;
        layout.indent_begins = nflush >= nindented || layout.first_indent > 0;
    }
    return layout;
}

static gboolean
begins_paragraph(const Layout *layout, const BodyLine *before, const BodyLine *line)
{
    if (line->blank)
        return FALSE;
    if (before->blank || layout->line_each || line->quoted != before->quoted)
        return TRUE;
    if (!layout->indent_begins || line->quoted || line->indent < PARAGRAPH_INDENT)
        return FALSE;
    return line->indent == layout->first_indent || before->finished;
}

void
paragraphs_cut(ParagraphCutter *cutter, const char *text, gsize start, gsize end,
               gboolean is_message, GArray *ret)
{
    Paragraph paragraph = {.start = (guint32)start, .kind = PARAGRAPH_BODY};
    gboolean begun = FALSE;
    Layout layout;

    if (start >= end)
        return;
    cutter->n = 0;
    for (gsize at = start; at < end;) {
        BodyLine line = body_line(text, line_read(text, end, at), is_message);

        add_line(cutter, line);
        at = line.line.next;
    }
    layout = layout_of(text, start, end, cutter->lines, cutter->n);
    for (guint i = 0; i < cutter->n; i++) {
        const BodyLine *line = &cutter->lines[i];

        if (begun && begins_paragraph(&layout, line - 1, line)) {
            paragraph.end = line->line.start;
            g_array_append_val(ret, paragraph);
            paragraph.start = line->line.start;
            begun = FALSE;
        }
        if (!begun && !line->blank) {
            paragraph.kind = line->quoted ? PARAGRAPH_QUOTED : PARAGRAPH_BODY;
            begun = TRUE;
        }
    }
    paragraph.end = (guint32)end;
    g_array_append_val(ret, paragraph);
}
