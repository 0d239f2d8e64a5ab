/*
 * What stands between two words, as far as the end of a sentence is concerned.
 *
 * Of the punctuation in a separator the last group of terminators counts, with the closing quotes
 * and brackets that follow it: "word.) – “Word" has one stop, closed by a bracket, and a dash and a
 * quotation mark that open what follows.
 */
#ifndef TEXTMILL_SENTENCE_SEPARATOR_H
#define TEXTMILL_SENTENCE_SEPARATOR_H

#include <glib.h>

typedef struct {
    guint32 end;  /* after the terminators and what closes with them */
    guint32 next; /* where the next sentence would begin: at its quotes, brackets, dash or bullet */
    guint32 dots; /* full stops after the last ? or !; an ellipsis character is three */
    guint32 questions;
    guint32 exclamations;
    guint32 others;         /* terminators of other scripts, which need white space after them */
    gboolean unspaced;      /* a terminator that needs none: 。！？ । ። */
    gboolean spaced;        /* white space between the terminators: ". . ." */
    gboolean closed_before; /* a quote or bracket between the word and the last terminator: "x)." */
    gboolean quote_closed;  /* a quotation mark after the terminators */
    gboolean bracket_closed; /* a bracket after them */
    gboolean space;          /* white space before next */
    gboolean continued;      /* a comma, colon or the like follows: "etc., " */
    gboolean quote_opened, bracket_opened, dash, symbol; /* what stands from next on */
    gboolean ellipsis_opened; /* dots that touch the next word: "...and" */
} Separator;

/*
 * Reads text[start, end). FALSE if it has no terminator; then only next, space and what opens are
 * set, for a separator without a stop.
 */
gboolean separator_read(const char *text, guint32 start, guint32 end, Separator *ret);

/* The same for a separator that follows a footnote mark: the stop stays, what follows is read anew.
 */
void separator_read_rest(const char *text, guint32 start, guint32 end, Separator *separator);

/*
 * The same for one that has a semicolon or colon before text[start] for its stop: what closes with
 * it is skipped.
 */
void separator_read_pause(const char *text, guint32 start, guint32 end, Separator *ret);

/*
 * What a byte can be part of. Bytes without SEPARATOR_MATTERS are of nothing that counts here;
 * separator_read() finds no terminator where there is neither SEPARATOR_STOP nor SEPARATOR_LONG.
 */
enum {
    SEPARATOR_MATTERS = 1 << 0, /* a terminator, a line break, a bullet, the ")" of a list, a
                                   pause */
    SEPARATOR_STOP = 1 << 1,    /* an ASCII terminator */
    SEPARATOR_LINE = 1 << 2,    /* a line break */
    SEPARATOR_LONG = 1 << 3,    /* a character beyond ASCII, or a reference */
    SEPARATOR_PAUSE = 1 << 4,   /* ";" and ":", terminators in some languages */
};

extern const guint8 separator_bytes[256];

/* What there is in text[start, end). */
static inline guint
separator_look(const char *text, guint32 start, guint32 end)
{
    guint seen = 0;

    while (start < end)
        seen |= separator_bytes[(guint8)text[start++]];
    return seen;
}

/* Whether the character at text[at] (at < end) is white space; *ret_next: the one after it. */
gboolean separator_space_at(const char *text, guint32 at, guint32 end, guint32 *ret_next);

/*
 * Whether a bullet stands at text[at]: "•" and its like; where a line begins also "-", "*" or a
 * dash, with white space after it.
 */
gboolean separator_bullet(const char *text, guint32 at, guint32 end, gboolean line);

#endif
