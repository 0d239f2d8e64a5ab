/*
 * Encodings other than UTF-8: their names, which one a file is in, and its text as clean UTF-8.
 *
 * An encoding is named as the tables name it: in lower case, after the Encoding Standard where that
 * knows it ("windows-1252", "shift_jis", "utf-16le"). The names that these functions return are
 * interned: never freed, and valid for good. NULL stands for UTF-8, of which ASCII is a part.
 * Everything here may be called from any thread; a converter by one at a time.
 */
#ifndef TEXTMILL_ENCODING_H
#define TEXTMILL_ENCODING_H

#include <glib.h>

/*
 * Our name of the encoding that somebody calls so ("latin1", "CP1251", "sjis"), or NULL if the
 * system has no such. An encoding that is part of a larger one goes by the larger: Latin-1 is
 * "windows-1252", GB 2312 "gb18030". UTF-8 is "utf-8" here.
 */
const char *encoding_find(const char *name);

/*
 * Whether the bytes of ASCII text mean the same in this encoding. Where they do, a file that is
 * UTF-8 throughout and one in this encoding can be told apart by looking.
 */
gboolean encoding_extends_ascii(const char *name);

/* Whether bytes of ASCII that are no letters or digits may be the second half of a character in this
 * encoding (Shift_JIS, GB18030, Big5): brackets and backslashes are not always such there. */
gboolean encoding_hides_ascii(const char *name);

/*
 * The encoding that these bytes are in; a guess, but a careful one:
 *   - what encoding_marked() tells;
 *   - what is UTF-8 is UTF-8, and so is a text most of whose bytes beyond ASCII form characters of
 *     UTF-8: the rest of these are for utf8_repair();
 *   - few bytes beyond ASCII among many letters are strays of Windows-1252, whatever else they
 *     might be: if valid UTF-8 is among them, the text is UTF-8 to be repaired, else windows-1252, or
 *     iso-8859-15 if that explains them better;
 *   - else uchardet proposes, if it is built in, and is believed if the bytes then read like text:
 *     without errors, letters of one script, in words, small after capital and not the reverse;
 *   - else the same as for few.
 */
const char *encoding_detect(const char *bytes, gsize nbytes);

/*
 * The encoding that the bytes name by a mark, even where they are valid UTF-8: a byte order mark of
 * UTF-16 or UTF-32, the NULs of UTF-16 without one in every other byte of a text that begins with
 * ASCII, the escape sequences of ISO-2022-JP. NULL for any other text. Cheap: looks at the first 8
 * kB at most.
 */
const char *encoding_marked(const char *bytes, gsize nbytes);

/*
 * What a file that begins with these bytes is converted from as a whole, before anything else is
 * known of it: by its mark, or by what it is said to be in, where that makes other characters of the
 * bytes of ASCII. said: a name, or NULL. NULL for all other files.
 */
const char *encoding_of_whole(const char *said, const char *bytes, gsize nbytes);

/*
 * What of these bytes that is no clean UTF-8 is converted from; NULL: it is to be repaired. For files
 * that are not converted as a whole. What is said does not hold for a file that is UTF-8 throughout;
 * but one may begin in ASCII and go on otherwise. is_whole: they are all of the file, else the last
 * character may be cut.
 */
const char *encoding_of_parts(const char *said, const char *bytes, gsize nbytes, gboolean is_whole);

/*
 * Appends the text, which is in this encoding, to out as clean UTF-8 (see utf8.h). What is no
 * character of it becomes U+FFFD, for each sequence. Adds to *ret_n_repairs (may be NULL) how many
 * such there were, and what utf8_repair() had to change beyond. The name is one that encoding_find()
 * or encoding_detect() returned. Memory beyond out does not grow with the text, and out grows by at
 * most three bytes for each of the text.
 */
void encoding_convert(const char *name, const char *bytes, gsize nbytes, GString *out,
                      guint64 *ret_n_repairs);

/* The same for a text that comes in pieces, cut anywhere, in any encoding but UTF-8. */
typedef struct EncodingConverter EncodingConverter;
EncodingConverter *encoding_converter_new(const char *name);
void encoding_converter_free(EncodingConverter *converter);

/* Appends what can be converted; behind the last piece all that is left. The converter is as new
 * after that. */
void encoding_converter_push(EncodingConverter *converter, const char *bytes, gsize nbytes,
                             gboolean last, GString *out, guint64 *ret_n_repairs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(EncodingConverter, encoding_converter_free)

#endif
