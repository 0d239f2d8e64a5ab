/* What the keys of a language need beyond what all have. */
#ifndef TEXTMILL_KEY_RULES_H
#define TEXTMILL_KEY_RULES_H

#include <glib.h>

enum {
    KEY_POSSESSIVE = 1 << 0,   /* 's at the end is an ending: Trump's; Dutch foto's */
    KEY_CONTRACTIONS = 1 << 1, /* but it's and let's are two words */
    KEY_ELISION = 1 << 2,      /* what stands before an apostrophe is an article, a pronoun ... */
    KEY_CASE_ENDINGS = 1 << 3, /* what stands behind one is a case ending: Ankara'da */
    KEY_DOTLESS_I = 1 << 4,    /* I is the capital of ı, İ that of i */
    KEY_CEDILLA = 1 << 5,      /* ș and ț are ş and ţ, as libstemmer 2 and old text have them */
    KEY_STATES = 1 << 6,       /* US, UK and UN are U.S., U.K. and U.N. */
    KEY_PREFIXED = 1 << 7,     /* n, t or h before a capital vowel is grammar: an tUachtarán */
    KEY_SWEDISH = 1 << 8,      /* endings stand behind a colon: USA:s */
    KEY_FINNISH = 1 << 9,      /* so, but others: NATO:ssa */
};

/* The two letters of a language as a number, to switch over; 0 if it is not an ISO 639-1 code. */
static inline guint
key_language_code(const char *language)
{
    if (language == NULL || language[0] == '\0' || language[1] == '\0' ||
        (language[2] != '\0' && language[2] != '-'))
        return 0;
    return (guint)(guint8)language[0] << 8 | (guint8)language[1];
}

#define KEY_LANGUAGE(a, b) ((guint)(a) << 8 | (guint)(b))

static inline guint
key_rules(const char *language)
{
    switch (key_language_code(language)) {
    case KEY_LANGUAGE('e', 'n'):
        return KEY_POSSESSIVE | KEY_CONTRACTIONS | KEY_STATES;
    case KEY_LANGUAGE('n', 'l'):
        return KEY_POSSESSIVE;
    case KEY_LANGUAGE('f', 'r'):
    case KEY_LANGUAGE('i', 't'):
    case KEY_LANGUAGE('c', 'a'):
        return KEY_ELISION;
    case KEY_LANGUAGE('t', 'r'):
        return KEY_DOTLESS_I | KEY_CASE_ENDINGS;
    case KEY_LANGUAGE('a', 'z'):
        return KEY_DOTLESS_I;
    case KEY_LANGUAGE('r', 'o'):
        return KEY_CEDILLA;
    case KEY_LANGUAGE('g', 'a'):
        return KEY_PREFIXED;
    case KEY_LANGUAGE('s', 'v'):
        return KEY_SWEDISH;
    case KEY_LANGUAGE('f', 'i'):
        return KEY_FINNISH;
    default:
        return 0;
    }
}

#endif
