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

/* The types of a form. The numbers are part of the file format: never renumber. */
typedef enum {
    TOKEN_SEPARATOR = 0, /* never in a list of tokens; a form between two words */
    TOKEN_WORD = 1,
    TOKEN_NUMBER =
        2, /* digits with their signs, a plural or ordinal ending: 1,234.5 3.5% 1990s 20th */
    TOKEN_URL = 3, /* also a bare domain (example.com) */
    TOKEN_EMAIL = 4,
    TOKEN_HASHTAG = 5, /* the sign is part of the token */
    TOKEN_MENTION = 6, /* likewise */
} TokenType;

enum {
    TOKEN_UPPER = 1 << 0,    /* the first letter is an upper-case (or title-case) one */
    TOKEN_LOWER = 1 << 1,    /* the first letter is a lower-case one */
    TOKEN_CAPITALS = 1 << 2, /* two letters or more, all upper-case */
    TOKEN_DOTTED = 1 << 3,   /* letters with full stops between them: U.S, p.m, J.K */
};

/* A token: bytes [start, end) of the article text. */
typedef struct {
    guint32 start;
    guint32 end;
    guint8 type;  /* TokenType */
    guint8 flags; /* TOKEN_UPPER | ... */
} Token;

/*
 * Tokens in text order. All zero (TOKEN_LIST_INIT) is an empty list; emptying one by n = 0 keeps
 * its memory for the next text. token_list_release() frees the memory and leaves an empty list.
 */
typedef struct {
    Token *tokens;
    guint n, capacity;
} TokenList;

#define TOKEN_LIST_INIT                                                                            \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

static inline void
token_list_append(TokenList *list, guint32 start, guint32 end, TokenType type, guint flags)
{
    if (G_UNLIKELY(list->n == list->capacity)) {
        list->capacity = MAX(256, 2 * list->capacity);
        list->tokens = g_renew(Token, list->tokens, list->capacity);
    }
    list->tokens[list->n++] = (Token){start, end, (guint8)type, (guint8)flags};
}

static inline void
token_list_release(TokenList *list)
{
    g_free(list->tokens);
    *list = (TokenList)TOKEN_LIST_INIT;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TokenList, token_list_release)

#endif
