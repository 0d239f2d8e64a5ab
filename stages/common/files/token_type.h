/* The types of a form, shared by the stages that make, read and print forms. */
#ifndef TEXTMILL_TOKEN_TYPE_H
#define TEXTMILL_TOKEN_TYPE_H

/* The numbers are part of the file format: never renumber. */
typedef enum {
    TOKEN_SEPARATOR = 0, /* what lies between two words */
    TOKEN_WORD = 1,
    TOKEN_NUMBER = 2, /* digits with their signs, a plural or ordinal ending: 1,234.5 3.5% 1990s */
    TOKEN_URL = 3,    /* also a bare domain: example.com */
    TOKEN_EMAIL = 4,
    TOKEN_HASHTAG = 5, /* the sign is part of the token */
    TOKEN_MENTION = 6, /* likewise */
    TOKEN_N_TYPES = 7,
} TokenType;

/* Whether tokens of this type are words of the article, unlike separators and addresses. */
#define TOKEN_TYPE_COUNTS(type)                                                                    \
    ((1u << (type)) &                                                                              \
     (1u << TOKEN_WORD | 1u << TOKEN_NUMBER | 1u << TOKEN_HASHTAG | 1u << TOKEN_MENTION))

#endif
