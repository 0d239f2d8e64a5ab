/*
 * What the cutters of this stage hand to each other.
 *
 * words_cut() finds the tokens of a stretch of text; what lies between two of them is a separator.
 * sentences_cut() decides, separator by separator, whether a sentence ends there and where in it
 * the next one begins.
 */
#ifndef TEXTMILL_TOKEN_H
#define TEXTMILL_TOKEN_H

#include <glib.h>

#include "files/token_type.h"

enum {
    TOKEN_UPPER = 1 << 0,   /* the first letter is an upper-case (or title-case) one */
    TOKEN_LOWER = 1 << 1,   /* the first letter is a lower-case one */
    TOKEN_CAPITALS = 1 << 2, /* two letters or more, all upper-case */
    TOKEN_DOTTED = 1 << 3,  /* letters with full stops between them: U.S, p.m, J.K */
};

/* A token: bytes [start, end) of the article text. */
typedef struct {
    guint32 start;
    guint32 end;
    guint8 type;  /* TokenType */
    guint8 flags; /* TOKEN_UPPER | ... */
} Token;

#endif
