/* CLD2, a library in C++, as a function of C. */
#ifndef TEXTMILL_CLD2_SHIM_H
#define TEXTMILL_CLD2_SHIM_H

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The code that CLD2 has for the language of a text (nbytes bytes of valid UTF-8): of ISO 639-1 or
 * -3, with a script behind a hyphen ("zh-Hant"), or one of its own ("un": unknown). A static
 * string. *ret_reliable: whether CLD2 trusts in it.
 */
const char *cld2_detect(const char *text, int nbytes, int *ret_reliable);

#ifdef __cplusplus
}
#endif

#endif
