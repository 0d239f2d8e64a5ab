/* The grammatical class of a form, where lists tell. */
#ifndef TEXTMILL_WORD_CLASS_H
#define TEXTMILL_WORD_CLASS_H

/* The numbers are part of the file format: never renumber. */
enum {
    WORD_NONE = 0,
    WORD_STOP = 1, /* listed, of none of the classes below: conjunctions, particles, "said" */
    WORD_DETERMINER = 2,
    WORD_PREPOSITION = 3,
    WORD_AUXILIARY = 4,
    WORD_PRONOUN = 5,
    WORD_N_CLASSES = 6,
};

#endif
