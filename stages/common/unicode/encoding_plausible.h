/* Whether bytes, read as they are supposed to be, look like text that somebody wrote. */
#ifndef TEXTMILL_ENCODING_PLAUSIBLE_H
#define TEXTMILL_ENCODING_PLAUSIBLE_H

#include "unicode/encoding_names.h"

/*
 * Whether a sample in the encoding reads like text in the script the encoding was made for. A
 * sample should begin where a character does; it may end anywhere.
 */
gboolean encoding_plausible(const KnownEncoding *encoding, const char *bytes, gsize nbytes);

#endif
