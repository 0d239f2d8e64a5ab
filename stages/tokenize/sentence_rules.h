/*
 * The rules of one language as sentences.c sees them: a hash table of words with their classes, and
 * switches. The tables are written by make_sentence_tables.py from rules/<language>.rules and
 * rules/common.rules.
 */
#ifndef TEXTMILL_SENTENCE_RULES_H
#define TEXTMILL_SENTENCE_RULES_H

#include "sentences.h"

/* Classes of words; a word may be in several. The sections of a rules file, in the same order. */
enum {
    SENTENCE_TITLE = 1 << 0,          /* 'Mr': the stop never ends a sentence */
    SENTENCE_NUMBER = 1 << 1,         /* 'pp': no end before a number; else as ABBREVIATION */
    SENTENCE_NUMBER_OR_WORD = 1 << 2, /* 'no': no end before a number; else an ordinary word */
    SENTENCE_MONTH = 1 << 3,          /* 'Jan', 'Tue': likewise; else as ABBREVIATION */
    SENTENCE_TIME = 1 << 4,           /* 'p.m': no end before a number or a ZONE; else an end */
    SENTENCE_ZONE = 1 << 5,           /* 'EST', 'Monday' */
    SENTENCE_ABBREVIATION = 1 << 6,   /* 'Inc', 'Calif': an end only before a STARTER */
    SENTENCE_STARTER = 1 << 7,        /* 'The': where it is capitalised a sentence may begin */
    SENTENCE_REPORTING = 1 << 8,      /* 'asked': '?" Betty asked' is one sentence */
    SENTENCE_EXCLAIMING = 1 << 9,     /* 'Yahoo': the mark belongs to the name */
    SENTENCE_UNIT = 1 << 10, /* 'r' in Polish '1990 r.': behind a number, arabic or Roman, an
                                         end as of TIME; else of its other classes, or none */
};

/* Switches, in the order of the generator. */
enum {
    SENTENCE_LOWER_AFTER_STOP = 1 << 0,     /* 'the dog. then' is two sentences */
    SENTENCE_LOWER_AFTER_QUESTION = 1 << 1, /* 'why? because' is two sentences */
    SENTENCE_MISSING_SPACE = 1 << 2,        /* 'about it.The' is two sentences */
    SENTENCE_VOWELLESS = 1 << 3,            /* a short word without a vowel is an ABBREVIATION */
    SENTENCE_ORDINALS = 1 << 4,             /* '3.' is 'third': an end only before a STARTER */
    SENTENCE_CAPITAL_I = 1 << 5,            /* 'I' has a capital everywhere */
    SENTENCE_AFTER_SEMICOLON = 1 << 6,      /* 'left; The dog': a STARTER with a capital, then a
                                               lower-case word, is a new sentence */
    SENTENCE_SEMICOLON_ASKS = 1 << 7,       /* ';' is a question mark */
    SENTENCE_COLON_ENDS = 1 << 8,           /* ':' is a full stop */
    SENTENCE_ROMAN_ORDINALS = 1 << 9,       /* so is 'XIV.' */
    SENTENCE_PAUSES = SENTENCE_AFTER_SEMICOLON | SENTENCE_SEMICOLON_ASKS | SENTENCE_COLON_ENDS,
};

enum { SENTENCE_WORD_MAX_NBYTES = 48 };

/* A slot without a pointer: the tables are small, and nothing of them is relocated. */
typedef struct {
    guint16 start;       /* of the word in the names, where it is in lower case */
    guint16 nbytes;      /* 0: an empty slot */
    guint16 any;         /* its classes however it is written */
    guint16 capitalised; /* further ones where its first letter is upper-case */
} SentenceWord;

struct _SentenceRules {
    const char *language; /* ISO 639-1 */
    guint32 switches;
    guint32 mask; /* slots - 1, slots a power of two; a slot's place is FNV-1a (32 bits) & mask, or
                     the next free */
    const SentenceWord *words;
    const char *names; /* all words in a row */
};

extern const SentenceRules sentence_tables[]; /* the first is for languages without a file */
extern const guint sentence_n_tables;

/*
 * The classes of a word, 0 if the language does not know it. Case and kinds of apostrophe do not
 * matter. "l'Ing" is looked up as "ing" if it is not known itself.
 */
guint sentence_rules_classes(const SentenceRules *rules, const char *word, guint nbytes,
                             gboolean capitalised);

/* Whether sentences begin with the capitalised word; "The’s" and "L’homme" by the part that says
 * so. */
gboolean sentence_rules_is_starter(const SentenceRules *rules, const char *word, guint nbytes);

#endif
